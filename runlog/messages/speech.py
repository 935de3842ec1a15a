"""Messages spoken in one language and one system of units."""

import string
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from runlog.messages.message import Message
from runlog.units import M_PER_FOOT, MIN_PER_HOUR, S_PER_MIN, Units, to_units

NBSP = "\u00a0"
"""Keeps a number and its unit on one line."""

Catalogue = Mapping[str, Any]


@cache
def catalogue(language: str) -> Catalogue:
    """The parsed catalogue file of a language (`en`)."""
    text = resources.files(__package__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@dataclass(frozen=True, slots=True)
class Speech:
    """How to speak to this reader."""

    language: str = "en"
    units: Units = "km"

    def say(self, message: Message) -> str:
        """The message as text; raises `KeyError` for an unknown id or a missing parameter."""
        template = self._template(message.id)
        return _Speaker(self).vformat(template, (), message.params)

    def knows(self, message_id: str) -> bool:
        """Whether the catalogue has a template with this id."""
        try:
            self._template(message_id)
        except KeyError:
            return False
        return True

    def _template(self, message_id: str) -> str:
        entry: Any = catalogue(self.language)
        for part in message_id.split("."):
            if not isinstance(entry, Mapping) or part not in entry:
                raise KeyError(message_id)
            entry = entry[part]
        if not isinstance(entry, str):
            raise KeyError(message_id)
        return entry

    def words(self, table: str) -> Mapping[str, Any]:
        """A word table of the catalogue, such as `words.ground`."""
        entry: Any = catalogue(self.language)
        for part in table.split("."):
            entry = entry[part]
        return entry if isinstance(entry, Mapping) else {}

    def distance(self, metres: float, *, decimals: int = 1) -> str:
        """`21.4 km`, in the reader's units."""
        return f"{to_units(metres, self.units):.{decimals}f}{NBSP}{self.units}"

    def climb(self, metres: float) -> str:
        """`320 m` or `1050 ft`: metres up or down, in the reader's units."""
        return f"{metres:.0f}{NBSP}m" if self.units == "km" else f"{metres / M_PER_FOOT:.0f}{NBSP}ft"

    def day(self, day: date) -> str:
        """`Thursday 12 November`."""
        calendar = self.words("calendar")
        return f"{calendar['weekdays'][day.weekday()]} {day.day} {calendar['months'][day.month - 1]}"

    def short_day(self, day: date) -> str:
        """`Thu 12`."""
        return f"{self.weekday(day)} {day.day}"

    def day_and_month(self, day: date) -> str:
        """`12 November`."""
        return f"{day.day} {self.words('calendar')['months'][day.month - 1]}"

    def short_date(self, day: date) -> str:
        """`12 Nov`."""
        return f"{day.day}{NBSP}{self.month(day)}"

    def full_date(self, day: date) -> str:
        """`12 November 2026`."""
        return f"{self.day_and_month(day)} {day.year}"

    def weekday(self, day: date) -> str:
        """`Thu`."""
        return str(self.words("calendar")["weekdays_short"][day.weekday()])

    def month(self, day: date) -> str:
        """`Nov`."""
        return str(self.words("calendar")["months_short"][day.month - 1])

    def list(self, items: tuple[str, ...]) -> str:
        """`a, b and c`."""
        if len(items) < 2:  # noqa: PLR2004 (one item needs no "and")
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.words('words')['and']} {items[-1]}"


def duration(seconds: float) -> str:
    """`1:02 h` or `35 min`."""
    minutes = round(seconds / S_PER_MIN)
    hours, rest = divmod(minutes, MIN_PER_HOUR)
    return f"{hours}:{rest:02d}{NBSP}h" if hours else f"{minutes}{NBSP}min"


def number(value: float, decimals: int = 1) -> str:
    """A number without a trailing `.0`."""
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Speaker(string.Formatter):
    """`str.format` whose format specs are ways of speaking, listed in `_ways`."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        del args
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Message):
            return self._speech.say(value)
        if format_spec == "sentences":
            return " ".join(self._speech.say(part) for part in value)
        if not format_spec:
            return number(value) if isinstance(value, float) else str(value)
        name, _, rest = format_spec.partition("(")
        ways = _ways(self._speech)
        if name == "n":
            one, many = rest.removesuffix(")").split("|")
            return f"{number(value)}{NBSP}{one if value == 1 else many}"
        if isinstance(value, tuple):
            way = ways.get(name, str)
            return self._speech.list(tuple(way(item) for item in value))
        return ways[name](value)


def _ways(speech: Speech) -> Mapping[str, Callable[[Any], str]]:
    return {
        "distance": speech.distance,
        "whole_distance": lambda metres: speech.distance(metres, decimals=0),
        "percent": lambda share: f"{share * 100:.0f}{NBSP}%",
        "signed_percent": lambda share: f"{share * 100:+.0f}{NBSP}%".replace("-", "\u2212"),
        "day": speech.day,
        "short_day": speech.short_day,
        "date": speech.day_and_month,
        "short_date": speech.short_date,
        "full_date": speech.full_date,
        "weekday": speech.weekday,
        "duration": duration,
        "number": number,
        "signed": lambda value: f"{value:+.1f}".replace("-", "\u2212"),
        "whole": lambda value: number(value, 0),
        "ratio": lambda value: f"{value:.2f}",
        "climb": speech.climb,
        "litres": lambda value: f"{number(value)}{NBSP}l",
        "list": str,
        "ground": lambda name: str(speech.words("words.ground")[name]),
        "sign": lambda name: str(speech.words("words.sign")[name]),
        "trait": lambda name: str(speech.words("words.trait")[name]),
        "question": lambda name: str(speech.words("words.question")[name]),
    }
