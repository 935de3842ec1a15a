"""Warm-up, strength and cross-training: what was done, and whether this log records such things at all.

"Not recorded" is never "not done": an absence may only be judged from the day on which the log is known to record it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from runlog.clock import Week
from runlog.features.history import History, Session
from runlog.features.memo import once_by_day, once_by_week
from runlog.model import Kind, WarmUp

Habit = Literal["cross", "strength"]
WarmUpBasis = Literal["diary", "source", "note", "samples", "session"]
"""That day's diary, the export, words in title or notes, the first minutes' samples, a session just before."""

HIKES: Final = frozenset({"hiking", "mountaineering", "snowshoeing"})
"""Walks that count for cross-training (guidance M4 names a hike)."""
WARM_UP_GAP: Final = timedelta(minutes=20)
"""A walk, a mobility session or another run that ended at most this long before a run is its warm-up (ours; guidance
M1): the jog before a race has a file of its own, and who goes on in a second file is warm."""


@dataclass(frozen=True, slots=True)
class WarmUpKnown:
    """A run's warm-up, who or what tells of it, and its minutes where they are told."""

    verdict: WarmUp
    basis: WarmUpBasis | None = None
    minutes: float | None = None


def warm_up_of(history: History, run: Session) -> WarmUp:
    """How a run's warm-up is known."""
    return warm_up_known(history, run).verdict


def warm_up_known(history: History, run: Session) -> WarmUpKnown:
    """How a run's warm-up is known, and from what.

    The runner's own word goes first: minutes in that day's diary or told of the run, then a zero in the diary. Then
    what was seen: an easy start in the samples, or a walk, a mobility session or a run that ended just before it.
    """
    told = [entry.warm_up_min for entry in history.diary_by_day.get(run.day, ()) if entry.warm_up_min is not None]
    by_source: WarmUpBasis = "source" if run.warm_up_min is not None else "note"
    if any(minutes > 0 for minutes in told):
        known = WarmUpKnown("noted", "diary", max(told))
    elif run.warm_up == "noted" or (run.warm_up_min or 0) > 0:
        known = WarmUpKnown("noted", by_source, run.warm_up_min)
    elif told:
        known = WarmUpKnown("none", "diary", 0.0)
    elif run.warm_up == "detected":
        known = WarmUpKnown("detected", "samples")
    elif _moved_just_before(history, run):
        known = WarmUpKnown("detected", "session")
    elif run.warm_up == "none" or run.warm_up_min is not None:
        known = WarmUpKnown("none", "samples" if run.warm_up_basis == "samples" else by_source, run.warm_up_min)
    else:
        known = WarmUpKnown("unknown")
    return known


def _moved_just_before(history: History, run: Session) -> bool:
    if run.date_only:
        return False
    for other in _on_foot_or_mat(history).get(run.day, ()):
        ended = other.start_local + timedelta(seconds=other.duration_s or 0)
        if timedelta(0) <= run.start_local - ended <= WARM_UP_GAP and other.duration_s:
            return True
    return False


@once_by_day
def _on_foot_or_mat(history: History) -> Mapping[date, list[Session]]:
    """Walks, mobility sessions and runs with a known time of day."""
    days: dict[date, list[Session]] = {}
    for session in history.sessions:
        if session.kind in {Kind.WALK, Kind.MOBILITY, Kind.RUN} and not session.date_only:
            days.setdefault(session.day, []).append(session)
    return days


def counts_for_cross(session: Session) -> bool:
    """Whether a session is cross-training: any sport of that kind, and hikes."""
    return session.kind is Kind.CROSS or session.sport in HIKES


def cross_sessions(history: History, week: Week) -> tuple[Session, ...]:
    """The cross-training sessions of a week."""
    return tuple(_cross_by_week(history).get(week, ()))


@once_by_week
def _cross_by_week(history: History) -> Mapping[Week, list[Session]]:
    weeks: dict[Week, list[Session]] = {}
    for session in history.sessions:
        if counts_for_cross(session):
            weeks.setdefault(Week.of(session.day), []).append(session)
    return weeks


@once_by_week
def active_weeks(history: History) -> Mapping[Week, bool]:
    """The weeks with any session at all."""
    return dict.fromkeys((Week.of(session.day) for session in history.sessions), True)


def strength_sessions(history: History, week: Week) -> int:
    """Strength sessions of a week: strength activities, and days with core minutes and no such activity."""
    return _strength_by_week(history).get(week, 0)


@once_by_week
def _strength_by_week(history: History) -> Mapping[Week, int]:
    days = [session.day for session in history.sessions if session.kind is Kind.STRENGTH]
    core = {entry.day for entry in history.diary if (entry.core_min or 0) > 0}
    return Counter(Week.of(day) for day in sorted([*days, *(core - set(days))]))


def recorded_since(history: History, habit: Habit) -> date | None:
    """The day from which the log is known to record a habit: named in the settings, one done, or a zero by hand.

    None where nothing shows that it is recorded: its absence then says nothing.
    """
    if habit in history.settings.records:
        return history.first_day
    if habit == "cross":
        return next((session.day for session in history.sessions if counts_for_cross(session)), None)
    days = [next((session.day for session in history.sessions if session.kind is Kind.STRENGTH), None)]
    days.append(next((entry.day for entry in history.diary if entry.core_min is not None), None))
    return min((day for day in days if day is not None), default=None)
