"""The invented courses of the sample: closed figures on the open water of a lake, so that no route is anybody's."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from runlog.units import EARTH_RADIUS_M

CENTRE_LAT_DEG: Final = 47.83
CENTRE_LON_DEG: Final = 16.76
"""Open water in Central European time; a zone look-up by position finds Europe/Vienna."""
_POINTS: Final = 720
_SERIES: Final = (-1 / 6, 1 / 120, -1 / 5040, 1 / 362880, -1 / 39916800, 1 / 6227020800, -1 / 1307674368000)


def sine(turns: float) -> float:
    """Sine of an angle in turns, from sums and products alone: the same bits on every platform."""
    part = turns - math.floor(turns)
    if part > 0.75:  # noqa: PLR2004 (the last quarter turn)
        part -= 1
    elif part > 0.25:  # noqa: PLR2004 (past the first quarter turn)
        part = 0.5 - part
    x = 2 * math.pi * part
    square, power, total = x * x, x, x
    for factor in _SERIES:
        power *= square
        total += factor * power
    return total


@dataclass(frozen=True)
class Course:
    """A closed figure: its length, how it bends, where it lies, and its height over the way round."""

    length_m: float
    bends: tuple[float, float] = (0.0, 0.0)
    """How far the second and third harmonic push the circle in and out, as shares of its radius."""
    north_m: float = 0.0
    east_m: float = 0.0
    height_m: float = 120.0
    climb_m: float = 0.0
    """Half the height between the lowest and the highest point of each rise."""
    rises: int = 1

    @cached_property
    def _outline(self) -> tuple[list[float], list[float], list[float]]:
        """Length so far, metres east, metres north, at each corner of the figure."""
        shape = []
        for i in range(_POINTS + 1):
            turn = i / _POINTS
            radius = 1 + self.bends[0] * sine(2 * turn) + self.bends[1] * sine(3 * turn + 0.25)
            shape.append((radius * sine(turn + 0.25), radius * sine(turn)))
        sides = [
            math.sqrt((shape[i + 1][0] - shape[i][0]) ** 2 + (shape[i + 1][1] - shape[i][1]) ** 2)
            for i in range(_POINTS)
        ]
        scale = self.length_m / math.fsum(sides)
        so_far, total = [0.0], 0.0
        for side in sides:
            total += side * scale
            so_far.append(total)
        return so_far, [x * scale for x, _ in shape], [y * scale for _, y in shape]

    def position(self, distance_m: float, aside_m: float = 0.0) -> tuple[float, float]:
        """Latitude and longitude in degrees after `distance_m` along the course, `aside_m` metres off it."""
        so_far, east, north = self._outline
        along = distance_m % self.length_m
        i = min(bisect_right(so_far, along) - 1, _POINTS - 1)
        part = (along - so_far[i]) / (so_far[i + 1] - so_far[i])
        x = self.east_m + east[i] + part * (east[i + 1] - east[i]) + aside_m
        y = self.north_m + north[i] + part * (north[i + 1] - north[i]) + aside_m
        degree_m = EARTH_RADIUS_M * math.pi / 180
        return CENTRE_LAT_DEG + y / degree_m, CENTRE_LON_DEG + x / (degree_m * _narrowing())

    def altitude(self, distance_m: float) -> float:
        """Metres above sea level after `distance_m` along the course."""
        return self.height_m + self.climb_m * sine(self.rises * distance_m / self.length_m)


@cache
def _narrowing() -> float:
    """How much shorter a degree of longitude is here than one of latitude."""
    return sine(CENTRE_LAT_DEG / 360 + 0.25)


COURSES: Final = {
    "lake": Course(5200, (0.16, 0.05), north_m=300, east_m=-200, height_m=118, climb_m=4),
    "wood": Course(6800, (0.12, 0.14), north_m=2300, east_m=900, height_m=190, climb_m=38, rises=2),
    "track": Course(400, (0.18, 0.0), north_m=-700, east_m=1200, height_m=121),
    "town": Course(3100, (0.05, 0.11), north_m=-1100, east_m=500, height_m=124, climb_m=3, rises=2),
    "river": Course(7400, (0.22, 0.03), north_m=-2400, east_m=-500, height_m=113, climb_m=1.5),
    "mixed": Course(4900, (0.14, 0.09), north_m=-400, east_m=-1300, height_m=120, climb_m=6),
    "hill": Course(9400, (0.10, 0.16), north_m=3300, east_m=-700, height_m=240, climb_m=110),
}
"""Place → course; a place that is not here (gym, pool, treadmill, static bike) has no positions."""
