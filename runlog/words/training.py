"""What words say of a run and of the back it loads: a race, leave to run, a bike, the name of an operation."""

from functools import lru_cache
from typing import Final, Literal

from runlog.words.hears import phrases
from runlog.words.text import Line

_KEPT: Final = 4096
"""Titles repeat; so many answers are kept."""
OperationKind = Literal["microdiscectomy", "other"]


@lru_cache(maxsize=_KEPT)
def tells_race(text: str) -> bool:
    """Whether a title or a note says that this run was a race; "marathon pace" and "after the race" do not."""
    line = Line(text)
    races = phrases("race").all(line)
    spoken_of = [one for one in races if one.name == "only_spoken_of"]
    return any(
        one.name == "race" and not any(other.start <= one.start and one.end <= other.end for other in spoken_of)
        for one in races
    )


@lru_cache(maxsize=_KEPT)
def tells_run_allowed(text: str) -> bool:
    """Whether someone is said to have allowed running, with no word in the line that takes it back."""
    named = {one.name for one in phrases("run_allowed").all(Line(text))}
    return named == {"said"}


@lru_cache(maxsize=_KEPT)
def tells_bike(text: str) -> bool:
    """Whether words name riding a bike."""
    return bool(phrases("bike").all(Line(text)))


@lru_cache(maxsize=_KEPT)
def kind_of_operation(text: str) -> OperationKind:
    """Plainly a first microdiscectomy of the low back, or another operation: any word of more makes it other."""
    named = {one.name for one in phrases("operation_kind").all(Line(text))}
    return "microdiscectomy" if named == {"microdiscectomy"} else "other"
