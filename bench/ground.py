"""Matching a track against shapely's own nearest-way query; loading a map's index against reading its extract.

Run `python -m bench.ground EXTRACT`; with `--assert` the exit code is 1 where a track takes more than 1.5 times the
query over the same points, or loading more than a fifth of reading. Needs the extra `ground`.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import osmium
import shapely

from bench.measure import Timing, interleave, print_table, versions
from runlog.derive.ground_along import stretches_of
from runlog.derive.ground_match import ground_shares, match_ground
from runlog.derive.ground_match_index import RADIUS_M, GroundIndex, MapWays
from runlog.derive.ground_match_track import mercator, track_of
from runlog.library.map_extract import read_ways
from runlog.library.map_store import MapStore
from runlog.library.map_tiles import Tiles, tiles_of
from tests.support.maps import Walker, drift

MATCH_LIMIT: Final = 1.5
LOAD_LIMIT: Final = 0.2
ROUNDS: Final = 15
TRACKS: Final = 10
MATCH, NEAREST, NEAREST_RAW = "samples to ground", "shapely's nearest way, per step", "the same, per sample"
READ, LOAD = "read the extract", "load the index"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the tables, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("extract", type=Path, help="a small regional extract (.osm.pbf)")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each candidate runs")
    parser.add_argument("--assert", dest="hold", action="store_true", help="fail where a limit is passed")
    options = parser.parse_args(arguments)
    tiles = whole(options.extract)
    print(versions(["runlog", "numpy", "shapely", "osmium"]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways = read_ways(options.extract, tiles, folder)
        print(f"{options.extract.name}: {len(ways)} ways, {len(ways.lon_e7)} vertices")
        matched = match(ways, options.rounds)
        loaded = load(options.extract, tiles, ways, folder, options.rounds)
    holds = [
        told(matched, MATCH, NEAREST, MATCH_LIMIT),
        told(loaded, LOAD, READ, LOAD_LIMIT),
    ]
    return 1 if options.hold and not all(holds) else 0


def whole(extract: Path) -> Tiles:
    """The tiles of everything in an extract."""
    nodes: Any = osmium.FileProcessor(str(extract), osmium.osm.NODE)
    places = np.array([(node.lat, node.lon) for node in nodes])
    return tiles_of(places[:, 0], places[:, 1])


def match(ways: MapWays, rounds: int) -> tuple[Timing, ...]:
    """Ten tracks of an hour each with a drift of 5 m, from their samples to shares of ground; and plain queries."""
    lat = float(np.median(ways.lat_e7)) / 1e7
    walker, index = Walker(ways, lat), GroundIndex(ways)
    columns = []
    for seed in range(TRACKS):
        rng = np.random.default_rng(seed)
        positions, _ = walker.walk(rng)
        columns.append(walker.columns(positions + drift(rng, len(positions), 5.0)))
    tracks = [track for column in columns if (track := track_of(column)) is not None]
    tree = segments(ways)
    reach = RADIUS_M / np.cos(np.radians(lat))
    steps = [(track.x, track.y) for track in tracks]
    raw = [mercator(column["lat_deg"], column["lon_deg"]) for column in columns]
    samples, count = sum(len(column["t_s"]) for column in columns), sum(len(track.x) for track in tracks)
    print(f"{len(tracks)} tracks, {samples} samples, {count} steps")

    def ours() -> None:
        for column in columns:
            track = track_of(column)
            if track is not None:
                trace = match_ground(track, index)
                ground_shares(trace)
                stretches_of(trace)

    def nearest(lines: list[tuple[Any, Any]]) -> None:
        for x, y in lines:
            tree.query_nearest(shapely.points(x, y), max_distance=reach, all_matches=False)

    ours()
    timings = interleave({MATCH: ours, NEAREST: lambda: nearest(steps), NEAREST_RAW: lambda: nearest(raw)}, rounds)
    print_table(timings, NEAREST)
    return timings


def segments(ways: MapWays) -> Any:
    """The tree of shapely over every segment of every way, in Mercator metres."""
    x, y = mercator(ways.lat_e7 / 1e7, ways.lon_e7 / 1e7)
    ends = np.stack([x, y], axis=1)
    way = np.repeat(np.arange(len(ways)), np.diff(ways.first))
    joined = np.flatnonzero(way[1:] == way[:-1])
    return shapely.STRtree(shapely.linestrings(np.stack([ends[joined], ends[joined + 1]], axis=1)))


def load(extract: Path, tiles: Tiles, ways: MapWays, folder: Path, rounds: int) -> tuple[Timing, ...]:
    """Extract to ways to index, and kept ways to index, each up to the first answer."""
    path = folder / "maps.sqlite"
    with MapStore(path, "bench") as store:
        store.keep_map(extract.name, tiles, ways)
    here = np.zeros(1)

    def ready(found: MapWays) -> None:
        index = GroundIndex(found)
        index.near(here, here, np.ones(1))
        _ = index.connected

    def kept() -> None:
        with MapStore(path, "bench") as store:
            ready(store.ways())

    timings = interleave({READ: lambda: ready(read_ways(extract, tiles, folder)), LOAD: kept}, rounds)
    print(f"index kept in {path.stat().st_size / 1e6:.2f} MB, extract {extract.stat().st_size / 1e6:.2f} MB")
    print_table(timings, READ)
    return timings


def told(timings: tuple[Timing, ...], name: str, base: str, limit: float) -> bool:
    """Print and return whether the ratio of medians is within the limit."""
    medians = {timing.name: timing.median_s for timing in timings}
    ratio = medians[name] / medians[base]
    print(f"{name} / {base}: {ratio:.2f}, limit {limit:g}: {'holds' if ratio <= limit else 'does NOT hold'}")
    return ratio <= limit


if __name__ == "__main__":
    sys.exit(main())
