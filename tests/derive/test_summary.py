"""Totals from samples whose truth is known."""

import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from runlog.derive import summarise
from runlog.derive.climb import CLIMB_THRESHOLD_M, climb
from runlog.frame.samples import no_samples, samples_from_arrays
from runlog.model import Activity, Recording, TimerEvent

START = datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
METRES_PER_DEGREE = math.pi * 6_371_008.8 / 180


def recording(told: dict[str, Any] | None = None, events: tuple[TimerEvent, ...] = (), **columns: object) -> Recording:
    arrays = {name: np.asarray(values, dtype=float) for name, values in columns.items()}
    rows = len(next(iter(arrays.values()), ()))
    samples = samples_from_arrays(arrays, rows) if rows else no_samples()
    return Recording(
        activity=Activity(sport="running", start_utc=START, **(told or {})), samples=samples, timer_events=events
    )


def test_what_the_source_tells_is_kept() -> None:
    told = {"distance_m": 5000.0, "duration_s": 1500.0, "moving_s": 1400.0, "ascent_m": 0.0, "avg_hr_bpm": 150.0}
    found = summarise(recording(told, t_s=[0, 10], distance_m=[0, 30], altitude_m=[100, 120], hr_bpm=[100, 110]))
    assert {name: getattr(found, name) for name in told} == told
    assert found.max_hr_bpm == 110


def test_distance_is_the_devices_count_from_its_first_value() -> None:
    found = summarise(recording(t_s=[0, 10, 20], distance_m=[1000, np.nan, 1060]))
    assert found.distance_m == 60


def test_distance_along_positions_is_the_great_circle() -> None:
    lat = 48 + np.arange(11) / METRES_PER_DEGREE * 30
    found = summarise(recording(t_s=np.arange(11) * 10, lat_deg=lat, lon_deg=np.full(11, 16.0)))
    assert found.distance_m == pytest.approx(300, rel=1e-6)


def test_a_jump_of_the_gps_counts_for_nothing() -> None:
    lat = 48 + np.array([0, 3, 5000, 9, 12]) / METRES_PER_DEGREE
    found = summarise(recording(t_s=[0, 1, 2, 3, 4], lat_deg=lat, lon_deg=[16.0] * 5))
    assert found.distance_m == pytest.approx(6, rel=1e-6)


def test_a_treadmill_run_without_any_distance_has_none() -> None:
    found = summarise(recording(t_s=[0, 1800], hr_bpm=[120, 130]))
    assert (found.distance_m, found.moving_s, found.ascent_m) == (None, None, None)
    assert found.duration_s == 1800


def test_a_told_zero_beside_counted_metres_is_replaced() -> None:
    assert summarise(recording({"distance_m": 0.0}, t_s=[0, 10], distance_m=[0, 30])).distance_m == 30


def test_a_strength_session_told_as_zero_metres_stays_at_zero() -> None:
    assert summarise(recording({"distance_m": 0.0}, t_s=[0, 10], hr_bpm=[90, 95])).distance_m == 0


def test_duration_is_the_timers_where_its_events_pair_up() -> None:
    events = (TimerEvent(0, running=True), TimerEvent(60, running=False), TimerEvent(100, running=True),
              TimerEvent(160, running=False))  # fmt: skip
    assert summarise(recording(None, events, t_s=[0, 160])).duration_s == 120
    assert summarise(recording(None, events[:3], t_s=[0, 160])).duration_s == 160
    assert summarise(recording(None, events)).duration_s == 120


def test_standing_still_is_not_moving() -> None:
    distance = np.concatenate([np.arange(61) * 3.0, np.full(60, 180.0), 180 + np.arange(1, 61) * 3.0])
    found = summarise(recording(t_s=np.arange(181), distance_m=distance))
    assert (found.duration_s, found.moving_s) == (180, 120)


def test_a_gap_without_samples_is_not_moving() -> None:
    found = summarise(recording(t_s=[0, 10, 20, 620, 630], distance_m=[0, 30, 60, 1800, 1830]))
    assert found.moving_s == 30


def test_speed_alone_tells_moving_time() -> None:
    speed = np.repeat([2.5, 0.0, 2.5], 30)
    assert summarise(recording(t_s=np.arange(90), speed_mps=speed)).moving_s == pytest.approx(60, abs=5)


def test_a_distance_of_zero_throughout_tells_no_moving_time() -> None:
    assert summarise(recording(t_s=[0, 1, 2], distance_m=[0, 0, 0], speed_mps=[0, 0, 0])).moving_s is None


def test_lengths_of_a_pool_tell_no_moving_time() -> None:
    given = recording(t_s=[0, 25, 50], distance_m=[0, 25, 25])
    swim = replace(given, activity=replace(given.activity, sport="swimming"))
    assert (summarise(given).moving_s, summarise(swim).moving_s) == (25, None)


def test_a_damaged_time_does_not_stretch_the_duration() -> None:
    assert summarise(recording(t_s=[0, 10, 2.0e9, 20])).duration_s == 20


def test_a_hill_is_climbed_and_descended_in_full() -> None:
    heights = np.concatenate([np.linspace(100, 150, 51), np.linspace(150, 120, 31)])
    up, down = climb(heights)
    assert up == pytest.approx(50)
    assert down == pytest.approx(30)


def test_noise_below_the_threshold_is_no_climb() -> None:
    waver = np.array([100.0, 100 + CLIMB_THRESHOLD_M - 0.1] * 500)
    assert climb(waver) == (0, 0)


def test_a_climb_exactly_at_the_threshold_counts() -> None:
    assert climb(np.array([100.0, 100 + CLIMB_THRESHOLD_M])) == (CLIMB_THRESHOLD_M, 0)


def test_noise_on_a_slope_adds_nothing() -> None:
    noise = np.where(np.arange(1001) % 2, 1.0, -1.0)
    noise[[0, -1]] = 0
    up, down = climb(np.linspace(100, 200, 1001) + noise)
    assert up == pytest.approx(100, abs=2)
    assert down == 0


def test_rolling_hills_add_up() -> None:
    waves = 100 + 10 * np.sin(np.linspace(0, 20 * np.pi, 4000))
    up, down = climb(waves)
    assert up == pytest.approx(200, abs=5)
    assert down == pytest.approx(200, abs=5)


def test_impossible_and_missing_heights_are_passed_over() -> None:
    assert climb(np.array([100.0, np.nan, -20000.0, 20000.0, 110.0])) == (10, 0)
    assert climb(np.array([100.0])) == (None, None)


def test_hearts_do_not_beat_at_zero() -> None:
    found = summarise(recording(t_s=[0, 1, 2, 3], hr_bpm=[0, 100, 120, np.nan]))
    assert (found.avg_hr_bpm, found.max_hr_bpm) == (110, 120)


def test_mean_cadence_leaves_standing_out() -> None:
    assert summarise(recording(t_s=[0, 1, 2], cadence_spm=[0, 160, 170])).avg_cadence_spm == 165


def test_the_recording_is_left_as_it_was() -> None:
    given = recording(t_s=[0, 10, 20], distance_m=[0, 30, 60], altitude_m=[1, 50, 2])
    before = given.samples.copy(deep=True)
    summarise(given)
    assert given.samples.equals(before)
