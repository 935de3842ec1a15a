"""The ground of an activity, from the best of what is known."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from runlog.model import Activity, Ground, GroundBasis, GroundStretch, Kind
from runlog.sports import kind_of
from runlog.units import M_PER_KM
from runlog.words.ground import ground_in_words

if TYPE_CHECKING:
    from runlog.derive.ground_match import MapGround

MOSTLY: Final = 0.5
"""A map that tells this share of the distance goes before what was said of the run as a whole; ours."""

WHOLE: Final = 0.999
"""A share that was rounded on its way is the whole from here on."""
LONGEST_KM: Final = 1000
"""A distance beyond this is damaged, and nobody tells its kilometres."""

_Told = tuple[Mapping[Ground, float], GroundBasis | None]


def ground_of(
    activity: Activity, usual_ground: Ground | None, mapped: "MapGround | None" = None
) -> tuple[Mapping[Ground, float], GroundBasis | None]:
    """Shares of the distance (0 to 1) per ground class, and how they are known.

    The device's or the runner's own word goes first, then a map that tells the surface of at least half of the
    distance, the vendor's word, words in title and notes, what a map lets infer, and, for runs and walks, the
    runner's usual ground; where none of them tells, there is nothing.
    """
    told: _Told = (activity.ground, activity.ground_basis)
    if activity.ground and activity.ground_basis != "vendor":
        return told
    by_map = _by_map(mapped)
    choices = [by_map] if mapped is not None and mapped.tagged_share >= MOSTLY else []
    choices.append(told)
    if kind_of(activity.sport, activity.sub_sport) in (Kind.RUN, Kind.WALK):
        words = ". ".join(text for text in (activity.title, activity.notes) if text)
        usual: _Told = ({}, None) if usual_ground is None else ({usual_ground: 1.0}, "settings")
        choices += [(ground_in_words(words, activity.distance_m), "note"), by_map, usual]
    return next((choice for choice in choices if choice[0]), ({}, None))


def _by_map(mapped: "MapGround | None") -> _Told:
    if mapped is None:
        return {}, None
    return mapped.shares, "tagged" if mapped.tagged_share > mapped.inferred_share else "inferred"


def one_ground_by_km(shares: Mapping[Ground, float], basis: GroundBasis | None, distance_m: float | None) -> str | None:
    """As `ground_along.ground_by_km`, of an activity that was on one class throughout; None where it wasn't."""
    whole = one_stretch(shares, basis, distance_m)
    if whole is None or whole.to_m > LONGEST_KM * M_PER_KM:
        return None
    return " ".join([word_of(whole.ground, whole.basis)] * math.ceil(whole.to_m / M_PER_KM))


def one_stretch(
    shares: Mapping[Ground, float], basis: GroundBasis | None, distance_m: float | None
) -> GroundStretch | None:
    """The one stretch of an activity that was on one class throughout; None otherwise."""
    (ground, share), *others = shares.items() if shares else ((None, 0.0),)
    if ground is None or others or share < WHOLE or not distance_m or not distance_m > 0:
        return None
    return GroundStretch(0.0, distance_m, ground, basis)


def word_of(ground: Ground | None, basis: GroundBasis | None) -> str:
    """A kilometre's word in the column `ground_by_km`."""
    return "unknown" if ground is None else f"{ground.value}/{basis}"
