"""The text of `diary.csv`, taken apart so that it can be read, added to and mended without touching other lines."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from runlog.errors import DiaryError
from runlog.importers.diary_tables import LONG_DATE
from runlog.importers.quoted_lines import Span, mark_dates, plain_line, spans, unmark_dates
from runlog.library.diary_bytes import Written, written
from runlog.words.diary_headings import known_column, plain_name

DELIMITERS: Final = (",", ";", "\t")
_SKIPPED: Final = re.compile(r"[\s\x00]*|sep=.\s*", re.IGNORECASE)
MAX_CELL_CHARS: Final = 1_000_000
"""A cell longer than this is no diary entry."""


@dataclass(frozen=True, slots=True)
class Record:
    """One diary line: its first line number in the file (from 1), its bytes, its cells."""

    line: int
    raw: bytes
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class DiaryText:
    """`diary.csv` as found: how it is written, its header, its lines."""

    written: Written
    delimiter: str
    line_end: str
    preamble: bytes
    """What stands before the heading: a byte-order mark, blank lines, or the `sep=;` of a spreadsheet."""
    header: Record | None
    records: tuple[Record, ...]
    unclosed: tuple[int, ...] = ()
    """Numbers of lines that open a quotation mark without its partner."""
    cut: tuple[tuple[int, int], ...] = ()
    """Lines that open a quotation mark, and the line after it that begins with a date and was taken by itself."""
    dated: tuple[int, ...] = ()
    """Lines inside a quoted text that begin with a date and go on in words."""
    nul: tuple[int, ...] = ()
    """Lines that hold NUL characters, which were left out."""

    def encode(self, text: str) -> bytes:
        """Text as the bytes of this file.

        Raises:
            DiaryError: its encoding lacks a character, or the file mixes encodings so that nothing fits.
        """
        return self.written.encode(text)

    def join(self, cells: Sequence[str]) -> str:
        """Cells as one line of this file, with its line end."""
        return self.delimiter.join(self._quoted(mark_dates(cell)) for cell in cells) + self.line_end

    def whole(self, header: bytes, records: Sequence[bytes]) -> bytes:
        """The file's bytes with this header and these records."""
        body = header + b"".join(records)
        end = self.encode(self.line_end)
        if body and not body.endswith((self.encode("\n"), self.encode("\r"))):
            body += end
        return self.preamble + body

    def _quoted(self, cell: str) -> str:
        # csv.writer leaves a lone carriage return bare before Python 3.13, and readers then break the line there.
        if any(mark in cell for mark in (self.delimiter, '"', "\r", "\n")):
            return '"' + cell.replace('"', '""') + '"'
        return cell


def take_apart(data: bytes) -> DiaryText:
    """The parts of a diary file's bytes.

    UTF-8 (with or without a byte-order mark), UTF-16, or else Windows' Latin-1, line by line; comma, semicolon or tab;
    any line end. The header is the first line that isn't blank. A line that begins with a date is a record of its own,
    whatever quotation mark was left open before it.

    Raises:
        DiaryError: a line that no CSV reader can take.
    """
    found = written(data)
    lines = [line for line, _ in found.lines]
    first = next((number for number, line in enumerate(lines) if not _SKIPPED.fullmatch(line)), len(lines))
    delimiter = _delimiter(plain_line(lines[first])) if first < len(lines) else ","
    place = _dates_at(lines[first], delimiter) if first < len(lines) else 0
    taken = list(spans(lines[first:], delimiter, place))
    records = [_record(found, span, first, delimiter) for span in taken]
    return DiaryText(
        written=found,
        delimiter=delimiter,
        line_end=_line_end(lines),
        preamble=found.bom + b"".join(raw for _, raw in found.lines[:first]),
        header=records[0] if records else None,
        records=tuple(records[1:]),
        unclosed=tuple(first + span.start + 1 for span in taken if span.unclosed),
        cut=tuple((first + span.start + 1, first + span.end + 1) for span in taken if span.cut),
        dated=tuple(first + line + 1 for span in taken for line in span.dated),
        nul=tuple(number for number, line in enumerate(lines, 1) if "\x00" in line),
    )


def _dates_at(header: str, delimiter: str) -> int:
    """Where a table's dates stand, by its first line alone."""
    names = [name.strip(" \"'") for name in plain_line(header).strip().split(delimiter)]
    exact = [place for place, name in enumerate(names) if known_column(name) == "date"]
    near = [place for place, name in enumerate(names) if plain_name(name) in _DATES]
    return next(iter([*exact, *near]), 0)


_DATES: Final = LONG_DATE | {"start_date_local", "id"}


def _line_end(lines: Sequence[str]) -> str:
    for line in lines:
        for end in ("\r\n", "\n", "\r"):
            if line.endswith(end):
                return end
    return "\n"


def _delimiter(header: str) -> str:
    def score(delimiter: str) -> tuple[int, int]:
        names = header.strip().split(delimiter)
        return sum(known_column(name.strip(' "')) is not None for name in names), len(names)

    return max(DELIMITERS, key=score)


def _record(found: Written, span: Span, first: int, delimiter: str) -> Record:
    part = found.lines[first + span.start : first + span.end]
    number = first + span.start + 1
    text = "".join(plain_line(line) for line, _ in part)
    return Record(number, b"".join(raw for _, raw in part), _cells(text, number, delimiter))


def _cells(text: str, line: int, delimiter: str) -> tuple[str, ...]:
    csv.field_size_limit(MAX_CELL_CHARS)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DiaryError(f"diary.csv line {line} cannot be read ({error}): mend that line in a text editor") from None
    return tuple(unmark_dates(cell) for row in rows for cell in row)
