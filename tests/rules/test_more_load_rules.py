from datetime import date, timedelta
from typing import Any

import pytest

from runlog.features.history import History
from tests.support.findings import outcome, title, verdict
from tests.support.logs import make_log, run, weekly_runs

WEEK = "2026-W46"


def daily(*kms: float | None, today: str | None = None) -> History:
    rows = [run(date(2026, 11, 9) + timedelta(days=i), km) for i, km in enumerate(kms) if km != 0]
    return make_log([run("2026-11-03"), *rows], week=WEEK, today=today)


@pytest.mark.parametrize(
    ("kms", "loud"),
    [
        ((5, 5, 5, 5, 5, 5, 5), "note"),
        ((6, 2, 6, 2, 6, 2, 4), "note"),
        ((6, 2, 6, 2, 6, 0, 4), "ok"),
        ((3, 3, 3, 3, 0.8, 0.8, 0.8), "ok"),
        ((3, 3, 3, 3, 0.9, 0.9, 0.9), "note"),
        ((8, 0, 8, 0, 8, 0, 0), "ok"),
        ((), "ok"),
        ((8, 0, None, 0, 8, 0, 0), "unknown"),
    ],
)
def test_monotony_above_two_is_a_note(kms: tuple[float | None, ...], loud: str) -> None:
    assert verdict(daily(*kms), "LOAD003") == loud


def test_monotony_of_a_week_that_is_not_over_looks_at_the_seven_days_up_to_today() -> None:
    log = daily(5, 5, today="2026-11-10")
    assert outcome(log, "LOAD003").window == (date(2026, 11, 4), date(2026, 11, 10))
    young = make_log([run("2026-11-09")], week=WEEK, today="2026-11-10")
    assert verdict(young, "LOAD003") == "unknown"


def hills(descent: float | None, *, weeks: tuple[float, ...] = (30,) * 8, **more: Any) -> History:
    past = weekly_runs("2026-W45", weeks, descent_m=40)
    return make_log([*past, run("2026-11-12", 10, descent_m=descent)], week=WEEK, **more)


@pytest.mark.parametrize(("descent", "loud"), [(0, "ok"), (180, "ok"), (181, "note"), (900, "note"), (None, "unknown")])
def test_descent_is_a_note_above_one_and_a_half_times_the_mean(descent: float | None, loud: str) -> None:
    assert verdict(hills(descent), "LOAD004") == loud


def test_descent_must_be_above_the_highest_of_eight_weeks_too() -> None:
    high = run("2026-10-01", 10, descent_m=100)
    past = weekly_runs("2026-W45", [30] * 8, descent_m=40)
    for descent, loud in ((219, "ok"), (221, "note")):
        assert verdict(make_log([*past, high, run("2026-11-12", descent_m=descent)], week=WEEK), "LOAD004") == loud


def test_level_running_is_no_hill_whatever_its_ratio() -> None:
    past = weekly_runs("2026-W45", [30] * 8, descent_m=2)
    for descent, loud in ((99, "ok"), (100, "note")):
        assert verdict(make_log([*past, run("2026-11-12", descent_m=descent)], week=WEEK), "LOAD004") == loud


def test_descent_wants_four_known_weeks_and_tells_of_a_break() -> None:
    assert verdict(hills(900, weeks=(30,) * 3), "LOAD004") == "unknown"
    assert title(hills(900, weeks=(30, 30, 0, 30, 30)), "LOAD004").startswith("After a break")
    assert verdict(make_log(weekly_runs(WEEK, [30] * 8), week=WEEK), "LOAD004") == "unknown"


def test_the_first_runs_after_months_are_told_as_after_a_break() -> None:
    log = make_log([*weekly_runs("2026-W20", [30] * 8), run("2026-11-12", 10)], week=WEEK)
    assert [message.id for message in outcome(log, "LOAD001").missing] == ["LOAD001.missing_break"]


def form(*, cadence: float = 170, bounce: float = 90, weeks: int = 12) -> History:
    same: dict[str, Any] = {"duration_s": 3000.0}
    before = weekly_runs("2026-W42", [30] * weeks, avg_cadence_spm=170, avg_vertical_oscillation_mm=90, **same)
    now = weekly_runs(WEEK, [30] * 4, avg_cadence_spm=cadence, avg_vertical_oscillation_mm=bounce, **same)
    return make_log([*before, *now], week=WEEK)


@pytest.mark.parametrize(
    ("told", "loud"),
    [
        ({}, "ok"),
        ({"cadence": 161.6}, "ok"),
        ({"cadence": 161.5}, "note"),
        ({"cadence": 190}, "ok"),
        ({"bounce": 98.9}, "ok"),
        ({"bounce": 99.0}, "note"),
        ({"bounce": 70}, "ok"),
        ({"cadence": 150, "weeks": 5}, "unknown"),
    ],
)
def test_the_own_trend_of_cadence_and_bounce_is_a_note_at_most(told: dict[str, Any], loud: str) -> None:
    assert verdict(form(**told), "FORM001") == loud
