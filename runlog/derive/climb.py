"""Metres climbed and descended, without counting the altimeter's noise."""

from typing import Any, Final

import numpy as np

CLIMB_THRESHOLD_M: Final = 2.0
"""A change of height smaller than this from the last turning point is noise (ours: of 1.5 to 3 m the one at which
heights cleaned to five seconds agree best with what devices tell; see the tests)."""
ALTITUDE_LOW_M: Final = -500.0
ALTITUDE_HIGH_M: Final = 9000.0
RISING, FALLING = 1, -1

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]


def climb(altitude_m: FloatColumn) -> tuple[float | None, float | None]:
    """Ascent and descent in metres of an altitude column; (None, None) where it holds fewer than two heights.

    Hysteresis: a turning point counts once the height has moved `CLIMB_THRESHOLD_M` away from the last extreme, and
    then with its whole height. Missing and impossible heights are passed over.
    """
    heights = altitude_m[(altitude_m > ALTITUDE_LOW_M) & (altitude_m < ALTITUDE_HIGH_M)]
    if len(heights) < 2:  # noqa: PLR2004 (one height is no climb)
        return None, None
    totals = {RISING: 0.0, FALLING: 0.0}
    direction = 0
    low = high = pivot = extreme = float(heights[0])
    for height in _turning_points(heights).tolist():
        if direction == 0:
            low, high = min(low, height), max(high, height)
            if max(height - low, high - height) >= CLIMB_THRESHOLD_M:
                direction = RISING if height - low >= CLIMB_THRESHOLD_M else FALLING
                pivot, extreme = (low if direction == RISING else high), height
        elif (height - extreme) * direction > 0:
            extreme = height
        elif (extreme - height) * direction >= CLIMB_THRESHOLD_M:
            totals[direction] += abs(extreme - pivot)
            direction, pivot, extreme = -direction, extreme, height
    if direction:
        totals[direction] += abs(extreme - pivot)
    return totals[RISING], totals[FALLING]


def _turning_points(heights: FloatColumn) -> FloatColumn:
    """The heights at which the way turns up or down, with the first and the last: those between decide nothing."""
    steps = np.diff(heights)
    moved = np.flatnonzero(steps)
    turns = np.flatnonzero(np.diff(steps[moved] > 0))
    return np.concatenate((heights[:1], heights[moved[turns] + 1], heights[-1:]))
