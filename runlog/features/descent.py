"""Metres descended on runs, by week."""

from dataclasses import dataclass
from typing import Final

from runlog.clock import Week
from runlog.features.history import History, Session
from runlog.features.load import WEEKS_IN_HIGHEST, WEEKS_IN_MEAN
from runlog.features.memo import once
from runlog.model import Ground

KNOWN_SHARE: Final = 0.8
"""A week's descent counts where it is known for this share of the metres run (ours)."""
_INDOORS: Final = frozenset({"treadmill_running", "indoor_running", "virtual_running"})
INDOOR_SUB_SPORTS: Final = frozenset({"treadmill", "indoor_running", "virtual_activity"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekDescent:
    """One week's descent against the weeks before; None where it is not known for enough of the running."""

    descent_m: float
    """As far as it is known."""
    known: bool
    known_runs: int
    runs: int
    mean_before_m: float | None
    """Mean of the four weeks before; a week without runs is zero. None where one is unknown or before the log."""
    highest_before_m: float | None
    """Highest of the eight weeks before, as far as they are in the log and known; None as above."""
    after_break: bool
    """Whether any of the four weeks before was without runs."""


@dataclass(frozen=True, slots=True)
class _Sum:
    descent_m: float
    known_runs: int
    runs: int
    known: bool


def week_descent(history: History) -> WeekDescent:
    """The asked week's descent, in metres."""
    now = _sum(history.runs_by_week.get(history.week, ()))
    first = Week.of(history.sessions[0].day) if history.sessions else None
    weeks = (history.week.before(back) for back in range(1, WEEKS_IN_HIGHEST + 1))
    before = [_past(history, week) for week in weeks if first is not None and week >= first]
    four = before[:WEEKS_IN_MEAN]
    judged = len(four) == WEEKS_IN_MEAN and all(week.known for week in four)
    return WeekDescent(
        descent_m=now.descent_m,
        known=now.known,
        known_runs=now.known_runs,
        runs=now.runs,
        mean_before_m=sum(week.descent_m for week in four) / WEEKS_IN_MEAN if judged else None,
        highest_before_m=max(week.descent_m for week in before if week.known) if judged else None,
        after_break=any(week.runs == 0 for week in four),
    )


def _past(history: History, week: Week) -> _Sum:
    return _sums(history).get(week) or _Sum(0.0, 0, 0, known=True)


@once
def _sums(history: History) -> dict[Week, _Sum]:
    weeks = (history.week.before(back) for back in range(1, WEEKS_IN_HIGHEST + 1))
    return {week: _sum(runs) for week in weeks if (runs := history.runs_by_week.get(week))}


def _sum(runs: tuple[Session, ...]) -> _Sum:
    known = [(run, metres) for run in runs if (metres := descent_of(run)) is not None]
    total = sum(run.distance_m or 0.0 for run in runs)
    covered = sum(run.distance_m or 0.0 for run, _ in known)
    enough = len(known) == len(runs) or (total > 0 and covered >= KNOWN_SHARE * total)
    return _Sum(sum(metres for _, metres in known), len(known), len(runs), enough)


def descent_of(run: Session) -> float | None:
    """Metres descended on a run; none on a treadmill, whatever its belt or screen shows; None where not recorded."""
    if run.sport in _INDOORS or run.sub_sport in INDOOR_SUB_SPORTS or run.ground.get(Ground.TREADMILL, 0.0) >= 1:
        return 0.0
    return run.descent_m
