"""What stands in a table's cell: nothing, a number, a length of time."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from runlog.units import S_PER_HOUR, S_PER_MIN

MISSING: Final = frozenset({"", "-", "--", "---", "n/a", "na", "nan", "null", "none", "#n/a", "no data"})
_SPACES: Final = str.maketrans("", "", "\u00a0\u202f\u2009 '\u2019")
_NUMBER: Final = re.compile(r"[+-]?[\d.,]*\d[\d.,]*(?:[eE][+-]?\d+)?")
_UNIT_BEHIND: Final = re.compile(r"\s*(?:%|[a-zA-Z/²µ°]+)\s*$")
_CLOCK: Final = re.compile(r"(?:(\d+):)?(\d+):(\d{1,2}(?:[.,]\d+)?)")
_SIXTY: Final = 60
_GROUP: Final = 3

Mark = Literal[".", ","]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How one column writes its numbers: its decimal mark, and whether that is seen in it or taken from elsewhere."""

    decimal: Mark = "."
    seen: bool = False
    mixed: bool = False


def is_missing(cell: str) -> bool:
    """Whether a cell holds nothing, in whichever way vendors write that."""
    return cell.strip().casefold() in MISSING


def plain(cell: str) -> str:
    """A cell without outer spaces and the apostrophe with which spreadsheets guard a cell (`'-12`)."""
    return cell.strip().removeprefix("'").strip()


def decide_number_format(cells: Iterable[str], otherwise: Mark | None = None) -> NumberFormat:
    """The number format of a column, from all of its cells, never from one alone.

    A mark with other than three digits behind it is a decimal mark, as is one behind a leading zero or behind the other
    mark; a mark that comes twice parts thousands. Where every cell leaves it open (`4,808`), `otherwise` decides, and
    without it such a mark parts thousands.
    """
    votes = {".": 0, ",": 0}
    open_marks: set[str] = set()
    for cell in cells:
        mark, sure = _mark_of(_bare(cell))
        if mark and sure:
            votes[mark] += 1
        elif mark:
            open_marks.add(mark)
    if votes["."] or votes[","]:
        decimal: Mark = "," if votes[","] > votes["."] else "."
        return NumberFormat(decimal, seen=True, mixed=bool(votes["."] and votes[","]))
    if otherwise:
        return NumberFormat(otherwise)
    return NumberFormat("," if open_marks == {"."} else ".")


def read_number(cell: str, form: NumberFormat) -> float:
    """The number in a cell; raises `ValueError`."""
    text = _bare(cell)
    if not _NUMBER.fullmatch(text):
        raise ValueError(cell)
    decimal = form.decimal
    if form.mixed:
        mark, sure = _mark_of(text)
        decimal = mark if mark and sure else decimal
    other = "," if decimal == "." else "."
    value = float(text.replace(other, "").replace(decimal, "."))
    if value in (float("inf"), float("-inf")):
        raise ValueError(cell)
    return value


def _bare(cell: str) -> str:
    return _UNIT_BEHIND.sub("", plain(cell)).translate(_SPACES)


def _mark_of(text: str) -> tuple[Mark | None, bool]:
    """The decimal mark that a cell speaks for, and whether it is sure: exactly three digits behind leave it open."""
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return (".", True) if text.rfind(".") > text.rfind(",") else (",", True)
    if points > 1 or commas > 1:
        return ("," if points else "."), True
    mark: Mark
    for mark in (".", ","):
        if mark in text:
            whole, _, rest = text.lstrip("+-").partition(mark)
            return mark, len(rest) != _GROUP or whole in {"", "0"} or len(whole) > _GROUP
    return None, False


def read_clock(cell: str) -> float | None:
    """Seconds of a clock such as `1:02:30`, `26:11` (minutes) or `00:26:11,5`; None where it is none."""
    match = _CLOCK.fullmatch(plain(cell))
    if not match:
        return None
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), float(match[3].replace(",", "."))
    if seconds >= _SIXTY or (match[1] and minutes >= _SIXTY):
        return None
    return hours * S_PER_HOUR + minutes * S_PER_MIN + seconds
