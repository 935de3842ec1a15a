"""Which DIARY column a pain app's category means, English and German, and which units its numbers may have."""

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from runlog.words.diary_headings import known_column, plain_name
from runlog.words.hears import phrases
from runlog.words.places import is_back
from runlog.words.text import Line

SUMMED: Final = frozenset({"water_l", "core_min", "sat_h", "hamstring_stretch", "warm_up_min"})
"""Of these a day's numbers add up."""
_LITRES: Final = {
    "l": 1.0,
    "liter": 1.0,
    "litre": 1.0,
    "liters": 1.0,
    "litres": 1.0,
    "dl": 0.1,
    "cl": 0.01,
    "ml": 0.001,
}
_MINUTES: Final = {
    "min": 1.0, "mins": 1.0, "minute": 1.0, "minutes": 1.0, "minuten": 1.0, "'": 1.0, "h": 60.0, "hour": 60.0,
    "hours": 60.0, "std": 60.0, "stunden": 60.0, "stunde": 60.0, "s": 1 / 60, "sec": 1 / 60,
}  # fmt: skip
_TIMES: Final = {"x": 1.0, "\u00d7": 1.0, "times": 1.0, "mal": 1.0}
_OF_TEN: Final = {"/10": 1.0, "/ 10": 1.0, "nrs": 1.0, "von 10": 1.0, "out of 10": 1.0}
UNITS: Final = MappingProxyType(
    {
        "water_l": _LITRES, "core_min": _MINUTES, "warm_up_min": _MINUTES, "morning_stiffness_min": _MINUTES,
        "sat_h": {unit: factor / 60 for unit, factor in _MINUTES.items()}, "hamstring_stretch": _TIMES,
        "pain_0_10": _OF_TEN, "leg_pain_0_10": _OF_TEN,
    }
)  # fmt: skip
"""Column → unit → factor to the column's own."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a category's numbers without a unit are, where all of them lie in these bounds."""

    meaning: str
    most: float
    factor: float = 1.0
    least: float = 0.0
    most_at_least: float = 0.0


_SCORE: Final = (Scale("0 to 10", 10),)
_DURATION: Final = (Scale("minutes", 600, most_at_least=5), Scale("minutes", 0))
SCALES: Final = MappingProxyType(
    {
        "pain_0_10": _SCORE,
        "leg_pain_0_10": _SCORE,
        "water_l": (Scale("litres", 6), Scale("millilitres", 20_000, 0.001, least=100)),
        "sat_h": (Scale("hours", 24), Scale("minutes", 1440, 1 / 60)),
        "hamstring_stretch": (Scale("times", 6),),
        "core_min": _DURATION,
        "warm_up_min": _DURATION,
        "morning_stiffness_min": (Scale("minutes", 1440, most_at_least=11), Scale("minutes", 0)),
        "limits_0_4": (Scale("0 to 4", 4),),
        "odi_0_100": (Scale("percent", 100),),
        "rmdq_0_24": (Scale("0 to 24", 24),),
    }
)
"""Column → the scales that its numbers may have, the first that fits first; ours."""
OPEN_SCALES: Final = MappingProxyType(
    {
        "pain_0_10": "beyond 10, so no scale from 0 to 10",
        "leg_pain_0_10": "beyond 10, so no scale from 0 to 10",
        "water_l": "neither litres nor millilitres",
        "hamstring_stretch": "minutes or times",
        "core_min": "minutes or times",
        "warm_up_min": "minutes or times",
        "morning_stiffness_min": "minutes or a score",
    }
)


@dataclass(frozen=True, slots=True)
class Category:
    """A pain app's category: the column that it means, the unit in its name, the place where it is pain elsewhere."""

    column: str
    unit: str | None = None
    place: str | None = None


_UNIT: Final = re.compile(
    r"^(?P<name>.+?)\s*(?:[(\[](?P<a>[^()\[\]]+)[)\]]|[_ ](?P<b>ml|cl|dl|l|min|h))$", re.IGNORECASE
)
_PAIN_OF: Final = re.compile(r"^(?P<place>.+?)[_ ]?(?:pain|schmerz(?:en)?)$")


def names_itself(words: str) -> bool:
    """Whether a category is what was done (`heat`, `physio`): its value says whether."""
    return phrases("names_itself").name_of(Line(plain_name(words).replace("_", " "))) is not None


def category_of(words: str) -> Category | None:
    """What a category means; None where the diary has no field for it."""
    match = _UNIT.match(words.strip())
    name = plain_name(match["name"] if match else words)
    unit = (match["a"] or match["b"]).strip().casefold() if match else None
    spoken = Line(name.replace("_", " "))
    column = phrases("categories").name_of(spoken) or known_column(words) or known_column(name)
    if column is not None and column not in {"date", "time"}:
        return Category(column, unit)
    pain = _PAIN_OF.match(name)
    place = pain["place"].replace("_", " ") if pain else ""
    return Category("pain_0_10", unit, place) if place and not is_back(place) else None
