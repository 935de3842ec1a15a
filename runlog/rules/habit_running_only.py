"""Running only, without any other endurance sport, for weeks.

What it looks at
Bike, swim, row, elliptical, hike and the like, by ISO week. The first week with runs and none of them is a note, the
third such week in a row a caution; after that it is told once a season, as a note, and not counted up week by week.
Weeks without any activity in between are left out, and so are the weeks of a return plan and the first four after a
break of three weeks or more. Sessions and minutes, and what was usual in the eight weeks before, are told beside it.

Why it matters
Other sports keep the heart and legs in training without the same load on the back each time.

What to do
Give one session a week to another sport, such as an easy ride, a swim or a static bike; no bike where the bike hurts.

Limits
Only the article recommends it; one review found an association, which shows no cause. The rule speaks only where the
log shows that other sports are recorded: an earlier one, or `records = ["cross"]` in the settings. It waits for the
week's end, and leaves out a first week of which only the last days are recorded.

Sources
McCance, Running and low back pain: cross-training against overuse.
Maselli et al. 2020, a review: an association with weekly aerobic training.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.features.comeback import is_coming_back
from runlog.features.habits import active_weeks, cross_sessions, recorded_since
from runlog.features.history import History, Session
from runlog.features.riding import bike_hurts
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome
from runlog.rules.habit_weeks import is_told, loudness, usual_before, weeks_without
from runlog.rules.outcomes import flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry
from runlog.units import S_PER_MIN

WEEKS_CAUTION: Final = 3
"""Evidence table, cross-training: none for three weeks."""

ENTRY: Final = RuleEntry(
    code="HABIT001",
    name="running-only",
    family="habit",
    guidance=("M4",),
    evidence=Evidence.WEAK,
    sources=("McCance, Running and low back pain",),
    thresholds={"weeks_caution": WEEKS_CAUTION},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Weeks in a row without cross-training."""
    sessions = cross_sessions(history, history.week)
    if sessions:
        return _done(sessions)
    if not history.runs_by_week.get(history.week):
        return ok(Message.of("HABIT001.no_runs"))
    since = recorded_since(history, "cross")
    if since is None:
        return unknown(Message.of("HABIT001.unknown"), Message.of("HABIT001.missing"))
    if not history.week_is_over:
        return unknown(Message.of("HABIT001.unknown_so_far"), Message.of("HABIT001.missing_so_far"))
    if is_coming_back(history):
        return ok(Message.of("HABIT001.ok_coming_back"))
    return _judged(history, since, limits)


def _done(sessions: tuple[Session, ...]) -> Outcome:
    seconds = [session.duration_s for session in sessions if session.duration_s is not None]
    minutes = sum(seconds) / S_PER_MIN if seconds else None
    variant = "ok" if minutes is None else "ok_minutes"
    return ok(
        Message.of(f"HABIT001.{variant}", sessions=len(sessions), minutes=minutes or 0.0),
        observed={
            "sessions": len(sessions),
            "minutes": minutes,
            "sessions_without_duration": len(sessions) - len(seconds),
        },
    )


def _judged(history: History, since: date, limits: Mapping[str, float]) -> Outcome:
    def count(week: Week) -> int:
        return len(cross_sessions(history, week))

    missing = weeks_without(history.week, since, count, counted=lambda week: week in active_weeks(history))
    if not missing:
        return unknown(Message.of("HABIT001.unknown_first"), Message.of("HABIT001.missing_first"))
    if not is_told(missing, limits["weeks_caution"]):
        return ok(Message.of("HABIT001.ok_told"), observed={"weeks_without": missing}, threshold=shown(limits))
    return _flagged(history, missing, usual_before(history.week, since, count), limits)


def _flagged(history: History, missing: int, usual: float | None, limits: Mapping[str, float]) -> Outcome:
    idle = sum(history.week.before(back) not in history.runs_by_week for back in range(missing))
    return flag(
        loudness(missing, limits["weeks_caution"]),
        Message.of("HABIT001.title_with_break" if idle else "HABIT001.title", weeks=missing, idle=idle),
        seen=Message.of(
            "HABIT001.seen" if usual is None else "HABIT001.seen_usual",
            weeks=missing, runs=len(history.runs_by_week[history.week]), usual=usual or 0.0,
        ),
        why=Message.of("HABIT001.why"),
        advice=Message.of("HABIT001.advice_no_bike" if bike_hurts(history) else "HABIT001.advice"),
        observed={"weeks_without": missing, "weeks_without_runs": idle, "sessions": 0, "usual_per_week": usual},
        threshold=shown(limits),
        window=(history.week.before(missing - 1).start, history.as_of),
    )  # fmt: skip
