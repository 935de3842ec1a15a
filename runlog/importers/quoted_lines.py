"""Which physical lines of a table belong together: a quoted cell may hold line ends, a stray mark hides no entry."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_LONG_YEAR: Final = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{4})"
_SHORT_YEAR: Final = r"\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2}"
_CLOCK: Final = r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
_BEFORE: Final = r"[\s\"'\ufeff\u200b\x00]*"
_CELL: Final = rf"(?:{_LONG_YEAR}|{_SHORT_YEAR})\.?{_CLOCK}"
_ENTRY: Final = re.compile(rf"{_BEFORE}{_CELL}\s*[\"']*\s*(?:[,;\t|]|\Z)")
_DATED: Final = re.compile(_BEFORE + _LONG_YEAR)
_DATE_CELL: Final = re.compile(_CELL)
_ODD_BREAKS: Final = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ODD_ENTRY: Final = re.compile(rf"(?<=[{_ODD_BREAKS}])(?={_BEFORE}{_CELL}\s*[\"']*\s*[,;\t|])")
_NOT_SHOWN: Final = {0: None}
_BREAK: Final = rf"(\r\n|[\r\n{_ODD_BREAKS}])"
_MARKED: Final = rf"(?=(?:> )*{_BEFORE}(?:{_LONG_YEAR}|{_SHORT_YEAR}))"
_TO_MARK: Final = re.compile(_BREAK + _MARKED)
_TO_UNMARK: Final = re.compile(_BREAK + "> " + _MARKED)


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `start` to `end` (from 0, `end` not included) that are one record.

    `cut` tells that the next line begins with a date, so that a quoted cell was ended before it; `unclosed` that the
    table ended inside a quoted cell; `dated` are lines inside that begin with a date and go on in words.
    """

    start: int
    end: int
    cut: bool = False
    unclosed: bool = False
    dated: tuple[int, ...] = ()


def physical_lines(text: str) -> list[str]:
    """The lines that an editor shows, each with its end; odd breaks count where an entry begins behind them."""
    lines = _LINE.findall(text)
    if not any(mark in text for mark in _ODD_BREAKS):
        return lines
    return [part for line in lines for part in _ODD_ENTRY.split(line)]


def begins_entry(line: str) -> bool:
    """Whether a line's first cell is a date."""
    return _ENTRY.match(line.strip("\r\n")) is not None


def plain_line(line: str) -> str:
    """A line as it is read: without NUL and without a byte-order mark at its beginning."""
    return line.translate(_NOT_SHOWN).removeprefix("\ufeff")


def mark_dates(cell: str) -> str:
    """A cell whose later lines begin with a date, these marked with `> `, so that they are read as part of it."""
    return _TO_MARK.sub(r"\1> ", cell)


def unmark_dates(cell: str) -> str:
    """What `mark_dates` was given."""
    return _TO_UNMARK.sub(r"\1", cell)


def spans(lines: Sequence[str], delimiter: str, dates_at: int) -> Iterator[Span]:
    """The records of a table whose dates stand in column `dates_at` (from 0).

    A quotation mark opens a cell only at the cell's beginning, as the csv module reads it. A line that begins with a
    date is a record of its own wherever it stands.
    """
    at = 0
    while at < len(lines):
        span = _span(lines, at, delimiter, dates_at)
        yield span
        at = span.end


def _span(lines: Sequence[str], start: int, delimiter: str, dates_at: int) -> Span:
    inside = _open_after(plain_line(lines[start]), delimiter, inside=False)
    first_dated = dates_at > 0 and _has_date(lines[start], delimiter, dates_at)
    dated: list[int] = []
    end = start + 1
    while inside:
        if end == len(lines):
            return Span(start, end, unclosed=True, dated=tuple(dated))
        line = plain_line(lines[end])
        inside = _open_after(line, delimiter, inside=True)
        # Where dates stand further right, a cell of several lines may end here, with the record's own date behind it.
        beside = dates_at > 0 and (first_dated or inside) and _has_date(line, delimiter, dates_at)
        if beside or (dates_at == 0 and begins_entry(line)):
            return Span(start, end, cut=True, dated=tuple(dated))
        if _DATED.match(line):
            dated.append(end)
        end += 1
    return Span(start, end, dated=tuple(dated))


def _has_date(line: str, delimiter: str, place: int) -> bool:
    cells = plain_line(line).split(delimiter, place + 1)
    return place < len(cells) and _DATE_CELL.fullmatch(cells[place].strip(" \"'\r\n")) is not None


def _open_after(line: str, delimiter: str, *, inside: bool) -> bool:
    """Whether a quoted cell is still open at the end of a line."""
    if '"' not in line:
        return inside
    at = 0
    while True:
        if inside:
            at = line.find('"', at)
            if at < 0:
                return True
            if line.startswith('"', at + 1):
                at += 2
                continue
            inside = False
        elif line.startswith('"', at):
            inside, at = True, at + 1
            continue
        at = line.find(delimiter, at)
        if at < 0:
            return False
        at += 1
