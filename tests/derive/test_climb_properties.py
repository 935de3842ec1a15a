"""What holds of the climbs of any profile."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from runlog.derive.climb import CLIMB_THRESHOLD_M, LEVELS, climb

HEIGHTS = st.lists(st.floats(-400, 4000), min_size=2, max_size=300).map(np.array)
DISTANCES = st.none() | st.floats(0, 50_000)
MOST_M = LEVELS[-1][1]


@given(HEIGHTS, DISTANCES)
def test_no_metre_is_counted_twice(
    heights: "np.ndarray[tuple[int], np.dtype[np.float64]]", metres: float | None
) -> None:
    up, down = climb(heights, metres)
    assert up is not None
    assert down is not None
    steps = np.diff(heights)
    assert 0 <= up <= steps.clip(min=0).sum() + 1e-6
    assert 0 <= down <= -steps.clip(max=0).sum() + 1e-6


@given(HEIGHTS, DISTANCES)
def test_up_less_down_is_what_was_gained(
    heights: "np.ndarray[tuple[int], np.dtype[np.float64]]", metres: float | None
) -> None:
    """Short of a threshold at either end, which may be the sensor's."""
    up, down = climb(heights, metres)
    assert abs(((up or 0) - (down or 0)) - (heights[-1] - heights[0])) <= 2 * MOST_M


@given(HEIGHTS, st.integers(-50, 50))
def test_a_level_that_is_off_throughout_changes_nothing(
    heights: "np.ndarray[tuple[int], np.dtype[np.float64]]", off_m: int
) -> None:
    whole = np.round(heights)
    assert climb(whole + off_m) == climb(whole)


@given(HEIGHTS)
def test_one_way_only_is_climbed_whole(heights: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> None:
    up, down = climb(np.sort(heights))
    assert down == 0
    assert abs((up or 0) - (heights.max() - heights.min())) < CLIMB_THRESHOLD_M
