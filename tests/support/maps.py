"""Small invented maps, tracks along their ways with the drift of a GPS, and walks along the ways of a real extract."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runlog.derive.ground_match_index import (
    GROUNDS,
    INFERRED,
    NO_BASIS,
    TAGGED,
    UNKNOWN_CODE,
    GroundIndex,
    MapWays,
)
from runlog.derive.ground_match_track import Floats
from runlog.model import Ground

LAT, LON = 47.0, 9.0
M_PER_DEGREE = 111_194.93
"""On the sphere of mean radius that runlog reckons with."""
SPEED_MPS = 2.9
Point = tuple[float, float]
"""Metres east and north of (LAT, LON)."""


def needs_extra() -> None:
    """Skip the module that calls this where the extra `ground` is not installed."""
    for name in ("osmium", "shapely"):
        pytest.importorskip(name, reason="needs the extra `ground`: pip install 'runlog-back[ground]'")


def degrees(points: Any, lat: float = LAT, lon: float = LON) -> tuple[Floats, Floats]:
    """Latitudes and longitudes of metres east and north of a place."""
    metres = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    return lat + metres[:, 1] / M_PER_DEGREE, lon + metres[:, 0] / (M_PER_DEGREE * np.cos(np.radians(lat)))


@dataclass
class TinyMap:
    """A map by hand: `way(points, ground)`, then `index()`, or `way(points, tags)` and `write(path)`."""

    lat: float = LAT
    lon: float = LON
    ways: list[tuple[list[Point], Mapping[str, str]]] = field(default_factory=list)
    relations: list[tuple[Mapping[str, str], list[int]]] = field(default_factory=list)

    def way(self, points: Sequence[Point], **tags: str) -> int:
        """Add a way with these tags (`highway="path"`); its number."""
        self.ways.append((list(points), tags))
        return len(self.ways)

    def write(self, path: Path) -> Path:
        """An extract with these ways; points that are equal are one node."""
        import osmium
        from osmium.osm.mutable import Node, Relation, Way

        nodes: dict[Point, int] = {}
        for points, _ in self.ways:
            for point in points:
                nodes.setdefault(point, len(nodes) + 1)
        path.unlink(missing_ok=True)
        writer = osmium.SimpleWriter(str(path))
        for point, number in nodes.items():
            lat, lon = degrees([point], self.lat, self.lon)
            writer.add_node(Node(id=number, location=(float(lon[0]), float(lat[0]))))
        for number, (points, tags) in enumerate(self.ways, 1):
            writer.add_way(Way(id=number, nodes=[nodes[point] for point in points], tags=dict(tags)))
        for number, (tags, members) in enumerate(self.relations, 1):
            writer.add_relation(Relation(id=number, members=[("w", way, "outer") for way in members], tags=dict(tags)))
        writer.close()
        return path


def index_of(
    *ways: tuple[Sequence[Point], Ground | None], told: bool = True, half_width_m: int = 0, lat: float = LAT
) -> GroundIndex:
    """An index of these ways, all told by the map or all inferred."""
    lats, lons = degrees([point for points, _ in ways for point in points], lat)
    known = TAGGED if told else INFERRED
    return GroundIndex(
        MapWays(
            np.rint(lons * 1e7).astype(np.int32),
            np.rint(lats * 1e7).astype(np.int32),
            np.cumsum([0, *(len(points) for points, _ in ways)]).astype(np.int32),
            np.array([UNKNOWN_CODE if ground is None else GROUNDS.index(ground) for _, ground in ways], np.int8),
            np.array([NO_BASIS if ground is None else known for _, ground in ways], np.int8),
            np.full(len(ways), half_width_m, np.int8),
            np.zeros(len(ways), np.int8),
        )
    )


def along(points: Sequence[Point], *, speed_mps: float = SPEED_MPS) -> Floats:
    """Positions in metres, one a second, along a line of straight stretches."""
    corners = np.asarray(points, dtype=np.float64)
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    metres = np.arange(0.0, reached[-1], speed_mps)
    return np.stack([np.interp(metres, reached, corners[:, axis]) for axis in (0, 1)], axis=1)


def drift(rng: np.random.Generator, count: int, sigma_m: float, rho: float = 0.95) -> Floats:
    """Errors in metres to the east and north of `sigma_m` each, which wander with a memory of some 20 samples."""
    fresh = rng.normal(0, sigma_m * np.sqrt(1 - rho**2), (count, 2))
    error = np.empty((count, 2))
    error[0] = rng.normal(0, sigma_m, 2)
    for at in range(1, count):
        error[at] = rho * error[at - 1] + fresh[at]
    return error


def columns(positions: Any, *, lat: float = LAT, lon: float = LON, distance_m: Floats | None = None) -> dict[str, Any]:
    """SAMPLES columns, one sample a second; NaN positions are samples without one."""
    lats, lons = degrees(positions, lat, lon)
    told = np.full(len(lats), np.nan) if distance_m is None else distance_m
    return {"t_s": np.arange(float(len(lats))), "lat_deg": lats, "lon_deg": lons, "distance_m": told}


class Walker:
    """Random walks along the ways of an index, over their shared vertices; every way with a known ground is open."""

    def __init__(self, ways: MapWays, lat: float) -> None:
        self._ways = ways
        self._lat = lat
        way = np.repeat(np.arange(len(ways)), np.diff(ways.first))
        vertex = ways.lon_e7.astype(np.int64) * (1 << 32) + ways.lat_e7
        _, self._node = np.unique(vertex, return_inverse=True)
        east = M_PER_DEGREE * np.cos(np.radians(lat))
        self._at = np.empty((self._node.max() + 1, 2))
        self._at[self._node] = np.stack([ways.lon_e7 / 1e7 * east, ways.lat_e7 / 1e7 * M_PER_DEGREE], axis=1)
        self._next: dict[int, list[tuple[int, int]]] = {}
        for one in np.flatnonzero(
            (way[1:] == way[:-1]) & (ways.ground[way[1:]] >= 0) & (ways.half_width_m[way[1:]] == 0)
        ):
            a, b = int(self._node[one]), int(self._node[one + 1])
            self._next.setdefault(a, []).append((b, int(way[one])))
            self._next.setdefault(b, []).append((a, int(way[one])))

    def walk(self, rng: np.random.Generator, *, samples: int = 3600, fewest_ways: int = 20) -> tuple[Floats, Floats]:
        """Positions in metres, one a second at 2.9 m/s, and the ground code under each."""
        starts = list(self._next)
        while True:
            corners, ways = self._wander(rng, starts[rng.integers(len(starts))], samples * SPEED_MPS)
            if len(set(ways)) > fewest_ways:
                break
        reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
        metres = np.arange(samples) * SPEED_MPS
        place = np.clip(np.searchsorted(reached, metres, "right") - 1, 0, len(ways) - 1)
        positions = np.stack([np.interp(metres, reached, corners[:, axis]) for axis in (0, 1)], axis=1)
        return positions, self._ways.ground[np.array(ways)[place]]

    def _wander(self, rng: np.random.Generator, start: int, length_m: float) -> tuple[Floats, list[int]]:
        before, here, length = -1, start, 0.0
        corners, ways = [self._at[start]], []
        while length < length_m:
            onward = [step for step in self._next[here] if step[0] != before] or self._next[here]
            node, way = onward[rng.integers(len(onward))]
            length += float(np.hypot(*(self._at[node] - self._at[here])))
            before, here = here, node
            corners.append(self._at[node])
            ways.append(way)
        return np.array(corners), ways

    def columns(self, positions: Floats, *, told_m: Floats | None = None) -> dict[str, Any]:
        """SAMPLES columns of positions in this walker's metres."""
        east = M_PER_DEGREE * np.cos(np.radians(self._lat))
        told = np.full(len(positions), np.nan) if told_m is None else told_m
        return {
            "t_s": np.arange(float(len(positions))),
            "lat_deg": positions[:, 1] / M_PER_DEGREE,
            "lon_deg": positions[:, 0] / east,
            "distance_m": told,
        }
