"""What changed since the report of the week before.

The rules run once more on the log as it was at that week's end, so that the same log always tells the same changes:
nothing is kept from one report to the next.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from runlog.clock import Week
from runlog.features.history import History, history_until
from runlog.messages import Speech
from runlog.report.cards import QUESTIONS, card_of
from runlog.report.model import Change, Changes
from runlog.report.sheet import Card, Tone
from runlog.report.words import say
from runlog.rules.changed import ChangeKind, change_kind
from runlog.rules.engine import run_rules
from runlog.rules.finding import Finding, Status

Judge = Callable[[Week], tuple[Finding, ...]]
"""What the rules said of an earlier week, in the way in which they were asked about this one."""
_ORDER: Final[tuple[ChangeKind, ...]] = ("new", "louder", "gone", "quieter", "not_known")


def judge_of(history: History) -> Judge:
    """The rules asked about earlier weeks of this history."""
    return lambda week: run_rules(history_until(history, week.end))


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
        in_brief=_in_brief(items, speech, over=history.week_is_over),
    )


def _change(now: Finding, then: Finding, speech: Speech, *, over: bool) -> Change | None:
    kind = None if now.code == QUESTIONS else change_kind(now, then, over=over)
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


def _in_brief(items: list[Change], speech: Speech, *, over: bool) -> tuple[str, ...]:
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
    return tuple(lines) or (say(speech, "changes.none" if over else "changes.none_so_far"),)
