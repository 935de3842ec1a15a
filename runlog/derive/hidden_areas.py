"""Areas that a private page hides: where they lie, and what of a track lies outside and gives no hint of the door.

A circle about a door gives the door away as its own middle: three points of its edge are enough. So an area's size is
drawn at random and the door lies at a random place in it, far from its middle. Nor may an end, drawn on straight, lead
to the door: it must miss a second circle in which the door lies as uncertainly. And as runs leave a door in all
directions, so that the mean of their ends is the door, ends are shown on one side of it alone, one piece of each run,
and after a random length more. An area is drawn once and kept (`library/private_areas.py`), so that many pages hide
the same. `tests/sharing/test_home_geometry.py` attacks it.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np

from runlog.derive.ground_match_track import STEP_M, Bools, Floats, Places, Track, mercator
from runlog.units import EARTH_RADIUS_M

LEAST_RADIUS_M: Final = 550.0
MOST_RADIUS_M: Final = 800.0
LEAST_OFF_M: Final = 280.0
"""A door lies at least so far from its area's middle, which anyone can find from the edge (ours) …"""
LEAST_INSIDE_M: Final = 250.0
"""… and so far inside its edge (ours)."""
CORE_OFF_M: Final = (180.0, 300.0)
CORE_BEYOND_M: Final = (170.0, 250.0)
"""The door's distance from the middle of the core, and from there to the core's edge (ours)."""
SIDE_M: Final = (300.0, 500.0)
"""Ends lie beyond a line so far from the door (ours)."""
COVERED_M: Final = 150.0
"""A place so far inside an area needs none of its own (ours)."""
FREQUENT: Final = 3
"""So many beginnings and ends in one place make it a place that every page hides (ours)."""
NEAR_M: Final = 150.0
"""Beginnings and ends this near each other are in one place; a watch finds itself late (ours)."""
LEAST_SHOWN_M: Final = 400.0
"""A shorter piece is not shown (ours)."""
MOST_MORE_M: Final = 1200.0
"""Up to so much more is left out at either end, by chance: ends lie on no line and no circle then (ours)."""
WINDOWS_M: Final = (60.0, 120.0, 240.0)
"""A line drawn on from an end, as straight as it is over these lengths, must miss the area (ours)."""


@dataclass(frozen=True, slots=True)
class Area:
    """A circle that no private page shows anything of, and its core; degrees, and metres on the ground."""

    lat_deg: float
    lon_deg: float
    radius_m: float
    core_lat_deg: float
    core_lon_deg: float
    core_radius_m: float
    side_lat_deg: float
    side_lon_deg: float
    side_rad: float
    """Ends lie beyond the line through this place, in this direction: anticlockwise from east."""

    def inside_m(self, lat_deg: float, lon_deg: float) -> float:
        """How far inside its edge a place lies, in metres; negative outside."""
        east, north = _apart_m((self.lat_deg, self.lon_deg), (lat_deg, lon_deg))
        return self.radius_m - math.hypot(east, north)


_POLAR: Final = 0.01
Spot = tuple[float, float]
"""Degrees north and east."""


def drawn_area(spot: Spot, random: Random) -> Area:
    """An area about a place that cannot be told from it; `random` is to be one that nobody can foresee."""
    radius = random.uniform(LEAST_RADIUS_M, MOST_RADIUS_M)
    middle = _moved(spot, (LEAST_OFF_M, radius - LEAST_INSIDE_M), random)
    core = _moved(spot, CORE_OFF_M, random)
    reach = math.hypot(*_apart_m(spot, core)) + random.uniform(*CORE_BEYOND_M)
    side = _moved(spot, SIDE_M, random)
    east, north = _apart_m(spot, side)
    return Area(*middle, radius, *core, reach, *side, math.atan2(north, east))


def _moved(spot: Spot, off_m: tuple[float, float], random: Random) -> Spot:
    """A place in any direction, evenly over the ring between two distances."""
    off = math.sqrt(random.uniform(off_m[0] ** 2, off_m[1] ** 2))
    turn = random.uniform(0.0, 2 * math.pi)
    lat, lon = spot
    north, east = off * math.cos(turn), off * math.sin(turn)
    along_parallel_m = EARTH_RADIUS_M * max(math.cos(math.radians(lat)), _POLAR)
    return lat + math.degrees(north / EARTH_RADIUS_M), lon + math.degrees(east / along_parallel_m)


def areas_for(spots: Sequence[Spot], ends: Iterable[Spot], known: Sequence[Area], random: Random) -> tuple[Area, ...]:
    """The areas known and those that are wanting: for places where many of `spots` lie, and for each of `ends`."""
    areas = list(known)
    for spot in (*_frequent(spots), *ends):
        if not any(area.inside_m(*spot) >= COVERED_M for area in areas):
            areas.append(drawn_area(spot, random))
    return tuple(areas)


def _frequent(spots: Sequence[Spot]) -> Iterable[Spot]:
    """The middles of places with many spots, those with most first."""
    left = list(spots)
    while left:
        near = [[other for other in left if math.hypot(*_apart_m(spot, other)) <= NEAR_M] for spot in left]
        group = max(near, key=len)
        if len(group) < FREQUENT:
            return
        yield float(np.median([lat for lat, _ in group])), float(np.median([lon for _, lon in group]))
        taken = {id(spot) for spot in group}
        left = [spot for spot in left if id(spot) not in taken]


def _apart_m(one: Spot, other: Spot) -> tuple[float, float]:
    north = math.radians(other[0] - one[0]) * EARTH_RADIUS_M
    east = math.radians(other[1] - one[1]) * EARTH_RADIUS_M * math.cos(math.radians(one[0]))
    return east, north


def shown_of(track: Track, areas: Iterable[Area], random: Random) -> Bools:
    """Which steps of a track a private page may show, in one piece; `random` is to be the same for a run every time."""
    areas = tuple(areas)
    circles = [_Circle.of(area.lat_deg, area.lon_deg, area.radius_m) for area in areas]
    hints = [_Hints.of(area) for area in areas]
    inside = np.full((len(circles), len(track.x)), fill_value=False)
    for number, circle in enumerate(circles):
        inside[number] = np.hypot(track.x - circle.x, track.y - circle.y) <= circle.radius
    more = random.random(), random.random()
    outside = pieces_of(track.seen & ~inside.any(axis=0))
    found = [_unhinting(track, hints, inside, piece, more) for piece in outside]
    begin, end = max(found, key=lambda piece: piece[1] - piece[0], default=(0, 0))
    shown = np.full(len(track.x), fill_value=False)
    if (end - begin) * STEP_M >= LEAST_SHOWN_M:
        shown[begin:end] = True
    return shown


def pieces_of(shown: Bools) -> list[tuple[int, int]]:
    """Where each unbroken piece begins and ends (the step after its last)."""
    change = np.diff(np.concatenate(([0], shown.astype(np.int8), [0])))
    begins, ends = np.flatnonzero(change == 1), np.flatnonzero(change == -1)
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Circle:
    """An area in the track's own metres."""

    x: float
    y: float
    radius: float

    @classmethod
    def of(cls, lat_deg: float, lon_deg: float, radius_m: float) -> "_Circle":
        x, y = mercator(np.array([lat_deg]), np.array([lon_deg]))
        return cls(float(x[0]), float(y[0]), radius_m / max(math.cos(math.radians(lat_deg)), _POLAR))


@dataclass(frozen=True, slots=True)
class _Hints:
    """Where an end would tell of an area's door."""

    core: _Circle
    side: _Circle
    side_rad: float

    @classmethod
    def of(cls, area: Area) -> "_Hints":
        return cls(
            _Circle.of(area.core_lat_deg, area.core_lon_deg, area.core_radius_m),
            _Circle.of(area.side_lat_deg, area.side_lon_deg, 0.0),
            area.side_rad,
        )

    def none_at(self, x: Floats, y: Floats) -> Bools:
        """At which points of a way, in order, it may begin to be shown."""
        beyond = (x - self.side.x) * math.cos(self.side_rad) + (y - self.side.y) * math.sin(self.side_rad)
        fine = beyond > 0
        for window in WINDOWS_M:
            fine &= _misses(x - self.core.x, y - self.core.y, round(window / STEP_M)) > self.core.radius
        return np.asarray(fine)


def _unhinting(
    track: Track, hints: list[_Hints], inside: Bools, piece: tuple[int, int], more: tuple[float, float]
) -> tuple[int, int]:
    """The part of a piece whose ends give no hint of the areas that the way came from and went to."""
    first, last = piece
    before, after = _next_inside(inside, first - 1, -1), _next_inside(inside, last, 1)
    forth = np.arange(first, last)
    begin = first + _turned_after(track, [hints[one] for one in before], forth, more[0])
    end = last - _turned_after(track, [hints[one] for one in after], forth[::-1], more[1])
    return begin, max(end, begin)


def _next_inside(inside: Bools, start: int, step: int) -> list[int]:
    """The areas that the nearest hidden step from here on, in one direction, lies in."""
    hidden = np.flatnonzero(inside.any(axis=0))
    place = hidden[hidden <= start] if step < 0 else hidden[hidden >= start]
    if not len(place):
        return []
    near = int(place[-1] if step < 0 else place[0])
    return list(np.flatnonzero(inside[:, near]))


def _turned_after(track: Track, hints: list[_Hints], steps: Places, more: float) -> int:
    """After how many steps nothing hints at a door, and some more by chance; all of them where something always does.

    `more` is the share of `MOST_MORE_M` that is left out besides.
    """
    if not hints:
        return 0
    x, y = track.x[steps], track.y[steps]
    fine = np.full(len(steps), fill_value=True)
    for one in hints:
        fine &= one.none_at(x, y)
    found = np.flatnonzero(fine)
    found = found[found >= found[0] + int(more * MOST_MORE_M / STEP_M)] if len(found) else found
    return int(found[0]) if len(found) else len(steps)


def _misses(x: Floats, y: Floats, window: int) -> Floats:
    """How far from the origin the line through each point and the one a window later passes; 0 near the end."""
    far = np.zeros(len(x))
    if len(x) <= window:
        return far
    dx, dy = x[window:] - x[:-window], y[window:] - y[:-window]
    length = np.hypot(dx, dy)
    with np.errstate(invalid="ignore", divide="ignore"):
        far[:-window] = np.where(length > 0, np.abs(x[:-window] * dy - y[:-window] * dx) / length, 0.0)
    return far
