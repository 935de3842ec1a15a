"""Whether a run began with a warm-up, as its samples show it.

The run's own effort is the measure, never a pace that somebody should run. Effort is speed, with hills evened out by
what they cost (Minetti and others 2002), in blocks of half a minute of motion: stops at lights don't count, a hill at
the door is no sprint and no stroll, and the first seconds are left out while the GPS settles. The main effort is the
median of the run's main part. Heart rate has a say of its own, beginning where it has had the time to follow.

*detected*: well below the main effort over the first minutes, or a little below with the heart rate well below its
own level, or walked first, or a lap named as a warm-up. *none*: within 90 seconds at the main effort, and no sign of
ease. Everything between is unknown, as is a run that is too short or has neither speed nor heart rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.derive.cleaning import Course
from runlog.derive.motion import FloatColumn
from runlog.model import Lap, WarmUp
from runlog.units import S_PER_MIN
from runlog.words.warm_up import names_warm_up

BLOCK_S: Final = 30.0
SHORTEST_S: Final = 10 * S_PER_MIN
"""A shorter run has no part that could be called its main one (ours)."""
MAIN_FROM_S: Final = 10 * S_PER_MIN
MAIN_FROM_SHARE: Final = 0.4
"""The main part begins after ten minutes, or after this share of a shorter run (ours)."""
MAIN_TO_S: Final = 60 * S_PER_MIN
"""Later blocks tell of fatigue more than of effort (ours)."""
OFF: Final = slice(1, 4)
"""Seconds 30 to 120: how the runner went off, once the GPS has settled."""
EARLY: Final = slice(1, 8)
"""Seconds 30 to 240."""
EARLY_HEART: Final = slice(4, 10)
"""Minutes 2 to 5: heart rate follows an effort within about two minutes."""
STEEPEST: Final = 0.25
"""Steeper over half a minute is the altimeter's noise more often than a slope (ours)."""
SHORTEST_SLOPE_M: Final = 20.0
DOWNHILL_SHARE: Final = 0.5
"""Ours: without it, anyone who runs off at full pace down a gentle hill would pass for warming up."""

EASY: Final = 0.90
"""Minutes half to four at this share of the main effort or less are a warm-up (ours)."""
NEAR: Final = 0.96
HEART_EASY: Final = 0.90
"""So are minutes up to `NEAR` of it with the heart rate at this share of its main level or less (ours)."""
HEART_AT_LEVEL: Final = 0.98
"""Slow minutes with the heart rate already here are a hill or a bad signal, not ease (ours)."""
HEART_ALONE: Final = 0.85
"""Without a speed, on a belt, only this much below tells of a warm-up, and nothing tells of none (ours)."""
WALKED_FIRST: Final = 0.80
"""Cadence at this share of the main part's is a walk before a run (ours: 115 steps a minute before 160)."""
AT_ONCE: Final = 0.93
"""From this share of the main effort on, the run went off at it: GPS and hills leave no finer reading (ours)."""
ABOVE: Final = 1.0
"""Who goes off above the main effort has not warmed up, however slowly the heart rate follows (ours)."""
WALKING_SPM: Final = 130.0
WALKING_MPS: Final = 1.8
"""A main part below these is a walk, which needs no warm-up (ours)."""
LAP_LATEST_S: Final = 2 * S_PER_MIN
LAP_SHORTEST_S: Final = 2 * S_PER_MIN
"""A lap named as a warm-up counts where it stands at the start and lasts (ours)."""


@dataclass(frozen=True, slots=True)
class FirstMinutes:
    """How a run's first minutes compare with its main part: ratios, 1 is the main part's own level, NaN not known."""

    off: float
    off_plain: float
    """As `off`, hills left as they are."""
    early: float
    heart: float
    cadence: float
    walked: bool
    """Whether the main part is a walk."""


def warm_up_seen(course: Course | None, laps: Sequence[Lap] = ()) -> WarmUp:
    """`detected`, `none` or `unknown`, from a run's samples and laps."""
    if warm_up_lap(laps):
        return "detected"
    first = first_minutes(course) if course else None
    if first is None or first.walked:
        return "unknown"
    if _eased_in(first):
        return "detected"
    return "none" if _off_at_once(first) else "unknown"


def _off_at_once(first: FirstMinutes) -> bool:
    if not (first.off >= AT_ONCE and first.early >= AT_ONCE):
        return False
    # Uphill the reckoned effort may be high while the heart says otherwise; only plain speed settles that.
    if first.heart <= HEART_EASY:
        return first.off >= ABOVE and first.off_plain >= AT_ONCE
    return not (first.off_plain <= EASY and first.heart < HEART_AT_LEVEL)


def _eased_in(first: FirstMinutes) -> bool:
    if first.cadence <= WALKED_FIRST:
        return True
    if np.isnan(first.early):
        return first.heart <= HEART_ALONE
    slower = first.early <= EASY and not first.heart >= HEART_AT_LEVEL
    return slower or (first.early <= NEAR and first.heart <= HEART_EASY)


def warm_up_lap(laps: Sequence[Lap]) -> Lap | None:
    """The lap at the start that is named as a warm-up and lasts; None where there is none."""
    return next(
        (
            lap
            for lap in laps
            if lap.start_s <= LAP_LATEST_S
            and (lap.duration_s or 0.0) >= LAP_SHORTEST_S
            and names_warm_up(f"{lap.name or ''} {lap.intensity or ''}")
        ),
        None,
    )


def first_minutes(course: Course) -> FirstMinutes | None:
    """The ratios of a run's first minutes; None where it is too short."""
    moving = course.motion.moving
    step_s = course.motion.step_s[moving]
    clock = np.concatenate(([0.0], np.cumsum(step_s)))
    if clock[-1] < SHORTEST_S:
        return None
    edges = np.arange(0.0, min(clock[-1], MAIN_TO_S) + 1e-6, BLOCK_S)
    metres = np.diff(np.interp(edges, clock, np.concatenate(([0.0], np.cumsum(course.motion.step_m[moving])))))
    effort = _effort(course, metres, clock, edges)
    block = np.minimum((clock[:-1] // BLOCK_S).astype(np.int64), len(edges) - 2)
    heart = _block_means(course.sensors["hr_bpm"][moving], block, len(effort))
    cadence = _block_means(course.sensors["cadence_spm"][moving], block, len(effort))
    main = slice(int(min(MAIN_FROM_S, MAIN_FROM_SHARE * clock[-1]) // BLOCK_S), None)
    return FirstMinutes(
        off=_ratio(effort, OFF, main),
        off_plain=_ratio(metres / BLOCK_S, OFF, main),
        early=_ratio(effort, EARLY, main),
        heart=_ratio(heart, EARLY_HEART, main),
        cadence=_ratio(cadence, EARLY, main),
        walked=_walked(metres / BLOCK_S, cadence, main),
    )


def _effort(course: Course, metres: FloatColumn, clock: FloatColumn, edges: FloatColumn) -> FloatColumn:
    """Metres a second on the flat that cost as much, per block of motion."""
    rise_of_step = np.append(np.diff(course.altitude_m), 0.0)[course.motion.moving]
    rise = np.diff(np.interp(edges, clock, np.concatenate(([0.0], np.cumsum(rise_of_step)))))
    with np.errstate(invalid="ignore", divide="ignore"):
        grade = np.where(metres >= SHORTEST_SLOPE_M, rise / metres, 0.0)
    grade = np.clip(np.nan_to_num(grade), -STEEPEST, STEEPEST)
    return np.asarray(metres / BLOCK_S * cost_of_grade(grade), dtype=np.float64)


def _walked(speed: FloatColumn, cadence: FloatColumn, main: slice) -> bool:
    steps = cadence[main][~np.isnan(cadence[main])]
    if len(steps):
        return _median(steps) < WALKING_SPM
    return _median(speed[main]) < WALKING_MPS


def cost_of_grade(grade: FloatColumn) -> FloatColumn:
    """What running a slope costs per metre, against the flat (1 at grade 0; grade as rise over run).

    Minetti, Moia, Roi, Susta, Ferretti 2002, Journal of Applied Physiology 93: the polynomial of running's cost. Of
    what a descent would spare only `DOWNHILL_SHARE` counts, because runners turn only a part of it into speed.
    """
    cost = ((((155.4 * grade - 30.4) * grade - 43.3) * grade + 46.3) * grade + 19.5) * grade + 3.6
    ratio = cost / 3.6
    return np.asarray(np.where(ratio < 1, 1 - DOWNHILL_SHARE * (1 - ratio), ratio), dtype=np.float64)


def _block_means(values: FloatColumn, block: Any, blocks: int) -> FloatColumn:
    known = ~np.isnan(values) & (values > 0)
    count = np.bincount(block[known], minlength=blocks)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.bincount(block[known], values[known], minlength=blocks) / count, dtype=np.float64)


def _ratio(values: FloatColumn, early: slice, main: slice) -> float:
    first, rest = values[early], values[main]
    first, rest = first[~np.isnan(first)], rest[~np.isnan(rest)]
    if not len(first) or not len(rest):
        return float("nan")
    level = _median(rest)
    return float(first.sum()) / len(first) / level if level > 0 else float("nan")


def _median(values: FloatColumn) -> float:
    # np.median takes five times as long over so few.
    ordered = np.sort(values)
    return float(ordered[(len(values) - 1) // 2] + ordered[len(values) // 2]) / 2
