from typing import Any

import numpy as np
import pytest

from runlog.derive.ground import ground_of
from runlog.derive.ground_along import ground_by_km, stretches_of
from runlog.derive.ground_match import GroundTrace, MapGround, ground_shares, match_ground
from runlog.derive.ground_match_index import GroundIndex
from runlog.derive.ground_match_track import Floats, track_of
from runlog.model import Activity, Ground
from tests.support.maps import along, columns, degrees, drift, index_of, needs_extra

needs_extra()

EAST = [(0.0, 0.0), (2000.0, 0.0)]


def trace_of(positions: Floats, index: GroundIndex, **rest: Any) -> GroundTrace:
    track = track_of(columns(positions, **rest))
    assert track is not None
    return match_ground(track, index)


def shares_of(positions: Floats, index: GroundIndex, **rest: Any) -> MapGround:
    return ground_shares(trace_of(positions, index, **rest))


def test_a_track_along_one_way_is_on_its_ground_throughout() -> None:
    index = index_of((EAST, Ground.GRAVEL))
    found = shares_of(along(EAST), index)
    assert found.tagged == {Ground.GRAVEL: pytest.approx(1.0)}
    assert found.inferred == {}


def test_what_is_inferred_is_never_among_what_is_tagged() -> None:
    found = shares_of(along(EAST), index_of((EAST, Ground.ASPHALT), told=False))
    assert found.tagged == {}
    assert found.inferred == {Ground.ASPHALT: pytest.approx(1.0)}
    assert found.inferred_share == pytest.approx(1.0)


def test_ground_changes_where_the_way_does() -> None:
    index = index_of(([(0, 0), (600, 0)], Ground.ASPHALT), ([(600, 0), (1000, 0)], Ground.TRAIL))
    trace = trace_of(along([(0, 0), (1000, 0)]), index)
    assert ground_shares(trace).tagged == pytest.approx({Ground.ASPHALT: 0.6, Ground.TRAIL: 0.4}, abs=0.011)
    change = trace.edges_m[np.flatnonzero(np.diff(trace.ground))[0] + 1]
    assert change == pytest.approx(600, abs=10)


def test_the_parallel_road_does_not_take_over_while_the_drift_is_nearer_to_it() -> None:
    """Two ways 16 m apart that don't meet; for 60 m the drift puts the runner 3 m nearer to the other."""
    index = index_of((EAST, Ground.GRAVEL), ([(0, 16), (2000, 16)], Ground.ASPHALT))
    positions = along(EAST)
    astray = (positions[:, 0] > 900) & (positions[:, 0] < 960)
    positions[astray, 1] = 9.5
    assert shares_of(positions, index).tagged[Ground.GRAVEL] > 0.99


def test_crossing_a_road_leaves_the_path_only_if_at_all_for_a_step() -> None:
    index = index_of((EAST, Ground.TRAIL), ([(1000, -500), (1000, 0), (1000, 500)], Ground.ASPHALT))
    assert shares_of(along(EAST), index).tagged[Ground.TRAIL] >= 0.99


@pytest.mark.parametrize("lat", [0.0, 47.0, 69.6])
def test_a_track_20_m_off_a_way_is_on_it_and_one_30_m_off_is_not(lat: float) -> None:
    index = index_of((EAST, Ground.GRASS), lat=lat)
    near, far = along([(0, 20), (2000, 20)]), along([(0, 30), (2000, 30)])
    assert shares_of(near, index, lat=lat).tagged_share == pytest.approx(1.0)
    assert shares_of(far, index, lat=lat).shares == {}


def test_the_outer_lane_of_a_running_track_is_the_track_and_not_the_path_beside_it() -> None:
    turn = np.linspace(0, np.pi, 24)
    right = [(84 + 36 * np.sin(a), -36 * np.cos(a)) for a in turn]
    left = [(-36 * np.sin(a), 36 * np.cos(a)) for a in turn]
    oval = [*right, *left, right[0]]
    lane_eight = np.array(oval) * [1.12, 1.22]
    index = index_of((oval, Ground.TRACK), half_width_m=8)
    beside = index_of((oval, Ground.TRACK), ([(-80, -52), (160, -52)], Ground.ASPHALT), half_width_m=8)
    laps = along([tuple(point) for point in np.tile(lane_eight, (5, 1))])
    for map_index in (index, beside):
        assert shares_of(laps, map_index).tagged.get(Ground.TRACK, 0) == pytest.approx(1.0, abs=0.02)


def test_metres_without_gps_are_unknown_and_count() -> None:
    """A tunnel of 400 m: samples go on with the watch's distance, positions don't."""
    positions = along(EAST)
    told = np.arange(len(positions)) * 2.9
    hidden = (positions[:, 0] > 800) & (positions[:, 0] < 1200)
    positions[hidden] = np.nan
    found = shares_of(positions, index_of((EAST, Ground.ASPHALT)), distance_m=told)
    assert found.tagged == {Ground.ASPHALT: pytest.approx(0.8, abs=0.01)}


def test_metres_before_the_first_and_after_the_last_position_are_unknown() -> None:
    positions = along(EAST)
    told = np.arange(len(positions)) * 2.9
    positions[(positions[:, 0] < 200) | (positions[:, 0] > 1700)] = np.nan
    found = shares_of(positions, index_of((EAST, Ground.ASPHALT)), distance_m=told)
    assert found.tagged_share == pytest.approx(0.75, abs=0.01)


def test_stretches_and_kilometres_count_what_no_gps_saw_as_unknown_in_its_place() -> None:
    """Of 2000 m the first 200, 400 in a tunnel and the last 300 have no position."""
    positions = along(EAST)
    told = np.arange(len(positions)) * 2.9
    east = positions[:, 0].copy()
    positions[(east < 200) | ((east > 800) & (east < 1200)) | (east > 1700)] = np.nan
    trace = trace_of(positions, index_of((EAST, Ground.ASPHALT)), distance_m=told)
    found = stretches_of(trace)
    assert [one.ground for one in found] == [None, Ground.ASPHALT, None, Ground.ASPHALT, None]
    assert [one.to_m for one in found] == pytest.approx([200, 800, 1200, 1700, 2000], abs=12)
    assert ground_by_km(trace) == "asphalt/tagged unknown"
    known = sum(one.to_m - one.from_m for one in found if one.ground)
    assert known == pytest.approx(ground_shares(trace).tagged_share * trace.total_m)


def test_a_ferry_or_train_ride_between_is_unknown_not_the_way_beside() -> None:
    positions = np.concatenate(
        [along([(0, 0), (500, 0)]), along([(500, 0), (1500, 0)], speed_mps=60), along([(1500, 0), (2000, 0)])]
    )
    found = shares_of(positions, index_of((EAST, Ground.PAVING)))
    track = track_of(columns(positions))
    assert track is not None
    seen_m = float(np.diff(track.edges_m)[track.seen].sum())
    assert seen_m == pytest.approx(1000, abs=30)
    assert found.tagged[Ground.PAVING] * track.total_m == pytest.approx(seen_m)


def test_a_ferry_that_is_recorded_all_the_way_is_unknown_where_no_way_is() -> None:
    """800 m over the water at 6 m/s, between two quays of 600 m."""
    quays = index_of(([(0, 0), (600, 0)], Ground.ASPHALT), ([(1400, 0), (2000, 0)], Ground.ASPHALT))
    ride = [along([(0, 0), (600, 0)]), along([(600, 0), (1400, 0)], speed_mps=6.0), along([(1400, 0), (2000, 0)])]
    found = stretches_of(trace_of(np.concatenate(ride), quays))
    assert [one.ground for one in found] == [Ground.ASPHALT, None, Ground.ASPHALT]
    assert found[1].to_m - found[1].from_m == pytest.approx(800, abs=70), "a way reaches 25 m beyond its end"


def test_a_jump_of_the_gps_adds_no_metres() -> None:
    positions = along(EAST)
    positions[300] = (40_000.0, 40_000.0)
    track = track_of(columns(positions))
    assert track is not None
    assert track.total_m == pytest.approx(2000, abs=40)


def test_standing_at_a_light_is_no_distance_by_the_watchs_count() -> None:
    walk = along(EAST)
    standing = np.repeat(walk[300:301], 120, axis=0) + drift(np.random.default_rng(3), 120, 3.0)
    positions = np.concatenate([walk[:300], standing, walk[300:]])
    told = np.concatenate([np.arange(300) * 2.9, np.full(120, 299 * 2.9), np.arange(299, len(walk) - 1) * 2.9])
    found = trace_of(positions, index_of((EAST, Ground.ASPHALT)), distance_m=told)
    assert found.total_m == pytest.approx(2000, abs=5)
    assert ground_shares(found).tagged_share == pytest.approx(1.0)


def test_positions_of_zero_and_zero_are_no_positions() -> None:
    column = columns(along(EAST))
    column["lat_deg"][:100], column["lon_deg"][:100] = 0.0, 0.0
    track = track_of(column)
    assert track is not None
    assert track.row[0] == 100


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_track_of_no_length_is_none(count: int) -> None:
    assert track_of(columns(np.zeros((count, 2)))) is None


def test_a_track_of_two_points_is_matched() -> None:
    assert shares_of(np.array([(0.0, 0.0), (9.0, 0.0)]), index_of((EAST, Ground.GRASS))).tagged_share == 1.0


def test_a_map_without_ways_tells_nothing() -> None:
    assert shares_of(along(EAST), index_of()).shares == {}


def test_a_way_of_unknown_ground_holds_its_runner_and_stays_unknown() -> None:
    index = index_of((EAST, None), ([(0, 20), (2000, 20)], Ground.ASPHALT))
    assert shares_of(along(EAST), index).shares == {}


def test_noise_of_every_sample_does_not_lengthen_the_track_much() -> None:
    rng = np.random.default_rng(1)
    positions = along(EAST)
    track = track_of(columns(positions + rng.normal(0, 5, positions.shape)))
    assert track is not None
    assert track.total_m < 1.5 * 2000


def test_samples_without_times_are_taken_in_their_order() -> None:
    column = columns(along(EAST))
    column["t_s"] = np.full(len(column["t_s"]), np.nan)
    track = track_of(column)
    assert track is not None
    assert ground_shares(match_ground(track, index_of((EAST, Ground.GRAVEL)))).tagged_share == pytest.approx(1.0)


def test_samples_out_of_order_are_put_in_the_order_of_time() -> None:
    column = columns(along(EAST))
    order = np.random.default_rng(5).permutation(len(column["t_s"]))
    track = track_of({name: values[order] for name, values in column.items()})
    assert track is not None
    assert track.total_m == pytest.approx(2000, abs=20)


def test_degrees_of_the_tests_agree_with_the_tracks_length() -> None:
    lat, lon = degrees([(0, 0), (1000, 0)], 60.0)
    column = {"t_s": np.array([0.0, 300.0]), "lat_deg": lat, "lon_deg": lon, "distance_m": np.full(2, np.nan)}
    track = track_of(column)
    assert track is not None
    assert track.total_m == pytest.approx(1000, rel=1e-3)
    assert not track.seen.any()


RUN = Activity(sport="running", distance_m=10_000.0)
TOLD = MapGround({Ground.ASPHALT: 0.6}, {Ground.TRAIL: 0.1})
GUESSED = MapGround({Ground.ASPHALT: 0.2}, {Ground.TRAIL: 0.5})
NOTED = Activity(sport="running", distance_m=10_000.0, title="Laps on the track")


def test_the_devices_word_goes_before_the_map() -> None:
    belt = Activity(sport="running", ground={Ground.TREADMILL: 1.0}, ground_basis="device")
    assert ground_of(belt, None, TOLD) == ({Ground.TREADMILL: 1.0}, "device")


def test_a_map_that_tells_most_of_the_run_goes_before_a_note() -> None:
    assert ground_of(NOTED, None, TOLD) == ({Ground.ASPHALT: 0.6, Ground.TRAIL: 0.1}, "tagged")


def test_a_note_goes_before_what_a_map_lets_infer() -> None:
    assert ground_of(NOTED, None, GUESSED) == ({Ground.TRACK: 1.0}, "note")


def test_what_a_map_lets_infer_goes_before_the_usual_ground_and_is_called_inferred() -> None:
    assert ground_of(RUN, Ground.CONCRETE, GUESSED) == ({Ground.TRAIL: 0.5, Ground.ASPHALT: 0.2}, "inferred")


def test_a_map_that_knows_nothing_of_the_run_leaves_it_to_the_settings() -> None:
    assert ground_of(RUN, Ground.GRAVEL, MapGround({}, {})) == ({Ground.GRAVEL: 1.0}, "settings")
    assert ground_of(RUN, None, MapGround({}, {})) == ({}, None)


def test_what_a_map_leaves_unknown_is_not_filled_by_the_usual_ground() -> None:
    shares, _ = ground_of(RUN, Ground.CONCRETE, TOLD)
    assert sum(shares.values()) == pytest.approx(0.7)
