"""Acute against chronic load, and minutes by kind: figures for a load panel, and no finding.

The one large study of runners saw the ratio go the other way (evidence table: contradicted), so it is shown with the
name of its method and judged by no rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from runlog.clock import Week
from runlog.features.habits import counts_for_cross
from runlog.features.history import History, Session
from runlog.features.memo import once_by_week
from runlog.model import Kind
from runlog.units import S_PER_MIN

ACUTE_DAYS: Final = 7
CHRONIC_DAYS: Final = 28

Method = Literal["rolling uncoupled 7:28", "ewma 7:28"]


@dataclass(frozen=True, slots=True)
class WorkloadRatio:
    """One ratio with its method; distances in metres a day, None where the log or a distance does not reach."""

    method: Method
    day: date
    acute_m_per_day: float | None
    chronic_m_per_day: float | None

    @property
    def ratio(self) -> float | None:
        """Acute over chronic; None without a chronic load above zero."""
        if self.acute_m_per_day is None or not self.chronic_m_per_day:
            return None
        return self.acute_m_per_day / self.chronic_m_per_day


@dataclass(frozen=True, slots=True)
class KindMinutes:
    """One week's sessions of one kind; minutes None where no session tells its duration."""

    sessions: int
    minutes: float | None
    without_duration: int


def rolling_ratio(history: History) -> WorkloadRatio:
    """Mean daily metres run of the last 7 days over that of the 28 days before them (uncoupled), as of `as_of`."""
    days = ACUTE_DAYS + CHRONIC_DAYS
    metres = _daily_metres(history, days)
    if metres is None:
        return WorkloadRatio("rolling uncoupled 7:28", history.as_of, None, None)
    acute, chronic = metres[CHRONIC_DAYS:], metres[:CHRONIC_DAYS]
    return WorkloadRatio("rolling uncoupled 7:28", history.as_of, sum(acute) / ACUTE_DAYS, sum(chronic) / CHRONIC_DAYS)


def ewma_ratio(history: History) -> WorkloadRatio:
    """Exponentially weighted means of daily metres run, weight of today λ = 2/(N+1) with N = 7 and 28 days.

    Each mean begins with the log's first day of running; the ratio is given from the 28th day after it on.
    """
    first = history.runs[0].day if history.runs else None
    days = (history.as_of - first).days + 1 if first else 0
    metres = _daily_metres(history, days) if days > CHRONIC_DAYS else None
    if metres is None:
        return WorkloadRatio("ewma 7:28", history.as_of, None, None)
    return WorkloadRatio("ewma 7:28", history.as_of, _ewma(metres, ACUTE_DAYS), _ewma(metres, CHRONIC_DAYS))


def _ewma(values: list[float], days: int) -> float:
    weight = 2 / (days + 1)
    mean = values[0]
    for value in values[1:]:
        mean = weight * value + (1 - weight) * mean
    return mean


def _daily_metres(history: History, days: int) -> list[float] | None:
    """Metres run on each of the last `days` days, oldest first; None where the log or a distance is missing."""
    first = history.as_of - timedelta(days=days - 1)
    if not history.sessions or history.sessions[0].day > first:
        return None
    metres = [0.0] * days
    for run in reversed(history.runs):
        if run.day < first:
            break
        if run.distance_m is None:
            return None
        metres[(run.day - first).days] += run.distance_m
    return metres


def week_minutes(history: History, week: Week) -> Mapping[Kind, KindMinutes]:
    """The week's sessions and minutes by kind; kinds without a session are left out. A hike counts as cross (M4)."""
    kinds: dict[Kind, list[Session]] = {}
    for session in _by_week(history).get(week, ()):
        kinds.setdefault(Kind.CROSS if counts_for_cross(session) else session.kind, []).append(session)
    return {kind: _minutes(sessions) for kind, sessions in kinds.items()}


def _minutes(sessions: list[Session]) -> KindMinutes:
    seconds = [session.duration_s for session in sessions if session.duration_s is not None]
    return KindMinutes(len(sessions), sum(seconds) / S_PER_MIN if seconds else None, len(sessions) - len(seconds))


@once_by_week
def _by_week(history: History) -> Mapping[Week, list[Session]]:
    weeks: dict[Week, list[Session]] = {}
    for session in history.sessions:
        weeks.setdefault(Week.of(session.day), []).append(session)
    return weeks
