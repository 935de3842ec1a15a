"""Dates and times as vendors and people write them, in the order of day and month that the whole column shows."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runlog.importers.options import DateOrder

_MONTHS: Final = {
    1: "jan january januar janvier enero ene gennaio gen janeiro januari janv jän jänner",
    2: "feb february februar février fevr fev febrero febbraio fevereiro februari févr fév",
    3: "mar march märz mär mrz mars marzo março maart mrt",
    4: "apr april avril avr abril abr aprile",
    5: "may mai mayo maggio mag maio mei",
    6: "jun june juni juin junio giugno giu junho",
    7: "jul july juli juillet juil julio luglio lug julho",
    8: "aug august août aout agosto ago augustus",
    9: "sep sept september septembre septiembre settembre set setembro",
    10: "oct october oktober okt octobre octubre ottobre ott outubro out",
    11: "nov november novembre noviembre novembro",
    12: "dec december dezember dez décembre déc diciembre dic dicembre dezembro",
}
_CLOCK: Final = re.compile(r"(\d{1,2})[:h.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([ap])\s?\.?\s?m\b\.?)?")
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_TRIPLE: Final = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_CENTURY, _TWO_DIGITS, _PIVOT, _NOON, _MONTHS_A_YEAR = 2000, 100, 69, 12, 12


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


_MONTH_OF: Final = {_folded(name): number for number, names in _MONTHS.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class When:
    """A point in time as a cell tells it: naive unless it names its zone; `date_only` without a time of day (noon)."""

    time: datetime
    date_only: bool = False


def decide_date_order(cells: Iterable[str], otherwise: DateOrder | None) -> tuple[DateOrder | None, bool]:
    """Whether day or month stands first in a column's all-digit dates, and whether the column itself shows that.

    None where nothing tells: every such date could be read both ways and `otherwise` is not given. Dates with points
    are never month first.
    """
    day_first = month_first = open_ones = 0
    for cell in cells:
        match = None if _ISO.match(cell.strip()) else _TRIPLE.search(cell)
        if not match:
            continue
        first, second = int(match[1]), int(match[3])
        if match[2] == "." or first > _MONTHS_A_YEAR:
            day_first += 1
        elif second > _MONTHS_A_YEAR:
            month_first += 1
        else:
            open_ones += 1
    if day_first or month_first:
        return ("dmy" if day_first >= month_first else "mdy"), True
    return (otherwise, False) if open_ones else ("dmy", True)


def read_when(cell: str, order: DateOrder) -> When:
    """The date and, where it is told, the time of a cell; raises `ValueError`."""
    text = cell.strip().strip("'").replace("\u202f", " ").replace("\u00a0", " ")
    iso = _ISO.match(text)
    if iso and (exact := _iso_instant(text)):
        return exact
    match = iso or _TRIPLE.search(text)
    rest = text
    if iso:
        year, month, day = int(iso[1]), int(iso[2]), int(iso[3])
        rest = text[iso.end() :]
    elif match:
        one, two = int(match[1]), int(match[3])
        day, month = (one, two) if order == "dmy" or match[2] == "." else (two, one)
        year = int(match[4])
        rest = text[: match.start()] + " " + text[match.end() :]
    else:
        year, month, day, rest = _in_words(text)
    if year < _TWO_DIGITS:
        year += _CENTURY if year < _PIVOT else _CENTURY - _TWO_DIGITS
    clock = _clock(rest)
    if clock is None:
        return When(datetime(year, month, day, _NOON), date_only=True)  # noqa: DTZ001 (a day on the runner's wall)
    return When(datetime(year, month, day, *clock))  # noqa: DTZ001 (a clock on the runner's wall)


def _iso_instant(text: str) -> When | None:
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= len("2026-11-22"):
        return When(time.replace(hour=_NOON), date_only=True)
    return When(time)


def _in_words(text: str) -> tuple[int, int, int, str]:
    clock = _CLOCK.search(text)
    dated = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    months = [_MONTH_OF[word] for word in map(_folded, _WORDS.findall(dated)) if word in _MONTH_OF]
    numbers = [int(number) for number in re.findall(r"\d+", dated)]
    if not months or len(numbers) < 2:  # noqa: PLR2004 (a day and a year)
        raise ValueError(text)
    year = next((number for number in numbers if number >= _TWO_DIGITS), numbers[-1])
    day = next((number for number in numbers if number != year), 0)
    return year, months[0], day, text[clock.start() :] if clock else ""


def _clock(text: str) -> tuple[int, int, int, int] | None:
    match = _CLOCK.search(text.casefold())
    if not match:
        return None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[5]:
        hour = hour % _NOON + (_NOON if match[5] == "p" else 0)
    return hour, minute, second, int((match[4] or "0").ljust(6, "0")[:6])
