"""What a session on foot asks of the body: steep descent, running minutes, steps, and how the gait drifts.

Counted over the cleaned course, so that stops, gaps and jumps of the GPS add nothing.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.derive.cleaning import Course
from runlog.derive.motion import BoolColumn, FloatColumn
from runlog.units import S_PER_MIN

STEEP_GRADE: Final = 0.10
"""Metres lost on slopes at least as steep as this are steep descent (ours)."""
SLOPE_M: Final = 50.0
"""A slope is judged over this length: over less, an altimeter's noise of a metre would look steep (ours)."""
RUNNING_SPM: Final = 130.0
RUNNING_MPS: Final = 1.8
"""Running from this cadence on, or, where none was recorded, from this speed on (ours: walkers stay below both)."""
SETTLED_S: Final = 5 * S_PER_MIN
"""The first minutes of running are left out of a drift (ours)."""
DRIFT_SHORTEST_S: Final = 20 * S_PER_MIN
"""A drift wants at least this much running after them (ours)."""
LIKE_PACE: Final = 0.10
"""Gait follows speed: only steps within a tenth of the run's median speed are compared (ours)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLoad:
    """Loads of one session; None where the samples don't tell.

    A drift is the mean of the last third minus that of the first third of the running, at like pace.
    """

    steep_descent_m: float | None = None
    running_min: float | None = None
    steps: float | None = None
    avg_stance_time_ms: float | None = None
    cadence_drift_spm: float | None = None
    vertical_oscillation_drift_mm: float | None = None
    stance_time_drift_ms: float | None = None


def body_load(course: Course, *, running: bool) -> BodyLoad:
    """The loads of a session on foot; minutes of running and drifts only where it is a run."""
    cadence = course.sensors["cadence_spm"]
    run = _running(course, cadence) if running else None
    stance = course.sensors["stance_time_ms"]
    drifting = _settled(course, run) if run is not None else None
    return BodyLoad(
        steep_descent_m=_steep_descent_m(course),
        running_min=float(course.motion.step_s[run].sum() / S_PER_MIN) if run is not None else None,
        steps=_steps(course, cadence),
        avg_stance_time_ms=_mean(stance[run]) if run is not None else None,
        cadence_drift_spm=_drift(cadence, drifting),
        vertical_oscillation_drift_mm=_drift(course.sensors["vertical_oscillation_mm"], drifting),
        stance_time_drift_ms=_drift(stance, drifting),
    )


def _running(course: Course, cadence: FloatColumn) -> BoolColumn | None:
    """The rows that are run rather than walked; None where neither cadence nor speed tells."""
    stepping = ~np.isnan(cadence)
    if not course.motion.has_distance and not stepping.any():
        return None
    with np.errstate(invalid="ignore"):
        fast = course.motion.step_m >= RUNNING_MPS * course.motion.step_s
        return np.asarray(course.motion.moving & np.where(stepping, cadence >= RUNNING_SPM, fast), dtype=bool)


def _steps(course: Course, cadence: FloatColumn) -> float | None:
    known = course.motion.moving & ~np.isnan(cadence)
    if not known.any():
        return None
    return float(np.round((cadence[known] * course.motion.step_s[known]).sum() / S_PER_MIN))


def _steep_descent_m(course: Course) -> float | None:
    if not course.motion.has_distance or np.isnan(course.altitude_m[0]):
        return None
    so_far = np.concatenate(([0.0], np.cumsum(course.motion.step_m[:-1])))
    heights = np.interp(np.arange(0.0, so_far[-1], SLOPE_M), so_far, course.altitude_m)
    fall = -np.diff(heights)
    return float(fall[fall >= STEEP_GRADE * SLOPE_M].sum())


def _settled(course: Course, run: BoolColumn) -> Any:
    """The rows of the first and of the last third of the settled running at like pace; None with too little of it."""
    clock = np.cumsum(course.motion.step_s * run)
    run = run & (clock > SETTLED_S)
    total = float(course.motion.step_s[run].sum())
    if total < DRIFT_SHORTEST_S:
        return None
    if course.motion.has_distance:
        speed = course.motion.step_m / np.maximum(course.motion.step_s, 1.0)
        run = run & (np.abs(speed - (middle := np.median(speed[run]))) <= LIKE_PACE * middle)
    return run & (clock <= SETTLED_S + total / 3), run & (clock > SETTLED_S + total * 2 / 3)


def _drift(values: FloatColumn, thirds: Any) -> float | None:
    if thirds is None:
        return None
    first, last = (_mean(values[rows]) for rows in thirds)
    return last - first if first is not None and last is not None else None


def _mean(values: FloatColumn) -> float | None:
    known = values[~np.isnan(values) & (values > 0)]
    return float(known.mean()) if len(known) else None
