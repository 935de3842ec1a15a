"""Map, chart, laps and ground of a private page are of one shown piece, and nothing on it begins at the door."""

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from runlog.derive.ground_match_track import track_of
from runlog.derive.hidden_areas import COVERED_M, LEAST_INSIDE_M, LEAST_OFF_M, areas_for, drawn_area
from runlog.derive.private_cut import PrivateCut, ends_of, private_cut
from runlog.derive.run_profile import profile_of
from runlog.frame.samples import SAMPLES
from runlog.model import GroundStretch, Lap
from tests.support.maps import LAT, LON, along, columns, degrees

HOME = (LAT, LON)
LOOP = [(0, 0), (2500, 0), (2500, 2500), (-2500, 2500), (-2500, -2500), (2500, -2500), (2500, 0), (0, 0)]
OVER_HOME = [*LOOP, *[(-x, y) for x, y in LOOP[1:]]]
COMMUTE = [(0, 0), (0, 2500), (4000, 2500), (4000, 6000), (7000, 6000)]
TRACK_LAPS = [*[(0, 0), (100, 0), (100, 100), (0, 100)] * 12, (0, 0)]
RAY = [(0, 0), (4000, 0), (0, 0)]
WAYS = {"loop": LOOP, "home in the middle": OVER_HOME, "commute": COMMUTE, "laps": TRACK_LAPS, "straight": RAY}


def every(corners: list[tuple[int, int]]) -> "dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]":
    made = columns(along(corners))
    rows = len(made["t_s"])
    return {name: np.asarray(made.get(name, np.full(rows, np.nan)), dtype=float) for name in SAMPLES.names}


def cut(corners: list[tuple[int, int]], seed: int) -> PrivateCut:
    column, random = every(corners), Random(seed)  # noqa: S311 (a test's areas)
    found = private_cut(column, areas_for([], ends_of(column), (), random), random)
    assert found is not None
    return found


@pytest.mark.parametrize("name", WAYS)
def test_nothing_is_shown_near_any_end(name: str) -> None:
    column = every(WAYS[name])
    track = track_of(column)
    assert track is not None
    for seed in range(20):
        for piece in cut(WAYS[name], seed).pieces:
            for end in ends_of(column):
                east = np.radians(column["lon_deg"][piece.rows] - end[1]) * 6_371_000 * np.cos(np.radians(LAT))
                north = np.radians(column["lat_deg"][piece.rows] - end[0]) * 6_371_000
                assert np.hypot(east, north).min() > LEAST_INSIDE_M - 20, seed


def test_a_loop_shows_one_piece_and_laps_and_a_straight_ray_show_nothing() -> None:
    shown = {name: [len(cut(corners, seed).pieces) for seed in range(20)] for name, corners in WAYS.items()}
    assert max(max(counts) for counts in shown.values()) == 1
    assert sum(shown["loop"]) >= 15
    assert sum(shown["home in the middle"]) >= 15
    assert sum(shown["commute"]) >= 3
    assert not any(shown["laps"])
    assert not any(shown["straight"])


def test_the_chart_is_of_the_very_piece_that_the_map_shows() -> None:
    for seed in range(12):
        found = cut(LOOP, seed)
        if found.track is None:
            continue
        profile = profile_of(found.column, (), on_foot=True)
        assert profile is not None
        drawn = sum(float(np.hypot(b[0] - a[0], b[1] - a[1])) for a, b in pairwise(zip(
            found.track.x_m.tolist(), found.track.y_m.tolist(), strict=True)))  # fmt: skip
        assert profile.end == pytest.approx(drawn, rel=0.02, abs=25)
        assert profile.end == pytest.approx(found.pieces[0].to_m - found.pieces[0].from_m, abs=12)
        assert found.column["t_s"][0] == 0
        assert found.column["distance_m"][0] == 0
        assert np.isnan(found.column["lat_deg"]).all()
        assert found.track.along_m.min() >= 0
        assert found.track.ends is None


def test_laps_and_ground_of_hidden_stretches_are_left_out_and_the_rest_counted_from_the_piece_on() -> None:
    found = next(one for seed in range(20) if (one := cut(LOOP, seed)).track is not None)
    piece = found.pieces[0]
    inner = Lap(start_s=piece.from_s + 60, duration_s=120.0, distance_m=400.0)
    over = Lap(start_s=piece.from_s - 60, duration_s=120.0, distance_m=400.0)
    assert [lap.start_s for lap in found.laps([over, inner])] == [pytest.approx(60)]
    whole = GroundStretch(from_m=0.0, to_m=1e6, ground=None, basis=None)
    (told,) = found.stretches([whole])
    assert told.from_m == 0
    assert told.to_m == pytest.approx(piece.to_m - piece.from_m)


def test_without_a_position_there_is_nothing_to_hide() -> None:
    column = every(LOOP)
    nowhere = {**column, "lat_deg": column["lat_deg"] * np.nan, "lon_deg": column["lon_deg"] * np.nan}
    assert private_cut(nowhere, (), Random(1)) is None  # noqa: S311 (as above)


def test_a_door_lies_at_random_in_its_area_far_from_its_middle_and_from_its_edge() -> None:
    random = Random(4)  # noqa: S311 (as above)
    inside = [(area.radius_m, area.inside_m(*HOME)) for area in (drawn_area(HOME, random) for _ in range(400))]
    assert min(depth for _, depth in inside) >= LEAST_INSIDE_M - 2
    assert min(radius - depth for radius, depth in inside) >= LEAST_OFF_M - 2
    assert np.ptp([radius for radius, _ in inside]) > 200


def test_one_that_begins_just_beyond_an_area_has_an_area_of_its_own_and_one_deep_inside_has_not() -> None:
    random = Random(5)  # noqa: S311 (as above)
    area = drawn_area(HOME, random)
    lats, lons = degrees([(0.0, 0.0), (60.0, 0.0)])
    near = (float(lats[1]), float(lons[1]))
    assert areas_for([], [near], (area,), random) == (area,)
    edge = next(
        (float(lat), float(lon))
        for lat, lon in zip(*degrees([(x, 0.0) for x in range(0, 4000, 10)]), strict=True)
        if area.inside_m(float(lat), float(lon)) < -50
    )
    found = areas_for([], [edge], (area,), random)
    assert len(found) == 2
    assert found[1].inside_m(*edge) > COVERED_M


def test_a_place_of_many_beginnings_is_hidden_from_runs_that_pass_it() -> None:
    random = Random(6)  # noqa: S311 (as above)
    work = tuple(float(values[0]) for values in degrees([(2500.0, 2500.0)]))
    areas = areas_for([(work[0], work[1])] * 3 + [HOME] * 2, ends_of(every(LOOP)), (), random)
    assert len(areas) == 2
    found = private_cut(every(LOOP), areas, random)
    assert found is not None
    for piece in found.pieces:
        shown = every(LOOP)
        for lat, lon in zip(shown["lat_deg"][piece.rows], shown["lon_deg"][piece.rows], strict=True):
            assert all(area.inside_m(float(lat), float(lon)) <= 1 for area in areas)
