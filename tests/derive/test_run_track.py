"""The way to be drawn: in metres, and cut where nobody saw it."""

from itertools import pairwise

import numpy as np
import pytest

from runlog.derive.run_track import FINENESS, TrackLine, track_line
from tests.support.maps import along, columns

SQUARE = [(0, 0), (1000, 0), (1000, 1000), (0, 1000), (0, 0)]
OUT_AND_HOME_AND_OUT = [(0, 0), (1500, 0), (1500, 80), (0, 80), (-1500, 80), (-1500, 900), (2500, 900)]
"""Passes its own door again half-way."""


def line(corners: list[tuple[int, int]]) -> TrackLine:
    found = track_line(columns(along(corners)))
    assert found is not None
    return found


def positions(found: TrackLine) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.stack([found.x_m, found.y_m], axis=1)


def test_it_has_the_shape_and_size_of_the_way_about_its_own_middle() -> None:
    found = line(SQUARE)
    assert np.ptp(found.x_m) == pytest.approx(1000, abs=15)
    assert np.ptp(found.y_m) == pytest.approx(1000, abs=15)
    assert found.x_m.min() == pytest.approx(-found.x_m.max())
    assert found.along_m[-1] == pytest.approx(4000, abs=30)


def test_north_is_up_and_east_is_right() -> None:
    start, end = line([(0, 0), (800, 0), (800, 400)]).ends or ((0, 0), (0, 0))
    assert end[0] > start[0]
    assert end[1] > start[1]


def test_no_positions_or_a_standing_watch_are_no_way() -> None:
    nowhere = columns(np.full((600, 2), np.nan))
    assert track_line(nowhere) is None
    rng = np.random.default_rng(3)
    assert track_line(columns(rng.normal(0, 3, (600, 2)))) is None


def test_the_line_is_broken_where_no_gps_saw_it() -> None:
    seen = along(SQUARE)
    seen[400:700] = np.nan
    found = track_line(columns(seen))
    assert found is not None
    assert found.fresh.sum() == 2
    assert len(found.pieces(np.zeros(len(found.x_m), dtype=np.intp))) == 2


def test_pieces_go_on_where_only_their_colour_changes_and_stray_from_the_line_by_less_than_an_eye_can_tell() -> None:
    found = line(SQUARE)
    code = (found.along_m > 1700).astype(np.intp)
    first, second = found.pieces(code)
    assert (first.code, second.code) == (0, 1)
    assert first.points[-1] == second.points[0]
    kept = np.array([*first.points, *second.points])
    assert len(kept) < 40
    allowed = 1000 / FINENESS + 0.2
    ways = [np.linspace(a, b, 200) for a, b in pairwise(kept)]
    drawn = np.concatenate(ways)
    for point in positions(found):
        assert np.hypot(*(drawn - point).T).min() < allowed + 3.0
