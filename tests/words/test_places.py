"""A place is a back, another part, or tells nothing; a region and a side are heard in everyday words."""

import pytest

from runlog.words.places import is_back, places_named, regions_of, sides_of, tells_no_place


@pytest.mark.parametrize(
    "place",
    [
        None, "", "low back", "mid back", "between the shoulder blades", "under my left shoulder blade", "flank",
        "loin", "left kidney area", "sacrum", "tailbone", "deep left buttock", "SI joint", "L5",
        "zwischen den Schulterblättern", "Schulterblatt", "Flanke rechts", "Nierengegend", "Lende", "Kreuzbein",
        "Steißbein", "Gesäß", "Po", "BWS", "LWS", "unterer Rücken", "Rücken", "im Kreuz", "Wirbelsäule",
        "upper bck, back", "bas du dos", "left side", "same spot", "überall", "back and knee",
    ],
)  # fmt: skip
def test_the_spine_down_to_the_buttocks_is_a_back(place: str | None) -> None:
    assert is_back(place)


@pytest.mark.parametrize(
    "place",
    [
        "left calf", "right knee", "back of the knee", "back of my thigh", "shoulder", "shoulder joint", "Schulter",
        "Schultergelenk links", "Wade", "rechtes Knie", "Fuß", "neck", "Nacken", "belly", "Bauch", "finger", "hip",
        "Leiste", "genou", "back of the head",
    ],
)  # fmt: skip
def test_another_part_is_not(place: str) -> None:
    assert not is_back(place)


@pytest.mark.parametrize("place", ["all over", "hier", "qwertz", "somewhere"])
def test_a_place_that_tells_none_is_known_as_such(place: str) -> None:
    assert tells_no_place(place)


@pytest.mark.parametrize("place", ["", None, "left", "low back", "knee"])
def test_a_place_or_a_side_tells_one(place: str | None) -> None:
    assert not tells_no_place(place)


@pytest.mark.parametrize(
    ("words", "regions"),
    [
        ("mid back, like a band", ("upper_back",)),
        ("between the shoulder blades", ("upper_back",)),
        ("left flank", ("flank",)),
        ("low back and left calf", ("low_back", "calf")),
        ("Oberschenkelrückseite", ("thigh",)),
        ("back of the knee", ("knee",)),
    ],
)
def test_regions(words: str, regions: tuple[str, ...]) -> None:
    assert regions_of(words) == regions


@pytest.mark.parametrize(
    ("words", "sides"),
    [("both calves", ("left", "right")), ("links", ("left",)), ("right buttock", ("right",)), ("low back", ())],
)
def test_sides(words: str, sides: tuple[str, ...]) -> None:
    assert sides_of(words) == sides


def test_a_place_of_two_parts_names_both() -> None:
    assert set(places_named("knee and shoulder")) == {"knee", "elsewhere"}
