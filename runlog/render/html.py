"""HTML: one self-contained file without a script, dark and light, for keyboard, screen reader and small screens."""

import base64
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Final

from runlog.render import palette
from runlog.render.draw import days, ground, timeline
from runlog.render.mark import MARK
from runlog.report.model import Changes, DaysChart, Diary, GroundChart, LoadPanel, Report, Timeline
from runlog.report.sheet import Card, CheckSheet, Findings

_STYLE: Final = Path(__file__).with_name("page.css")
_WIDE: Final = 540.0
_NARROWER: Final = (("(max-width: 30rem)", 240.0), ("(max-width: 46rem)", 352.0))
_HALF: Final = 236.0
"""Widths of the charts in points: for a desk, for narrower screens, for a column. Their type is 7 points and more, and
a phone of 360 pixels shows it at 9 and more."""
_FONTS: Final = "'Inter', 'Helvetica Neue', 'Segoe UI', Roboto, Arial, sans-serif"
_POLICY: Final = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def to_html(report: Report) -> str:
    """The report as one HTML document; the same report gives the same text."""
    sheet = report.sheet
    title = ", ".join((sheet.title, *filter(None, (sheet.athlete,)), sheet.week_label))
    body = "\n".join(filter(None, _body(report)))
    return f"""<!doctype html>
<html lang="{escape(sheet.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="{MARK}">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{escape(title)}</title>
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
{body}
</body>
</html>
"""


def _body(report: Report) -> Iterable[str]:
    sheet, words = report.sheet, report.sheet.words
    yield _head(sheet)
    yield "<main>"
    yield from _first(sheet.findings, sheet)
    for callout in sheet.callouts:
        yield f'<p class="card {_tone(callout.tone)}">{escape(callout.text)}</p>'
    if report.empty:
        yield f"<p><strong>{escape(report.empty)}</strong></p>"
    if report.kpis:
        kpis = (
            f'<div><dt>{escape(kpi.label)}</dt><dd class="value">{escape(kpi.value)}</dd>'
            f'<dd class="note">{escape(kpi.note)}</dd></div>'
            for kpi in report.kpis
        )
        yield f'<dl class="kpis">{"".join(kpis)}</dl>'
    if report.timeline:
        yield _timeline(report.timeline, words)
    yield from _stands_out(sheet, report.changes)
    yield '<div class="two">'
    if report.days:
        yield _days(report.days)
    if report.ground:
        yield _ground(report.ground)
    yield "</div>"
    if report.diary:
        yield _diary(report.diary)
    if report.load:
        yield _load(report.load)
    yield from _rest(sheet)
    yield "</main>"
    yield f"<footer>{escape(report.footer)}</footer>"


def _head(sheet: CheckSheet) -> str:
    kicker = sheet.title if sheet.athlete else sheet.words["no_name"]
    return (
        f'<header><p class="kicker">{escape(kicker)}</p><h1>{escape(sheet.athlete or sheet.title)}</h1>'
        f"<p>{escape(sheet.week_label)}</p></header>"
    )


def _first(findings: Findings, sheet: CheckSheet) -> Iterable[str]:
    """Red flags, then unanswered questions: before everything else."""
    for card in findings.red_flags:
        first = (card.advice, "advice"), (card.seen, "seen"), (card.why, "why"), (card.changed, "why")
        yield (
            f'<section class="card red-flag"><p class="mark">{escape(sheet.words["red_flags"])}</p>'
            f"<h2>{escape(card.title)}</h2>{_paragraphs(first)}{_sources(card, sheet)}</section>"
        )
    if findings.red_flags:
        yield f"<p>{escape(sheet.words['held_back'])}</p>"
    for card in findings.questions:
        told = (*((line, "advice") for line in card.missing), (card.seen, "seen"), (card.why, "why"))
        yield f'<section class="card ask act"><h2>{escape(card.title)}</h2>{_paragraphs(told)}</section>'


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
    evidence = f' <span class="evidence">{_evidence(card, sheet)}</span>' if card.evidence else ""
    mark = f' <span class="change">{escape(change)}</span>' if change else ""
    return (
        f'<article class="card {_tone(card.tone)}"><p class="mark">{escape(card.label)}{mark}{evidence}</p>'
        f'<h3>{escape(card.title)}</h3><div class="said"><div>{_paragraphs(told)}</div><div>{_paragraphs(to_do)}</div>'
        f"</div>{_paragraphs([(card.changed, 'why')])}{_sources(card, sheet)}</article>"
    )


def _evidence(card: Card, sheet: CheckSheet) -> str:
    return f"{escape(sheet.words['evidence'])}: {escape(card.evidence)}"


def _sources(card: Card, sheet: CheckSheet) -> str:
    if not card.sources:
        return ""
    return f'<p class="source">{escape(sheet.words["source"])}: {escape("; ".join(card.sources))}</p>'


def _paragraphs(told: Iterable[tuple[str | None, str]]) -> str:
    return "".join(f'<p class="{kind}">{escape(words)}</p>' for words, kind in told if words)


def _timeline(chart: Timeline, words: Mapping[str, str]) -> str:
    not_recorded = words["not_recorded"]
    no_pain = chart.no_pain_in_week or not_recorded
    notes = " · ".join(filter(None, (chart.band_note, chart.usual_note)))
    pictures = _picture(lambda width: timeline.draw(chart, width, stretch=1.3), _WIDE, chart.alt, _NARROWER)
    rows = []
    for week in chart.weeks:
        inside = [day.value for day in chart.pain if 0 <= (day.day - week.start).days < 7]  # noqa: PLR2004 (a week)
        distance = f"{week.distance_label} {chart.units}" if week.distance_label else not_recorded
        pain = f"{max(inside):g}" if inside else no_pain
        marks = ", ".join((*week.marks, *filter(None, (week.so_far,))))
        rows.append((week.start.isoformat(), distance, pain, marks))
    head = ("", chart.units, chart.pain_label, "")
    return (
        f"<section><h2>{escape(chart.heading)}</h2>{pictures}"
        f'<p class="small">{escape(notes)}</p><details><summary>{escape(words["as_table"])}</summary>'
        f"{_table(head, rows, chart.heading)}</details></section>"
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]], name: str) -> str:
    columns = "".join(f'<th scope="col">{escape(column)}</th>' if column else "<td></td>" for column in head)
    lines = (
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
        for first, *cells in rows
    )
    top = f"<thead><tr>{columns}</tr></thead>" if head else ""
    named = escape(name)
    table = f"<table>{top}<tbody>{''.join(lines)}</tbody></table>"
    return f'<div class="scroll" role="region" aria-label="{named}" tabindex="0">{table}</div>'


def _days(chart: DaysChart) -> str:
    note = f'<p class="small">{_swatch(palette.HARD)}{escape(chart.hard_note)}</p>' if chart.hard_note else ""
    picture = _picture(lambda width: days.draw(chart, width, bars=80.0), _HALF, chart.alt)
    return f"<section><h2>{escape(chart.heading)}</h2>{picture}{note}</section>"


def _ground(chart: GroundChart) -> str:
    legend = "".join(
        f"<li>{_swatch(palette.GROUND[share.key])}{escape(share.label)} {escape(share.distance_label)}, "
        f"{escape(share.share_label)}</li>"
        for share in chart.shares
    )
    note = "".join(f'<p class="small">{escape(line)}</p>' for line in (chart.note, chart.credit) if line)
    picture = _picture(lambda width: ground.draw(chart, width), _HALF, chart.alt)
    return f'<section><h2>{escape(chart.heading)}</h2>{picture}<ul class="legend">{legend}</ul>{note}</section>'


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


def _swatch(color: str) -> str:
    return f'<span class="swatch" style="background:{color}"></span>'


def _diary(diary: Diary) -> str:
    lines = [
        (line.label, line.pain, line.leg, " · ".join(filter(None, (line.signs, line.note)))) for line in diary.lines
    ]
    told = _table((), lines, diary.heading) if lines else f"<p>{escape(diary.empty)}</p>"
    return f"<section><h2>{escape(diary.heading)}</h2>{told}</section>"


def _rest(sheet: CheckSheet) -> Iterable[str]:
    findings, words = sheet.findings, sheet.words
    if findings.unknown:
        items = "".join(
            f"<li><strong>{escape(card.title)}.</strong> {escape(' '.join(card.missing))}</li>"
            for card in findings.unknown
        )
        means = f'<p class="small">{escape(words["not_known_means"])}</p>'
        yield f'<section><h2>{escape(words["not_known"])}</h2><div class="box">{means}<ul>{items}</ul></div></section>'
    if findings.ok:
        items = "".join(f"<li>{escape(card.title)}</li>" for card in findings.ok)
        yield f"<details><summary>{escape(words['in_order'])} {len(findings.ok)}</summary><ul>{items}</ul></details>"


def _picture(draw: Callable[[float], str], width: float, alt: str, narrower: Iterable[tuple[str, float]] = ()) -> str:
    others = "".join(f'<source media="{media}" srcset="{_data(draw(wide))}">' for media, wide in narrower)
    return f'<figure><picture>{others}<img src="{_data(draw(width))}" alt="{escape(alt)}"></picture></figure>'


def _data(svg: str) -> str:
    named = svg.replace("'Inter'", _FONTS)
    return "data:image/svg+xml;base64," + base64.b64encode(named.encode()).decode()


def _tone(tone: str) -> str:
    return "note-tone" if tone == "note" else tone
