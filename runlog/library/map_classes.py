"""What a way of OpenStreetMap is made of, from its tags: told by `surface`, or inferred from what kind of way it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runlog.model import Ground

_WORDS: Final[Mapping[Ground, str]] = {
    Ground.TRACK: "tartan artificial_turf rubber rubbercrumb acrylic",
    Ground.GRASS: "grass",
    Ground.TRAIL: "dirt ground earth soil mud sand rock rocks clay woodchips",
    Ground.GRAVEL: "gravel fine_gravel compacted pebblestone cinder shells",
    Ground.ASPHALT: "asphalt chipseal bitumen tarmac",
    Ground.CONCRETE: "concrete cement",
    Ground.PAVING: "paving_stones sett cobblestone unhewn_cobblestone brick bricks grass_paver stone tiles",
}
_TOLD: Final = {word: ground for ground, words in _WORDS.items() for word in words.split()}
_ROUGHLY: Final = {"paved": Ground.ASPHALT, "unpaved": Ground.GRAVEL}
"""Surfaces that only say whether a way is sealed: the class is the usual one, and counts as inferred."""
_NONE_OF_OURS: Final = frozenset({"wood", "metal", "metal_grid", "plastic", "carpet", "ice", "snow", "salt", "glass"})

_TRACK_GRADES: Final = {"grade1": Ground.ASPHALT, "grade4": Ground.TRAIL, "grade5": Ground.TRAIL}
_KINDS: Final = {
    **dict.fromkeys(
        ("primary", "secondary", "tertiary", "primary_link", "secondary_link", "tertiary_link", "unclassified",
         "residential", "living_street", "service", "road", "pedestrian", "cycleway", "footway", "busway"),
        Ground.ASPHALT,
    ),
    "track": Ground.GRAVEL,
    "path": Ground.TRAIL,
    "bridleway": Ground.TRAIL,
    "steps": Ground.PAVING,
}  # fmt: skip
_ON_FOOT_NEVER: Final = frozenset(
    {"motorway", "motorway_link", "trunk", "trunk_link", "proposed", "construction", "abandoned", "razed", "platform",
     "corridor", "raceway", "elevator", "ladder", "via_ferrata", "bus_guideway", "escape", "rest_area", "services"}
)  # fmt: skip
_RUNNING: Final = frozenset({"running", "athletics"})

OVAL_HALF_WIDTH_M: Final = 8
"""A running track is drawn along one of its edges or its middle; six to eight lanes are 7 to 10 m wide."""


@dataclass(frozen=True, slots=True)
class WayGround:
    """A way that may be run on: its ground (None: unknown), whether the map tells it, how wide, whether roofed."""

    ground: Ground | None
    told: bool
    half_width_m: int = 0
    roofed: bool = False


def ground_of_way(tags: Mapping[str, str]) -> WayGround | None:
    """The ground of a way with these tags; None for what nobody runs on under the open sky.

    Inferred classes are right on about 84 % of the length where it can be checked (measured on one extract).
    """
    oval = tags.get("leisure") == "track"
    highway = tags.get("highway")
    if oval:
        sports = {sport.strip() for sport in tags.get("sport", "running").split(";")}
        if not sports & _RUNNING:
            return None
    elif highway is None or highway in _ON_FOOT_NEVER:
        return None
    if tags.get("indoor", "no") != "no" or tags.get("route") == "ferry":
        return None
    ground, told = _ground(tags, highway, oval=oval)
    return WayGround(
        ground,
        told and ground is not None,
        half_width_m=OVAL_HALF_WIDTH_M if oval else 0,
        roofed=tags.get("tunnel", "no") != "no" or tags.get("covered") == "yes",
    )


def _ground(tags: Mapping[str, str], highway: str | None, *, oval: bool) -> tuple[Ground | None, bool]:
    # `concrete:plates` and `paving_stones:30` are finer words for the first part; of several the first is most of it.
    surface = tags.get("surface", "").split(";")[0].split(":")[0].strip().casefold()
    if surface in _TOLD:
        return _TOLD[surface], True
    if surface in _ROUGHLY:
        return _ROUGHLY[surface], False
    if surface in _NONE_OF_OURS:
        return None, False
    if oval:
        return Ground.TRACK, False
    if highway == "track":
        return _TRACK_GRADES.get(tags.get("tracktype", ""), Ground.GRAVEL), False
    return _KINDS.get(highway or ""), False
