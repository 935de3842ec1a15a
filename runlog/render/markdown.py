"""Markdown: the report as text for notes and wikis; every word of the log is escaped."""

import re
from collections.abc import Iterable
from typing import Final

from runlog.render.mark import MARK
from runlog.render.visible import unhidden
from runlog.report.model import Changes, DataTable, Diary, LoadPanel, Report, Timeline
from runlog.report.sheet import Card, CheckSheet

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]()#!|<>~&$^@])")
_AT_START: Final = re.compile(r"^([-+=])")
_NUMBERED: Final = re.compile(r"^(\d+)([.)])(?=\s|$)")
_LINES: Final = re.compile(r"\s*[\r\n\v\f\u2028\u2029]+\s*")


def to_markdown(report: Report) -> str:
    """The report as CommonMark with tables; the same report gives the same text."""
    return "\n\n".join(filter(None, _parts(report))) + "\n"


def _parts(report: Report) -> Iterable[str]:
    sheet, words = report.sheet, report.sheet.words
    yield f"<!-- {MARK} -->"
    yield f"# {safe(sheet.athlete or sheet.title)}\n\n{safe(sheet.week_label)}"
    yield from first_things(sheet)
    for callout in sheet.callouts:
        yield f"> {safe(callout.text)}"
    if report.empty:
        yield f"**{safe(report.empty)}**"
    if report.kpis:
        yield table([kpi.label for kpi in report.kpis], [[f"**{safe(k.value)}** {safe(k.note)}" for k in report.kpis]])
    if report.kind == "weekly":
        yield from _stands_out(sheet, report.changes)
    if report.timeline:
        yield _timeline(report.timeline, words["not_recorded"])
    if report.days:
        days = [[safe(day.label), safe(day.text), safe(", ".join(day.others))] for day in report.days.days]
        yield f"## {safe(report.days.heading)}\n\n" + table(["", report.days.units, ""], days)
    if report.ground:
        shares = [[safe(s.label), safe(s.distance_label), safe(s.share_label)] for s in report.ground.shares]
        yield f"## {safe(report.ground.heading)}\n\n" + table(["", "", ""], shares)
        yield from (safe(line) for line in (report.ground.note, report.ground.credit) if line)
    if report.diary:
        yield _diary(report.diary)
    if report.load:
        yield _load(report.load)
    yield from map(_data_table, report.tables)
    yield from _rest(sheet)
    yield f"---\n\n{safe(report.footer)}"


def first_things(sheet: CheckSheet) -> Iterable[str]:
    """Red flags, then unanswered questions: before everything else."""
    for card in sheet.findings.red_flags:
        yield f"## {safe(sheet.words['red_flags'])}: {safe(card.title)}"
        yield from _told(card, sheet, advice_first=True)
    if sheet.findings.red_flags:
        yield safe(sheet.words["held_back"])
    for card in sheet.findings.questions:
        yield f"## {safe(card.title)}"
        yield from (f"**{safe(line)}**" for line in card.missing)
        yield " ".join(safe(words) for words in (card.seen, card.why) if words)
        yield from mends(card)


def _stands_out(sheet: CheckSheet, changed: Changes | None) -> Iterable[str]:
    findings, words = sheet.findings, sheet.words
    yield f"## {safe(words['stands_out'])}"
    if changed:
        yield "\n".join([f"{safe(changed.heading)}:\n", *(f"- {safe(line)}" for line in changed.in_brief)])
    for card in findings.flagged:
        change = changed.of(card.code) if changed else None
        mark = f" ({safe(change.label)})" if change else ""
        yield f"### {safe(card.label)}{mark}: {safe(card.title)}"
        yield from _told(card, sheet)
    if not findings.flagged:
        quiet = "nothing_else" if findings.red_flags or findings.questions else "nothing_stands_out"
        yield safe(words[quiet])


def _told(card: Card, sheet: CheckSheet, *, advice_first: bool = False) -> Iterable[str]:
    told = " ".join(safe(words) for words in (card.seen, card.why) if words)
    to_do = " ".join(f"**{safe(words)}**" for words in (card.advice, *card.missing) if words)
    held = safe(card.silenced or "")
    yield from (to_do, told) if advice_first else (told, to_do, held)
    yield safe(card.changed or "")
    yield from mends(card)
    evidence = f"{sheet.words['evidence']}: {card.evidence}" if card.evidence else ""
    sources = f"{sheet.words['source']}: {'; '.join(card.sources)}" if card.sources else ""
    origin = ". ".join(filter(None, (evidence, sources)))
    yield f"*{safe(origin)}*" if origin else ""


def mends(card: Card) -> Iterable[str]:
    """How to record, close or mend it: apart, with the command as code."""
    for way in card.mend:
        yield safe(way.text) + (f" {code(way.command)}" if way.command else "")


def _timeline(chart: Timeline, not_recorded: str) -> str:
    rows = []
    for week in chart.weeks:
        marks = ", ".join((*week.marks, *filter(None, (week.so_far,))))
        distance = week.distance_label or not_recorded
        pain = chart.worst_pain(week) or chart.no_pain_in_week or not_recorded
        rows.append([safe(text) for text in (week.start.isoformat(), distance, pain, marks)])
    return f"## {safe(chart.heading)}\n\n" + table(["", chart.units, chart.pain_label, ""], rows)


def _diary(diary: Diary) -> str:
    rows = [[safe(text) for text in (line.label, line.pain, line.leg, line.signs, line.note)] for line in diary.lines]
    told = table([""] * 5, rows) if rows else safe(diary.empty)
    return f"## {safe(diary.heading)}\n\n{told}"


def _load(panel: LoadPanel) -> str:
    rows = [[safe(figure.label), safe(figure.value), safe(figure.note)] for figure in panel.figures]
    ratios = "\n".join(f"- {safe(ratio.said)}" for ratio in panel.ratios)
    return (
        f"## {safe(panel.heading)}\n\n{table(['', '', panel.note], rows)}\n\n{safe(panel.ratio_label)}:\n\n{ratios}"
        f"\n\n{safe(panel.caveat)}"
    )


def _data_table(shown: DataTable) -> str:
    rows = [[safe(cell) for cell in row.cells] for row in shown.rows]
    told = table(list(shown.columns), rows) if rows else safe(shown.empty)
    return "\n\n".join(filter(None, (f"## {safe(shown.heading)}", told, safe(shown.note))))


def _rest(sheet: CheckSheet) -> Iterable[str]:
    findings, words = sheet.findings, sheet.words
    if findings.unknown:
        yield f"## {safe(words['not_known'])}\n\n{safe(words['not_known_means'])}"
        yield "\n".join(_unknown(card) for card in findings.unknown)
    if findings.ok:
        yield f"{safe(words['in_order'])} {' · '.join(safe(card.title) for card in findings.ok)}"


def _unknown(card: Card) -> str:
    return " ".join((f"- **{safe(card.title)}.** {safe(card.what_is_missing)}", *mends(card)))


def table(head: list[str], rows: Iterable[list[str]]) -> str:
    """Cells are escaped already; the head is not."""
    lines = ["| " + " | ".join(safe(name) for name in head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(cells) + " |" for cells in rows)])


def code(command: str) -> str:
    """A command as code, which no character in it can end."""
    line = unhidden(_LINES.sub(" ", command))
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    room = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{room}{line}{room}{fence}"


def safe(words: str) -> str:
    """Words on one line in which no character has a meaning of its own."""
    line = _SPECIAL.sub(r"\\\1", unhidden(_LINES.sub(" ", words)).strip())
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\\\1", line))
