"""Which kind of load each sport is: the one table that every importer and rule shares."""

from types import MappingProxyType
from typing import Final

from runlog.model import Kind

SPORT_KINDS: Final = MappingProxyType(
    {
        **dict.fromkeys(
            ("running", "trail_running", "track_running", "treadmill_running", "virtual_running", "ultra_running",
             "street_running", "indoor_running", "obstacle_run"),
            Kind.RUN,
        ),
        **dict.fromkeys(("walking", "hiking", "mountaineering", "snowshoeing", "nordic_walking"), Kind.WALK),
        **dict.fromkeys(
            ("cycling", "e_biking", "swimming", "rowing", "paddling", "kayaking", "stand_up_paddleboarding",
             "elliptical", "stair_climbing", "cross_country_skiing", "inline_skating", "ice_skating", "dancing",
             "aerobics", "fitness_equipment", "indoor_rowing", "water_aerobics", "skating", "jump_rope"),
            Kind.CROSS,
        ),
        **dict.fromkeys(
            ("strength_training", "pilates", "core", "core_training", "calisthenics", "hiit", "crossfit",
             "functional_training"),
            Kind.STRENGTH,
        ),
        **dict.fromkeys(("yoga", "stretching", "flexibility_training", "mobility", "tai_chi"), Kind.MOBILITY),
        **dict.fromkeys(
            ("training", "transport", "alpine_skiing", "snowboarding", "football", "tennis", "badminton", "basketball",
             "golf", "climbing", "martial_arts", "sailing", "diving", "horseback_riding", "triathlon", "skateboarding",
             "wheelchair", "play"),
            Kind.OTHER,
        ),
    }
)  # fmt: skip
"""Canonical sport → kind. A hike is a walk that counts for cross-training (guidance M4)."""

SUB_SPORT_KINDS: Final = MappingProxyType(
    {
        "strength_training": Kind.STRENGTH,
        "core_training": Kind.STRENGTH,
        "pilates": Kind.STRENGTH,
        "yoga": Kind.MOBILITY,
        "flexibility_training": Kind.MOBILITY,
    }
)
"""FIT puts gym work under `training` or `fitness_equipment`; there the sub-sport decides."""

UNTOLD_SPORTS: Final = ("unknown", "other", "generic")
"""What a source says that names no sport; `unknown` where it says nothing."""

_VAGUE_SPORTS: Final = frozenset({"training", "fitness_equipment", "generic", "unknown"})

NOT_OUTSIDE: Final = ("indoor", "treadmill", "virtual")
"""Words in a sport or its sub-sport: there the positions are drift, or those of an invented world."""


def kind_of(sport: str, sub_sport: str | None = None) -> Kind:
    """The kind of a canonical sport and sub-sport; `Kind.OTHER` where neither is in the table."""
    if sub_sport and sport in _VAGUE_SPORTS and sub_sport in SUB_SPORT_KINDS:
        return SUB_SPORT_KINDS[sub_sport]
    return SPORT_KINDS.get(sport, Kind.OTHER)


def is_understood(sport: str, sub_sport: str | None = None) -> bool:
    """Whether runlog knows what kind of load a sport is, if only that it is none that its rules look at."""
    return sport in SPORT_KINDS or kind_of(sport, sub_sport) is not Kind.OTHER


def is_outside(sport: str, sub_sport: str | None) -> bool:
    """Whether the positions of such an activity are where it took place."""
    words = f"{sport} {sub_sport or ''}"
    return not any(word in words for word in NOT_OUTSIDE)
