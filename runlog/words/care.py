"""What a cell says of how pain began, of the weather, of the moment around a run; and whether it says anything."""

from functools import lru_cache
from typing import Final, Literal

from runlog.words.hears import phrases
from runlog.words.phrases import longest
from runlog.words.text import Line

Moment = Literal["before", "after"]
KEPT: Final = 8192


@lru_cache(maxsize=KEPT)
def says_nothing(words: str) -> bool:
    """Whether a cell of free text says that there was nothing."""
    line = Line(words)
    return not any(token[0].isalnum() for token in line.tokens) or phrases("care").name_of(line) == "nothing"


@lru_cache(maxsize=KEPT)
def onset_told(words: str) -> frozenset[str]:
    """How pain began, as words tell: `sudden`, `getting_up`, `gradual`."""
    return frozenset(one.name for one in longest(phrases("care").all(Line(words)))) - {"nothing", "not_sudden"}


@lru_cache(maxsize=KEPT)
def tells_heat(text: str) -> bool:
    """Whether words speak of hot weather; a heat pack does not."""
    found = phrases("heat").all(Line(text))
    other = [one for one in found if one.name == "not_weather"]
    return any(
        one.name == "hot" and not any(one.start < no.end and no.start < one.end for no in other) for one in found
    )


@lru_cache(maxsize=KEPT)
def moment_of(words: str) -> Moment | None:
    """Before or after a run, by the word it begins with; None where that tells neither, or both are told."""
    said = phrases("moment").all(Line(words))
    if not said or said[0].start != 1 or len({one.name for one in said}) > 1:
        return None
    return "before" if said[0].name == "before" else "after"
