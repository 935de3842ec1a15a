"""One cell of `diary.csv` → its value, or what is wrong with it."""

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Final, Literal

from runlog.frame.diary import DIARY
from runlog.messages import Message
from runlog.words.care import moment_of
from runlog.words.numbers import Measure, hear_number

DateOrder = Literal["dmy", "mdy"]
CellValue = float | str | date | None

_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?")
_LOCAL: Final = re.compile(r"(\d{1,2})([./-])\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})\.?")
_DATE_AND_TIME: Final = re.compile(r"(\S+?)[T ,]+(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|[+-]\d{2}:?\d{2})?")
_TIME: Final = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?", re.IGNORECASE)
SHOWN_CHARS: Final = 40
"""So much of a wrong cell is repeated in its notice."""
_COUNTS: Final = frozenset({"hamstring_stretch"})
_MEASURES: Final[dict[str, Measure]] = {"pain_0_10": "score", "_min": "minutes", "_h": "hours", "_l": "litres"}
CENTURY: Final = 2000
EARLIEST_YEAR: Final = 1970
"""A diary line before this year has a slip in its date."""


class CellError(ValueError):
    """A cell that cannot be used; `kind` is the last part of the notice's id, `params` what it needs besides."""

    def __init__(self, kind: str, **params: float) -> None:
        super().__init__(kind)
        self.kind = kind
        self.params = params

    def notice(self, line: int, column: str, value: str) -> Message:
        """The notice that names line, column and value."""
        shown = value if len(value) <= SHOWN_CHARS else value[:SHOWN_CHARS] + "…"
        return Message.of(f"notice.diary_cell_{self.kind}", line=line, column=column, value=shown, **self.params)


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 entry`, `2 entries`."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def parse_cell(column: str, text: str, order: DateOrder) -> CellValue:
    """The value of a cell of a DIARY column; None for an empty one.

    Raises:
        CellError: the cell holds something that the column cannot take.
    """
    text = text.strip()
    if not text:
        return None
    special = _SPECIAL.get(column)
    if special is not None:
        return special(text)
    dtype = DIARY.column(column).dtype
    if dtype == "float64":
        return _number(column, text)
    return parse_date(text, order) if dtype.startswith("datetime") else text


def _number(column: str, text: str) -> float:
    value = hear_number(text, _measure_of(column))
    if value is None:
        raise CellError("number")
    bounds = DIARY.column(column)
    low, high = bounds.low or 0.0, bounds.high or float("inf")
    if not low <= value <= high:
        raise CellError("range", low=low, high=high)
    return value


def _measure_of(column: str) -> Measure:
    """What a column of numbers counts, by the end of its name."""
    if column in _COUNTS:
        return "times"
    return next((measure for end, measure in _MEASURES.items() if column.endswith(end)), "other")


def parse_date(text: str, order: DateOrder = "dmy") -> date:
    """The day in ISO form (2026-11-22) or in a local one (22.11.2026, 22/11/26, or 11/22/2026 where `order` says so).

    Raises:
        CellError: no such day.
    """
    text = split_date_and_time(text)[0]
    try:
        if match := _ISO.fullmatch(text):
            return _believable(date(int(match[1]), int(match[2]), int(match[3])))
        if match := _LOCAL.fullmatch(text):
            year = int(match[4]) if len(match[4]) == len("2026") else CENTURY + int(match[4])
            day, month = int(match[1]), int(match[3])
            if order == "mdy" and match[2] == "/":
                day, month = month, day
            return _believable(date(year, month, day))
    except ValueError:  # CellError is one too
        pass
    raise CellError("date")


def _believable(day: date) -> date:
    if day.year < EARLIEST_YEAR:
        raise CellError("date")
    return day


def split_date_and_time(text: str) -> tuple[str, str | None]:
    """A cell that holds a date and a time of day, in two."""
    match = _DATE_AND_TIME.fullmatch(text.strip())
    return (match[1], match[2]) if match else (text.strip(), None)


def parse_time(text: str) -> str:
    """A time of day as HH:MM.

    Raises:
        CellError: no time of day.
    """
    match = _TIME.fullmatch(text)
    if match is None:
        raise CellError("time")
    hour = int(match[1])
    if match[3]:
        hour = hour % 12 + (12 if match[3].casefold() == "pm" else 0)
    try:
        return time(hour, int(match[2])).strftime("%H:%M")
    except ValueError:
        raise CellError("time") from None


def _before_after(text: str) -> str:
    moment = moment_of(text)
    if moment is None:
        raise CellError("before_after")
    return moment


_SPECIAL: Final[dict[str, Callable[[str], str]]] = {"time": parse_time, "before_after": _before_after}


def date_order(texts: Sequence[str], today: date) -> tuple[DateOrder, bool]:
    """Whether dates with slashes put the day or the month first, decided over the column; and whether it is sure.

    A number above 12 decides. Else the reading with fewer days after today, then the one that is more in order of
    time, then the one that spans fewer days; else the day comes first.
    """
    dates = [match for text in texts if (match := _LOCAL.fullmatch(split_date_and_time(text)[0])) and match[2] == "/"]
    if not dates:
        return "dmy", True
    months_in_year = 12
    if any(int(match[1]) > months_in_year for match in dates):
        return "dmy", True
    if any(int(match[3]) > months_in_year for match in dates):
        return "mdy", True

    def doubts(order: DateOrder) -> tuple[int, int, int]:
        days = [parse_date(match[0], order) for match in dates if _is_day(match[0], order)]
        backwards = sum(later < earlier for earlier, later in itertools.pairwise(days))
        span = (max(days) - min(days)).days if days else 0
        return sum(day > today for day in days), backwards, span

    dmy, mdy = doubts("dmy"), doubts("mdy")
    same_either_way = all(match[1] == match[3] for match in dates)
    return ("mdy", False) if mdy < dmy else ("dmy", same_either_way)


def _is_day(text: str, order: DateOrder) -> bool:
    try:
        parse_date(text, order)
    except CellError:
        return False
    return True
