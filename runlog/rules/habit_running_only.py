"""Running only, without any other endurance sport, for weeks.

What it looks at
Bike, swim, row, elliptical, hike and the like, by ISO week. A week with runs and none of them is a note; the third
such week in a row is a caution, and later ones are notes again until a week has one.

Why it matters
Other sports keep the heart and legs in training without the same load on the back each time.

What to do
Give one session a week to another sport, such as an easy ride, a swim or a static bike.

Limits
Only the article recommends it; one review found an association, which shows no cause. The rule speaks only where the
log shows that other sports are recorded: an earlier one, or `records = ["cross"]` in the settings. It waits for the
week's end.

Sources
McCance, Running and low back pain: cross-training against overuse.
Maselli et al. 2020, a review: an association with weekly aerobic training.
"""

from collections.abc import Mapping
from typing import Final

from runlog.clock import Week
from runlog.features.habits import cross_sessions, recorded_since
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome
from runlog.rules.habit_weeks import loudness, weeks_without
from runlog.rules.outcomes import flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

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
        minutes = sum(session.duration_s or 0 for session in sessions) / 60
        return ok(
            Message.of("HABIT001.ok", sessions=len(sessions)), observed={"sessions": len(sessions), "minutes": minutes}
        )
    if not history.runs_by_week.get(history.week):
        return ok(Message.of("HABIT001.no_runs"))
    since = recorded_since(history, "cross")
    if since is None:
        return unknown(Message.of("HABIT001.unknown"), Message.of("HABIT001.missing"))
    if not history.week_is_over:
        return unknown(Message.of("HABIT001.unknown_so_far"), Message.of("HABIT001.missing_so_far"))
    missing = weeks_without(history.week, since, lambda week: _count(history, week))
    return flag(
        loudness(missing, limits["weeks_caution"]),
        Message.of("HABIT001.title", weeks=missing),
        seen=Message.of("HABIT001.seen", weeks=missing, runs=len(history.runs_by_week[history.week])),
        why=Message.of("HABIT001.why"),
        advice=Message.of("HABIT001.advice"),
        observed={"weeks_without": missing, "sessions": 0},
        threshold=shown(limits),
        window=(history.week.before(missing - 1).start, history.as_of),
    )


def _count(history: History, week: Week) -> int:
    return len(cross_sessions(history, week))
