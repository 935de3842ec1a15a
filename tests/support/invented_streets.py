"""Invented towns and the runs of one who lives there, as a watch's positions."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import numpy as np

from tests.support.maps import columns

if TYPE_CHECKING:
    from runlog.derive.ground_match_track import Floats

Point = tuple[float, float]
SPEED_MPS = 2.9
EVERY_S = 3.0
NOISE_M = 3.0
"""A GPS strays by a few metres, slowly."""


@dataclass(frozen=True)
class Town:
    """Streets in blocks of 60 to 190 m, straight or crooked, turned by any angle; a home on one of them."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    bend: tuple[tuple[Point, ...], ...]
    turn: float
    home: Point
    door: tuple[int, int]

    @classmethod
    def invented(cls, random: Random, *, half_m: float = 6000.0) -> "Town":
        """A town of its own."""
        crooked = random.choice((0.0, 0.0, 12.0, 30.0))
        x, y = (tuple(_spread(random, half_m)) for _ in range(2))
        bend = tuple(tuple((random.gauss(0, crooked), random.gauss(0, crooked)) for _ in y) for _ in x)
        town = cls(x, y, bend, random.uniform(0, math.pi), (0.0, 0.0), (len(x) // 2, len(y) // 2))
        here, there = town.at(town.door), town.at((town.door[0] + 1, town.door[1]))
        share = random.random()
        home = (here[0] + share * (there[0] - here[0]), here[1] + share * (there[1] - here[1]))
        return cls(x, y, bend, town.turn, home, town.door)

    def at(self, node: tuple[int, int]) -> Point:
        """Where a crossing lies, in metres."""
        i, j = (min(max(place, 0), len(line) - 1) for place, line in zip(node, (self.x, self.y), strict=True))
        x, y = self.x[i] + self.bend[i][j][0], self.y[j] + self.bend[i][j][1]
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return x * cos - y * sin, x * sin + y * cos

    def crossing_near(self, east: float, north: float) -> tuple[int, int]:
        """The crossing nearest to a point, of unbent streets."""
        cos, sin = math.cos(-self.turn), math.sin(-self.turn)
        x, y = east * cos - north * sin, east * sin + north * cos
        return (
            min(range(len(self.x)), key=lambda i: abs(self.x[i] - x)),
            min(range(len(self.y)), key=lambda j: abs(self.y[j] - y)),
        )


def _spread(random: Random, half_m: float) -> Iterator[float]:
    at = -half_m
    while at < half_m:
        yield at
        at += random.uniform(60.0, 190.0)


def streets_between(random: Random, first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The crossings of a way along streets, with some turns; the last one included, the first not."""
    i, j = first
    while (i, j) != last:
        ways = [axis for axis, (now, to) in enumerate(zip((i, j), last, strict=True)) if now != to]
        axis = random.choice(ways)
        left = last[axis] - (i, j)[axis]
        for _ in range(random.randint(1, abs(left))):
            i, j = (i + (left > 0) - (left < 0), j) if axis == 0 else (i, j + (left > 0) - (left < 0))
            yield i, j


def way(town: Town, random: Random, stops: Sequence[Point], *, home_first: bool = True) -> list[Point]:
    """From the door by the stops along streets, and back."""
    node, corners = town.door, [town.home] if home_first else []
    for east, north in stops:
        there = town.crossing_near(town.home[0] + east, town.home[1] + north)
        corners += [town.at(one) for one in streets_between(random, node, there)]
        node = there
    return corners


def loop(town: Town, random: Random) -> list[Point]:
    """A round by two to four places some way off, and home again."""
    first, side = random.uniform(0, 2 * math.pi), random.choice((-1, 1))
    count = random.randint(2, 4)
    far = random.uniform(1100, 2600)
    stops = [(far * math.cos(first + side * k * 1.1), far * math.sin(first + side * k * 1.1)) for k in range(count)]
    return [*way(town, random, [*stops, (0.0, 0.0)]), town.home]


def out_and_back(town: Town, random: Random) -> list[Point]:
    """There and back the same way."""
    turn, far = random.uniform(0, 2 * math.pi), random.uniform(1500, 3500)
    out = way(town, random, [(far * math.cos(turn), far * math.sin(turn))])
    return [*out, *out[-2::-1]]


def commute(town: Town, random: Random) -> list[Point]:
    """From the door to a place of work, the same one every time in this town."""
    return way(town, random, [(5000.0, 2600.0)])


def home_in_the_middle(town: Town, random: Random) -> list[Point]:
    """Two rounds, past the door between them."""
    return [*loop(town, random), *loop(town, random)[1:]]


def laps_about_home(town: Town, random: Random) -> list[Point]:
    """Some blocks round, again and again, then a round further off."""
    i, j = town.door
    ring = [(i - 3, j - 3), (i + 4, j - 3), (i + 4, j + 4), (i - 3, j + 4)]
    round_ = [town.at(one) for a, b in pairwise([*ring, ring[0]]) for one in streets_between(random, a, b)]
    return [town.home, *round_ * 3, *loop(town, random)]


def straight_rays(town: Town, random: Random) -> list[Point]:
    """A star: from the door straight out by roads that all meet there, and back, three times."""
    corners = [town.home]
    for _ in range(3):
        turn, far = random.uniform(0, 2 * math.pi), random.uniform(900, 1600)
        bent = turn + random.uniform(0.5, 1.2)
        knee = (town.home[0] + far * math.cos(turn), town.home[1] + far * math.sin(turn))
        tip = (knee[0] + 1500 * math.cos(bent), knee[1] + 1500 * math.sin(bent))
        corners += [knee, tip, knee, town.home]
    return corners


KINDS: dict[str, Callable[[Town, Random], list[Point]]] = {
    "loop": loop, "out_and_back": out_and_back, "commute": commute, "home_in_the_middle": home_in_the_middle,
    "laps_about_home": laps_about_home, "straight_rays": straight_rays,
}  # fmt: skip


def recorded(corners: Sequence[Point], random: Random) -> "dict[str, Floats]":
    """SAMPLES columns of running along the corners, with a noise that wanders."""
    points = np.array([a for a, b in pairwise([*corners, corners[-1]])])
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))))
    at = np.arange(0.0, along[-1], SPEED_MPS * EVERY_S)
    rng = np.random.default_rng(random.getrandbits(32))
    knots = np.arange(0.0, along[-1] + 100.0, 60.0)
    stray = [np.interp(at, knots, rng.normal(0, NOISE_M, len(knots))) for _ in range(2)]
    east, north = (np.interp(at, along, points[:, axis]) + stray[axis] for axis in range(2))
    found = columns(np.stack([east, north], axis=1))
    found["t_s"] = np.arange(len(at)) * EVERY_S
    return found
