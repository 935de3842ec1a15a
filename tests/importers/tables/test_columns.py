"""Numbers, dates and headers: decided for a column as a whole."""

from datetime import datetime

import pytest

from runlog.errors import ReadError
from runlog.importers.tables.cells import decide_number_format, read_clock, read_number
from runlog.importers.tables.dates import decide_date_order, read_when
from runlog.importers.tables.headers import find_column, headers_of
from runlog.importers.tables.plausible import check_pace, units_by_stride


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (["5,81", "7,00"], [5.81, 7.0]),
        (["42.02", "2,336"], [42.02, 2336]),
        (["4,808", "5,001"], [4808, 5001]),  # three digits throughout: thousands
        (["0,223", "1,001"], [0.223, 1.001]),  # a leading zero parts no thousands
        (["1.234,5", "2"], [1234.5, 2]),
        (["1,234,567"], [1234567]),
        (["5.2", "5,2", "6.1"], [5.2, 5.2, 6.1]),
        (["'-12", "7"], [-12, 7]),
        (["12 km", "8,5 km"], [12, 8.5]),
        (["3322.949951171875", "832.125"], [3322.949951171875, 832.125]),
    ],
)
def test_a_column_decides_its_decimal_mark(cells: list[str], numbers: list[float]) -> None:
    form = decide_number_format(cells)
    assert [read_number(cell, form) for cell in cells] == numbers


@pytest.mark.parametrize("cell", ["", "abc", "1e999", "--1", "."])
def test_what_is_no_number_is_none(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_number(cell, decide_number_format([cell]))


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [("00:26:11", 1571), ("26:11", 1571), ("1:02:30.5", 3750.5), ("00:26:11,5", 1571.5), ("61:75", None), ("5", None)],
)
def test_clocks(cell: str, seconds: float | None) -> None:
    assert read_clock(cell) == seconds


@pytest.mark.parametrize(
    "cell",
    [
        "May 29, 2022, 3:53:35 PM", "May 29, 2022, 3:53:35\u202fPM", "29.05.2022, 15:53:35", "29 mai 2022, 15:53:35",
        "29 mai 2022 à 15:53:35", "29 may 2022, 15:53:35", "29 de mayo de 2022 3:53:35 p. m.", "2022-05-29 15:53:35",
        "29/05/2022 15:53:35", "So, 29 Mai 2022 15:53:35", "29 mei 2022 15:53:35",
    ],
)  # fmt: skip
def test_dates_in_the_languages_of_the_accounts(cell: str) -> None:
    assert read_when(cell, "dmy").time == datetime(2022, 5, 29, 15, 53, 35)  # noqa: DTZ001 (a wall clock)


@pytest.mark.parametrize("cell", ["May 2022, 2022", "soon", "32.13.2026", "31/31/2026", "99999999999 May 3"])
def test_what_is_no_date_is_none(cell: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        read_when(cell, "dmy")


def test_a_column_decides_whether_day_or_month_is_first() -> None:
    assert decide_date_order(["7/4/2020 15:36", "7/24/2020"], None) == ("mdy", True)
    assert decide_date_order(["7/4/2020", "24/7/2020"], None) == ("dmy", True)
    assert decide_date_order(["18.02.12"], "mdy") == ("dmy", True)
    assert decide_date_order(["7/4/2020"], None) == (None, False)
    assert decide_date_order(["7/4/2020"], "mdy") == ("mdy", False)


def test_headers_are_matched_by_name_and_place_without_case_or_accents() -> None:
    headers = headers_of(["\ufeffDISTANCE", "Temps  e\u0301coulé", "Distance", "Climb (ft)", "Strecke in km"])
    assert find_column(headers, {"en": ("Distance#2",)}) == 2
    assert find_column(headers, {"fr": ("Temps écoulé",)}) == 1
    assert find_column(headers, {"en": ("Climb",)}) == 3
    assert (headers[3].unit, headers[4].unit) == ("ft", "km")
    assert find_column(headers, {"de": ("Strecke",)}) == 4


@pytest.mark.parametrize(
    ("distance", "duration", "said"),
    [
        (100, 1, "centimetres, not metres"),
        (0.001, 1, "kilometres, not metres"),
        (1000, 1, "metres, not kilometres"),
        (1, 1000, "milliseconds, not seconds"),
        (1, 1 / 60, "minutes, not seconds"),
        (100, 1000, "centimetres and the times milliseconds"),
        (0.01, 1, "metres, not centimetres"),
    ],
)
def test_a_mistaken_unit_is_put_right_and_said(distance: float, duration: float, said: str) -> None:
    runs = [(8000.0 * distance, 2800.0 * duration)] * 3
    right = check_pace(runs)
    assert said in (right.said or "")
    assert (runs[0][0] * right.distance, runs[0][1] * right.duration) == pytest.approx((8000, 2800))


def test_a_believable_pace_is_left_alone_and_few_runs_prove_nothing() -> None:
    assert check_pace([(8000.0, 2800.0)] * 3).said is None
    assert check_pace([(8.0, 2800.0)] * 2).said is None


def test_a_pace_that_no_single_mistake_explains_is_refused() -> None:
    with pytest.raises(ReadError, match="say in which units"):
        check_pace([(8000.0, 10.0)] * 3)


@pytest.mark.parametrize(("written", "units"), [(8.0, "km"), (4.97, "mi"), (30.0, None)])
def test_steps_times_stride_tells_kilometres_from_miles(written: float, units: str | None) -> None:
    assert units_by_stride([(written, 2880.0, 166.7, 1.0)] * 3) == units
