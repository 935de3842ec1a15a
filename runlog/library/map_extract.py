"""A regional extract of OpenStreetMap (`.osm.pbf`) read once, as a stream: the ways near a log's tracks.

Node positions lie in a file beside the cache while it is read, and only ways in the asked tiles are kept, so that
memory does not grow with the extract.
"""

import os
import shutil
import tempfile
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from runlog.derive.ground_match_index import GROUNDS, INFERRED, NO_BASIS, TAGGED, UNKNOWN_CODE, MapWays
from runlog.distribution import install_hint
from runlog.errors import ReadError, UsageError
from runlog.library.map_classes import WayGround, ground_of_way
from runlog.library.map_tiles import Tiles, around, tile_of

EXTRA: Final = "ground"
FAR_TILES: Final = 5
"""A way that begins more than so many tiles (some 10 km) from every track is passed over unread."""
SCRATCH_FLOOR: Final = 64_000_000
SCRATCH_PER_BYTE: Final = 4
"""Node positions take 16 bytes each while an extract has one node to 9 bytes (measured), a thin one to 5."""
LONGEST_TUNNEL_M: Final = 100.0
"""In a longer tunnel there is no GPS: a track seen there ran above it."""
NOT_IN_EXTRACT: Final = 2**31 - 1
"""osmium's coordinate of a node that the file doesn't hold."""
_KEYS: Final = ("highway", "leisure")
_E7: Final = 1e7
_M_PER_DEGREE: Final = 111_320.0

Ring = tuple[list[int], list[int]]


def read_ways(extract: Path, tiles: Tiles, scratch: Path) -> MapWays:
    """The ways of an extract that pass through any of the tiles; `scratch` holds node positions meanwhile.

    Raises:
        UsageError: the extra `ground` is not installed, or there is no such file.
        ReadError: the file is no OpenStreetMap extract, or damaged.
    """
    try:
        import osmium  # noqa: F401 (whether it is there)
    except ImportError:
        raise UsageError(f"reading a map needs the extra `{EXTRA}`: {install_hint(EXTRA)}") from None
    if not extract.is_file():
        raise UsageError(f"{extract}: no such file; download a regional extract (.osm.pbf) and name it")
    _make_room(scratch, extract.stat().st_size)
    kept = _Kept()
    try:
        with tempfile.TemporaryDirectory(dir=scratch) as folder:
            for tags, lon_e7, lat_e7 in _runnable(str(extract), Path(folder), around(tiles, FAR_TILES)):
                if _touches(lon_e7, lat_e7, tiles):
                    kept.add(tags, lon_e7, lat_e7)
    except (RuntimeError, OSError) as error:
        raise ReadError(f"{extract}: not a whole OpenStreetMap extract ({error}); download it again") from None
    return kept.ways()


def _make_room(scratch: Path, size: int) -> None:
    """Check that node positions can be kept meanwhile: a disk that fills under a mapped file ends the process."""
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(scratch).free
        writable = os.access(scratch, os.W_OK)
    except OSError:
        free, writable = 0, False
    if not writable:
        raise UsageError(f"{scratch}: cannot be written; set RUNLOG_CACHE to a folder that you can write to")
    needed = SCRATCH_FLOOR + SCRATCH_PER_BYTE * size
    if free < needed:
        raise UsageError(f"{scratch}: {needed / 1e9:.1f} GB must be free there while the map is read; make room")


def _runnable(extract: str, folder: Path, near: Tiles) -> Iterator[tuple[WayGround, list[int], list[int]]]:
    import osmium
    from osmium.filter import EntityFilter, KeyFilter
    from osmium.osm import NODE, WAY

    outlines = _outlines_of_tracks(extract)
    reader = osmium.FileProcessor(extract, NODE | WAY).with_locations(f"sparse_file_array,{folder / 'nodes'}")
    ways: Iterable[Any] = reader.with_filter(EntityFilter(WAY)).with_filter(KeyFilter(*_KEYS))
    for way in ways:
        nodes = way.nodes
        if not len(nodes) or not _is_near(nodes[0], near):
            continue
        found = ground_of_way(dict(way.tags))
        if found is not None:
            yield found, *_known([node.x for node in nodes], [node.y for node in nodes])
    store = reader.node_location_storage
    for found, refs in outlines:
        places = [place for ref in refs if (place := _place(store, ref)) is not None]
        yield found, *_known([place.x for place in places], [place.y for place in places])


def _outlines_of_tracks(extract: str) -> list[tuple[WayGround, list[int]]]:
    """The outlines of running tracks that are drawn as areas with a hole, whose ways carry no tags of their own."""
    import osmium
    from osmium.filter import IdFilter, KeyFilter
    from osmium.osm import RELATION, WAY

    members: dict[int, WayGround] = {}
    relations: Iterable[Any] = osmium.FileProcessor(extract, RELATION).with_filter(KeyFilter("leisure"))
    for relation in relations:
        found = ground_of_way(dict(relation.tags))
        if found is not None:
            members.update({member.ref: found for member in relation.members if member.type == "w"})
    if not members:
        return []
    ways: Iterable[Any] = osmium.FileProcessor(extract, WAY).with_filter(IdFilter(members))
    return [
        (members[way.id], [node.ref for node in way.nodes]) for way in ways if not any(key in way.tags for key in _KEYS)
    ]


def _is_near(node: Any, near: Tiles) -> bool:
    # A way cut by the extract's border may begin outside it: its other nodes decide.
    return node.x == NOT_IN_EXTRACT or tile_of(node.y, node.x) in near


def _known(lon_e7: list[int], lat_e7: list[int]) -> Ring:
    if NOT_IN_EXTRACT in lon_e7:
        known = [place for place in zip(lon_e7, lat_e7, strict=True) if place[0] != NOT_IN_EXTRACT]
        return [lon for lon, _ in known], [lat for _, lat in known]
    return lon_e7, lat_e7


def _place(store: Any, ref: int) -> Any:
    try:
        return store.get(ref)
    except KeyError:
        return None


def _touches(lon_e7: list[int], lat_e7: list[int], tiles: Tiles) -> bool:
    """Whether the rectangle around a way meets any of the tiles."""
    if len(lon_e7) < 2:  # noqa: PLR2004 (a line has two ends)
        return False
    low_row, low_column = tile_of(min(lat_e7), min(lon_e7))
    high_row, high_column = tile_of(max(lat_e7), max(lon_e7))
    columns = range(low_column, high_column + 1)
    return any((row, column) in tiles for row in range(low_row, high_row + 1) for column in columns)


class _Kept:
    """Ways gathered in plain arrays."""

    def __init__(self) -> None:
        self._lon, self._lat = array("i"), array("i")
        self._first = array("i", [0])
        self._facts: Mapping[str, array[int]] = {
            name: array("b") for name in ("ground", "basis", "half_width_m", "roofed")
        }

    def add(self, way: WayGround, lon_e7: list[int], lat_e7: list[int]) -> None:
        if way.roofed and _length_m(lon_e7, lat_e7) > LONGEST_TUNNEL_M:
            return
        self._lon.extend(lon_e7)
        self._lat.extend(lat_e7)
        self._first.append(len(self._lon))
        known = way.ground is not None
        self._facts["ground"].append(GROUNDS.index(way.ground) if way.ground is not None else UNKNOWN_CODE)
        self._facts["basis"].append((TAGGED if way.told else INFERRED) if known else NO_BASIS)
        self._facts["half_width_m"].append(way.half_width_m)
        self._facts["roofed"].append(way.roofed)

    def ways(self) -> MapWays:
        return MapWays(
            np.array(self._lon, np.int32),
            np.array(self._lat, np.int32),
            np.array(self._first, np.int32),
            **{name: np.array(values, np.int8) for name, values in self._facts.items()},
        )


def _length_m(lon_e7: list[int], lat_e7: list[int]) -> float:
    lon, lat = np.array(lon_e7) / _E7, np.array(lat_e7) / _E7
    east = np.diff(lon) * np.cos(np.radians(lat[1:]))
    return float(np.hypot(east, np.diff(lat)).sum() * _M_PER_DEGREE)
