"""Cells of hand-kept tables: numbers, durations and dates as people write them."""

import re
from datetime import date, datetime, time
from typing import Final

from runlog.units import S_PER_HOUR, S_PER_MIN

_WORDY: Final = re.compile(
    r"(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?:h|hr|hrs|hours?|std|stunden?)\.?)?\s*"
    r"(?:(?P<m>\d+(?:[.,]\d+)?)\s*(?:m|min|mins|minutes?|minuten|')\.?)?\s*"
    r"(?:(?P<s>\d+(?:[.,]\d+)?)\s*(?:s|sec|secs|seconds?|sek|sekunden|''|\")\.?)?",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(r"(\d+):(\d{1,2})(?::(\d{1,2}(?:[.,]\d+)?))?")
_DATE_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DATE_DOTS: Final = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{2}|\d{4})")
_CENTURY: Final = 2000
_YEAR_OF_TWO_DIGITS: Final = 100
_SIXTY: Final = 60


def read_number(cell: str) -> float:
    """A number with a point or a decimal comma; thousands separators only where both occur.

    Raises:
        ValueError: it is none.
    """
    text = cell.strip().replace("\u00a0", "").replace(" ", "").replace("'", "")
    if "," in text and "." in text:
        thousands = "," if text.rfind(".") > text.rfind(",") else "."
        text = text.replace(thousands, "")
    value = float(text.replace(",", "."))
    if value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 (NaN is not equal to itself)
        raise ValueError(cell)
    return value


def read_duration(cell: str, distance_m: float | None, fastest_mps: float, hours_below: int) -> float:
    """Seconds from `1:02:30`, `45:30`, `1 h 5 min`, or plain minutes (`45`).

    Two parts are minutes and seconds, unless that would mean a speed above `fastest_mps`, or, without a distance, fewer
    than `hours_below` minutes: then they are hours and minutes.

    Raises:
        ValueError: it is no duration.
    """
    text = cell.strip()
    clock = _CLOCK.fullmatch(text)
    if clock:
        first, second = int(clock[1]), int(clock[2])
        if second >= _SIXTY:
            raise ValueError(cell)
        if clock[3]:
            return first * S_PER_HOUR + second * S_PER_MIN + float(clock[3].replace(",", "."))
        as_minutes = first * S_PER_MIN + second
        implausible = distance_m / max(as_minutes, 1) > fastest_mps if distance_m else first < hours_below
        return first * S_PER_HOUR + second * S_PER_MIN if implausible else as_minutes
    wordy = _WORDY.fullmatch(text)
    if wordy and any(wordy.groups()):
        hours, minutes, seconds = (read_number(part) if part else 0.0 for part in wordy.groups())
        return hours * S_PER_HOUR + minutes * S_PER_MIN + seconds
    return read_number(text) * S_PER_MIN


def read_date(cell: str) -> date:
    """A day written as 2026-11-22 or 22.11.2026 (also with a year of two digits).

    Raises:
        ValueError: it is none, or it could be read in two ways (11/12/2026).
    """
    text = cell.strip()
    iso = _DATE_ISO.match(text)
    if iso and (iso.end() == len(text) or text[iso.end()] in " T"):
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    dots = _DATE_DOTS.fullmatch(text)
    if dots:
        year = int(dots[3])
        return date(year if year >= _YEAR_OF_TWO_DIGITS else _CENTURY + year, int(dots[2]), int(dots[1]))
    raise ValueError(cell)


def read_clock_time(cell: str) -> time:
    """A time of day (`07:15`, `7.15`, `07:15:30`, `7:15 pm`).

    Raises:
        ValueError: it is none.
    """
    text = cell.strip().casefold().removesuffix("uhr").strip().replace(".", ":")
    for form in ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p"):
        try:
            return datetime.strptime(text, form).time()  # noqa: DTZ007 (a wall clock without a zone is what it is)
        except ValueError:
            continue
    raise ValueError(cell)
