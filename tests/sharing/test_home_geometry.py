"""Home stays hidden from whoever lays the private pages of one runner over each other: 200 invented homes attacked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from random import Random

import numpy as np
import pytest

from runlog.derive.ground_match_track import Floats, mercator, track_of
from runlog.derive.hidden_areas import Area, Spot, areas_for, pieces_of, shown_of
from tests.support.geometry_attack import estimates
from tests.support.invented_streets import KINDS, Town, recorded
from tests.support.maps import LAT, LON, M_PER_DEGREE

HOMES: Mapping[int, int] = {1: 200, 5: 200, 20: 100}
"""Homes attacked with so many pages each; twenty pages take long, so that fewer of them are."""
LEAST_MISS_M = 150.0
SHARE = 0.95


def spot(east: float, north: float) -> Spot:
    return LAT + north / M_PER_DEGREE, LON + east / (M_PER_DEGREE * np.cos(np.radians(LAT)))


def pages_of(town: Town, kinds: Sequence[str], random: Random) -> Iterator[tuple[list[Floats], Floats]]:
    """The shown pieces of each run, and where the home lies in the same metres."""
    areas: tuple[Area, ...] = ()
    scale = np.cos(np.radians(LAT))
    lat_home, lon_home = (np.array([degrees]) for degrees in spot(*town.home))
    home = np.concatenate(mercator(lat_home, lon_home)) * scale
    for kind in kinds:
        column = recorded(KINDS[kind](town, random), random)
        track = track_of(column)
        assert track is not None
        lat, lon = column["lat_deg"], column["lon_deg"]
        ends = ((float(lat[0]), float(lon[0])), (float(lat[-1]), float(lon[-1])))
        areas = areas_for([spot(*town.home)] * 3, ends, areas, random)
        points = np.stack([track.x, track.y], axis=1) * scale
        shown = shown_of(track, areas, random)
        yield [points[a:b] for a, b in pieces_of(shown)], home


@cache
def misses(pages: int) -> Mapping[str, list[float]]:
    """By how much each estimate misses each home, in metres, from so many pages that show anything."""
    missed: defaultdict[str, list[float]] = defaultdict(list)
    for number in range(HOMES[pages]):
        random = Random(number)  # noqa: S311 (invented towns; nothing is hidden by it)
        town = Town.invented(random)
        mixed = [random.choice(sorted(KINDS)) for _ in range(pages)]
        kinds = mixed if number % 2 else [sorted(KINDS)[number // 2 % len(KINDS)]] * pages
        made = list(pages_of(town, kinds, random))
        shown = [page for page, _ in made if page]
        if shown:
            apart = {name: float(np.hypot(*(at - made[0][1]))) for name, at in estimates(shown).items()}
            for name, far in apart.items():
                missed[name].append(far)
            missed["the nearest of all"].append(min(apart.values()))
    return missed


@pytest.mark.parametrize("pages", HOMES)
def test_no_estimate_finds_home_by_more_than_chance(pages: int) -> None:
    for name, far in misses(pages).items():
        if name != "the nearest of all":
            assert np.mean(np.array(far) >= LEAST_MISS_M) >= SHARE, (name, len(far), sorted(far)[:12])


@pytest.mark.parametrize("pages", HOMES)
def test_even_who_knew_which_of_all_estimates_is_the_best_one_would_miss(pages: int) -> None:
    far = np.array(misses(pages)["the nearest of all"])
    assert np.mean(far >= LEAST_MISS_M) >= SHARE, np.sort(far)[:20]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "commute"])
def test_pages_still_show_something_though_those_of_a_way_between_two_hidden_places_may_not(kind: str) -> None:
    shown = 0
    for number in range(12):
        random = Random(number)  # noqa: S311 (as above)
        shown += any(page for page, _ in pages_of(Town.invented(random), [kind] * 2, random))
    assert shown >= 3, kind
