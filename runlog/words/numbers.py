"""Numbers as people write them in a cell: `3/10`, `~3`, `3-4`, `none`, `1,5 l`, `500 ml`, `1 h` for minutes."""

import re
from functools import cache, lru_cache
from typing import Final, Literal

from runlog.words.hears import heard, phrases
from runlog.words.phrases import Phrases
from runlog.words.text import Line

Measure = Literal["score", "minutes", "hours", "litres", "times", "other"]
KEPT: Final = 4096
_NUMBER: Final = r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)"
_WRITTEN: Final = re.compile(
    rf"(?P<before>[^\d+.,-]*?\.?)\s*(?P<n>{_NUMBER})(?:\s*(?:[-\u2013]|to|bis)\s*(?P<to>\d+(?:[.,]\d+)?))?"
    r"\s*(?P<after>.*)",
    re.DOTALL,
)
_FACTORS: Final[dict[Measure, dict[str, float]]] = {
    "score": {"of_ten": 1.0},
    "minutes": {"minutes": 1.0, "hours": 60.0},
    "hours": {"hours": 1.0, "minutes": 1 / 60},
    "litres": {"litres": 1.0, "millilitres": 0.001},
    "times": {"times": 1.0},
    "other": {},
}
"""Measure → the units it takes, and what one of them counts."""


_ZERO_SAID: Final = frozenset({"score", "minutes", "times"})
"""`none` under water, sitting or a questionnaire may also say that nobody noted it."""


@lru_cache(maxsize=KEPT)
def hear_number(text: str, measure: Measure) -> float | None:
    """The number a cell tells, in the measure's own unit; None where it tells none, or has a unit that doesn't fit.

    Of a score from one number to another (`3-4`) the higher counts; `none` is a zero of pain, minutes and times.
    """
    if measure in _ZERO_SAID and phrases("cells").name_of(Line(text)) == "zero":
        return 0.0
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or not _is_about(match["before"]):
        return None
    factor = _factor(match["after"], measure)
    if factor is None or (match["to"] and measure != "score"):
        return None
    return max(_value(match["n"]), _value(match["to"] or match["n"])) * factor


def _is_about(text: str) -> bool:
    line = Line(text)
    return not line.tokens or phrases("cells").name_of(line) == "about"


def _factor(text: str, measure: Measure) -> float | None:
    """What the number is multiplied by for the words after it; None where they are no unit of the measure."""
    if not text:
        return 1.0
    return _FACTORS[measure].get(_units().name_of(Line(text)) or "")


@cache
def _units() -> Phrases:
    return Phrases({**heard("units"), "of_ten": heard("cells")["of_ten"]}, lambda _: ())


def _value(number: str) -> float:
    return float(number.replace(",", "."))
