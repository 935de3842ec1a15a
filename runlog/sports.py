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

_VAGUE_SPORTS: Final = frozenset({"training", "fitness_equipment", "generic", "unknown"})

NOT_OUTSIDE: Final = ("indoor", "treadmill", "virtual")
"""Words in a sport or its sub-sport: there the positions are drift, or those of an invented world."""

SPORT_ALIASES: Final = MappingProxyType(
    {
        "run": "running", "jog": "running", "jogging": "running", "biking": "cycling", "bike": "cycling",
        "ride": "cycling", "swim": "swimming", "walk": "walking", "hike": "hiking", "strength": "strength_training",
        "weights": "strength_training", "gym": "strength_training", "stretch": "stretching", "row": "rowing",
        "trail_run": "trail_running", "treadmill": "treadmill_running", "virtual_run": "virtual_running",
        "virtual_ride": "cycling", "static_bike": "cycling", "laufen": "running", "lauf": "running",
        "radfahren": "cycling", "rad": "cycling", "schwimmen": "swimming", "gehen": "walking", "wandern": "hiking",
        "krafttraining": "strength_training", "kraft": "strength_training",
    }
)  # fmt: skip
"""Everyday and vendors' words → canonical sport."""


def canonical_sport(text: str | None) -> str:
    """The canonical name of a sport as vendors write it; `unknown` for an empty text."""
    name = (text or "").strip().casefold().replace(" ", "_").replace("-", "_")
    return SPORT_ALIASES.get(name, name) or "unknown"


def kind_of(sport: str, sub_sport: str | None = None) -> Kind:
    """The kind of a canonical sport and sub-sport; `Kind.OTHER` where neither is in the table."""
    if sub_sport and sport in _VAGUE_SPORTS and sub_sport in SUB_SPORT_KINDS:
        return SUB_SPORT_KINDS[sub_sport]
    return SPORT_KINDS.get(sport, Kind.OTHER)


def is_outside(sport: str, sub_sport: str | None) -> bool:
    """Whether the positions of such an activity are where it took place."""
    words = f"{sport} {sub_sport or ''}"
    return not any(word in words for word in NOT_OUTSIDE)
