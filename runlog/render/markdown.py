"""Markdown: the report as text for notes and wikis; every word of the log is escaped."""

import re
from collections.abc import Iterable
from typing import Final

from runlog.render.mark import MARK
from runlog.report.model import Changes, Diary, LoadPanel, Report, Timeline
from runlog.report.sheet import Card, CheckSheet

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#!|<>~&$^@])")
_AT_START: Final = re.compile(r"^([-+=])")
_NUMBERED: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")
_LINES: Final = re.compile(r"\s*[\r\n\v\f\u2028\u2029]+\s*")
_DAYS: Final = 7


def to_markdown(report: Report) -> str:
    """The report as CommonMark with tables; the same report gives the same text."""
    return "\n\n".join(filter(None, _parts(report))) + "\n"


def _parts(report: Report) -> Iterable[str]:
    sheet, words = report.sheet, report.sheet.words
    yield f"<!-- {MARK} -->"
    yield f"# {_safe(sheet.athlete or sheet.title)}\n\n{_safe(sheet.week_label)}"
    yield from _first(sheet)
    for callout in sheet.callouts:
        yield f"> {_safe(callout.text)}"
    if report.empty:
        yield f"**{_safe(report.empty)}**"
    if report.kpis:
        yield _table(
            [kpi.label for kpi in report.kpis], [[f"**{_safe(k.value)}** {_safe(k.note)}" for k in report.kpis]]
        )
    yield from _stands_out(sheet, report.changes)
    if report.timeline:
        yield _timeline(report.timeline, words["not_recorded"])
    if report.days:
        days = [[_safe(day.label), _safe(day.text), _safe(", ".join(day.others))] for day in report.days.days]
        yield f"## {_safe(report.days.heading)}\n\n" + _table(["", report.days.units, ""], days)
    if report.ground:
        shares = [[_safe(s.label), _safe(s.distance_label), _safe(s.share_label)] for s in report.ground.shares]
        yield f"## {_safe(report.ground.heading)}\n\n" + _table(["", "", ""], shares)
        yield from (_safe(line) for line in (report.ground.note, report.ground.credit) if line)
    if report.diary:
        yield _diary(report.diary)
    if report.load:
        yield _load(report.load)
    yield from _rest(sheet)
    yield f"---\n\n{_safe(report.footer)}"


def _first(sheet: CheckSheet) -> Iterable[str]:
    for card in sheet.findings.red_flags:
        yield f"## {_safe(sheet.words['red_flags'])}: {_safe(card.title)}"
        yield from _told(card, sheet, advice_first=True)
    if sheet.findings.red_flags:
        yield _safe(sheet.words["held_back"])
    for card in sheet.findings.questions:
        yield f"## {_safe(card.title)}"
        yield from (f"**{_safe(line)}**" for line in card.missing)
        yield " ".join(_safe(words) for words in (card.seen, card.why) if words)


def _stands_out(sheet: CheckSheet, changed: Changes | None) -> Iterable[str]:
    findings, words = sheet.findings, sheet.words
    yield f"## {_safe(words['stands_out'])}"
    if changed:
        yield "\n".join([f"{_safe(changed.heading)}:\n", *(f"- {_safe(line)}" for line in changed.in_brief)])
    for card in findings.flagged:
        change = changed.of(card.code) if changed else None
        mark = f" ({_safe(change.label)})" if change else ""
        yield f"### {_safe(card.label)}{mark}: {_safe(card.title)}"
        yield from _told(card, sheet)
    if not findings.flagged:
        quiet = "nothing_else" if findings.red_flags or findings.questions else "nothing_stands_out"
        yield _safe(words[quiet])


def _told(card: Card, sheet: CheckSheet, *, advice_first: bool = False) -> Iterable[str]:
    told = " ".join(_safe(words) for words in (card.seen, card.why) if words)
    to_do = " ".join(f"**{_safe(words)}**" for words in (card.advice, *card.missing) if words)
    held = _safe(card.silenced or "")
    yield from (to_do, told) if advice_first else (told, to_do, held)
    yield _safe(card.changed or "")
    evidence = f"{sheet.words['evidence']}: {card.evidence}" if card.evidence else ""
    sources = f"{sheet.words['source']}: {'; '.join(card.sources)}" if card.sources else ""
    origin = ". ".join(filter(None, (evidence, sources)))
    yield f"*{_safe(origin)}*" if origin else ""


def _timeline(chart: Timeline, not_recorded: str) -> str:
    rows = []
    for week in chart.weeks:
        inside = [day.value for day in chart.pain if 0 <= (day.day - week.start).days < _DAYS]
        marks = ", ".join((*week.marks, *filter(None, (week.so_far,))))
        distance = week.distance_label or not_recorded
        pain = f"{max(inside):g}" if inside else chart.no_pain_in_week or not_recorded
        rows.append([_safe(text) for text in (week.start.isoformat(), distance, pain, marks)])
    return f"## {_safe(chart.heading)}\n\n" + _table(["", chart.units, chart.pain_label, ""], rows)


def _diary(diary: Diary) -> str:
    rows = [[_safe(text) for text in (line.label, line.pain, line.leg, line.signs, line.note)] for line in diary.lines]
    told = _table([""] * 5, rows) if rows else _safe(diary.empty)
    return f"## {_safe(diary.heading)}\n\n{told}"


def _load(panel: LoadPanel) -> str:
    rows = [[_safe(figure.label), _safe(figure.value), _safe(figure.note)] for figure in panel.figures]
    ratios = "\n".join(f"- {_safe(ratio.said)}" for ratio in panel.ratios)
    return (
        f"## {_safe(panel.heading)}\n\n{_table(['', '', panel.note], rows)}\n\n{_safe(panel.ratio_label)}:\n\n{ratios}"
        f"\n\n{_safe(panel.caveat)}"
    )


def _rest(sheet: CheckSheet) -> Iterable[str]:
    findings, words = sheet.findings, sheet.words
    if findings.unknown:
        yield f"## {_safe(words['not_known'])}\n\n{_safe(words['not_known_means'])}"
        yield "\n".join(f"- **{_safe(card.title)}.** {_safe(' '.join(card.missing))}" for card in findings.unknown)
    if findings.ok:
        yield f"{_safe(words['in_order'])} {' · '.join(_safe(card.title) for card in findings.ok)}"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Cells are escaped already; the head is not."""
    lines = ["| " + " | ".join(_safe(name) for name in head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(cells) + " |" for cells in rows)])


def _safe(words: str) -> str:
    """Words on one line in which no character has a meaning of its own."""
    line = _SPECIAL.sub(r"\\\1", _LINES.sub(" ", words).strip())
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\1", line))
