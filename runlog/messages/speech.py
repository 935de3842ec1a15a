"""Messages spoken in one language and one system of units."""

import shlex
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from runlog.messages.catalogues import FALLBACK, catalogue
from runlog.messages.message import Message
from runlog.units import M_PER_FOOT, MIN_PER_HOUR, S_PER_MIN, Units, to_units

if TYPE_CHECKING:
    from runlog.messages.cldr import Tongue

NBSP: Final = "\u00a0"
"""Keeps a number and its unit on one line."""
MINUS: Final = "\u2212"
UNGROUPED: Final = 4
"""Longer whole numbers are written in groups: `1050 ft`, `18,192 ft`."""


@dataclass(frozen=True, slots=True)
class Speech:
    """How to speak to this reader."""

    language: str = FALLBACK
    units: Units = "km"
    log: str | None = ""
    """The log as the reader typed it, for commands that are printed; empty: the current folder. None: no commands."""
    log_begun: bool = True
    """Whether there is a log at all, or only the exports of a watch."""

    def command(self, *words: str) -> str:
        """A command of runlog as it is typed in a shell, naming the log where it is not the current folder."""
        named = ("--log", self.log) if self.log and self.log_begun else ()
        return shlex.join(("runlog", *words, *named))

    def say(self, message: Message) -> str:
        """The message as text; raises `KeyError` for an unknown id or a missing parameter."""
        template = self._entry(message.id)
        if not isinstance(template, str):
            raise KeyError(message.id)
        return spoken(self, template, message.params)

    def knows(self, message_id: str) -> bool:
        """Whether the catalogue has a template with this id."""
        try:
            return isinstance(self._entry(message_id), str)
        except KeyError:
            return False

    def words(self, table: str) -> Mapping[str, Any]:
        """A word table of the catalogue, such as `words.ground`; empty where there is none."""
        try:
            entry = self._entry(table)
        except KeyError:
            return {}
        return entry if isinstance(entry, Mapping) else {}

    def _entry(self, place: str) -> Any:
        """What stands at `LOAD001.title`: in the language, else in English."""
        entry = _found(self.language, place)
        if entry is None and self.language != FALLBACK:
            entry = _found(FALLBACK, place)
        if entry is None:
            raise KeyError(place)
        return entry

    @property
    def _tongue(self) -> "Tongue":
        # Babel is imported with the first word that needs it.
        from runlog.messages.cldr import tongue

        return tongue(str(self._entry("language.locale")))

    def number(self, value: float, decimals: int = 1) -> str:
        """A number without needless zeros: `3`, `2.5`, in German `2,5`."""
        return self._written(_plain(value, decimals))

    def fixed(self, value: float, decimals: int = 1, *, signed: bool = False) -> str:
        """A number with all its decimals (`2.0`), `signed` with plus or minus."""
        return self._written(f"{value:{'+' if signed else ''}.{decimals}f}")

    def _written(self, digits: str) -> str:
        whole, point, decimals = digits.lstrip("+-").partition(".")
        if len(whole) > UNGROUPED:
            whole = f"{int(whole):,}".replace(",", self._tongue.group)
        sign = digits[:1].replace("-", MINUS) if digits[:1] in {"+", "-"} else ""
        return sign + whole + (self.decimal + decimals if point else "")

    @property
    def decimal(self) -> str:
        """The mark before decimals."""
        return self._tongue.decimal

    def unit(self, name: str) -> str:
        """A unit as it is written in this language, such as `km`."""
        return str(self._entry(f"units.{name}"))

    def measure(self, number: str, unit: str) -> str:
        """A written number with its unit, kept on one line."""
        return f"{number}{NBSP}{self.unit(unit)}"

    def distance(self, metres: float, *, decimals: int = 1) -> str:
        """`21.4 km`, in the reader's units."""
        return self.measure(self.fixed(to_units(metres, self.units), decimals), self.units)

    def climb(self, metres: float) -> str:
        """`320 m` or `1050 ft`: metres up or down, in the reader's units."""
        if self.units == "km":
            return self.measure(self.fixed(metres, 0), "m")
        return self.measure(self.fixed(metres / M_PER_FOOT, 0), "ft")

    def percent(self, share: float, *, signed: bool = False) -> str:
        """`34 %` of a share from 0 to 1, `signed` with plus or minus."""
        return self.measure(self.fixed(share * 100, 0, signed=signed), "percent")

    def duration(self, seconds: float) -> str:
        """`1:02 h` or `35 min`."""
        minutes = round(seconds / S_PER_MIN)
        hours, rest = divmod(minutes, MIN_PER_HOUR)
        return self.measure(f"{hours}:{rest:02d}", "h") if hours else self.measure(str(minutes), "min")

    def counted(self, value: float, *forms: str) -> str:
        """`1 run`, `3 runs`: a number with the form of a noun that goes with it."""
        digits = _plain(value, 1)
        return f"{self._written(digits)}{NBSP}{self._tongue.plural(digits, forms)}"

    def on(self, day: date, way: str) -> str:
        """A day by one of the patterns in the catalogue's section `[dates]`."""
        return self._tongue.date(day, str(self._entry(f"dates.{way}")))

    def day(self, day: date) -> str:
        """`Thursday 12 November`."""
        return self.on(day, "day")

    def short_day(self, day: date) -> str:
        """`Thu 12`."""
        return self.on(day, "short_day")

    def short_date(self, day: date) -> str:
        """`12 Nov`."""
        return self.on(day, "short_date")

    def full_date(self, day: date) -> str:
        """`12 November 2026`."""
        return self.on(day, "full_date")

    def weekday(self, day: date) -> str:
        """`Thu`."""
        return self.on(day, "weekday")

    def list(self, items: tuple[str, ...]) -> str:
        """`a, b and c`."""
        return self._tongue.list(items)


def _found(language: str, place: str) -> Any:
    entry: Any = catalogue(language)
    for part in place.split("."):
        if not isinstance(entry, Mapping) or part not in entry:
            return None
        entry = entry[part]
    return entry


def _plain(value: float, decimals: int) -> str:
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def spoken(speech: Speech, template: str, params: Mapping[str, Any]) -> str:
    """A template with its values spoken; a value that ends with a full stop (`So 22.`) needs none behind it."""
    said = ""
    for literal, name, spec, _ in string.Formatter().parse(template):
        said += literal[1:] if literal.startswith(".") and said.endswith(".") else literal
        if name is not None:
            said += _spoken_value(speech, params[name], spec or "")
    return said


def _spoken_value(speech: Speech, value: Any, spec: str) -> str:
    """A value as its format spec says, which is one of `_WAYS`."""
    if isinstance(value, Message):
        return speech.say(value)
    if spec == "sentences":
        return " ".join(speech.say(part) for part in value)
    if not spec:
        return speech.number(value) if isinstance(value, float) else str(value)
    name, _, rest = spec.partition("(")
    if name == "n":
        return speech.counted(value, *rest.removesuffix(")").split("|"))
    way = _WAYS[name]
    if isinstance(value, tuple):
        said = tuple(_spoken_value(speech, item, "") if name == "list" else way(speech, item) for item in value)
        # Questions hold commas of their own.
        return "; ".join(said) if name == "question" else speech.list(said)
    return way(speech, value)


def _of(table: str) -> Callable[[Speech, Any], str]:
    return lambda speech, name: str(speech.words(f"words.{table}")[name])


def _dated(way: str) -> Callable[[Speech, Any], str]:
    return lambda speech, day: speech.on(day, way)


DATES: Final = ("day", "short_day", "date", "short_date", "full_date", "weekday", "weekday_name", "day_number", "month")
"""The patterns that a catalogue's section `[dates]` holds; each is a way to speak a day."""

_WAYS: Final[Mapping[str, Callable[[Speech, Any], str]]] = {
    "distance": Speech.distance,
    "whole_distance": lambda speech, metres: speech.distance(metres, decimals=0),
    "percent": Speech.percent,
    "signed_percent": lambda speech, share: speech.percent(share, signed=True),
    **{way: _dated(way) for way in DATES},
    "duration": Speech.duration,
    "number": Speech.number,
    "signed": lambda speech, value: speech.fixed(value, signed=True),
    "whole": lambda speech, value: speech.number(value, 0),
    "exact": lambda speech, value: speech.number(value, 4),
    "ratio": lambda speech, value: speech.fixed(value, 2),
    "climb": Speech.climb,
    "litres": lambda speech, value: speech.measure(speech.number(value), "l"),
    "list": lambda _speech, value: str(value),
    "unit": Speech.unit,
    **{table: _of(table) for table in ("ground", "sign", "trait", "question", "field")},
}
