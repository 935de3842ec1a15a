"""The findings that spoke in the weeks of a span, by rule, and what was not known in most of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from runlog.clock import Span, Week
from runlog.features.history import History
from runlog.messages import Speech
from runlog.report.cards import QUESTIONS, card_of
from runlog.report.changes import Judge, judge_of
from runlog.report.model import DataTable, TableRow
from runlog.report.sheet import Card
from runlog.report.words import say
from runlog.rules.finding import Finding, Severity, Status

WeekFindings = Mapping[Week, tuple[Finding, ...]]


def week_findings(history: History, findings: Iterable[Finding], span: Span, judge: Judge | None) -> WeekFindings:
    """What the rules said of each ISO week of the span, as of that week's end; weeks before the log are left out.

    Weeks that the span cuts are looked at whole, as their own reports were; `findings` are those of `history`'s week.
    """
    first = history.first_day
    weeks = [week for week in span.weeks() if first is not None and week.end >= first]
    newest, earlier = tuple(findings), judge or judge_of(history)
    return {week: newest if week == history.week else earlier(week) for week in weeks}


def spoke_table(weeks: WeekFindings, speech: Speech) -> DataTable:
    """A line per rule that was flagged: in how many weeks, how loud at worst, first and last; the worst first."""
    told: dict[str, list[tuple[Week, Finding]]] = {}
    for week, findings in weeks.items():
        for finding in findings:
            if finding.outcome.status is Status.FLAG:
                told.setdefault(finding.code, []).append((week, finding))
    rows = [_row(found, len(weeks), speech) for found in sorted(told.values(), key=_order)]
    return DataTable(
        key="spoke",
        heading=say(speech, "span.spoke.heading"),
        columns=tuple(say(speech, f"span.spoke.{name}") for name in ("tone", "what", "weeks", "first", "last")),
        rows=tuple(rows),
        note=say(speech, "span.spoke.note"),
        empty=say(speech, "span.spoke.empty"),
    )


def _order(found: Sequence[tuple[Week, Finding]]) -> tuple[int, int]:
    return -max(_severity(finding) for _, finding in found), -len(found)


def _severity(finding: Finding) -> Severity:
    return finding.outcome.severity or Severity.NOTE


def _row(found: Sequence[tuple[Week, Finding]], weeks: int, speech: Speech) -> TableRow:
    """Named by its loudest week, the newest of these."""
    week, worst = max(found, key=lambda one: (_severity(one[1]), one[0]))
    card = card_of(worst, speech)
    first, last = str(found[0][0]), str(found[-1][0])
    count = say(speech, "span.spoke.count", flagged=len(found), weeks=weeks)
    ends = (
        say(speech, "span.spoke.week", year=str(one.year), number=f"{one.number:02d}")
        for one in (found[0][0], found[-1][0])
    )
    return TableRow(
        cells=(card.label, card.title, count, *ends),
        data={"code": card.code, "name": card.name, "severity": _severity(worst).word, "title": card.title,
              "worst_week": str(week), "weeks_flagged": len(found), "weeks": weeks, "first": first, "last": last},
        tone=card.tone,
    )  # fmt: skip


def unknown_cards(weeks: WeekFindings, speech: Speech) -> Iterable[Card]:
    """What was not known in more than half of the weeks, as the newest of them said it, with how to record it."""
    told: dict[str, list[Finding]] = {}
    for findings in weeks.values():
        for finding in findings:
            if finding.outcome.status is Status.UNKNOWN and finding.code != QUESTIONS:
                told.setdefault(finding.code, []).append(finding)
    for found in told.values():
        if len(found) * 2 > len(weeks):
            card = card_of(found[-1], speech)
            count = say(speech, "span.unknown", count=len(found), weeks=len(weeks))
            yield replace(card, missing=(count, *card.missing))
