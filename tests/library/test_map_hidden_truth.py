"""Tracks with a known truth, drawn along the ways of a real extract, and real tracks that lie outside it."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runlog.derive.ground_along import ground_by_km
from runlog.derive.ground_match import GroundTrace, ground_shares, match_ground
from runlog.derive.ground_match_index import GROUNDS, GroundIndex, MapWays
from runlog.derive.ground_match_track import track_of
from runlog.importers import read_file
from runlog.library.map_extract import read_ways
from runlog.library.map_matching import columns_of
from runlog.library.map_tiles import tiles_of
from runlog.model import HARD_GROUND
from tests.support.maps import SPEED_MPS, Walker, drift, needs_extra

needs_extra()

WALKS = 40
LAT, LON = (47.04, 47.28), (9.46, 9.65)
"""The extract's bounds in degrees."""
REAL_TRACKS = 60


@pytest.fixture(scope="module")
def ways(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> MapWays:
    lat, lon = np.meshgrid(np.arange(*LAT, 0.01), np.arange(*LON, 0.01))
    tiles = tiles_of(lat.ravel(), lon.ravel())
    return read_ways(shared / "osm" / "liechtenstein.osm.pbf", tiles, tmp_path_factory.mktemp("scratch"))


@pytest.fixture(scope="module")
def index(ways: MapWays) -> GroundIndex:
    return GroundIndex(ways)


@pytest.fixture(scope="module")
def walker(ways: MapWays) -> Walker:
    return Walker(ways, float(np.mean(LAT)))


def right_shares(index: GroundIndex, walker: Walker, sigma_m: float, *, told: bool) -> list[float]:
    """Of each of many walks, the share of its distance whose class is right, hard ground's error besides."""
    right = []
    for seed in range(WALKS):
        rng = np.random.default_rng(seed)
        positions, truth = walker.walk(rng)
        positions = positions + drift(rng, len(positions), sigma_m)
        told_m = np.arange(float(len(positions))) * SPEED_MPS if told else None
        right.append(float((at_samples(index, walker.columns(positions, told_m=told_m)) == truth).mean()))
    return right


def at_samples(index: GroundIndex, column: dict[str, Any]) -> Any:
    track = track_of(column)
    assert track is not None
    assert len(track.row) == len(column["t_s"])
    trace = match_ground(track, index)
    step = np.clip(np.searchsorted(trace.edges_m, track.row_m, "right") - 1, 0, len(trace.ground) - 1)
    return trace.ground[step]


@pytest.mark.parametrize(("sigma_m", "least"), [(5.0, 0.98), (10.0, 0.93)])
@pytest.mark.parametrize("told", [True, False], ids=["watch's distance", "positions alone"])
def test_the_class_is_right_on_nearly_all_of_the_distance(
    index: GroundIndex,
    walker: Walker,
    sigma_m: float,
    least: float,
    told: bool,  # noqa: FBT001 (pytest passes it)
) -> None:
    assert float(np.mean(right_shares(index, walker, sigma_m, told=told))) >= least


@pytest.mark.parametrize(("sigma_m", "least"), [(5.0, 0.97), (10.0, 0.93)])
def test_nearly_every_kilometre_gets_the_class_that_most_of_it_lies_on(
    index: GroundIndex, walker: Walker, sigma_m: float, least: float
) -> None:
    right = kilometres = 0
    for seed in range(WALKS):
        rng = np.random.default_rng(2000 + seed)
        positions, truth = walker.walk(rng)
        positions = positions + drift(rng, len(positions), sigma_m)
        track = track_of(walker.columns(positions, told_m=np.arange(float(len(positions))) * SPEED_MPS))
        assert track is not None
        found = (ground_by_km(match_ground(track, index)) or "").split()
        of_km = (np.arange(len(truth)) * SPEED_MPS // 1000).astype(int)
        most = [GROUNDS[np.bincount(truth[of_km == km]).argmax()].value for km in range(of_km[-1] + 1)]
        assert len(found) == len(most)
        right += sum(word.partition("/")[0] == name for word, name in zip(found, most, strict=True))
        kilometres += len(most)
    assert right / kilometres >= least


def test_the_share_of_hard_ground_is_right_within_two_points_on_average(index: GroundIndex, walker: Walker) -> None:
    hard = np.array([ground in HARD_GROUND for ground in GROUNDS])
    errors = []
    for seed in range(WALKS):
        rng = np.random.default_rng(1000 + seed)
        positions, truth = walker.walk(rng)
        track = track_of(walker.columns(positions + drift(rng, len(positions), 5.0)))
        assert track is not None
        found = ground_shares(match_ground(track, index)).shares
        errors.append(abs(sum(found.get(ground, 0) for ground in HARD_GROUND) - hard[truth].mean()))
    assert float(np.mean(errors)) < 0.02


def test_real_tracks_outside_the_extract_are_unknown_throughout(index: GroundIndex, corpus: Path) -> None:
    traces = [trace for path in track_files(corpus) for trace in outside(path, index)]
    assert len(traces) > REAL_TRACKS / 2
    assert sum(trace.total_m for trace in traces) > 100_000
    assert all(not ground_shares(trace).shares and (trace.ground < 0).all() for trace in traces)


def track_files(corpus: Path) -> list[Path]:
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as table:
        names = [row["path"] for row in csv.DictReader(table) if row["sport"].casefold() == "running"]
    step = max(1, len(names) // REAL_TRACKS)
    return [corpus / name for name in sorted(names)[::step] if (corpus / name).stat().st_size < 2_000_000]


def outside(path: Path, index: GroundIndex) -> list[GroundTrace]:
    traces = []
    for recording in read_file(path).recordings:
        column = columns_of(recording.samples)
        lat, lon = column["lat_deg"], column["lon_deg"]
        inside = (lat > LAT[0]) & (lat < LAT[1]) & (lon > LON[0]) & (lon < LON[1])
        track = None if inside.any() else track_of(column)
        if track is not None:
            traces.append(match_ground(track, index))
    return traces
