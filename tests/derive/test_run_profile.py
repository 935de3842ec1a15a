"""A run's course on one axis: paces, breaks and parts of runs whose truth is known are recovered."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

from runlog.derive.climb import climb, climb_so_far
from runlog.derive.run_profile import POINTS, Profile, profile_of
from runlog.frame.samples import SAMPLES
from runlog.model import TimerEvent
from tests.support.made_runs import MadeRun, Stop, make

HALVES = MadeRun(((900, 3.0), (900, 4.0)))
NO_WAY = frozenset({"distance_m", "lat_deg", "lon_deg"})


def profile(run: MadeRun, events: tuple[TimerEvent, ...] = (), *, on_foot: bool = True) -> Profile:
    return found(make(run).columns, events, on_foot=on_foot)


def found(columns: Mapping[str, Any], events: tuple[TimerEvent, ...] = (), *, on_foot: bool = True) -> Profile:
    rows = len(columns["t_s"])
    every = {name: np.asarray(columns.get(name, np.full(rows, np.nan)), dtype=float) for name in SAMPLES.names}
    told = profile_of(every, events, on_foot=on_foot)
    assert told is not None
    return told


def test_two_paces_are_told_where_they_were_run() -> None:
    told = profile(HALVES)
    assert told.axis == "distance"
    assert told.end == pytest.approx(900 * 7, rel=0.01)
    first, second = told.at < 2500, told.at > 2900
    assert np.allclose(told.speed_mps[first], 3.0, rtol=0.02)
    assert np.allclose(told.speed_mps[second], 4.0, rtol=0.02)


@pytest.mark.parametrize("recorded", [True, False])
def test_a_stop_is_a_break_and_slows_no_pace(*, recorded: bool) -> None:
    told = profile(MadeRun(((1200, 3.0),), stops=(Stop(600, 300, recorded),)))
    (halt,) = told.breaks
    assert halt.kind == ("stop" if recorded else "pause")
    assert halt.at == pytest.approx(1800, abs=20)
    assert halt.until - halt.at < 20
    assert halt.lasts_s == pytest.approx(300, abs=10)
    known = told.speed_mps[~np.isnan(told.speed_mps)]
    assert known.min() > 2.8
    assert np.isnan(told.speed_mps[np.abs(told.at - halt.at) < 12]).any(), "the line is interrupted"


def test_a_pause_by_the_watchs_timer_is_a_pause_though_samples_go_on() -> None:
    events = (TimerEvent(0.0, running=True), TimerEvent(601.0, running=False), TimerEvent(899.0, running=True))
    told = profile(MadeRun(((1200, 3.0),), stops=(Stop(600, 300),)), events)
    assert [halt.kind for halt in told.breaks] == ["pause"]


def test_a_way_that_nobody_recorded_is_a_gap_without_values() -> None:
    columns = make(HALVES).columns
    lost = (columns["t_s"] > 300) & (columns["t_s"] < 500)
    told = found({name: values[~lost] for name, values in columns.items()})
    (gap,) = told.breaks
    assert gap.kind == "gap"
    assert [gap.at, gap.until] == pytest.approx([900, 1500], abs=20)
    inside = (told.at > gap.at + 1) & (told.at < gap.until - 1)
    for values in (told.speed_mps, told.hr_bpm, told.altitude_m):
        assert np.isnan(values[inside]).all()
        assert not np.isnan(values[~inside][1:-1]).all()


def test_short_halts_at_kerbs_are_no_breaks() -> None:
    assert profile(MadeRun(((1200, 3.0),), stops=(Stop(400, 15), Stop(800, 20)))).breaks == ()


def test_parts_add_up_to_the_whole() -> None:
    told = profile(MadeRun(((1800, 3.0),), grade=lambda m: 0.04 if m % 1000 < 500 else -0.04, stops=(Stop(900, 120),)))
    edges = [*np.arange(0.0, told.end, 1000.0), told.end]
    parts, (whole,) = told.parts(edges), told.parts((0.0, told.end))
    assert sum(part.moving_s for part in parts) == pytest.approx(whole.moving_s)
    assert whole.moving_s == pytest.approx(1800, abs=15)
    assert sum(part.moved_m or 0.0 for part in parts) == pytest.approx(whole.moved_m or 0.0)
    assert sum(part.ascent_m or 0.0 for part in parts) == pytest.approx(whole.ascent_m or 0.0)
    assert parts[1].ascent_m == pytest.approx(20, abs=3)
    assert parts[1].descent_m == pytest.approx(20, abs=3)


def test_a_belt_without_a_distance_has_an_axis_of_time() -> None:
    told = profile(MadeRun(((1200, 3.0),), without=NO_WAY))
    assert told.axis == "time"
    assert told.end == pytest.approx(1199, abs=5)
    assert np.isnan(told.speed_mps).all()
    assert not np.isnan(told.hr_bpm[10:-10]).any()
    (whole,) = told.parts((0.0, told.end))
    assert whole.moved_m is None


def test_without_a_heart_rate_or_heights_these_are_unknown_and_not_zero() -> None:
    told = profile(MadeRun(((1200, 3.0),), without=frozenset({"hr_bpm", "altitude_m"})))
    assert np.isnan(told.hr_bpm).all()
    assert np.isnan(told.altitude_m).all()
    (whole,) = told.parts((0.0, told.end))
    assert (whole.hr_bpm, whole.ascent_m, whole.descent_m) == (None, None, None)


def test_the_heart_of_a_part_is_that_of_its_own_minutes() -> None:
    columns = make(HALVES).columns
    columns["hr_bpm"] = np.where(columns["distance_m"] < 3000, 120.0, 160.0)
    told = found(columns)
    assert [round(part.hr_bpm or 0) for part in told.parts((0.0, 3000.0, told.end))] == [120, 160]


def test_times_lead_to_places_on_the_axis_and_pauses_move_them() -> None:
    told = profile(MadeRun(((1200, 3.0),), stops=(Stop(300, 300),)))
    assert told.at_moving_time(600) == pytest.approx(1800, abs=30)
    assert told.part_of_time(0, 1000).until == pytest.approx(2100, abs=30)


def test_a_long_run_is_drawn_with_no_more_points_than_a_page_can_show() -> None:
    told = profile(MadeRun(((4 * 3600, 3.0),)))
    assert len(told.at) == POINTS + len(told.breaks)
    assert (np.diff(told.at) >= 0).all()


@pytest.mark.parametrize("count", [0, 1])
def test_hardly_any_sample_is_no_course(count: int) -> None:
    assert profile_of({name: np.full(count, np.nan) for name in SAMPLES.names}, (), on_foot=True) is None


@pytest.mark.parametrize("seed", range(6))
def test_climbs_so_far_never_fall_and_end_at_the_whole_climb(seed: int) -> None:
    rng = np.random.default_rng(seed)
    heights = 200 + np.cumsum(rng.normal(0, 1.0, 700)) + 15 * np.sin(np.arange(700) / 60)
    for distance in (None, 6000.0):
        up, down = climb_so_far(heights, distance)
        assert (np.diff(up) >= 0).all()
        assert (np.diff(down) >= 0).all()
        assert (up[-1], down[-1]) == pytest.approx(climb(heights, distance))


def test_no_heights_are_no_climb_so_far() -> None:
    up, down = climb_so_far(np.full(5, np.nan))
    assert np.isnan(up).all()
    assert np.isnan(down).all()
