"""Free words brought down to a few words of runlog's own: what rules and the body chart read, and nothing else.

A place of the body, a side, "worse", "sudden" are kept, as findings and red flags hang on them; whatever else was
written (names, places, medicines) has no way through, as every word that comes out is one of the constants here.
"""

from runlog.features.answer import Answer
from runlog.words.hears import phrases
from runlog.words.parts import parts_named
from runlog.words.places import BACK_REGIONS, is_back, regions_of, sides_of
from runlog.words.text import Line

_LIKE_A_BAND = "like a band"


def plain_place(words: str | None) -> str | None:
    """Where it hurts, in words of our own, with its sides; None where nothing known is named, which is the low back."""
    if not words:
        return None
    back = is_back(words)
    regions = [name for name in regions_of(words) if back or name not in BACK_REGIONS]
    named = [name.replace("_", " ") for name in (*regions, *_elsewhere(words))]
    if "whole_leg" in parts_named(words) and "whole_leg" not in parts_named(" ".join(named)):
        named.append("leg")
    if back and named and not is_back(" ".join(named)):
        named.insert(0, "back")
    if not back and is_back(" ".join(named)):
        named.append("hand")
    if "band" in parts_named(words):
        named.append(_LIKE_A_BAND)
    return ", ".join((*_sides(words), *named)) or None


def plain_answer(words: str) -> str:
    """What a yes says beside its yes: sides, places, and that it is worse; `yes` alone where it says nothing known."""
    regions = [name.replace("_", " ") for name in regions_of(words) if name not in {"low_back", "upper_back"}]
    saddle = ["saddle"] if "saddle" in parts_named(words) and "saddle" not in regions else []
    worse = ["worse"] if Answer(words).says("worse") else []
    return ", ".join((*_sides(words), *saddle, *regions, *_elsewhere(words), *worse)) or "yes"


def _elsewhere(words: str) -> tuple[str, ...]:
    """Other parts of the body, by their own names."""
    return tuple(dict.fromkeys(one.name for one in phrases("elsewhere").all(Line(words))))


def _sides(text: str) -> tuple[str, ...]:
    return ("both",) if parts_named(text) & {"both_words", "legs_both"} else sides_of(text)
