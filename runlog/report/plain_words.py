"""Free words brought down to a few words of runlog's own: what rules and the body chart read, and nothing else.

A place of the body, a side, "worse", "sudden" are kept, as findings and red flags hang on them; whatever else was
written (names, places, medicines) has no way through, as every word that comes out is one of the constants here.
"""

import re
from typing import Final

from runlog.features.answer import Answer
from runlog.places import is_back
from runlog.report.clinic_body import regions_of, sides_of
from runlog.words.parts import parts_named

_ELSEWHERE: Final = (
    ("groin", r"groin|leiste\w*|aine"),
    ("shin", r"shins?|schienbein\w*|tibias?"),
    ("thigh", r"quads?|quadriceps"),
    ("heel", r"plantar|arch"),
    ("shoulder", r"shoulders?|schulter\w*|[eé]paules?"),
    ("arm", r"arms?|elbows?|arme?|ellbogen|bras"),
    ("hand", r"wrists?|hands?|fingers?|thumbs?|h[aä]nde?|mains?|doigts?"),
    ("head", r"head|face|tongue|jaw|tooth|kopf|t[eê]te"),
    ("chest", r"chest|ribs?|brust"),
    ("belly", r"belly|stomach|bauch|ventre"),
)
_PARTS: Final = tuple((name, re.compile(rf"\b(?:{words})\b")) for name, words in _ELSEWHERE)
_BACK_REGIONS: Final = frozenset({"low_back", "upper_back", "sacrum", "buttock"})


def plain_place(words: str | None) -> str | None:
    """Where it hurts, in words of our own, with its sides; None where nothing known is named, which is the low back."""
    if not words:
        return None
    text = words.casefold()
    back = is_back(words)
    regions = [name for name in regions_of(words) if back or name not in _BACK_REGIONS]
    parts = [name for name, pattern in _PARTS if pattern.search(text)]
    named = [name.replace("_", " ") for name in (*regions, *parts)]
    if "whole_leg" in parts_named(text) and "whole_leg" not in parts_named(" ".join(named)):
        named.append("leg")
    if back and named and not is_back(" ".join(named)):
        named.insert(0, "back")
    if not back and is_back(" ".join(named)):
        named.append("hand")
    return " ".join((*_sides(text), *named)) or None


def plain_answer(words: str) -> str:
    """What a yes says beside its yes: sides, places, and that it is worse; `yes` alone where it says nothing known."""
    text = words.casefold()
    regions = [name.replace("_", " ") for name in regions_of(words) if name not in {"low_back", "upper_back"}]
    parts = [name for name, pattern in _PARTS if pattern.search(text)]
    saddle = ["saddle"] if "saddle" in parts_named(text) and "saddle" not in regions else []
    worse = ["worse"] if Answer(words).says("worse") else []
    return " ".join((*_sides(text), *saddle, *regions, *parts, *worse)) or "yes"


def _sides(text: str) -> tuple[str, ...]:
    return ("both",) if parts_named(text) & {"both_words", "legs_both"} else sides_of(text)
