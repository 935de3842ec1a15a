from pathlib import Path

import numpy as np
import pytest

from runlog.derive.ground_match_index import GROUNDS, INFERRED, NO_BASIS, TAGGED, UNKNOWN_CODE, MapWays
from runlog.errors import ReadError, UsageError
from runlog.library.map_extract import read_ways
from runlog.library.map_tiles import Tiles, around, tile_of, tiles_of
from runlog.model import Ground
from tests.support.maps import LAT, LON, TinyMap, degrees, needs_extra

needs_extra()

HERE = tiles_of(*degrees([(0, 0)]))


def read(tiny: TinyMap, folder: Path, tiles: Tiles = HERE) -> MapWays:
    return read_ways(tiny.write(folder / "tiny.osm.pbf"), tiles, folder)


def grounds(ways: MapWays) -> list[tuple[Ground | None, int]]:
    codes = zip(ways.ground.tolist(), ways.basis.tolist(), strict=True)
    return [(None if code == UNKNOWN_CODE else GROUNDS[code], basis) for code, basis in codes]


def test_ways_come_with_their_ground_and_how_it_is_known(tmp_path: Path) -> None:
    tiny = TinyMap()
    tiny.way([(0, 0), (100, 0), (200, 0)], highway="path", surface="gravel")
    tiny.way([(0, 0), (0, 100)], highway="residential")
    tiny.way([(0, 0), (0, -100)], highway="path", surface="wood")
    tiny.way([(0, 0), (50, 50)], highway="motorway")
    tiny.way([(0, 0), (50, 50)], building="yes")
    ways = read(tiny, tmp_path)
    assert grounds(ways) == [(Ground.GRAVEL, TAGGED), (Ground.ASPHALT, INFERRED), (None, NO_BASIS)]
    assert ways.first.tolist() == [0, 3, 5, 7]
    lat, lon = degrees([(200, 0)])
    assert (ways.lat_e7[2], ways.lon_e7[2]) == (round(lat[0] * 1e7), round(lon[0] * 1e7))


def test_only_ways_through_the_asked_tiles_are_kept(tmp_path: Path) -> None:
    tiny = TinyMap()
    tiny.way([(0, 0), (100, 0)], highway="path")
    tiny.way([(30_000, 0), (30_100, 0)], highway="track")
    tiny.way([(-6_000, 50), (6_000, 50)], highway="footway")
    assert len(read(tiny, tmp_path)) == 2
    assert len(read(tiny, tmp_path, tiles_of(*degrees([(30_000, 0)])))) == 1
    assert len(read(tiny, tmp_path, tiles_of(*degrees([(0, 90_000)])))) == 0


def test_a_running_track_drawn_as_an_area_with_a_hole_is_read_from_its_outlines(tmp_path: Path) -> None:
    tiny = TinyMap()
    outer = tiny.way([(0, 0), (100, 0), (100, 60), (0, 60), (0, 0)])
    inner = tiny.way([(10, 10), (90, 10), (90, 50), (10, 50), (10, 10)])
    tiny.relations.append(({"type": "multipolygon", "leisure": "track", "surface": "tartan"}, [outer, inner]))
    tiny.way([(0, -50), (100, -50)], highway="footway")
    ways = read(tiny, tmp_path)
    assert sorted(map(str, grounds(ways))) == sorted(
        map(str, [(Ground.ASPHALT, INFERRED), (Ground.TRACK, TAGGED), (Ground.TRACK, TAGGED)])
    )


def test_a_long_tunnel_is_left_out_and_an_underpass_is_not(tmp_path: Path) -> None:
    tiny = TinyMap()
    tiny.way([(0, 0), (400, 0)], highway="tertiary", tunnel="yes")
    tiny.way([(0, 20), (30, 20)], highway="footway", tunnel="yes")
    ways = read(tiny, tmp_path)
    assert ways.roofed.tolist() == [1]


def test_a_way_cut_by_the_extracts_border_keeps_what_the_extract_holds(tmp_path: Path) -> None:
    import osmium
    from osmium.osm.mutable import Node, Way

    path = tmp_path / "cut.osm.pbf"
    writer = osmium.SimpleWriter(str(path))
    for number, offset in ((2, 0.0), (3, 0.001)):
        writer.add_node(Node(id=number, location=(LON + offset, LAT)))
    writer.add_way(Way(id=1, nodes=[1, 2, 3], tags={"highway": "path"}))
    writer.add_way(Way(id=2, nodes=[1, 4], tags={"highway": "path"}))
    writer.close()
    ways = read_ways(path, HERE, tmp_path)
    assert ways.first.tolist() == [0, 2]


def test_nothing_is_left_in_the_scratch_folder(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    tiny = TinyMap()
    tiny.way([(0, 0), (100, 0)], highway="path")
    read_ways(tiny.write(tmp_path / "tiny.osm.pbf"), HERE, scratch)
    assert list(scratch.iterdir()) == []


def test_a_file_that_is_no_extract_says_so(tmp_path: Path) -> None:
    path = tmp_path / "map.osm.pbf"
    path.write_bytes(b"this is no map, whatever its name")
    with pytest.raises(ReadError, match="download it again"):
        read_ways(path, HERE, tmp_path)


def test_a_cut_off_extract_says_so(tmp_path: Path) -> None:
    tiny = TinyMap()
    tiny.way([(0, 0), (100, 0)], highway="path")
    path = tiny.write(tmp_path / "tiny.osm.pbf")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ReadError, match="download it again"):
        read_ways(path, HERE, tmp_path)


def test_too_little_room_for_reading_is_told_before_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny = TinyMap()
    tiny.way([(0, 0), (100, 0)], highway="path")
    monkeypatch.setattr("runlog.library.map_extract.SCRATCH_FLOOR", 10**18)
    with pytest.raises(UsageError, match="must be free"):
        read(tiny, tmp_path)


def test_a_scratch_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    tiny = TinyMap()
    tiny.way([(0, 0), (100, 0)], highway="path")
    path = tiny.write(tmp_path / "tiny.osm.pbf")
    with pytest.raises(UsageError, match="RUNLOG_CACHE"):
        read_ways(path, HERE, path / "below a file")


def test_a_missing_extract_is_a_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_ways(tmp_path / "none.osm.pbf", HERE, tmp_path)


def test_tiles_reach_over_the_border_by_a_margin() -> None:
    edge = np.array([47.02 - 1e-5])
    assert tiles_of(edge, np.array([9.01])) == {(2350, 450), (2351, 450)}
    assert tiles_of(np.array([-0.001]), np.array([-0.001])) >= {(-1, -1)}
    assert tile_of(-1, -1) == (-1, -1)


def test_rings_around_tiles() -> None:
    assert len(around(frozenset({(0, 0)}), 2)) == 25
