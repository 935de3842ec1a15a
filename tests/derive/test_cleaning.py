"""Motion, stops, descents and loads of runs whose truth is known are recovered."""

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from runlog.derive import summarise
from runlog.frame.samples import samples_from_arrays
from runlog.importers import read_bytes
from runlog.model import Activity, Recording, TimerEvent
from tests.support.made_runs import Columns, Made, MadeRun, Stop, drifting, make
from tools.fit_writer import FitActivity, write_fit

START = datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
POSITIONS_ONLY = frozenset({"distance_m", "hr_bpm", "cadence_spm"})


def found(columns: Columns, sport: str = "running", events: tuple[TimerEvent, ...] = (), **told: Any) -> Activity:
    samples = samples_from_arrays(columns, len(columns["t_s"]))
    activity = Activity(sport=sport, start_utc=START, **told)
    return summarise(Recording(activity=activity, samples=samples, timer_events=events))


@pytest.mark.parametrize("recorded", [True, False])
@pytest.mark.parametrize("without", [frozenset(), POSITIONS_ONLY])
def test_stops_are_no_motion(*, recorded: bool, without: frozenset[str]) -> None:
    stops = (Stop(200, 40, recorded), Stop(600, 600, recorded), Stop(900, 75, recorded))
    made = make(MadeRun(((1800, 3.0),), stops=stops, gps_noise_m=2.0, without=without))
    run = found(made.columns)
    # A resting GPS wanders faster than standing now and then: a few percent of the stops.
    assert run.moving_s == pytest.approx(1800, rel=0.02 if without else 0.01)
    assert run.distance_m == pytest.approx(made.distance_m, rel=0.03 if without else 0.001)


def test_a_coffee_stop_walked_about_with_the_watch_paused_is_not_running() -> None:
    made = make(MadeRun(((600, 3.0), (300, 1.0), (600, 3.0))))
    events = (TimerEvent(0, running=True), TimerEvent(600, running=False), TimerEvent(900, running=True),
              TimerEvent(1500, running=False))  # fmt: skip
    run = found(made.columns, events=events)
    assert run.moving_s == pytest.approx(1200, abs=5)
    assert run.running_min == pytest.approx(20, abs=0.2)


def test_a_watch_that_tells_its_pauses_twice_pauses_once() -> None:
    made = make(MadeRun(((600, 3.0), (300, 1.0), (600, 3.0))))
    once = (TimerEvent(0, running=True), TimerEvent(600, running=False), TimerEvent(900, running=True))
    twice = tuple(event for event in once for _ in range(2))
    assert found(made.columns, events=twice) == found(made.columns, events=once)


def test_a_pause_that_was_never_ended_takes_nothing_from_the_run() -> None:
    columns = make(MadeRun(((1500, 3.0),))).columns
    events = (TimerEvent(0, running=True), TimerEvent(600, running=False))
    assert found(columns, events=events).moving_s == pytest.approx(1500, abs=5)


def test_a_coffee_stop_is_no_running_whether_the_watch_was_paused_stopped_itself_or_went_on() -> None:
    """Twenty minutes at a table, of one run: recorded, not recorded, and recorded with the watch paused."""
    told = []
    for recorded, paused_watch in ((True, False), (False, False), (True, True)):
        made = make(MadeRun(((1200, 3.0),), stops=(Stop(600, 1200, recorded),), gps_noise_m=2.0))
        events = (TimerEvent(0, running=True), TimerEvent(600, running=False), TimerEvent(1800, running=True))
        told.append(found(made.columns, events=events if paused_watch else ()))
    for run in told:
        assert run.moving_s == pytest.approx(1200, rel=0.01)
        assert run.running_min == pytest.approx(20, rel=0.01)
        assert run.distance_m == pytest.approx(3600, rel=0.01)
        assert run.steps == pytest.approx(told[0].steps, rel=0.01)


def test_walking_on_a_run_is_motion_but_no_running() -> None:
    run = found(make(MadeRun(((900, 3.0), (600, 0.5001)))).columns)
    assert run.running_min == pytest.approx(15, abs=0.2)
    assert run.moving_s == pytest.approx(1500, abs=10)


def test_samples_written_twice_count_once() -> None:
    columns = make(MadeRun(((900, 3.0),))).columns
    twice = {name: np.repeat(values, 2) for name, values in columns.items()}
    once, doubled = found(columns), found(twice)
    assert (doubled.distance_m, doubled.moving_s, doubled.steps) == (once.distance_m, once.moving_s, once.steps)
    assert doubled.descent_m == pytest.approx(once.descent_m or 0.0)


def test_a_count_that_spikes_and_one_that_starts_anew_are_summed_once() -> None:
    columns = make(MadeRun(((900, 3.0),))).columns
    spike = {**columns, "distance_m": columns["distance_m"].copy()}
    spike["distance_m"][400] += 5000
    assert found(spike).distance_m == pytest.approx(2700, rel=0.01)
    anew = {
        **columns,
        "distance_m": np.where(columns["t_s"] > 500, columns["distance_m"] - 1500, columns["distance_m"]),
    }
    assert found(anew).distance_m == pytest.approx(2700, rel=0.01)


def test_samples_out_of_order_change_nothing() -> None:
    columns = make(MadeRun(((900, 3.0),), stops=(Stop(300, 60),))).columns
    order = np.random.default_rng(3).permutation(len(columns["t_s"]))
    mixed = found({name: values[order] for name, values in columns.items()})
    assert mixed == found(columns)


def rolling(metres: float) -> float:
    return 0.05 * float(np.sin(metres / 200))


@pytest.mark.parametrize(("noise", "tolerance"), [(0.0, 0.03), (0.3, 0.05), (0.6, 0.10)])
def test_a_known_descent_is_recovered_from_a_barometer(noise: float, tolerance: float) -> None:
    made = make(MadeRun(((3600, 3.0),), grade=rolling, altitude_noise_m=noise))
    assert found(made.columns).descent_m == pytest.approx(made.descent_m, rel=tolerance)


def test_a_known_descent_is_recovered_from_a_gps_within_a_quarter() -> None:
    made = make(MadeRun(((3600, 3.0),), grade=rolling, altitude_noise_m=0.0))
    columns = {**made.columns}
    columns["altitude_m"] = columns["altitude_m"] + drifting(np.random.default_rng(5), len(columns["t_s"]), 2.0, 120)
    assert found(columns).descent_m == pytest.approx(made.descent_m, rel=0.25)


def test_hills_stay_where_samples_are_few_and_noise_does_not() -> None:
    made = make(MadeRun(((3600, 3.0),), grade=rolling, altitude_noise_m=0.5))
    flat = make(MadeRun(((3600, 3.0),), altitude_noise_m=0.5))
    for every in (4, 15):
        thin = {name: values[::every] for name, values in made.columns.items()}
        assert found(thin).descent_m == pytest.approx(made.descent_m, rel=0.10)
        level = found({name: values[::every] for name, values in flat.columns.items()})
        assert level.descent_m == pytest.approx(0, abs=10), "over eleven kilometres"


def test_a_flat_run_with_a_wavering_and_drifting_barometer_has_hardly_a_climb() -> None:
    columns = make(MadeRun(((3600, 3.0),), altitude_noise_m=0.4)).columns
    columns["altitude_m"] = columns["altitude_m"] + columns["t_s"] / 3600 * 8
    run = found(columns)
    assert run.ascent_m == pytest.approx(8, abs=4)
    assert run.descent_m == pytest.approx(0, abs=3)


def test_an_altimeter_that_finds_its_level_is_no_climb() -> None:
    columns = make(MadeRun(((1800, 3.0),), altitude_noise_m=0.2)).columns
    columns["altitude_m"][:4] += 85
    assert found(columns).descent_m == pytest.approx(0, abs=2)


def gps_heights(made: Made, spread_m: float, over_s: float, seed: int) -> Columns:
    """The run's columns with the wandering heights of a receiver without a barometer."""
    noise = drifting(np.random.default_rng(seed), len(made.columns["t_s"]), spread_m, over_s)
    return {**made.columns, "altitude_m": np.round((made.columns["altitude_m"] + noise) * 5) / 5}


def hills(metres: float) -> float:
    return 0.06 * float(np.sin(metres / 150))


@pytest.mark.parametrize(("spread_m", "over_s", "tolerance"), [(1.0, 30, 0.10), (3.0, 90, 0.25), (5.0, 150, 0.40)])
def test_hills_are_recovered_from_heights_that_wander(spread_m: float, over_s: float, tolerance: float) -> None:
    made = make(MadeRun(((3600, 3.0),), grade=hills, altitude_noise_m=0.0))
    runs = [found(gps_heights(made, spread_m, over_s, seed)).descent_m or 0.0 for seed in range(5)]
    assert np.mean(runs) == pytest.approx(made.descent_m, rel=tolerance)


@pytest.mark.parametrize(("spread_m", "over_s", "most_m"), [(1.0, 30, 75), (3.0, 90, 135), (5.0, 150, 180)])
def test_a_flat_hour_with_heights_that_wander_climbs_no_more_than_stated(
    spread_m: float, over_s: float, most_m: float
) -> None:
    """Over eleven kilometres. What wanders as slowly as a hill cannot be told from one: the bounds are no praise."""
    made = make(MadeRun(((3600, 3.0),), altitude_noise_m=0.0))
    runs = [found(gps_heights(made, spread_m, over_s, seed)) for seed in range(5)]
    assert float(np.mean([run.descent_m for run in runs])) < most_m
    assert all((run.steep_descent_m or 0.0) < 0.15 * most_m for run in runs)


@pytest.mark.parametrize("step_m", [0.2, 1.0])
def test_heights_in_coarse_steps_tell_the_same_descent(step_m: float) -> None:
    made = make(MadeRun(((3600, 3.0),), grade=rolling, altitude_noise_m=0.2))
    columns = {**made.columns, "altitude_m": np.round(made.columns["altitude_m"] / step_m) * step_m}
    assert found(columns).descent_m == pytest.approx(made.descent_m, rel=0.04)


@pytest.mark.parametrize("drift_m", [-30.0, 30.0])
def test_a_change_of_weather_adds_no_more_than_itself(drift_m: float) -> None:
    """A barometer that goes astray by 30 m in an hour, as before a storm."""
    made = make(MadeRun(((3600, 3.0),), grade=rolling, altitude_noise_m=0.2))
    columns = {**made.columns, "altitude_m": made.columns["altitude_m"] + drift_m * made.columns["t_s"] / 3600}
    assert found(columns).descent_m == pytest.approx(made.descent_m - drift_m / 2, abs=abs(drift_m) / 2 + 5)


def test_drift_in_a_coffee_stop_that_is_recorded_is_no_climb() -> None:
    made = make(MadeRun(((1800, 3.0),), stops=(Stop(900, 1200),), altitude_noise_m=0.2))
    drift = np.interp(made.columns["t_s"], [900, 2100], [0, 14])
    assert found({**made.columns, "altitude_m": made.columns["altitude_m"] + drift}).ascent_m == pytest.approx(0, abs=3)


def test_a_flight_with_the_watch_running_is_no_climb() -> None:
    """The cabin's pressure falls by 2300 m within an hour, without a step."""
    made = make(MadeRun(((600, 3.0),), stops=(Stop(300, 7200),), altitude_noise_m=0.1))
    cabin = np.interp(made.columns["t_s"], [1500, 3000, 4500, 6000], [0, 2300, 2300, 0])
    run = found({**made.columns, "altitude_m": made.columns["altitude_m"] + cabin})
    assert (run.ascent_m, run.descent_m) == pytest.approx((0, 0), abs=2)


def test_heights_that_lag_behind_a_climb_are_not_lost_in_the_stop_after_it() -> None:
    made = make(MadeRun(((1800, 3.0),), grade=lambda metres: 0.08 if 1800 < metres < 2400 else 0.0,
                        stops=(Stop(960, 300),), altitude_noise_m=0.0))  # fmt: skip
    lagging = np.interp(made.columns["t_s"] - 40, made.columns["t_s"], made.columns["altitude_m"])
    assert found({**made.columns, "altitude_m": lagging}).ascent_m == pytest.approx(0.08 * 600, abs=3)


def test_a_total_of_zero_that_the_heights_deny_is_a_lost_one() -> None:
    made = make(MadeRun(((3600, 3.0),), grade=rolling))
    lost = found(made.columns, ascent_m=120.0, descent_m=0.0)
    assert lost.ascent_m == 120
    assert lost.descent_m == pytest.approx(made.descent_m, rel=0.05)


def test_a_total_of_zero_on_flat_ground_is_a_total() -> None:
    flat = make(MadeRun(((3600, 3.0),), altitude_noise_m=0.4))
    assert (found(flat.columns, ascent_m=0.0, descent_m=0.0).descent_m) == 0
    told = found(make(MadeRun(((3600, 3.0),), grade=rolling)).columns, ascent_m=7.0, descent_m=3.0)
    assert (told.ascent_m, told.descent_m) == (7, 3), "what a device counted is kept"


def test_drift_in_a_pause_is_no_climb() -> None:
    made = make(MadeRun(((1800, 3.0),), stops=(Stop(900, 1200, recorded=False),), altitude_noise_m=0.2))
    made.columns["altitude_m"][900:] += 14
    assert found(made.columns).ascent_m == pytest.approx(0, abs=2)


def test_steep_descent_is_told_from_gentle() -> None:
    steep = make(MadeRun(((1800, 3.0),), grade=lambda metres: -0.15 if 1000 < metres < 2000 else -0.04))
    assert found(steep.columns).steep_descent_m == pytest.approx(150, rel=0.1)
    assert found(make(MadeRun(((1800, 3.0),), grade=lambda _: -0.06)).columns).steep_descent_m == 0


def test_steps_and_running_minutes_are_those_of_the_truth() -> None:
    made = make(MadeRun(((2400, 3.0),), stops=(Stop(600, 300),)))
    run = found(made.columns)
    assert run.steps == pytest.approx(made.steps, rel=0.01)
    assert run.running_min == pytest.approx(40, rel=0.01)


def test_a_drift_of_cadence_is_recovered_and_none_is_found_where_none_was() -> None:
    drifting_run = make(MadeRun(((3600, 3.0),), cadence_drift_spm=-9.0))
    # The thirds' means lie two thirds of 55 of 60 minutes apart.
    assert found(drifting_run.columns).cadence_drift_spm == pytest.approx(-9 * 55 / 60 * 2 / 3, abs=0.5)
    assert found(make(MadeRun(((3600, 3.0),))).columns).cadence_drift_spm == pytest.approx(0, abs=0.3)
    assert found(make(MadeRun(((1200, 3.0),))).columns).cadence_drift_spm is None


def test_a_faster_end_is_no_drift() -> None:
    faster = found(make(MadeRun(((2400, 3.0), (1200, 3.6)))).columns)
    assert faster.cadence_drift_spm is None or faster.cadence_drift_spm == pytest.approx(0, abs=0.5)


def test_what_was_not_recorded_stays_unknown() -> None:
    made = make(MadeRun(((1800, 3.0),), without=frozenset({"cadence_spm", "altitude_m"})))
    run = found(made.columns)
    assert (run.steps, run.steep_descent_m, run.cadence_drift_spm, run.avg_stance_time_ms) == (None,) * 4
    assert run.running_min == pytest.approx(30, rel=0.01)


def test_a_ride_has_no_load_of_running_and_a_walk_only_its_steps() -> None:
    columns = make(MadeRun(((1800, 3.0),))).columns
    ride = found(columns, sport="cycling")
    assert (ride.running_min, ride.steps, ride.warm_up_seen) == (None, None, None)
    walk = found(columns, sport="walking")
    assert walk.running_min is None
    assert walk.steps


def test_a_ride_goes_faster_than_a_runner_could() -> None:
    time = np.arange(0.0, 1200)
    columns = {"t_s": time, "distance_m": time * 15}
    assert found(columns, sport="cycling").moving_s == pytest.approx(1199)


def test_the_same_is_recovered_from_a_fit_file() -> None:
    made = make(MadeRun(((420, 2.2), (1800, 3.2)), grade=rolling, stops=(Stop(700, 300, recorded=False),)))
    columns = {name: values.tolist() for name, values in made.columns.items()}
    data = write_fit(FitActivity(start_utc=START), columns)
    (recording,) = read_bytes(data, name="run.fit").recordings
    run = summarise(recording)
    assert run.warm_up_seen == "detected"
    assert run.moving_s == pytest.approx(2220, rel=0.01)
    assert run.descent_m == pytest.approx(made.descent_m, rel=0.05)
    assert run.steps == pytest.approx(made.steps, rel=0.02)
