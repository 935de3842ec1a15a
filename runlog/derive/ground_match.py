"""The ground under a track: the way of a map that each of its steps is on, and what that way is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.derive.ground_along import ground_by_km
from runlog.derive.ground_match_index import GROUNDS, INFERRED, NO_BASIS, TAGGED, UNKNOWN_CODE, GroundIndex, Int8
from runlog.derive.ground_match_track import Floats, Places, Track
from runlog.model import Ground

MATCH_VERSION: Final = 2
"""Raised whenever the same track on the same map would tell other ground."""
DRIFT_M: Final = 10.0
"""How far off a way a step usually is. A GPS is rarely 10 m off, but its error drifts: one that is stays so for many
steps, so that each of them proves little. This and the costs below were chosen on tracks drawn along real ways."""
COURSE_COST: Final = 3.0
"""For a step across its way; along it costs nothing."""
TURN_COST: Final = 1.0
"""For going over to a way that meets this one."""
LEAP_COST: Final = 8.0
"""For going over to a way that doesn't."""
ROOF_COST: Final = 1.0
"""For a step in a tunnel or passage, where a GPS seldom sees anything."""
NOWHERE: Final = -1


@dataclass(frozen=True, slots=True)
class GroundTrace:
    """Ground along a track: per step its code of `GROUNDS` and its basis; steps lie between `edges_m`.

    Of the whole distance `total_m`, `before_m` were recorded before the first position.
    """

    edges_m: Floats
    ground: Int8
    basis: Int8
    total_m: float
    before_m: float = 0.0


@dataclass(frozen=True, slots=True)
class MapGround:
    """Shares of a whole activity's distance (0 to 1) per class, by basis; what they leave is unknown."""

    tagged: Mapping[Ground, float]
    inferred: Mapping[Ground, float]
    by_km: str | None = None
    """The class and basis of each kilometre, as `ground_along.ground_by_km` writes them."""

    @property
    def tagged_share(self) -> float:
        """Share of the distance on ways whose surface the map tells."""
        return sum(self.tagged.values())

    @property
    def inferred_share(self) -> float:
        """Share of the distance on ways whose surface was inferred from what kind of way they are."""
        return sum(self.inferred.values())

    @property
    def shares(self) -> Mapping[Ground, float]:
        """Both together."""
        both = {ground: self.tagged.get(ground, 0.0) + self.inferred.get(ground, 0.0) for ground in GROUNDS}
        return {ground: share for ground, share in both.items() if share > 0}


def match_ground(track: Track, index: GroundIndex) -> GroundTrace:
    """The ground of every step of a track; a step that no GPS saw, or off every way, is unknown.

    The likeliest sequence of ways (Viterbi) by distance, by course and by whether one way leads to the next.
    """
    way = match_ways(track, index)
    on = way != NOWHERE
    ground = np.where(on, index.ways.ground[way], UNKNOWN_CODE) if len(index.ways) else np.full(len(way), UNKNOWN_CODE)
    basis = np.where(on, index.ways.basis[way], NO_BASIS) if len(index.ways) else np.full(len(way), NO_BASIS)
    return GroundTrace(track.edges_m, ground.astype(np.int8), basis.astype(np.int8), track.total_m, track.before_m)


def ground_shares(trace: GroundTrace) -> MapGround:
    """A trace summed up, tagged and inferred apart, and by kilometre."""
    return MapGround(_shares(trace, TAGGED), _shares(trace, INFERRED), ground_by_km(trace))


def _shares(trace: GroundTrace, basis: int) -> Mapping[Ground, float]:
    chosen = (trace.basis == basis) & (trace.ground != UNKNOWN_CODE)
    metres = np.bincount(trace.ground[chosen], np.diff(trace.edges_m)[chosen], len(GROUNDS))
    return {ground: float(m / trace.total_m) for ground, m in zip(GROUNDS, metres, strict=True) if m > 0}


def match_ways(track: Track, index: GroundIndex) -> Places:
    """The place in the index of each step's way, or NOWHERE."""
    seen = np.flatnonzero(track.seen)
    way = np.full(len(track.x), NOWHERE, dtype=np.intp)
    if not len(seen) or not len(index.ways):
        return way
    found = _candidates(track, seen, index)
    # Where steps were not seen between, a new track begins.
    fresh = np.append(True, np.diff(seen) > 1)
    way[seen] = _likeliest(found, fresh.tolist(), index)
    return way


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The ways near each step, those of step i at `first[i]:first[i + 1]`, with what being on them costs."""

    first: Sequence[int]
    way: Sequence[int]
    cost: Sequence[float]


def _candidates(track: Track, seen: Places, index: GroundIndex) -> _Candidates:
    near = index.near(track.x[seen], track.y[seen], track.scale[seen])
    heading_x, heading_y = _heading(track.x)[seen][near.point], _heading(track.y)[seen][near.point]
    length = np.hypot(heading_x, heading_y) * np.hypot(near.course_x, near.course_y)
    along = np.abs(heading_x * near.course_x + heading_y * near.course_y)
    straying = np.where(length > 0, 1 - along / np.where(length > 0, length, 1.0), 0.0)
    cost = 0.5 * (near.apart_m / DRIFT_M) ** 2 + COURSE_COST * np.maximum(straying, 0.0)
    cost += ROOF_COST * index.ways.roofed[near.way]
    key = near.point * len(index.ways) + near.way
    order = np.argsort(key, kind="stable")
    key = key[order]
    begin = np.flatnonzero(np.append(True, key[1:] != key[:-1])[: len(key)])
    # Of several segments of one way the cheapest counts.
    cheapest = np.minimum.reduceat(cost[order], begin) if len(begin) else cost
    point, way = np.divmod(key[begin], len(index.ways))
    first = np.searchsorted(point, np.arange(len(seen) + 1))
    return _Candidates(first.tolist(), way.tolist(), cheapest.tolist())


def _heading(values: Floats) -> Floats:
    """The course at each step, over its two neighbours on either side."""
    if len(values) < 2:  # noqa: PLR2004 (a course needs two points)
        return np.zeros(len(values))
    change = np.gradient(values)
    wide = np.concatenate([change[:1], change, change[-1:]])
    return np.asarray(wide[:-2] + wide[1:-1] + wide[2:], dtype=np.float64)


def _likeliest(found: _Candidates, fresh: Sequence[bool], index: GroundIndex) -> list[int]:
    """The cheapest sequence of ways. Plain lists: a step has three or four candidates, too few for arrays to pay."""
    first, way, connected, number = found.first, found.way, index.connected, len(index.ways)
    total, back = list(found.cost), [NOWHERE] * len(way)
    for step in range(1, len(fresh)):
        before, here, after = first[step - 1 : step + 2]
        if fresh[step] or before == here:
            continue
        for to in range(here, after):
            cheapest, best, base = float("inf"), NOWHERE, way[to] * number
            for come in range(before, here):
                cost = total[come]
                if cost >= cheapest:
                    continue
                if way[come] != way[to]:
                    cost += TURN_COST if base + way[come] in connected else LEAP_COST
                if cost < cheapest:
                    cheapest, best = cost, come
            total[to] += cheapest
            back[to] = best
    return _retrace(first, way, total, back)


def _retrace(first: Sequence[int], way: Sequence[int], total: Sequence[float], back: Sequence[int]) -> list[int]:
    ways: list[Any] = [NOWHERE] * (len(first) - 1)
    at = NOWHERE
    for step in range(len(ways) - 1, -1, -1):
        here = range(first[step], first[step + 1])
        if not here:
            at = NOWHERE
            continue
        if at == NOWHERE:
            at = min(here, key=total.__getitem__)
        ways[step] = way[at]
        at = back[at]
    return ways
