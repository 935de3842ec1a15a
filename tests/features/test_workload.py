import pytest

from runlog.clock import Week
from runlog.features.workload import ewma_ratio, rolling_ratio, week_minutes
from runlog.model import Kind
from tests.support.logs import make_log, ride, run, session, weekly_runs

WEEK = Week(2026, 46)


def test_the_rolling_ratio_is_seven_days_over_the_28_before_them() -> None:
    log = make_log(weekly_runs("2026-W46", [99, 20, 20, 20, 20, 30]), week="2026-W46")
    ratio = rolling_ratio(log)
    assert ratio.method == "rolling uncoupled 7:28"
    assert ratio.ratio == pytest.approx(1.5)
    assert ratio.acute_m_per_day == pytest.approx(30_000 / 7)


def test_the_weighted_ratio_follows_its_formula() -> None:
    rows = [run(f"2026-{10 if i < 20 else 11}-{12 + i if i < 20 else i - 19:02d}", 5 + i % 3) for i in range(35)]
    log = make_log(rows, week="2026-W46")
    values = [5_000.0 + i % 3 * 1_000 for i in range(35)]
    acute = chronic = values[0]
    for value in values[1:]:
        acute = acute * 0.75 + value * 0.25
        chronic = chronic * 27 / 29 + value * 2 / 29
    assert ewma_ratio(log).ratio == pytest.approx(acute / chronic)


def test_steady_running_is_one_and_a_young_log_or_a_missing_distance_is_none() -> None:
    assert rolling_ratio(make_log(weekly_runs("2026-W46", [30] * 6), week="2026-W46")).ratio == pytest.approx(1)
    assert rolling_ratio(make_log(weekly_runs("2026-W46", [30] * 4), week="2026-W46")).ratio is None
    assert ewma_ratio(make_log(weekly_runs("2026-W46", [30] * 4), week="2026-W46")).ratio is None
    broken = make_log([*weekly_runs("2026-W46", [30] * 6), run("2026-11-01", None)], week="2026-W46")
    assert (rolling_ratio(broken).ratio, ewma_ratio(broken).ratio) == (None, None)
    assert rolling_ratio(make_log(week="2026-W46")).ratio is None


def test_minutes_are_told_by_kind_a_hike_as_cross_and_a_missing_duration_apart() -> None:
    rows = [
        run("2026-11-10", duration_s=1800.0),
        ride("2026-11-11", duration_s=3600.0),
        session("2026-11-12", "hike", 9.0, duration_s=5400.0),
        session("2026-11-13", "walk", 3.0),
    ]
    minutes = week_minutes(make_log(rows), WEEK)
    assert (minutes[Kind.RUN].minutes, minutes[Kind.CROSS].minutes, minutes[Kind.CROSS].sessions) == (30, 150, 2)
    assert (minutes[Kind.WALK].minutes, minutes[Kind.WALK].without_duration) == (None, 1)
    assert Kind.STRENGTH not in minutes
