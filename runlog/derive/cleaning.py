"""The one cleaning step: samples as devices write them, to a course in bins of five seconds that can be trusted.

What is done, in this order:

1. Samples without a time, or with a damaged one, are left out; the rest stands in order of time
   (`motion.in_order_of_time`).
2. They are gathered into bins of five seconds. A bin holds the mean of each sensor over the samples that have one, so
   that a sample written twice changes nothing.
3. Metres between bins: the device's own count, else positions, else speed; no negative step and no jump of the GPS.
   Lights, a coffee stop, a lost signal and the watch's own pauses are no motion (`motion.motion_of`).
4. Altitude: levels that jump, and drift in stops, are taken out (`clean_altitude`). What counts as a climb is then
   said by how often the profile turns in a kilometre (`climb.climb`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.derive.climb import ALTITUDE_HIGH_M, ALTITUDE_LOW_M
from runlog.derive.motion import GAP_S, BoolColumn, FloatColumn, Motion

FASTEST_FALL_MPS: Final = 8.0
"""Height that changes faster between two samples is a sensor that finds its level, not a slope (ours)."""
STILL_M: Final = 20.0
WANDER_MPS: Final = 0.2
"""Height gained or lost in a gap or a stop over which the athlete moved less than this is the sensor's drift; where
samples go on, a resting GPS wanders that much besides (ours)."""
SETTLING_S: Final = 90.0
"""Heights lag: what changes in the first seconds of a stop that is recorded is the end of the way to it (ours: old
devices go on for a minute after a climb)."""
FEW_SAMPLES: Final = 2.5
FEW_WITHIN_S: Final = 8.0
"""Where bins hold fewer samples than this on average, a bin's mean evens out too little and takes its neighbours in;
not where samples are so far apart that this would level hills (ours)."""
SENSORS: Final = ("hr_bpm", "cadence_spm", "vertical_oscillation_mm", "stance_time_ms")


@dataclass(frozen=True, slots=True)
class Course:
    """One activity on foot, cleaned: a row a bin of its motion. What was not recorded is NaN."""

    motion: Motion
    altitude_m: FloatColumn
    sensors: Mapping[str, FloatColumn]


def course_of(column: Mapping[str, FloatColumn], motion: Motion) -> Course:
    """The course of an activity from its SAMPLES columns, in order of time, and its motion."""
    sensors = {name: _means(column[name], motion) for name in SENSORS}
    return Course(motion, clean_altitude(column["altitude_m"], column["t_s"], motion), sensors)


def clean_altitude(altitude_m: FloatColumn, time: FloatColumn, motion: Motion) -> FloatColumn:
    """Heights of the bins, in metres; NaN throughout where fewer than two are known.

    A jump faster than `FASTEST_FALL_MPS` is taken out with what it shifted (an altimeter that finds its level at the
    start, or comes back from nowhere). So is what changes in a stop longer than `GAP_S`, where it is the barometer or
    the GPS that drifts; of a stop that is recorded, what changes after `SETTLING_S`. What is left is averaged over
    each bin, and over its neighbours where samples are few.
    """
    with np.errstate(invalid="ignore"):
        believable = (altitude_m > ALTITUDE_LOW_M) & (altitude_m < ALTITUDE_HIGH_M)
    if not believable.all():
        known = np.flatnonzero(believable)
        if len(known) < 2:  # noqa: PLR2004 (one height is no course)
            return np.full(len(motion.starts), np.nan)
        altitude_m = np.interp(np.arange(len(altitude_m)), known, altitude_m[known])
    rise = altitude_m[1:] - altitude_m[:-1]
    if rise.max() > FASTEST_FALL_MPS or rise.min() < -FASTEST_FALL_MPS:
        jump = np.abs(rise) > FASTEST_FALL_MPS * np.maximum(np.diff(time), 1.0)
        altitude_m = altitude_m[0] + np.concatenate(([0.0], np.cumsum(np.where(jump, 0.0, rise))))
    heights = np.add.reduceat(altitude_m, motion.starts) / motion.samples
    stops = _stops(motion)
    if stops is not None:
        rises = np.where(stops[:-1], 0.0, heights[1:] - heights[:-1])
        heights[1:] = heights[0] + np.cumsum(rises)
    if len(altitude_m) < FEW_SAMPLES * len(heights) and np.median(motion.step_s) <= FEW_WITHIN_S:
        heights[1:-1] = (heights[:-2] + heights[1:-1] + heights[2:]) / 3
    return np.asarray(heights, dtype=np.float64)


def _stops(motion: Motion) -> BoolColumn | None:
    """Whether height that changes in a step is drift, because the step is part of a stop; None where none is."""
    quiet = ~motion.moving
    if motion.step_s[quiet].sum() <= GAP_S:
        return None
    gap = motion.step_s > GAP_S
    edges = np.concatenate(([0], np.flatnonzero(quiet[1:] != quiet[:-1]) + 1, [len(quiet)]))
    first, rows = edges[:-1], np.diff(edges)
    seconds = np.add.reduceat(np.where(gap, 0.0, motion.step_s), first)
    metres = np.add.reduceat(motion.step_m, first)
    stop = np.repeat(quiet[first] & (seconds > GAP_S) & (metres < STILL_M + WANDER_MPS * seconds), rows)
    lasted = motion.t_s - np.repeat(motion.t_s[first], rows)
    return np.asarray(np.where(gap, motion.step_m < STILL_M, stop & (lasted >= SETTLING_S)), dtype=bool)


def _means(values: FloatColumn, motion: Motion) -> FloatColumn:
    sums: Any = np.add.reduceat(values, motion.starts)
    if not np.isnan(sums).any():
        return np.asarray(sums / motion.samples, dtype=np.float64)
    known = ~np.isnan(values)
    if not known.any():
        return np.full(len(motion.starts), np.nan)
    sums = np.add.reduceat(np.where(known, values, 0.0), motion.starts)
    with np.errstate(invalid="ignore"):
        return np.asarray(sums / np.add.reduceat(known, motion.starts, dtype=np.float64), dtype=np.float64)
