"""What changed since the report of the week before.

The rules run once more on the log as it was at that week's end, so that the same log always tells the same changes:
nothing is kept from one report to the next.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from runlog.clock import Week
from runlog.features.history import History
from runlog.messages import Speech
from runlog.report.cards import QUESTIONS, card_of
from runlog.report.model import Change, ChangeKind, Changes
from runlog.report.sheet import Card, Tone
from runlog.report.words import say
from runlog.rules.engine import run_rules
from runlog.rules.finding import Finding, Severity, Status

Judge = Callable[[Week], tuple[Finding, ...]]
"""What the rules said of an earlier week, in the way in which they were asked about this one."""
_ORDER: Final[tuple[ChangeKind, ...]] = ("new", "louder", "gone", "quieter", "not_known")


def history_at(history: History, week: Week) -> History:
    """The history as it was at an earlier week's end, when that week's report could first be made in full."""
    return history_until(history, week.end)


def history_until(history: History, end: date) -> History:
    """The history as it was on the evening of a day; the week asked about is the one that holds it."""
    return replace(
        history,
        week=Week.of(end),
        as_of=end,
        today=end + timedelta(days=1),
        sessions=tuple(session for session in history.sessions if session.day <= end),
        diary=tuple(entry for entry in history.diary if entry.day <= end),
        diary_to_today=tuple(entry for entry in history.diary_to_today if entry.day <= end),
    )


def judge_of(history: History) -> Judge:
    """The rules asked about earlier weeks of this history."""
    return lambda week: run_rules(history_at(history, week))


def changes(
    history: History, findings: Iterable[Finding], speech: Speech, judge: Judge | None = None
) -> Changes | None:
    """The findings that are new, louder, quieter or gone; None where the log began in the asked week."""
    before = history.week.before(1)
    if history.first_day is None or history.first_day > before.end:
        return None
    earlier = {finding.code: finding for finding in (judge or judge_of(history))(before)}
    items = [
        item
        for finding in findings
        if finding.code in earlier
        and (item := _change(finding, earlier[finding.code], speech, over=history.week_is_over)) is not None
    ]
    items.sort(key=lambda item: _ORDER.index(item.kind))
    return Changes(
        heading=say(speech, "changes.heading", number=before.number),
        since=str(before),
        items=tuple(items),
        in_brief=_in_brief(items, speech),
    )


def _change(now: Finding, then: Finding, speech: Speech, *, over: bool) -> Change | None:
    kind = _kind(now, then, over=over)
    if kind is None:
        return None
    flagged = now.outcome.status is Status.FLAG
    card, earlier = card_of(now, speech), card_of(then, speech)
    return Change(
        kind=kind,
        label=say(speech, f"changes.{kind}"),
        code=now.code,
        title=card.title if flagged else earlier.title,
        tone=_tone(card),
        tone_before=_tone(earlier),
    )


def _tone(card: Card) -> Tone | None:
    return None if card.tone in {"ok", "unknown"} else card.tone


def _kind(now: Finding, then: Finding, *, over: bool) -> ChangeKind | None:
    """Of a week that is not over, only what is new or louder is told: rules about too little wait for its end."""
    if now.code == QUESTIONS:
        return None
    loud, before = (_loudness(finding) for finding in (now, then))
    if loud > before:
        return "louder" if before else "new"
    if loud == before or not over:
        return None
    if loud:
        return "quieter"
    return "not_known" if now.outcome.status is Status.UNKNOWN else "gone"


def _loudness(finding: Finding) -> int:
    if finding.outcome.status is not Status.FLAG:
        return 0
    severity = finding.outcome.severity or Severity.NOTE
    urgent = {"emergency": 2, "urgent": 1}.get(finding.outcome.urgency or "", 0)
    return int(severity) + urgent


def _in_brief(items: list[Change], speech: Speech) -> tuple[str, ...]:
    """Counts of what carries a mark of its own, and what is no longer there: by title, notes by their number."""
    cards = [item for item in items if item.tone != "red-flag"]
    counts: Mapping[str, int] = {kind: sum(item.kind == kind for item in cards) for kind in _ORDER}
    lines = []
    marked = tuple(say(speech, f"changes.count_{kind}", count=counts[kind]) for kind in ("new", "louder", "quieter")
                   if counts[kind])  # fmt: skip
    if marked:
        lines.append(say(speech, "changes.marked", counts=marked))
    for kind in ("gone", "not_known"):
        titles = [item.title for item in items if item.kind == kind and item.tone_before != "note"]
        notes = sum(item.kind == kind and item.tone_before == "note" for item in items)
        titles += [say(speech, "changes.count_notes", count=notes)] if notes else []
        if titles:
            lines.append(say(speech, f"changes.titles_{kind}", titles="; ".join(titles)))
    return tuple(lines) or (say(speech, "changes.none"),)
