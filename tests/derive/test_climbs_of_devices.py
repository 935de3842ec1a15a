"""Climbs from samples against those that devices tell, on the corpus."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from runlog.derive import summarise
from runlog.importers import read_file

WITHIN = 0.10
LEAST_M = 60.0
"""Ascent and descent together: below, ten percent is less than a metre or two of rounding."""
_SEVERAL = 30


@pytest.fixture(scope="module")
def errors(corpus: Path) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    """A row a recording that tells both: relative error of ascent and of descent; each recording once."""
    rows: dict[object, tuple[float, float]] = {}
    for path in sorted((corpus / "fit").iterdir()):
        for recording in read_file(path).recordings:
            told = recording.activity
            if not told.ascent_m or not told.descent_m or told.ascent_m + told.descent_m < LEAST_M:
                continue
            if recording.samples["altitude_m"].notna().sum() < _SEVERAL:
                continue
            bare = summarise(replace(recording, activity=replace(told, ascent_m=None, descent_m=None)))
            ours = (bare.ascent_m or 0.0, bare.descent_m or 0.0)
            rows[told.start_utc, told.distance_m] = (ours[0] / told.ascent_m - 1, ours[1] / told.descent_m - 1)
    return np.array(list(rows.values()))


def test_enough_files_tell_both(errors: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> None:
    assert len(errors) >= 45


def test_seven_files_of_ten_agree_within_ten_percent_in_both(
    errors: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> None:
    """Ten percent in every file is out of reach: devices smooth each in their own way, and some count level jumps."""
    assert (np.abs(errors) <= WITHIN).all(axis=1).mean() >= 0.70
    assert (np.abs(errors) <= WITHIN).mean() >= 0.74


def test_the_middle_error_is_below_five_percent_and_on_no_side(
    errors: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
) -> None:
    assert np.median(np.abs(errors)) < 0.05
    assert abs(np.median(errors)) < 0.02
