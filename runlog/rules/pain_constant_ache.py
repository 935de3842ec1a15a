"""A low ache that never quite goes.

What it looks at
The usual level: the median back pain of ten or more recorded days of eight weeks, outside episodes. At 1 or more, with
a diary that goes back eight weeks at least, it is a note, told when it begins and once a season. When an episode
settles on a level below 4 that is higher than before, that is told once, in the week in which it is known. The note
rests while an episode is open, and for half a year after someone has looked at it.

Why it matters
What is there on most days is a usual level and not an endless episode, and one stops noticing it. McCance says that
what does not settle by itself may have a cause that can be treated.

What to do
If nobody has ever assessed it, have that done by a doctor or physiotherapist, without hurry. Record it: `seen_on` and
`seen_by`. Running with a low ache is for you and them to judge.

Limits
Eight weeks, the level of 1, the season and the half year are runlog's own. With fewer than ten recorded days the usual
level is not known. Pain scores are personal: a 1 may mean nothing at all.

Sources
McCance, Running and low back pain: what answers to nothing may come from the structure of the spine.
Guidance, "Episodes (ours)": a low constant ache is a usual level.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from runlog.features.episodes import USUAL_MIN_DAYS, find_episodes, usual_level, usual_on
from runlog.features.history import History
from runlog.features.pain import recorded_days
from runlog.features.plateau import Plateau
from runlog.features.urgency import last_visit
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import at_least, flag, ok, shown, unknown
from runlog.rules.pain_records import missing_pain
from runlog.rules.rule import RuleEntry

LEVEL_NOTE: Final = 1.0
"""A usual level above 0 is an ache (guidance); medians of whole scores begin at 1 (ours)."""
FOR_DAYS: Final = 56
"""As long as the window of the usual level (ours)."""
SNOOZED_FOR: Final = timedelta(weeks=26)
"""A visit silences it for half a year (ours)."""
SEASON_WEEKS: Final = 13
"""Guidance, How often: told again once a season."""
MOST_WEEKS: Final = 12 * SEASON_WEEKS
"""An ache of three years is told again by the same count (ours)."""

ENTRY: Final = RuleEntry(
    code="PAIN006",
    name="constant-ache",
    family="pain",
    guidance=("M9",),
    evidence=Evidence.EXPERT_OPINION,
    sources=("McCance, Running and low back pain", "Thresholds: runlog's own"),
    thresholds={"level_note": LEVEL_NOTE, "for_days": FOR_DAYS},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether an ache has become the usual level, and nobody has assessed it."""
    missing = missing_pain(history)
    if missing is not None:
        return unknown(Message.of("PAIN006.unknown"), missing)
    usual = usual_level(history)
    rest = {"threshold": shown(limits), "coverage": Coverage(usual.days_recorded, FOR_DAYS, "days")}
    settled = next((one for one in reversed(find_episodes(history)) if one.end and one.end in history.week), None)
    if settled is not None and settled.plateau is not None:
        return _settled(history, settled.usual_before, settled.plateau, rest)
    if usual.level is None:
        missing = Message.of("PAIN006.missing", days=usual.days_recorded, needed=USUAL_MIN_DAYS)
        return unknown(Message.of("PAIN006.unknown"), missing, **rest)
    first, quiet = next(iter(recorded_days(history))), _quiet(history, usual.level, limits)
    if quiet is not None:
        return ok(quiet, **rest)
    return flag(
        Severity.NOTE,
        Message.of("PAIN006.title"),
        seen=Message.of("PAIN006.seen", usual=usual.level, days=usual.days_recorded),
        why=Message.of("PAIN006.why"),
        advice=Message.of("PAIN006.advice"),
        observed={"usual": usual.level, "days_recorded": usual.days_recorded, "first_recorded": first},
        window=(first, history.as_of),
        **rest,
    )


def _quiet(history: History, usual: float, limits: Mapping[str, float]) -> Message | None:
    """What is said where there is no ache, or nothing to ask about it now; None where it is asked."""
    first, seen = next(iter(recorded_days(history))), last_visit(history)
    if not _aches(history, history.as_of, limits):
        return Message.of("PAIN006.ok", usual=usual)
    if (history.as_of - first).days < limits["for_days"]:
        return Message.of("PAIN006.ok_new", usual=usual)
    if seen is not None and history.as_of - seen <= SNOOZED_FOR:
        return Message.of("PAIN006.ok_seen", seen=seen)
    if _weeks_told(history, limits, seen) % SEASON_WEEKS:
        return Message.of("PAIN006.ok_told", usual=usual)
    return None


def _settled(history: History, before: float, plateau: Plateau, rest: Mapping[str, Any]) -> Outcome:
    seen = last_visit(history)
    looked_at = seen is not None and seen >= plateau.since
    return flag(
        Severity.NOTE,
        Message.of("PAIN006.title_settled", level=plateau.level, before=before),
        seen=Message.of("PAIN006.seen_settled", since=plateau.since, level=plateau.level),
        why=Message.of("PAIN006.why"),
        advice=Message.of("PAIN006.advice_seen" if looked_at else "PAIN006.advice"),
        observed={"usual": plateau.level, "usual_before": before, "since": plateau.since},
        window=(plateau.since, plateau.known_on),
        **rest,
    )


def _aches(history: History, day: date, limits: Mapping[str, float]) -> bool:
    """Whether the usual level was an ache at the end of a day, with no episode open."""
    level = usual_on(history, day + timedelta(days=1)).level
    in_episode = any(one.known_on <= day and one.covers(day) and one.end != day for one in find_episodes(history))
    return level is not None and at_least(level, limits["level_note"]) and not in_episode


def _weeks_told(history: History, limits: Mapping[str, float], seen: date | None) -> int:
    """So many weeks before this one it stood without a break; it was told in the first of them."""
    begins = next(iter(recorded_days(history))) + timedelta(days=limits["for_days"])
    if seen is not None:
        begins = max(begins, seen + SNOOZED_FOR + timedelta(days=1))
    plateaus = [one.end for one in find_episodes(history) if one.plateau and one.end]
    weeks, week = 0, history.week.before(1)
    while week.end >= begins and weeks < MOST_WEEKS and _aches(history, week.end, limits):
        weeks += 1
        # When it settled it was told, too.
        if plateaus and plateaus[-1] in week:
            break
        week = week.before(1)
    return weeks
