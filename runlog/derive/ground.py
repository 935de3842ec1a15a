"""The ground of an activity, from the best of what is known."""

from collections.abc import Mapping

from runlog.grounds import ground_in_words
from runlog.model import Activity, Ground, GroundBasis, Kind
from runlog.sports import kind_of


def ground_of(activity: Activity, usual_ground: Ground | None) -> tuple[Mapping[Ground, float], GroundBasis | None]:
    """Shares of the distance (0 to 1) per ground class, and how they are known.

    The source's own word goes first, then words in title and notes, then, for runs and walks, the runner's usual
    ground; where none of them tells, there is nothing.
    """
    if activity.ground:
        return activity.ground, activity.ground_basis
    if kind_of(activity.sport, activity.sub_sport) not in (Kind.RUN, Kind.WALK):
        return {}, None
    words = ". ".join(text for text in (activity.title, activity.notes) if text)
    noted = ground_in_words(words, activity.distance_m)
    if noted:
        return noted, "note"
    if usual_ground is not None:
        return {usual_ground: 1.0}, "settings"
    return {}, None
