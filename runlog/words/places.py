"""Which parts of the body a place names: the back's regions, other parts, the side; and what tells no place."""

from functools import cache, lru_cache
from typing import Final, Literal

from runlog.words.hears import concept, heard, phrases
from runlog.words.phrases import Phrases, longest
from runlog.words.text import Line

Side = Literal["left", "right"]

BACK_REGIONS: Final = frozenset({"low_back", "upper_back", "flank", "sacrum", "buttock"})
"""The spine below the neck, down to the buttocks (guidance): what is recorded there is back pain."""
LEG_REGIONS: Final = frozenset({"thigh", "knee", "calf", "ankle", "foot", "leg"})
_NO_REGION: Final = frozenset({"elsewhere", "vague", "middle", "back_of"})
KEPT: Final = 4096


@lru_cache(maxsize=KEPT)
def places_named(words: str) -> tuple[str, ...]:
    """The regions and the concepts `elsewhere`, `vague`, `middle` that words name, in their order, each once."""
    line = Line(words)
    named = phrases("places").all(line)
    hidden = [one for one in named if one.name == "back_of"]
    # In `back of the knee` the back is none, the knee stays.
    left = [one for one in named if not (one.name in BACK_REGIONS and any(one.start == of.start for of in hidden))]
    return tuple(dict.fromkeys(one.name for one in longest(one for one in left if one.name != "back_of")))


def regions_of(words: str) -> tuple[str, ...]:
    """The regions of the body that words name, each once; a phrase counts for its most exact region only."""
    return tuple(name for name in places_named(words) if name not in _NO_REGION)


def is_back(place: str | None) -> bool:
    """Whether pain at this place counts as back pain: a region of the back, no place, or one that tells nothing."""
    named = places_named(place or "")
    return bool(BACK_REGIONS & set(named)) or not set(named) - {"vague", "middle"}


def tells_no_place(place: str | None) -> bool:
    """Whether a place was written that names no part of the body: it is asked about."""
    if not (place or "").strip():
        return False
    named = set(places_named(place or ""))
    return not named - {"vague", "middle"} and not sides_of(place or "")


@lru_cache(maxsize=KEPT)
def sides_of(words: str) -> tuple[Side, ...]:
    """`left`, `right`, both of them, or none where the words name no side."""
    named = {one.name for one in _sides().all(Line(words))}
    sides: tuple[Side, ...] = ("left", "right")
    return sides if "both" in named else tuple(side for side in sides if side in named)


@cache
def _sides() -> Phrases:
    parts = heard("parts")
    return Phrases({"left": parts["left"], "right": parts["right"], "both": parts["both_words"]}, concept)
