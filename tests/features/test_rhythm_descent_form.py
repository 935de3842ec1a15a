from datetime import date, timedelta
from typing import Any

import pytest

from runlog.features.descent import descent_of, week_descent
from runlog.features.form import cadence_trend
from runlog.features.history import History
from runlog.features.rhythm import seven_days
from tests.support.logs import make_log, run, weekly_runs

WEEK = "2026-W46"


def daily(*kms: float) -> History:
    rows = [run(date(2026, 11, 9) + timedelta(days=i), km) for i, km in enumerate(kms) if km]
    return make_log([run("2026-11-03"), *rows], week=WEEK)


def test_monotony_is_the_mean_over_the_population_spread_with_rest_as_zero() -> None:
    rhythm = seven_days(daily(10, 0, 10, 0, 10, 0, 0))
    assert rhythm is not None
    assert rhythm.monotony == pytest.approx((30 / 7) / (((30 / 7) ** 2 * 4 + (40 / 7) ** 2 * 3) / 7) ** 0.5)
    assert rhythm.strain_m == pytest.approx(30_000 * (rhythm.monotony or 0))
    assert rhythm.rest_days == 4


def test_seven_equal_days_have_no_bound_and_are_told_as_alike() -> None:
    rhythm = seven_days(daily(*[5] * 7))
    assert rhythm is not None
    assert (rhythm.alike, rhythm.monotony, rhythm.strain_m) == (True, None, None)


def test_two_runs_of_one_day_are_one_day() -> None:
    rows = [run("2026-11-03"), run("2026-11-10", 4, at="07:00"), run("2026-11-10", 6, at="18:00")]
    rhythm = seven_days(make_log(rows, week=WEEK))
    assert rhythm is not None
    assert (rhythm.runs, rhythm.rest_days) == (2, 6)
    assert rhythm.mean_m == pytest.approx(10_000 / 7)


def test_days_before_the_log_are_no_days_of_rest() -> None:
    young = [run("2026-11-12")]
    assert seven_days(make_log(young, week=WEEK)) is not None, "the log's first week counts as in the other load rules"
    assert seven_days(make_log(young, week=WEEK, today="2026-11-13")) is None


def test_a_treadmill_descends_nothing_and_a_missing_descent_is_not_zero() -> None:
    rows = [
        run("2026-11-10", sub_sport="treadmill", descent_m=40),
        run("2026-11-11", treadmill=1.0),
        run("2026-11-12"),
        run("2026-11-13", descent_m=40),
        run("2026-11-14", sub_sport="virtual_activity", descent_m=250),
    ]
    assert [descent_of(each) for each in make_log(rows).runs] == [0, 0, None, 40, 0], "nor do the hills on its screen"


def test_descent_wants_eighty_percent_of_the_distance_known() -> None:
    past = weekly_runs("2026-W45", [30] * 4, descent_m=20)
    for km, known in ((2.4, True), (2.6, False)):
        log = make_log([*past, run("2026-11-10", 10, descent_m=50), run("2026-11-12", km)], week=WEEK)
        assert week_descent(log).known is known
    assert week_descent(make_log([*past, run("2026-10-13", 60)], week=WEEK)).mean_before_m is None
    assert week_descent(make_log(past, week=WEEK)).mean_before_m == pytest.approx(60)


def form(recent: float, **cells: float) -> History:
    told: dict[str, Any] = {"duration_s": 3000.0, "avg_cadence_spm": 170.0, **cells}
    late = weekly_runs(WEEK, [30] * 4, avg_cadence_spm=recent, duration_s=3000.0)
    return make_log([*weekly_runs("2026-W42", [30] * 12, **told), *late], week=WEEK)


def test_cadence_is_compared_at_like_pace_alone() -> None:
    assert cadence_trend(form(160)).change == pytest.approx(160 / 170 - 1)
    assert cadence_trend(form(160, duration_s=2600.0)).change is None, "the earlier runs were faster"
    assert cadence_trend(make_log(weekly_runs(WEEK, [30] * 16), week=WEEK)).runs_recent == 0
