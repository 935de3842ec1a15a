"""HTML: one self-contained file without a script, dark and light, for keyboard, screen reader and small screens."""

from collections.abc import Iterable, Mapping

from runlog.render import palette
from runlog.render.draw import days, timeline
from runlog.render.html_parts import (
    HALF,
    NARROWER,
    WIDE,
    diary_section,
    document,
    evidence,
    first_things,
    ground_section,
    head,
    kpis,
    mends,
    paragraphs,
    picture,
    sources,
    swatch,
    table,
    tone,
)
from runlog.render.visible import escape
from runlog.report.model import Changes, DataTable, DaysChart, LoadPanel, Report, Timeline
from runlog.report.sheet import Card, CheckSheet


def to_html(report: Report) -> str:
    """The report as one HTML document; the same report gives the same text."""
    sheet = report.sheet
    title = ", ".join((sheet.title, *filter(None, (sheet.athlete,)), sheet.week_label))
    body = "\n".join(filter(None, _body(report)))
    return document(title, sheet.language, body)


def _body(report: Report) -> Iterable[str]:
    sheet, words = report.sheet, report.sheet.words
    yield head(sheet)
    yield "<main>"
    yield from first_things(sheet.findings, sheet)
    for callout in sheet.callouts:
        yield f'<p class="card {tone(callout.tone)}">{escape(callout.text)}</p>'
    if report.empty:
        yield f"<p><strong>{escape(report.empty)}</strong></p>"
    yield kpis(report.kpis)
    if report.timeline:
        yield _timeline(report.timeline, words)
    if report.kind == "weekly":
        yield from _stands_out(sheet, report.changes)
    yield '<div class="two">'
    if report.days:
        yield _days(report.days)
    yield from (_data_table(shown) for shown in report.tables if shown.key != "spoke")
    if report.ground:
        yield ground_section(report.ground)
    yield "</div>"
    yield from (_spoke(shown) for shown in report.tables if shown.key == "spoke")
    if report.diary:
        yield diary_section(report.diary)
    if report.load:
        yield _load(report.load)
    yield from _rest(sheet)
    yield "</main>"
    yield f"<footer>{escape(report.footer)}</footer>"


def _stands_out(sheet: CheckSheet, changed: Changes | None) -> Iterable[str]:
    findings, words = sheet.findings, sheet.words
    yield f"<h2>{escape(words['stands_out'])}</h2>"
    if changed:
        lines = "".join(f"<li>{escape(line)}</li>" for line in changed.in_brief)
        yield f'<div class="since"><p class="small">{escape(changed.heading)}</p><ul>{lines}</ul></div>'
    for card in findings.flagged:
        change = changed.of(card.code) if changed else None
        yield _card(card, sheet, change.label if change else "")
    if not findings.flagged:
        quiet = "nothing_else" if findings.red_flags or findings.questions else "nothing_stands_out"
        yield f"<p>{escape(words[quiet])}</p>"


def _card(card: Card, sheet: CheckSheet, change: str = "") -> str:
    told = (card.seen, "seen"), (card.why, "why")
    to_do = ((card.advice, "advice"), (card.silenced, "why"), *((line, "advice") for line in card.missing))
    said = f' <span class="evidence">{evidence(card, sheet)}</span>' if card.evidence else ""
    mark = f' <span class="change">{escape(change)}</span>' if change else ""
    return (
        f'<article class="card {tone(card.tone)}"><p class="mark">{escape(card.label)}{mark}{said}</p>'
        f'<h3>{escape(card.title)}</h3><div class="said"><div>{paragraphs(told)}</div><div>{paragraphs(to_do)}</div>'
        f"</div>{paragraphs([(card.changed, 'why')])}{mends(card)}{sources(card, sheet)}</article>"
    )


def _timeline(chart: Timeline, words: Mapping[str, str]) -> str:
    not_recorded = words["not_recorded"]
    no_pain = chart.no_pain_in_week or not_recorded
    notes = " · ".join(filter(None, (chart.band_note, chart.usual_note)))
    pictures = picture(lambda width: timeline.draw(chart, width, stretch=1.3), WIDE, chart.alt, NARROWER)
    rows = []
    for week in chart.weeks:
        distance = f"{week.distance_label} {chart.units}" if week.distance_label else not_recorded
        pain = chart.worst_pain(week) or no_pain
        marks = ", ".join((*week.marks, *filter(None, (week.so_far,))))
        rows.append((week.start.isoformat(), distance, pain, marks))
    head = ("", chart.units, chart.pain_label, "")
    return (
        f"<section><h2>{escape(chart.heading)}</h2>{pictures}"
        f'<p class="small">{escape(notes)}</p><details><summary>{escape(words["as_table"])}</summary>'
        f"{table(head, rows, chart.heading)}</details></section>"
    )


def _data_table(shown: DataTable) -> str:
    rows = [row.cells for row in shown.rows]
    told = table(shown.columns, rows, shown.heading) if rows else f"<p>{escape(shown.empty)}</p>"
    note = f'<p class="small">{escape(shown.note)}</p>' if shown.note else ""
    return f"<section><h2>{escape(shown.heading)}</h2>{told}{note}</section>"


def _spoke(shown: DataTable) -> str:
    """The findings of a span as a list: its cells are too many for a table on a phone."""
    _, _, *names = shown.columns
    items = []
    for row in shown.rows:
        label, title, *cells = row.cells
        told = " · ".join(f"{name}: {cell}" for name, cell in zip(names, cells, strict=True))
        items.append(
            f'<li class="{tone(row.tone or "note")}"><strong class="tone">{escape(label)}</strong> {escape(title)} '
            f'<span class="small">{escape(told)}</span></li>'
        )
    listed = f'<ul class="plain spoke">{"".join(items)}</ul>' if items else f"<p>{escape(shown.empty)}</p>"
    return f'<section><h2>{escape(shown.heading)}</h2>{listed}<p class="small">{escape(shown.note)}</p></section>'


def _days(chart: DaysChart) -> str:
    note = f'<p class="small">{swatch(palette.HARD)}{escape(chart.hard_note)}</p>' if chart.hard_note else ""
    drawn = picture(lambda width: days.draw(chart, width, bars=80.0), HALF, chart.alt)
    return f"<section><h2>{escape(chart.heading)}</h2>{drawn}{note}</section>"


def _load(panel: LoadPanel) -> str:
    figures = (
        f'<div><dt>{escape(figure.label)}</dt><dd class="value{"" if figure.known else " not-known"}">'
        f'{escape(figure.value)}</dd><dd class="note">{escape(figure.note)}</dd></div>'
        for figure in panel.figures
    )
    ratios = "".join(f"<li>{escape(ratio.said)}</li>" for ratio in panel.ratios)
    return (
        f'<section><h2>{escape(panel.heading)}</h2><p class="small">{escape(panel.note)}</p>'
        f'<dl class="kpis load">{"".join(figures)}</dl><p>{escape(panel.ratio_label)}</p><ul>{ratios}</ul>'
        f'<p class="small">{escape(panel.caveat)}</p></section>'
    )


def _rest(sheet: CheckSheet) -> Iterable[str]:
    findings, words = sheet.findings, sheet.words
    if findings.unknown:
        items = "".join(
            f"<li><strong>{escape(card.title)}.</strong> {escape(card.what_is_missing)}{mends(card)}</li>"
            for card in findings.unknown
        )
        means = f'<p class="small">{escape(words["not_known_means"])}</p>'
        yield f'<section><h2>{escape(words["not_known"])}</h2><div class="box">{means}<ul>{items}</ul></div></section>'
    if findings.ok:
        items = "".join(f"<li>{escape(card.title)}</li>" for card in findings.ok)
        yield f"<details><summary>{escape(words['in_order'])} {len(findings.ok)}</summary><ul>{items}</ul></details>"
