"""The ground of an activity, from the best of what is known."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from runlog.grounds import ground_in_words
from runlog.model import Activity, Ground, GroundBasis, Kind
from runlog.sports import kind_of

if TYPE_CHECKING:
    from runlog.derive.ground_match import MapGround

MOSTLY: Final = 0.5
"""A map that tells this share of the distance goes before what was said of the run as a whole; ours."""

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
