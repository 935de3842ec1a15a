"""The totals of an activity from its samples, where its source does not tell them."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import numpy as np

from runlog.derive.climb import climb
from runlog.derive.motion import distance_travelled_m, moving_time_s
from runlog.frame.samples import SAMPLES
from runlog.model import Activity, Recording, TimerEvent

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]

LENGTH_SPORTS: Final = frozenset({"swimming"})
"""Their distance grows by whole lengths at once, so that the samples between look like standing still."""
LONGEST_S: Final = 10 * 24 * 3600.0
"""A sample later than this after the start carries a damaged time: the longest races take six to ten days."""


def summarise(recording: Recording) -> Activity:
    """The recording's activity with every total that it lacks filled from its samples; what it tells is kept.

    Distance in metres, times in seconds, climbs in metres; a total that nothing tells stays None.
    """
    activity, samples = recording.activity, recording.samples
    if samples.empty:
        return replace(activity, duration_s=_first(activity.duration_s, lambda: _timer_s(recording.timer_events, None)))
    every = samples.to_numpy(dtype=np.float64).T
    column = {str(name): every[place] for place, name in enumerate(samples.columns)}
    up, down = _climbs(activity, column["altitude_m"])
    heart = _believable(column["hr_bpm"], "hr_bpm")
    return replace(
        activity,
        distance_m=_distance_m(activity.distance_m, column),
        duration_s=_first(activity.duration_s, lambda: _timer_s(recording.timer_events, _span_s(column["t_s"]))),
        moving_s=_first(activity.moving_s, lambda: _moving_s(activity, column)),
        ascent_m=up,
        descent_m=down,
        avg_hr_bpm=_first(activity.avg_hr_bpm, lambda: _mean(heart)),
        max_hr_bpm=_first(activity.max_hr_bpm, lambda: float(heart.max()) if len(heart) else None),
        avg_cadence_spm=_first(
            activity.avg_cadence_spm, lambda: _mean(column["cadence_spm"][column["cadence_spm"] > 0])
        ),
        avg_vertical_oscillation_mm=_first(
            activity.avg_vertical_oscillation_mm,
            lambda: _mean(_believable(column["vertical_oscillation_mm"], "vertical_oscillation_mm")),
        ),
    )


def _first(told: float | None, derived: Callable[[], float | None]) -> float | None:
    """What is told, else what can be derived: worked out only then."""
    return derived() if told is None else told


def _distance_m(told: float | None, column: Mapping[str, FloatColumn]) -> float | None:
    # A session that tells a distance of zero beside a device that counted metres has lost its total.
    if told:
        return told
    derived = distance_travelled_m(column)
    return told if derived is None else derived


def _climbs(activity: Activity, altitude_m: FloatColumn) -> tuple[float | None, float | None]:
    if activity.ascent_m is not None and activity.descent_m is not None:
        return activity.ascent_m, activity.descent_m
    up, down = climb(altitude_m)
    return _first(activity.ascent_m, lambda: up), _first(activity.descent_m, lambda: down)


def _moving_s(activity: Activity, column: Mapping[str, FloatColumn]) -> float | None:
    return None if activity.sport in LENGTH_SPORTS else moving_time_s(column)


def _mean(values: FloatColumn) -> float | None:
    return float(values.mean()) if len(values) else None


def _believable(values: FloatColumn, name: str) -> FloatColumn:
    """The recorded values within the column's range; a heart rate of zero is a sensor without contact."""
    bounds = SAMPLES.column(name)
    low, high = bounds.low or -math.inf, bounds.high or math.inf
    return values[(values >= low) & (values <= high)]


def _span_s(time: FloatColumn) -> float | None:
    known = time[(time >= 0) & (time <= LONGEST_S)]
    return float(known.max() - known.min()) if len(known) > 1 else None


def _timer_s(events: tuple[TimerEvent, ...], span_s: float | None) -> float | None:
    """Seconds between each start and the stop after it; the samples' span where the events don't pair up."""
    total, started, paired = 0.0, None, False
    for event in sorted(events, key=lambda event: event.t_s):
        if event.running and started is None:
            started = event.t_s
        elif not event.running and started is not None:
            total, started, paired = total + event.t_s - started, None, True
    return total if paired and started is None else span_s
