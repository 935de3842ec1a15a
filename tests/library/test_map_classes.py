import pytest

from runlog.library.map_classes import OVAL_HALF_WIDTH_M, WayGround, ground_of_way
from runlog.model import Ground


@pytest.mark.parametrize(
    ("surface", "ground"),
    [
        ("asphalt", Ground.ASPHALT),
        ("Asphalt", Ground.ASPHALT),
        ("concrete", Ground.CONCRETE),
        ("concrete:plates", Ground.CONCRETE),
        ("concrete:lanes", Ground.CONCRETE),
        ("paving_stones", Ground.PAVING),
        ("paving_stones:30", Ground.PAVING),
        ("sett", Ground.PAVING),
        ("cobblestone", Ground.PAVING),
        ("gravel", Ground.GRAVEL),
        ("fine_gravel", Ground.GRAVEL),
        ("compacted", Ground.GRAVEL),
        ("asphalt;gravel", Ground.ASPHALT),
        ("dirt", Ground.TRAIL),
        ("ground", Ground.TRAIL),
        ("woodchips", Ground.TRAIL),
        ("grass", Ground.GRASS),
        ("tartan", Ground.TRACK),
    ],
)
def test_a_surface_tag_tells_the_ground(surface: str, ground: Ground) -> None:
    assert ground_of_way({"highway": "path", "surface": surface}) == WayGround(ground, told=True)


@pytest.mark.parametrize(
    ("tags", "ground"),
    [
        ({"highway": "residential"}, Ground.ASPHALT),
        ({"highway": "footway"}, Ground.ASPHALT),
        ({"highway": "path"}, Ground.TRAIL),
        ({"highway": "steps"}, Ground.PAVING),
        ({"highway": "track"}, Ground.GRAVEL),
        ({"highway": "track", "tracktype": "grade1"}, Ground.ASPHALT),
        ({"highway": "track", "tracktype": "grade5"}, Ground.TRAIL),
        ({"highway": "track", "surface": "of moonstone"}, Ground.GRAVEL),
        ({"highway": "service", "surface": "paved"}, Ground.ASPHALT),
        ({"highway": "path", "surface": "unpaved"}, Ground.GRAVEL),
    ],
)
def test_without_a_telling_surface_the_kind_of_way_lets_infer_and_says_so(tags: dict[str, str], ground: Ground) -> None:
    assert ground_of_way(tags) == WayGround(ground, told=False)


@pytest.mark.parametrize("surface", ["wood", "metal", "snow"])
def test_a_surface_that_is_none_of_the_classes_is_unknown_not_inferred(surface: str) -> None:
    assert ground_of_way({"highway": "path", "surface": surface}) == WayGround(None, told=False)


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "motorway"},
        {"highway": "trunk", "surface": "asphalt"},
        {"highway": "construction", "surface": "gravel"},
        {"highway": "corridor", "indoor": "yes"},
        {"highway": "footway", "indoor": "yes", "surface": "tiles"},
        {"highway": "footway", "route": "ferry"},
        {"route": "ferry"},
        {"leisure": "park"},
        {"leisure": "track", "sport": "horse_racing", "surface": "sand"},
        {"leisure": "track", "sport": "long_jump"},
    ],
)
def test_what_nobody_runs_on_under_the_sky_is_no_way(tags: dict[str, str]) -> None:
    assert ground_of_way(tags) is None


@pytest.mark.parametrize(
    ("tags", "ground", "told"),
    [
        ({"leisure": "track"}, Ground.TRACK, False),
        ({"leisure": "track", "sport": "running"}, Ground.TRACK, False),
        ({"leisure": "track", "sport": "soccer;athletics", "surface": "tartan"}, Ground.TRACK, True),
        ({"leisure": "track", "sport": "running", "surface": "asphalt"}, Ground.ASPHALT, True),
        ({"leisure": "track", "sport": "running", "surface": "cinder"}, Ground.GRAVEL, True),
    ],
)
def test_a_running_track_is_as_wide_as_its_lanes(tags: dict[str, str], ground: Ground, told: bool) -> None:  # noqa: FBT001 (pytest passes it)
    assert ground_of_way(tags) == WayGround(ground, told=told, half_width_m=OVAL_HALF_WIDTH_M)


def test_tunnels_and_passages_are_roofed() -> None:
    way = ground_of_way({"highway": "footway", "tunnel": "building_passage"})
    assert way is not None
    assert way.roofed
