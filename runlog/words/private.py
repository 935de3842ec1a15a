"""Words by which free text tells of medicine, bladder, bowel or sexual function.

A list can miss a word; it errs on the side of silence. What was tried for a back is held to a list of what may be said
instead, as nobody can list the names of all medicines.
"""

from functools import lru_cache
from typing import Final

from runlog.words.hears import phrases
from runlog.words.phrases import uncovered
from runlog.words.text import Line

KEPT: Final = 4096


@lru_cache(maxsize=KEPT)
def tells_too_much(words: str) -> bool:
    """Whether free words speak of medicine, bladder, bowel or sexual function, as far as known words tell."""
    return bool(uncovered(phrases("private").all(Line(words)), "harmless"))


@lru_cache(maxsize=KEPT)
def is_plain_self_care(words: str) -> bool:
    """Whether each word of what was tried is known to name no medicine."""
    finder = phrases("tried")
    return all(finder.name_of(Line(token)) for token in Line(words).tokens if token[0].isalpha())
