"""One run's loads beside the runner's own past."""

from datetime import date, timedelta
from typing import Any

import pytest

from runlog.features.run_load import RunLoad, run_load
from tests.support.logs import make_log, run

FIRST = date(2026, 9, 14)
LOADS = {
    "descent_m": 100.0, "steep_descent_m": 20.0, "hard_running_min": 30.0, "running_min": 40.0, "steps": 7000.0,
    "avg_cadence_spm": 170.0, "avg_vertical_oscillation_mm": 90.0, "avg_stance_time_ms": 240.0,
    "cadence_drift_spm": 0.0, "vertical_oscillation_drift_mm": 1.0, "stance_time_drift_ms": 2.0,
}  # fmt: skip


def load_of_last(before: int, **last: Any) -> RunLoad:
    """Runs of one kind three days apart, and then one with other values."""
    rows = [run(FIRST + timedelta(days=3 * i), 8.0, duration_s=2800.0, **LOADS) for i in range(before)]
    rows.append(run(FIRST + timedelta(days=3 * before), 8.0, **{"duration_s": 2800.0, **LOADS, **last}))
    history = make_log(rows)
    return run_load(history, history.runs[-1])


def test_a_run_is_told_beside_the_median_of_those_before() -> None:
    load = load_of_last(8, descent_m=340.0, avg_cadence_spm=162.0, cadence_drift_spm=-6.0, hard_running_min=55.0)
    assert (load.descent_m.value, load.descent_m.usual, load.descent_m.change) == (340, 100, 240)
    assert (load.impact_min.value, load.impact_min.usual) == (55, 30)
    assert load.cadence_spm.change == pytest.approx(-8)
    assert load.cadence_drift_spm.change == pytest.approx(-6)
    assert load.steep_descent_m.change == load.steps.change == load.stance_time_ms.change == 0


def test_with_fewer_than_eight_runs_before_nothing_is_usual() -> None:
    load = load_of_last(7)
    assert (load.descent_m.value, load.descent_m.usual, load.descent_m.change) == (100, None, None)
    assert load.descent_m.runs_before == 7


def test_gait_is_compared_at_like_pace_alone_and_loads_are_not() -> None:
    faster = load_of_last(10, duration_s=2000.0, avg_cadence_spm=182.0)
    assert (faster.cadence_spm.value, faster.cadence_spm.usual, faster.cadence_spm.runs_before) == (182, None, 0)
    assert faster.steps.usual == 7000


def test_what_was_not_recorded_is_unknown_and_never_zero() -> None:
    load = load_of_last(9, descent_m=None, steps=None)
    assert (load.descent_m.value, load.descent_m.change, load.descent_m.usual) == (None, None, 100)
    assert load.steps.value is None


def test_runs_longer_ago_than_twelve_weeks_are_not_the_past_that_counts() -> None:
    rows = [run(date(2026, 6, 1) + timedelta(days=i), 8.0, **LOADS) for i in range(9)]
    history = make_log([*rows, run("2026-11-10", 8.0, **LOADS)])
    assert run_load(history, history.runs[-1]).descent_m.runs_before == 0
