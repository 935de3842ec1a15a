"""The page of one run as one HTML file without a script."""

from collections.abc import Iterable

from runlog.render import palette
from runlog.render.draw import run_course, track
from runlog.render.html_parts import (
    HALF,
    NARROWER,
    WIDE,
    diary_section,
    document,
    first_things,
    ground_section,
    kpis,
    picture,
    swatch,
    table,
)
from runlog.render.visible import escape
from runlog.report.clinic_model import Fact, Table
from runlog.report.run_model import RunChart, RunReport, TrackMap

_TRACK_HIGH = 260.0


def run_html(report: RunReport) -> str:
    """The report as one HTML document; the same report gives the same text."""
    sheet = report.sheet
    title = ", ".join(filter(None, (sheet.athlete, report.heading, sheet.week_label)))
    return document(title, sheet.language, "\n".join(filter(None, _body(report))))


def _body(report: RunReport) -> Iterable[str]:
    sheet = report.sheet
    kicker = " · ".join(filter(None, (sheet.athlete, sheet.title)))
    yield (
        f'<header><p class="kicker">{escape(kicker)}</p><h1>{escape(report.heading)}</h1>'
        f"<p>{escape(sheet.week_label)}</p></header>"
    )
    yield "<main>"
    yield from first_things(sheet.findings, sheet)
    yield kpis(report.kpis)
    yield _chart(report.chart) if report.chart else f"<p>{escape(report.chart_missing)}</p>"
    yield '<div class="two">'
    if report.ground:
        yield ground_section(report.ground)
    yield _way(report)
    yield "</div>"
    yield '<div class="two">'
    yield _facts(report.facts_heading, report.facts)
    yield _table(report.pain)
    yield "</div>"
    if report.diary:
        yield diary_section(report.diary)
    yield '<div class="two">'
    for told in filter(None, (report.splits, report.body, report.laps)):
        yield _table(told)
    yield "</div>"
    yield "</main>"
    yield f"<footer>{escape(report.footer)}</footer>"


def _chart(chart: RunChart) -> str:
    notes = f'<p class="small">{escape(" ".join(chart.notes))}</p>' if chart.notes else ""
    drawn = picture(lambda width: run_course.draw(chart, width, stretch=1.2), WIDE, chart.alt, NARROWER)
    return f"<section><h2>{escape(chart.heading)}</h2>{drawn}{notes}</section>"


def _way(report: RunReport) -> str:
    way = report.track
    if way is None:
        told = f'<p class="small">{escape(report.track_missing)}</p>' if report.track_missing else ""
        return f"<section><h2>{escape(report.track_heading)}</h2>{told}</section>" if told else ""
    drawn = picture(lambda width: track.draw(way, width, _TRACK_HIGH), HALF, way.alt)
    notes = "".join(f'<p class="small">{escape(words)}</p>' for words in (way.note, way.credit) if words)
    return f"<section><h2>{escape(way.heading)}</h2>{drawn}{_keys(way)}{notes}</section>"


def _keys(way: TrackMap) -> str:
    if way.color == "plain":
        return ""
    colors = {f"pace{place}": color for place, color in enumerate(palette.PACES)} | dict(palette.GROUND)
    keys = "".join(f"<li>{swatch(colors[key])}{escape(words)}</li>" for key, words in way.keys)
    return f'<ul class="legend">{keys}</ul>'


def _facts(heading: str, facts: Iterable[Fact]) -> str:
    told = table((), [(fact.label, fact.value) for fact in facts], heading)
    return f"<section><h2>{escape(heading)}</h2>{told}</section>"


def _table(told: Table) -> str:
    inner = table(told.columns, told.rows, told.heading) if told.rows else f"<p>{escape(told.empty)}</p>"
    note = f'<p class="small">{escape(told.note)}</p>' if told.note else ""
    return f"<section><h2>{escape(told.heading)}</h2>{inner}{note}</section>"
