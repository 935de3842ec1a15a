"""How far and for how long the athlete moved: samples gathered into steps of five seconds that can be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.model import TimerEvent
from runlog.units import EARTH_RADIUS_M

BIN_S: Final = 5.0
"""Long enough to even out one-second jitter, short enough for a stop at a light (ours)."""
MOVING_MPS: Final = 0.5
"""Slower than this is standing (ours: a slow walk is 0.8 m/s, the drift of a resting GPS stays below 0.4)."""
GAP_S: Final = 30.0
"""Samples further apart than this leave the time between them out of the moving time (smart recording writes at least
every 20 s or so; a pause is longer)."""
FASTEST_STEP_MPS: Final = 40.0
"""A faster step is a jump of the GPS and counts for nothing."""
FASTEST_ON_FOOT_MPS: Final = 11.0
"""On foot, over five seconds (ours: the fastest sprinters reach 12 m/s)."""
LONGEST_S: Final = 10 * 24 * 3600.0
"""A sample later than this after the start carries a damaged time: the longest races take six to ten days."""

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]
BoolColumn = np.ndarray[Any, np.dtype[np.bool_]]
PlaceColumn = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class Motion:
    """One activity in bins of `BIN_S` seconds, in order of time; a bin without a sample does not exist.

    The step of a row leads from the bin's first sample to that of the next row, the last row's to the last sample.
    """

    starts: PlaceColumn
    """The place of each bin's first sample."""
    samples: PlaceColumn
    """How many samples each bin holds."""
    t_s: FloatColumn
    step_s: FloatColumn
    step_m: FloatColumn
    """NaN throughout where neither distance, position nor speed was recorded."""
    moving: BoolColumn

    @property
    def has_distance(self) -> bool:
        """Whether the metres of the steps are known."""
        return not bool(np.isnan(self.step_m[0]))

    @property
    def moving_s(self) -> float | None:
        """Seconds in motion; None where nothing tells of motion."""
        return float(self.step_s[self.moving].sum()) if self.has_distance else None


def in_order_of_time(column: Mapping[str, FloatColumn]) -> Mapping[str, FloatColumn]:
    """The columns without samples whose time is missing or damaged, in order of time."""
    time = column["t_s"]
    if len(time) and time[0] >= 0 and time[-1] <= LONGEST_S and bool((time[1:] >= time[:-1]).all()):
        return column
    order = np.argsort(time, kind="stable")
    with np.errstate(invalid="ignore"):
        order = order[(time[order] >= 0) & (time[order] <= LONGEST_S)]
    return {name: values[order] for name, values in column.items()}


def motion_of(
    column: Mapping[str, FloatColumn], events: Sequence[TimerEvent] = (), *, fastest_mps: float = FASTEST_STEP_MPS
) -> Motion | None:
    """The motion in SAMPLES columns that are in order of time; None with fewer than two samples.

    Metres come from the device's own count, else from the positions, else from its speed. A step that is negative (a
    counter that starts anew) or faster than `fastest_mps` (a jump of the GPS) counts for nothing. A step is motion
    where it is no gap, the watch's timer was running, and it was not slower than standing still.
    """
    time = column["t_s"]
    if len(time) < 2:  # noqa: PLR2004 (one sample is no motion)
        return None
    bins = (time * (1 / BIN_S)).astype(np.int64)
    changes = np.flatnonzero(bins[1:] != bins[:-1])
    edges = np.empty(len(changes) + 2, dtype=np.intp)
    edges[0], edges[-1] = 0, len(time) - 1
    np.add(changes, 1, out=edges[1:-1])
    starts, at_edges = edges[:-1], time[edges]
    t_s, step_s = at_edges[:-1], at_edges[1:] - at_edges[:-1]
    step_m = _steps_m(column, edges, step_s)
    with np.errstate(invalid="ignore"):
        step_m[(step_m < 0) | (step_m > fastest_mps * step_s)] = 0.0
        moving = (step_s > 0) & (step_s <= GAP_S) & ~(step_m < MOVING_MPS * step_s)
    if len(events) > 1:
        moving &= ~paused(t_s, step_s, events)
    samples = edges[1:] - starts
    samples[-1] += 1  # the last edge is the last sample, and of the last bin
    return Motion(starts, samples, t_s, step_s, step_m, moving)


def _steps_m(column: Mapping[str, FloatColumn], edges: PlaceColumn, step_s: FloatColumn) -> FloatColumn:
    counted = column["distance_m"]
    known = np.flatnonzero(~np.isnan(counted))
    if len(known) > 1 and counted[known].max() > counted[known[0]]:
        here = counted[edges] if len(known) == len(counted) else np.interp(edges, known, counted[known])
        return np.asarray(here[1:] - here[:-1], dtype=np.float64)
    lat, lon = column["lat_deg"][edges], column["lon_deg"][edges]
    placed = np.flatnonzero(~(np.isnan(lat) | np.isnan(lon)))
    if len(placed) > 1:
        so_far = np.concatenate(([0.0], np.cumsum(haversine_m(lat[placed], lon[placed]))))
        return np.diff(np.interp(np.arange(len(edges)), placed, so_far))
    speed = column["speed_mps"]
    # Indoor sessions of many devices carry a distance and speed of zero throughout: not measured, not standing.
    if np.nansum(speed) > 0:
        return speed[edges[1:]] * step_s
    return np.full(len(step_s), np.nan)


def paused(from_s: FloatColumn, step_s: FloatColumn, events: Sequence[TimerEvent]) -> BoolColumn:
    """Whether the middle of a step lies between a stop of the timer and its next start."""
    middle = from_s + step_s / 2
    inside = np.zeros(len(middle), dtype=bool)
    stopped: float | None = None
    for event in sorted(events, key=lambda event: event.t_s):
        if not event.running and stopped is None:
            stopped = event.t_s
        elif event.running and stopped is not None:
            first, end = np.searchsorted(middle, (stopped, event.t_s))
            inside[first:end] = True
            stopped = None
    return inside


def distance_travelled_m(column: Mapping[str, FloatColumn], motion: Motion | None) -> float | None:
    """Metres: the device's own count, else along the positions, else None.

    Of a count that jumps or starts anew only the believable steps are summed. Along positions, jumps of the GPS count
    for nothing, nor does its wandering while the athlete stands.
    """
    counted = column["distance_m"]
    known = ~np.isnan(counted)
    told, time = counted[known], column["t_s"][known]
    if len(told) > 1 and told.max() > told[0]:
        return _counted_m(told, time)
    placed = ~(np.isnan(column["lat_deg"]) | np.isnan(column["lon_deg"]))
    if placed.sum() > 1 and motion is not None:
        standing = np.repeat(~motion.moving & (motion.step_s <= GAP_S), motion.samples)[placed]
        steps = haversine_m(column["lat_deg"][placed], column["lon_deg"][placed])
        jump = _too_fast(steps, np.diff(column["t_s"][placed]))
        return float(steps[~(jump | standing[:-1])].sum())
    return float(told.max() - told[0]) if len(told) > 1 else None


def _counted_m(counted: FloatColumn, time: FloatColumn) -> float:
    steps = np.diff(counted)
    odd = (steps < 0) | _too_fast(steps, np.diff(time))
    return float(steps[~odd].sum()) if odd.any() else float(counted[-1] - counted[0])


def _too_fast(steps: FloatColumn, seconds: FloatColumn) -> BoolColumn:
    return np.asarray((seconds > 0) & (steps > FASTEST_STEP_MPS * seconds), dtype=bool)


def haversine_m(lat_deg: FloatColumn, lon_deg: FloatColumn) -> FloatColumn:
    """Great-circle metres between consecutive positions (one fewer than positions), on a sphere of mean radius."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)
