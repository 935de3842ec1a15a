"""One activity drawn: pace, heart rate and altitude on an even axis, its breaks, and what each of its parts took."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import numpy as np

from runlog.derive.cleaning import Course, course_of
from runlog.derive.climb import climb_so_far
from runlog.derive.motion import (
    FASTEST_ON_FOOT_MPS,
    FASTEST_STEP_MPS,
    GAP_S,
    BoolColumn,
    FloatColumn,
    in_order_of_time,
    motion_of,
    paused,
)
from runlog.model import TimerEvent

POINTS: Final = 600
"""As many points as a chart over the width of a page can show."""
WINDOW_M: Final = 50.0
"""Pace is evened out over this far to either side: over half a minute of running or so (ours)."""
WINDOWS: Final = 200
"""On a long way it is evened out over this part of the way, so that the line can still be read (ours)."""
BREAK_S: Final = 30.0
"""A shorter halt, such as at a kerb, is not drawn as a break (ours)."""
UNSEEN_M: Final = 20.0
"""Who moved further than this while nothing was recorded was not standing (ours)."""

Axis = Literal["distance", "time"]
BreakKind = Literal["pause", "gap", "stop"]


@dataclass(frozen=True, slots=True)
class Break:
    """A halt, on the axis from `at` to `until`: by the watch's timer, without samples, or standing with them."""

    kind: BreakKind
    at: float
    until: float
    lasts_s: float


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the axis took; None is not recorded. Time is time in motion."""

    at: float
    until: float
    moving_s: float
    moved_m: float | None
    hr_bpm: float | None
    ascent_m: float | None
    descent_m: float | None


@dataclass(frozen=True)
class Profile:
    """An activity on an axis of metres (seconds, where none are known); a column has a value a point, NaN unknown."""

    axis: Axis
    end: float
    at: FloatColumn
    speed_mps: FloatColumn
    hr_bpm: FloatColumn
    altitude_m: FloatColumn
    breaks: tuple[Break, ...]
    _sums: "_Sums"

    def parts(self, edges: Sequence[float]) -> tuple[Part, ...]:
        """The parts between consecutive edges on the axis, in its unit."""
        return tuple(self._sums.part(first, last) for first, last in pairwise(edges))

    def part_of_time(self, from_s: float, to_s: float) -> Part:
        """The part between two times after the start, in seconds."""
        return self._sums.part(self._sums.at_time(from_s), self._sums.at_time(to_s))

    def at_moving_time(self, seconds: float) -> float:
        """Where on the axis the athlete had been in motion for so many seconds."""
        return self._sums.at_moving_time(seconds)


@dataclass(frozen=True)
class _Sums:
    """Running sums at the edges of a course's bins, by which any stretch of its axis can be told."""

    edges: FloatColumn
    """The axis at each edge; never falls."""
    clock_s: FloatColumn
    moving_s: FloatColumn
    moved_m: FloatColumn
    heart: FloatColumn
    heart_s: FloatColumn
    up_m: FloatColumn
    down_m: FloatColumn

    def over(self, sums: FloatColumn, first: FloatColumn, last: FloatColumn) -> FloatColumn:
        """What a sum gained between places on the axis."""
        return np.asarray(np.interp(last, self.edges, sums) - np.interp(first, self.edges, sums), dtype=np.float64)

    def part(self, first: float, last: float) -> Part:
        """What the stretch took."""
        ends = np.array([first]), np.array([last])
        moved, heart, heart_s, up, down = (
            float(self.over(sums, *ends)[0])
            for sums in (self.moved_m, self.heart, self.heart_s, self.up_m, self.down_m)
        )
        return Part(
            at=first,
            until=last,
            moving_s=float(self.over(self.moving_s, *ends)[0]),
            moved_m=None if np.isnan(moved) else moved,
            hr_bpm=heart / heart_s if heart_s > 0 else None,
            ascent_m=None if np.isnan(up) else up,
            descent_m=None if np.isnan(down) else down,
        )

    def at_time(self, seconds: float) -> float:
        """The axis at a time after the start."""
        return float(np.interp(seconds, self.clock_s, self.edges))

    def at_moving_time(self, seconds: float) -> float:
        """The axis after so long in motion."""
        return float(np.interp(seconds, self.moving_s, self.edges))


def profile_of(samples: Mapping[str, FloatColumn], events: Sequence[TimerEvent], *, on_foot: bool) -> Profile | None:
    """The profile of SAMPLES columns; None where they hold no course: fewer than two samples, or no time between."""
    column = in_order_of_time(samples)
    motion = motion_of(column, events, fastest_mps=FASTEST_ON_FOOT_MPS if on_foot else FASTEST_STEP_MPS)
    if motion is None or not motion.step_s.sum() > 0:
        return None
    course = course_of(column, motion)
    by_distance = motion.has_distance and motion.step_m.sum() > 0
    steps = motion.step_m if by_distance else motion.step_s
    edges = _so_far(steps)
    sums = _sums(course, edges)
    at = np.linspace(0.0, edges[-1], POINTS)
    halts = _breaks(course, edges, paused(motion.t_s, motion.step_s, events) if len(events) > 1 else None)
    at, hidden = _with_gaps(at, halts)
    reach = max(WINDOW_M, edges[-1] / WINDOWS)
    first, last = np.maximum(at - reach, 0.0), np.minimum(at + reach, edges[-1])
    with np.errstate(invalid="ignore", divide="ignore"):
        heart = sums.over(sums.heart, first, last) / sums.over(sums.heart_s, first, last)
        seconds = sums.over(sums.moving_s, first, last)
        speed = np.where(seconds > 0, sums.over(sums.moved_m, first, last) / seconds, np.nan)
    altitude = np.interp(at, edges[:-1], course.altitude_m)
    return Profile(
        axis="distance" if by_distance else "time",
        end=float(edges[-1]),
        at=at,
        speed_mps=np.where(hidden | ~np.full(len(at), by_distance), np.nan, speed),
        hr_bpm=np.where(hidden, np.nan, heart),
        altitude_m=np.where(hidden, np.nan, altitude),
        breaks=halts,
        _sums=sums,
    )


def _so_far(values: FloatColumn) -> FloatColumn:
    return np.concatenate(([0.0], np.cumsum(values)))


def _sums(course: Course, edges: FloatColumn) -> _Sums:
    motion, heart = course.motion, course.sensors["hr_bpm"]
    with np.errstate(invalid="ignore"):
        beating = motion.moving & (heart > 0)
    up, down = climb_so_far(course.altitude_m, float(motion.step_m.sum()) if motion.has_distance else None)
    return _Sums(
        edges=edges,
        clock_s=np.append(motion.t_s, motion.t_s[-1] + motion.step_s[-1]),
        moving_s=_so_far(np.where(motion.moving, motion.step_s, 0.0)),
        moved_m=_so_far(np.where(motion.moving, motion.step_m, 0.0)),
        heart=_so_far(np.where(beating, heart * motion.step_s, 0.0)),
        heart_s=_so_far(np.where(beating, motion.step_s, 0.0)),
        up_m=np.append(up, up[-1]),
        down_m=np.append(down, down[-1]),
    )


def _breaks(course: Course, edges: FloatColumn, by_timer: BoolColumn | None) -> tuple[Break, ...]:
    """Halts of at least `BREAK_S`, in order."""
    motion = course.motion
    change = np.diff(np.concatenate(([0], (~motion.moving).astype(np.int8), [0])))
    halts = []
    for begin, end in zip(np.flatnonzero(change == 1).tolist(), np.flatnonzero(change == -1).tolist(), strict=True):
        lasts = float(motion.step_s[begin:end].sum())
        if lasts < BREAK_S:
            continue
        unseen = motion.step_s[begin:end] > GAP_S
        kind: BreakKind = "stop"
        if by_timer is not None and by_timer[begin:end].any():
            kind = "pause"
        elif unseen.any():
            kind = "gap" if motion.step_m[begin:end][unseen].sum() > UNSEEN_M else "pause"
        halts.append(Break(kind, float(edges[begin]), float(edges[end]), lasts))
    return tuple(halts)


def _with_gaps(at: FloatColumn, halts: Sequence[Break]) -> tuple[FloatColumn, BoolColumn]:
    """The points with one in each break, and which of all lie in one: there a line is interrupted."""
    at = np.sort(np.concatenate((at, [(halt.at + halt.until) / 2 for halt in halts])))
    hidden = np.zeros(len(at), dtype=bool)
    for halt in halts:
        first, last = np.searchsorted(at, (halt.at, halt.until))
        hidden[first : max(int(last), int(first) + 1)] = True
    return at, hidden
