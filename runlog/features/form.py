"""A runner's own trend of cadence and vertical oscillation, at like pace."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean, median
from typing import Final

from runlog.features.history import History, Session

RECENT: Final = timedelta(weeks=4)
EARLIER: Final = timedelta(weeks=12)
MIN_RECENT: Final = 8
MIN_EARLIER: Final = 16
"""Floor of data: two runs a week of the last four, and 16 of the twelve weeks before (ours)."""
LIKE_PACE: Final = 0.10
"""Cadence rises with speed: only runs within a tenth of the recent median speed are compared (ours)."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Means of the last four weeks and of the twelve before, over runs at like pace; None below the floor of data."""

    recent: float | None
    earlier: float | None
    runs_recent: int
    runs_earlier: int

    @property
    def change(self) -> float | None:
        """Recent over earlier, minus one."""
        return self.recent / self.earlier - 1 if self.recent is not None and self.earlier else None


def cadence_trend(history: History) -> Trend:
    """Steps a minute of both feet."""
    return _trend(history, lambda run: run.avg_cadence_spm)


def oscillation_trend(history: History) -> Trend:
    """Vertical oscillation in millimetres."""
    return _trend(history, lambda run: run.avg_vertical_oscillation_mm)


def _trend(history: History, value_of: Callable[[Session], float | None]) -> Trend:
    recent: list[tuple[float, float]] = []
    earlier: list[tuple[float, float]] = []
    last = history.week.end
    for run in reversed(history.runs):
        if last - run.day >= RECENT + EARLIER:
            break
        speed, value = speed_mps(run), value_of(run)
        if speed and value:
            (recent if last - run.day < RECENT else earlier).append((speed, value))
    if not recent:
        return Trend(None, None, 0, 0)
    middle = median(speed for speed, _ in recent)
    now, then = _alike(recent, middle), _alike(earlier, middle)
    enough = len(now) >= MIN_RECENT and len(then) >= MIN_EARLIER
    return Trend(fmean(now) if enough else None, fmean(then) if enough else None, len(now), len(then))


def speed_mps(run: Session) -> float | None:
    """Mean speed while moving, in metres a second; None without a distance and a time."""
    seconds = run.moving_s or run.duration_s
    return run.distance_m / seconds if run.distance_m and seconds else None


def _alike(runs: list[tuple[float, float]], middle: float) -> list[float]:
    return [value for speed, value in runs if abs(speed / middle - 1) <= LIKE_PACE]
