"""The totals of an activity from its samples, where its source does not tell them."""

import math
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

import numpy as np

from runlog.derive.body_load import body_load
from runlog.derive.cleaning import clean_altitude, course_of
from runlog.derive.climb import climb
from runlog.derive.motion import (
    FASTEST_ON_FOOT_MPS,
    FASTEST_STEP_MPS,
    FloatColumn,
    Motion,
    distance_travelled_m,
    in_order_of_time,
    motion_of,
)
from runlog.derive.warm_up_seen import warm_up_seen
from runlog.frame.samples import SAMPLES
from runlog.model import Activity, Kind, Recording, TimerEvent
from runlog.sports import kind_of

_NONE: Final = np.empty(0)
_NAMES: Final = SAMPLES.names
LOST_M: Final = 20.0
"""A total of zero beside heights that rise or fall by more than this was never counted (ours: some apps write zero for
the descent they don't count; a barometer drifts by less on a flat run)."""
LENGTH_SPORTS: Final = frozenset({"swimming"})
"""Their distance grows by whole lengths at once, so that the samples between look like standing still."""


def summarise(recording: Recording) -> Activity:
    """The recording's activity with every total that it lacks filled from its samples; what it tells is kept.

    Distance in metres, times in seconds, climbs in metres; on foot also the body's load, and of runs what the first
    minutes show of a warm-up. A total that nothing tells stays None.
    """
    activity, samples, events = recording.activity, recording.samples, recording.timer_events
    if samples.empty:
        return replace(activity, duration_s=_first(activity.duration_s, lambda: _timer_s(events, None)))
    every = samples.to_numpy(dtype=np.float64).T
    column = in_order_of_time(dict(zip(_NAMES, every, strict=True)))
    on_foot = kind_of(activity.sport, activity.sub_sport) in (Kind.RUN, Kind.WALK)
    motion = motion_of(column, events, fastest_mps=FASTEST_ON_FOOT_MPS if on_foot else FASTEST_STEP_MPS)
    heart_told = activity.avg_hr_bpm is not None and activity.max_hr_bpm is not None
    heart = _NONE if heart_told else _believable(column["hr_bpm"], "hr_bpm")
    changes: dict[str, Any] = {
        "distance_m": _distance_m(activity.distance_m, column, motion),
        "duration_s": _first(activity.duration_s, lambda: _timer_s(events, _span_s(column["t_s"]))),
        "moving_s": _first(activity.moving_s, lambda: _moving_s(activity, motion)),
        "avg_hr_bpm": _first(activity.avg_hr_bpm, lambda: _mean(heart)),
        "max_hr_bpm": _first(activity.max_hr_bpm, lambda: float(heart.max()) if len(heart) else None),
        "avg_cadence_spm": _first(
            activity.avg_cadence_spm, lambda: _mean(column["cadence_spm"][column["cadence_spm"] > 0])
        ),
        "avg_vertical_oscillation_mm": _first(
            activity.avg_vertical_oscillation_mm,
            lambda: _mean(_believable(column["vertical_oscillation_mm"], "vertical_oscillation_mm")),
        ),
    }
    if motion is not None:
        changes |= _on_foot(recording, column, motion) if on_foot else _climbs(activity, column, motion)
    return replace(activity, **changes)


def _on_foot(recording: Recording, column: Mapping[str, FloatColumn], motion: Motion) -> Mapping[str, Any]:
    """Climbs, the body's load and, of a run, the warm-up: what the cleaned course tells."""
    activity = recording.activity
    course = course_of(column, motion)
    changes = {**_climbs(activity, column, motion, course.altitude_m)}
    running = kind_of(activity.sport, activity.sub_sport) is Kind.RUN
    if running:
        seen = warm_up_seen(course, recording.laps)
        changes["warm_up_seen"] = None if seen == "unknown" else seen
    load = body_load(course, running=running)
    return changes | {field.name: getattr(load, field.name) for field in fields(load)}


def _climbs(
    activity: Activity, column: Mapping[str, FloatColumn], motion: Motion, altitude_m: FloatColumn | None = None
) -> Mapping[str, Any]:
    if activity.ascent_m and activity.descent_m:
        return {}
    if altitude_m is None:
        altitude_m = clean_altitude(column["altitude_m"], column["t_s"], motion)
    up, down = climb(altitude_m, float(motion.step_m.sum()) if motion.has_distance else None)
    return {"ascent_m": _climb_m(activity.ascent_m, up), "descent_m": _climb_m(activity.descent_m, down)}


def _climb_m(told: float | None, derived: float | None) -> float | None:
    lost = told == 0 and derived is not None and derived > LOST_M
    return derived if told is None or lost else told


def _first(told: float | None, derived: Callable[[], float | None]) -> float | None:
    """What is told, else what can be derived: worked out only then."""
    return derived() if told is None else told


def _distance_m(told: float | None, column: Mapping[str, FloatColumn], motion: Motion | None) -> float | None:
    # A session that tells a distance of zero beside a device that counted metres has lost its total.
    if told:
        return told
    derived = distance_travelled_m(column, motion)
    return told if derived is None else derived


def _moving_s(activity: Activity, motion: Motion | None) -> float | None:
    return None if activity.sport in LENGTH_SPORTS or motion is None else motion.moving_s


def _mean(values: FloatColumn) -> float | None:
    return float(values.mean()) if len(values) else None


def _believable(values: FloatColumn, name: str) -> FloatColumn:
    """The recorded values within the column's range; a heart rate of zero is a sensor without contact."""
    bounds = SAMPLES.column(name)
    low, high = bounds.low or -math.inf, bounds.high or math.inf
    return values[(values >= low) & (values <= high)]


def _span_s(time: FloatColumn) -> float | None:
    return float(time[-1] - time[0]) if len(time) > 1 else None


def _timer_s(events: tuple[TimerEvent, ...], span_s: float | None) -> float | None:
    """Seconds between each start and the stop after it; the samples' span where the events don't pair up."""
    total, started, paired = 0.0, None, False
    for event in sorted(events, key=lambda event: event.t_s):
        if event.running and started is None:
            started = event.t_s
        elif not event.running and started is not None:
            total, started, paired = total + event.t_s - started, None, True
    return total if paired and started is None else span_s
