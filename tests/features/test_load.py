import pytest

from runlog.clock import Week
from runlog.features.load import week_loads
from tests.support.logs import line, make_log, ride, run, weekly_runs


def test_the_mean_is_of_the_four_weeks_before_and_the_highest_of_eight() -> None:
    log = make_log(weekly_runs("2026-W46", [90, 60, 20, 20, 20, 20, 30, 30, 40, 45]), week="2026-W46")
    load = week_loads(log, 1)[0]
    assert load.distance_m == pytest.approx(45_000)
    assert load.mean_before_m == pytest.approx(30_000)
    assert load.highest_before_m == pytest.approx(60_000)
    assert load.ratio == pytest.approx(1.5)
    assert (load.runs, load.after_break, load.so_far, load.weeks_before) == (3, False, False, 8)


def test_there_is_no_mean_before_four_weeks_of_log() -> None:
    assert week_loads(make_log(weekly_runs("2026-W46", [30, 30, 30, 30]), week="2026-W46"), 1)[0].mean_before_m is None
    assert week_loads(make_log(weekly_runs("2026-W46", [30, 30, 30, 30, 30]), week="2026-W46"), 1)[0].mean_before_m


def test_a_diary_kept_earlier_does_not_begin_the_log_of_runs_but_a_ride_does() -> None:
    runs = weekly_runs("2026-W46", [30, 30])
    diary = [line("2026-08-01", pain=0)]
    assert week_loads(make_log(runs, diary, week="2026-W46"), 1)[0].mean_before_m is None
    load = week_loads(make_log([ride("2026-08-01"), *runs], week="2026-W46"), 1)[0]
    assert load.mean_before_m == pytest.approx(7_500)
    assert load.after_break


def test_weeks_come_oldest_first_and_end_with_the_asked_one() -> None:
    loads = week_loads(make_log(weekly_runs("2026-W46", [10, 20, 30]), week="2026-W46"), 4)
    assert [load.week for load in loads] == [Week(2026, number) for number in (43, 44, 45, 46)]
    assert [round(load.distance_m) for load in loads] == [0, 10_000, 20_000, 30_000]
    assert [load.in_log for load in loads] == [False, True, True, True]


def test_a_week_that_is_not_over_is_so_far() -> None:
    log = make_log(weekly_runs("2026-W46", [30] * 5), week="2026-W46", today="2026-11-15")
    assert week_loads(log, 1)[0].so_far


def test_weeks_are_counted_over_the_turn_of_a_long_year() -> None:
    loads = week_loads(make_log(weekly_runs("2027-W02", [10, 20, 30, 40, 50]), week="2027-W02"), 5)
    assert [str(load.week) for load in loads] == ["2026-W51", "2026-W52", "2026-W53", "2027-W01", "2027-W02"]


def test_runs_without_a_distance_are_counted_apart() -> None:
    log = make_log([run("2026-11-10", None), run("2026-11-12", 8)], week="2026-W46")
    load = week_loads(log, 1)[0]
    assert (load.distance_m, load.runs, load.runs_without_distance) == (8_000, 2, 1)
