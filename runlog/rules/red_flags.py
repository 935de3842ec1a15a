"""What the rules of the urgency table share: saying open signs, and telling "none" from "not recorded"."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final, Literal

from runlog.features.answer import Answer
from runlog.features.asked import watched_signs
from runlog.features.history import History
from runlog.features.questions import questions_asked
from runlog.features.signs import Level
from runlog.features.urgency import OpenSign, red_flags
from runlog.messages import Message
from runlog.rules.finding import Outcome, Severity, Value
from runlog.rules.outcomes import flag, ok, unknown

DIARY_KEPT: Final = timedelta(days=28)
"""Without a diary line in this time nothing is known of any sign (ours)."""


def check_level(history: History, code: str, level: Level, urgency: Literal["emergency", "urgent"]) -> Outcome:
    """The open signs of one level, told by one rule."""
    flags = [sign for sign in red_flags(history) if sign.level is level]
    fresh = [sign for sign in flags if not sign.aged]
    if fresh:
        return _flagged(code, fresh, urgency)
    if flags:
        return _aged(flags, urgency)
    if questions_asked(history).open:
        return unknown(Message.of(f"{code}.unknown"), Message.of(f"{code}.missing_answers"))
    if not any(entry.day >= history.as_of - DIARY_KEPT for entry in reversed(history.diary)):
        return unknown(Message.of(f"{code}.unknown"), Message.of(f"{code}.missing_diary"))
    return ok(_watched(history) or Message.of(f"{code}.ok"))


def _watched(history: History) -> Message | None:
    """The trace of signs that are recorded and below a level's threshold; None where there are none."""
    signs = watched_signs(history)
    return Message.of("ASK.watched", signs=signs) if signs else None


def _aged(flags: list[OpenSign], urgency: Literal["emergency", "urgent"]) -> Outcome:
    """Signs that were denied since and that nobody looked at: still open, and told as what was."""
    signs = tuple(dict.fromkeys(sign.variant for sign in flags))
    since, last = min(sign.opened_on for sign in flags), max(sign.last_on for sign in flags)
    return flag(
        Severity.RED_FLAG,
        Message.of("RED.aged_title", signs=signs, day=last),
        seen=Message.of("RED.aged_seen", day=last),
        why=Message.of("RED.aged_why"),
        advice=Message.of(f"RED.aged_{urgency}"),
        urgency=urgency,
        observed={"signs": signs, "since": since, "last": last, "aged": True},
        window=(since, last),
    )


def _flagged(code: str, flags: list[OpenSign], urgency: Literal["emergency", "urgent"]) -> Outcome:
    signs = tuple(dict.fromkeys(sign.variant for sign in flags))
    since = min(sign.opened_on for sign in flags)
    last = max(sign.last_on for sign in flags)
    words = tuple(dict.fromkeys(sign.words for sign in flags if _tells(sign.words)))
    unplaced = all(sign.sign == "unplaced" for sign in flags)
    told = "seen_once" if since == last else "seen"
    variant = "seen_unplaced" if unplaced else f"{told}_words" if words else told
    return flag(
        Severity.RED_FLAG,
        Message.of(f"{code}.title", signs=signs),
        seen=Message.of(f"{code}.{variant}", since=since, last=last, words=words),
        why=Message.of(f"{code}.why"),
        advice=Message.of("RED.operated" if signs == ("after_operation",) else f"{code}.advice"),
        urgency=urgency,
        observed={"signs": signs, "since": since, "last": last, "words": words},
        window=(since, last),
    )


def flag_appointment(code: str, signs: Sequence[OpenSign], **observed: Value) -> Outcome:
    """Open signs of the appointment level, told by one rule; they silence nothing."""
    names = tuple(dict.fromkeys(sign.variant for sign in signs))
    since, last = min(sign.opened_on for sign in signs), max(sign.last_on for sign in signs)
    return flag(
        Severity.ACT,
        Message.of(f"{code}.title", signs=names),
        seen=Message.of(f"{code}.seen", since=since, last=last),
        why=Message.of(f"{code}.why"),
        advice=Message.of(f"{code}.advice"),
        urgency="appointment",
        observed={"signs": names, "since": since, "last": last, **observed},
        window=(since, last),
    )


def _tells(words: str) -> bool:
    return Answer.of(words).yes and not Answer.of(words).bare
