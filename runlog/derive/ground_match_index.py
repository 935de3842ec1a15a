"""The ways of a map as arrays, and which of them pass near a point."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from runlog.derive.ground_match_track import Floats, Places, mercator
from runlog.model import Ground

GROUNDS: Final = tuple(Ground)
"""A ground code is a class's place here; -1 is unknown."""
UNKNOWN_CODE: Final = -1
NO_BASIS: Final = 0
TAGGED: Final = 1
INFERRED: Final = 2
RADIUS_M: Final = 25.0
"""A point further than this from every way is on none of them."""
SEGMENTS_IN_A_BOX: Final = 4
"""Segments of a way that share a box of the tree: a quarter of the boxes to build, few more distances to take."""
MOST_WAYS_AT_A_JUNCTION: Final = 8
_ROUNDING: Final = 1.01
_E7: Final = 1e7

Int32 = np.ndarray[Any, np.dtype[np.int32]]
Int8 = np.ndarray[Any, np.dtype[np.int8]]


@dataclass(frozen=True, slots=True)
class MapWays:
    """Ways of a map, each of two vertices or more.

    `lon_e7`, `lat_e7` are vertices in 1e-7 degrees; those of way i stand at `first[i]:first[i + 1]`. `ground` holds
    codes of `GROUNDS`, `basis` one of NO_BASIS, TAGGED, INFERRED; `half_width_m` is how far a way reaches from its
    line, `roofed` is 1 for tunnels and passages.
    """

    lon_e7: Int32
    lat_e7: Int32
    first: Int32
    ground: Int8
    basis: Int8
    half_width_m: Int8
    roofed: Int8

    def __len__(self) -> int:
        return len(self.ground)


@dataclass(frozen=True, slots=True)
class Near:
    """Pairs of a point and a segment within reach: the point's place, the way's, metres apart, the segment's course."""

    point: Places
    way: Places
    apart_m: Floats
    course_x: Floats
    course_y: Floats


class GroundIndex:
    """Ways in Mercator metres with a tree over boxes of their segments; needs shapely, from the extra `ground`."""

    def __init__(self, ways: MapWays) -> None:
        import shapely

        self.ways = ways
        lat_deg = ways.lat_e7 / _E7
        self._x, self._y = mercator(lat_deg, ways.lon_e7 / _E7)
        segments = np.diff(ways.first) - 1
        begin = np.cumsum(segments) - segments
        self._way = np.repeat(np.arange(len(ways)), segments)
        place = np.arange(len(self._way)) - begin[self._way]
        # A segment is known by its first vertex; the last vertex of a way begins none.
        self._vertex = ways.first[:-1][self._way] + place
        self._box = np.flatnonzero(place % SEGMENTS_IN_A_BOX == 0)
        self._in_box = np.diff(np.append(self._box, len(self._way)))
        half_width_m = ways.half_width_m[self._way[self._box]]
        scale = np.cos(np.radians(lat_deg[self._vertex[self._box]]))
        self._tree = shapely.STRtree(self._diagonals((RADIUS_M + half_width_m) / scale * _ROUNDING))

    def _diagonals(self, margin: Floats) -> Any:
        """The boxes around each group of segments, as diagonals: these have the same bounds and are made faster."""
        import shapely

        if not len(self._box):
            return []
        corners = []
        for values in (self._x, self._y):
            ends = values[self._vertex], values[self._vertex + 1]
            corners.append(np.minimum.reduceat(np.minimum(*ends), self._box) - margin)
            corners.append(np.maximum.reduceat(np.maximum(*ends), self._box) + margin)
        low_x, high_x, low_y, high_y = corners
        return shapely.linestrings(np.stack([low_x, low_y, high_x, high_y], axis=1).reshape(-1, 2, 2))

    def near(self, x: Floats, y: Floats, scale: Floats) -> Near:
        """Segments within `RADIUS_M` of points in Mercator metres; `scale` turns those into metres on the ground."""
        import shapely

        point, box = self._tree.query(shapely.points(x, y))
        count = self._in_box[box]
        place = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
        segment = np.repeat(self._box[box], count) + place
        point = np.repeat(point, count)
        way, vertex = self._way[segment], self._vertex[segment]
        from_x, from_y = self._x[vertex], self._y[vertex]
        course_x, course_y = self._x[vertex + 1] - from_x, self._y[vertex + 1] - from_y
        to_x, to_y = x[point] - from_x, y[point] - from_y
        square = course_x * course_x + course_y * course_y
        part = np.clip((to_x * course_x + to_y * course_y) / np.where(square > 0, square, 1.0), 0.0, 1.0)
        apart_m = np.hypot(to_x - part * course_x, to_y - part * course_y) * scale[point]
        apart_m = np.maximum(0.0, apart_m - self.ways.half_width_m[way])
        kept = np.flatnonzero(apart_m <= RADIUS_M)
        return Near(point[kept], way[kept], apart_m[kept], course_x[kept], course_y[kept])

    @cached_property
    def connected(self) -> frozenset[int]:
        """Pairs of ways that share a vertex: one way's place times the number of ways, plus the other's."""
        number = len(self.ways)
        vertex = self.ways.lon_e7.astype(np.int64) * (1 << 32) + self.ways.lat_e7
        order = np.argsort(vertex, kind="stable")
        vertex, way = vertex[order], np.repeat(np.arange(number), np.diff(self.ways.first))[order]
        pairs: set[int] = set()
        for apart in range(1, MOST_WAYS_AT_A_JUNCTION):
            one, other = way[:-apart], way[apart:]
            shared = (vertex[apart:] == vertex[:-apart]) & (one != other)
            pairs.update((one[shared] * number + other[shared]).tolist())
            pairs.update((other[shared] * number + one[shared]).tolist())
        return frozenset(pairs)
