"""The column tables: shapes, casts, ranges, and the page made from them."""

import numpy as np
import pandas as pd
import pytest

from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import DIARY
from runlog.frame.samples import SAMPLES, no_samples, samples_from_arrays
from runlog.frame.table import Table
from tools.make_frames_doc import PAGE, page


@pytest.mark.parametrize("table", [ACTIVITIES, SAMPLES, DIARY], ids=lambda table: table.name)
def test_an_empty_frame_has_all_columns_in_order_with_their_dtypes(table: Table) -> None:
    frame = table.empty()
    assert tuple(frame.columns) == table.names
    assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in table.columns]
    assert len(frame) == 0


def test_conforming_adds_what_is_absent_as_missing_and_leaves_the_given_frame_alone() -> None:
    given = pd.DataFrame({"sport": ["running"], "distance_m": [0]})
    before = given.copy()
    frame = ACTIVITIES.conform(given)
    assert frame.loc[0, "distance_m"] == 0.0
    assert frame["duration_s"].isna().all()
    assert frame["title"].isna().all()
    pd.testing.assert_frame_equal(given, before)


def test_conforming_drops_columns_that_are_not_in_the_table() -> None:
    assert "mood" not in DIARY.conform(pd.DataFrame({"mood": [3]}))


def test_a_value_on_the_edge_of_its_range_is_believed_and_one_beyond_is_not() -> None:
    frame = DIARY.conform(pd.DataFrame({"pain_0_10": [0.0, 10.0, 10.5, np.nan]}))
    assert DIARY.out_of_range(frame)["pain_0_10"].tolist() == [False, False, True, False]


def test_samples_from_arrays_leave_what_is_not_given_missing() -> None:
    frame = samples_from_arrays({"t_s": np.array([0.0, 1.0]), "hr_bpm": np.array([90.0, np.nan])}, 2)
    assert tuple(frame.columns) == SAMPLES.names
    assert frame["t_s"].tolist() == [0.0, 1.0]
    assert frame["lat_deg"].isna().all()
    assert set(map(str, frame.dtypes)) == {"float64"}
    assert len(no_samples()) == 0


def test_an_unknown_column_of_a_table_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        SAMPLES.column("mood")


@pytest.mark.parametrize("table", [ACTIVITIES, SAMPLES, DIARY], ids=lambda table: table.name)
def test_every_measured_column_carries_its_unit_or_scale_in_its_name(table: Table) -> None:
    units = ("_s", "_m", "_deg", "_mps", "_bpm", "_spm", "_w", "_mm", "_ms", "_c", "_min", "_h", "_l", "_share")
    scales = ("_0_10", "_1_10", "_0_4", "_0_100", "_0_24")
    counts = {"steps", "hamstring_stretch", "q_participation", "q_volume", "q_performance", "q_pain"}
    for column in table.columns:
        if column.dtype == "float64" and column.name not in counts:
            assert column.name.endswith(units + scales), column.name


def test_the_frames_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make docs"
