"""Metres climbed and descended, without counting the altimeter's noise.

Hysteresis: a turning point counts once the height has moved a threshold away from the last extreme, and then with its
whole height. The trace itself says how large the threshold is to be: ground goes up and down with the metres covered,
a sensor's noise with the seconds passed. A profile that turns more often in a kilometre than ground does is noise, as
that of a poor GPS is: it is averaged over more bins, and asked for larger moves, until it turns as ground does.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from runlog.units import M_PER_KM

CLIMB_THRESHOLD_M: Final = 2.0
"""A change of height smaller than this from the last turning point is noise (ours: of 1 to 3 m the one at which
heights cleaned to five seconds agree best with what devices tell, on one half of the files; see the tests)."""
LEVELS: Final = ((1, CLIMB_THRESHOLD_M), (3, 2.5), (5, 3.0), (9, 4.0), (15, 5.0))
"""Bins averaged over, and threshold in metres, from a quiet barometer to a poor GPS (ours, chosen on made runs)."""
TURNS_PER_KM: Final = 5.0
"""Ground that turns up or down more often, each time by the threshold at least, is a sensor's noise (ours)."""
FEW_TURNS: Final = 10
"""So few turns are no habit (ours)."""
ALTITUDE_LOW_M: Final = -500.0
ALTITUDE_HIGH_M: Final = 9000.0
RISING, FALLING = 1, -1

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class _Settled:
    """Heights averaged until they turn no more often than ground does, the threshold that goes with it, up and down."""

    heights: FloatColumn
    threshold_m: float
    climbed: tuple[float, float]


def climb(altitude_m: FloatColumn, distance_m: float | None = None) -> tuple[float | None, float | None]:
    """Ascent and descent in metres of an altitude column in bins of five seconds, over `distance_m` metres.

    (None, None) where it holds fewer than two heights. Missing and impossible heights are passed over. Without a
    distance the first of `LEVELS` is taken.
    """
    heights = altitude_m[(altitude_m > ALTITUDE_LOW_M) & (altitude_m < ALTITUDE_HIGH_M)]
    if len(heights) < 2:  # noqa: PLR2004 (one height is no climb)
        return None, None
    return _settled(heights, distance_m).climbed


def metres_climbed(heights: FloatColumn, threshold_m: float) -> tuple[float, float]:
    """Metres up and down by a hysteresis of `threshold_m` alone."""
    up, down, _ = _counted(heights, threshold_m)
    return up, down


def _counted(heights: FloatColumn, threshold_m: float) -> tuple[float, float, int]:
    """Metres up and down, and how often the way turned."""
    totals, turns = {RISING: 0.0, FALLING: 0.0}, 0
    direction = 0
    low = high = pivot = extreme = float(heights[0])
    for height in _turning_points(heights).tolist():
        if direction == 0:
            low, high = min(low, height), max(high, height)
            if max(height - low, high - height) >= threshold_m:
                direction = RISING if height - low >= threshold_m else FALLING
                pivot, extreme = (low if direction == RISING else high), height
        elif (height - extreme) * direction > 0:
            extreme = height
        elif (extreme - height) * direction >= threshold_m:
            totals[direction] += abs(extreme - pivot)
            direction, pivot, extreme, turns = -direction, extreme, height, turns + 1
    if direction:
        totals[direction] += abs(extreme - pivot)
    return totals[RISING], totals[FALLING], turns


def _averaged(heights: FloatColumn, bins: int) -> FloatColumn:
    """Means over so many bins; over fewer, evenly, near the ends."""
    if bins == 1:
        return heights
    place = np.arange(len(heights))
    near = np.minimum(bins // 2, np.minimum(place, len(heights) - 1 - place))
    sums = np.concatenate(([0.0], np.cumsum(heights)))
    return np.asarray((sums[place + near + 1] - sums[place - near]) / (2 * near + 1), dtype=np.float64)


def _turning_points(heights: FloatColumn) -> FloatColumn:
    """The heights at which the way turns up or down, with the first and the last: those between decide nothing."""
    steps = np.diff(heights)
    moved = np.flatnonzero(steps)
    turns = np.flatnonzero(np.diff(steps[moved] > 0))
    return np.concatenate((heights[:1], heights[moved[turns] + 1], heights[-1:]))


def climb_so_far(altitude_m: FloatColumn, distance_m: float | None = None) -> tuple[FloatColumn, FloatColumn]:
    """Ascent and descent in metres up to each height, ending at what `climb` tells; NaN throughout where it tells none.

    Neither ever falls: within a climb it is the highest point so far that counts, within a descent the lowest.
    """
    count = len(altitude_m)
    if count < 2 or np.isnan(altitude_m).any():  # noqa: PLR2004 (one height is no climb)
        return np.full(count, np.nan), np.full(count, np.nan)
    settled = _settled(altitude_m, distance_m)
    heights = settled.heights
    up, down = np.zeros(count), np.zeros(count)
    for begin, end in pairwise(_turns(heights, settled.threshold_m)):
        leg = heights[begin : end + 1]
        if leg[-1] > leg[0]:
            up[begin + 1 : end + 1] = np.diff(np.maximum.accumulate(leg))
        else:
            down[begin + 1 : end + 1] = -np.diff(np.minimum.accumulate(leg))
    return np.cumsum(up), np.cumsum(down)


def _settled(heights: FloatColumn, distance_m: float | None) -> _Settled:
    most = np.inf if distance_m is None else max(FEW_TURNS, TURNS_PER_KM * distance_m / M_PER_KM)
    averaged, threshold_m, up, down = heights, CLIMB_THRESHOLD_M, 0.0, 0.0
    for bins, threshold_m in LEVELS:
        averaged = _averaged(heights, bins)
        up, down, turns = _counted(averaged, threshold_m)
        if turns <= most:
            break
    return _Settled(averaged, threshold_m, (up, down))


def _turns(altitude_m: FloatColumn, threshold_m: float) -> list[int]:
    """The places of the turning points that count, first to last."""
    heights = altitude_m.tolist()
    direction, low, high, extreme, turns = 0, 0, 0, 0, []
    for place, height in enumerate(heights):
        if direction == 0:
            low, high = (place if height < heights[low] else low), (place if height > heights[high] else high)
            if max(height - heights[low], heights[high] - height) >= threshold_m:
                direction = RISING if height - heights[low] >= threshold_m else FALLING
                turns, extreme = [low if direction == RISING else high], place
        elif (height - heights[extreme]) * direction > 0:
            extreme = place
        elif (heights[extreme] - height) * direction >= threshold_m:
            turns.append(extreme)
            direction, extreme = -direction, place
    return [*turns, extreme] if direction else []
