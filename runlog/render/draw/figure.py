"""The outline of a person seen from behind, and where its regions lie.

Drawn for runlog by hand, as the right half of a figure 200 units tall that is mirrored; x grows to the figure's right.
"""

from typing import Final

from runlog.render.draw.canvas import Point

HEIGHT: Final = 200.0
HALF_WIDTH: Final = 41.0

HEAD: Final = (0.0, 186.5, 9.2, 12.0)
"""Middle and radii."""
_HALF: Final[tuple[Point, ...]] = (
    (4.6, 177.5), (5.0, 171.5), (8.5, 167.8), (15.0, 166.0), (21.0, 163.2), (25.0, 157.0), (26.6, 148.0),
    (28.0, 138.0), (30.2, 127.0), (32.0, 116.0), (34.4, 104.0), (36.4, 94.0), (38.6, 87.0), (38.2, 79.5),
    (35.6, 75.5), (33.6, 79.0), (32.8, 86.5), (32.0, 93.5), (29.4, 104.0), (27.0, 114.0), (25.2, 124.0),
    (22.6, 134.0), (20.6, 143.5), (18.8, 138.0), (17.4, 128.0), (16.2, 118.5), (16.6, 109.0), (18.8, 100.0),
    (20.4, 91.0), (20.4, 80.0), (19.0, 67.0), (17.0, 56.0), (16.6, 49.0), (17.4, 41.0), (16.6, 31.0), (13.8, 19.0),
    (12.8, 11.0), (14.2, 6.0), (15.8, 2.8), (12.6, 0.6), (7.6, 0.8), (6.6, 4.0), (7.8, 10.0), (7.6, 18.0),
    (6.4, 28.0), (5.8, 37.0), (6.6, 46.0), (6.2, 53.0), (5.2, 62.0), (3.4, 73.0), (1.4, 83.0), (0.0, 87.5),
)  # fmt: skip
SPINE: Final[tuple[Point, ...]] = ((0.0, 166.0), (0.0, 104.0))
FOLDS: Final[tuple[tuple[Point, ...], ...]] = (
    ((2.0, 88.5), (6.0, 85.4), (11.0, 85.0), (15.0, 87.2)),
    ((8.4, 51.6), (11.4, 50.4), (14.6, 51.6)),
    ((6.0, 146.0), (10.0, 141.0), (13.6, 142.4)),
)
"""Creases of buttocks and knees and the edge of the shoulder blades, on the right; mirrored for the left."""

_PLACES: Final[dict[str, Point]] = {
    "neck": (2.6, 172.0), "upper_back": (8.0, 148.0), "flank": (14.6, 122.0), "low_back": (12.0, 115.0),
    "sacrum": (5.0, 101.5),
    "saddle": (0.0, 87.0), "buttock": (10.0, 93.5), "hip": (18.6, 95.0), "thigh": (11.6, 71.0), "leg": (12.4, 60.0),
    "knee": (11.4, 51.0), "calf": (11.6, 37.0), "ankle": (10.2, 13.5), "foot": (11.0, 3.6),
}  # fmt: skip
_DOWN: Final = ("buttock", "thigh", "knee", "calf", "ankle", "foot")
_STEPS: Final = 8


def outline() -> tuple[Point, ...]:
    """The closed outline of neck, trunk and limbs."""
    right = _smooth(_HALF)
    left = [(-x, y) for x, y in reversed(right)]
    return (*right, *left)


def place(region: str, side: str) -> Point:
    """Where a region lies; seen from behind, the figure's left is on the left."""
    x, y = _PLACES[region]
    return {"left": -x, "right": x, "middle": 0.0}[side], y


def way_down(region: str, side: str) -> tuple[Point, ...]:
    """From the low back down to a region of one leg."""
    last = "calf" if region == "leg" else region
    way = _DOWN[: _DOWN.index(last) + 1]
    sign = -1.0 if side == "left" else 1.0
    return tuple((sign * x, y) for x, y in _smooth(((5.0, 110.0), *(_PLACES[name] for name in way))))


def _smooth(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """A Catmull-Rom curve through the points."""
    ends = (points[0], *points, points[-1])
    curve: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        curve.extend(_between(a, b, c, d, step / _STEPS) for step in range(_STEPS))
    return (*curve, points[-1])


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    def one(p: float, q: float, r: float, s: float) -> float:
        return 0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)

    return one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])
