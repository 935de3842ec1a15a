"""The text of `diary.csv`, taken apart so that it can be read, added to and mended without touching other lines."""

import codecs
import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from runlog.errors import DiaryError
from runlog.frame.diary_headings import known_column

DELIMITERS: Final = (",", ";", "\t")
_PHYSICAL_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_SKIPPED: Final = re.compile(r"\s*|sep=.\s*", re.IGNORECASE)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
MAX_CELL_CHARS: Final = 1_000_000
"""A cell longer than this is no diary entry."""


@dataclass(frozen=True, slots=True)
class Record:
    """One diary line: its first line number in the file (from 1), its text with line ends, its cells."""

    line: int
    text: str
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class DiaryText:
    """`diary.csv` as found: how it is written, its header, its lines."""

    encoding: str
    bom: bytes
    delimiter: str
    line_end: str
    preamble: str
    """What stands before the heading: blank lines, or the `sep=;` of a spreadsheet."""
    header: Record | None
    records: tuple[Record, ...]
    unclosed: tuple[int, ...] = ()
    """Numbers of lines that hold a quotation mark without its partner; each was taken as a line of its own."""

    def encode(self, text: str) -> bytes:
        """Text as the bytes of this file; UTF-8 with a mark in front where its own encoding lacks a character."""
        try:
            return self.bom + text.encode(self.encoding)
        except UnicodeEncodeError:
            return codecs.BOM_UTF8 + text.encode("utf-8", errors="replace")

    def join(self, cells: Sequence[str]) -> str:
        """Cells as one line of this file, with its line end."""
        return self.delimiter.join(self._quoted(cell) for cell in cells) + self.line_end

    def _quoted(self, cell: str) -> str:
        # csv.writer leaves a lone carriage return bare before Python 3.13, and readers then break the line there.
        if any(mark in cell for mark in (self.delimiter, '"', "\r", "\n")):
            return '"' + cell.replace('"', '""') + '"'
        return cell


def take_apart(data: bytes) -> DiaryText:
    """The parts of a diary file's bytes.

    UTF-8 (with or without a byte-order mark), UTF-16 with one, or else Windows' Latin-1; comma, semicolon or tab;
    any line end. The header is the first line that isn't blank.

    Raises:
        DiaryError: a line that no CSV reader can take.
    """
    text, encoding, bom = _decode(data)
    lines = _PHYSICAL_LINE.findall(text)
    first = next((number for number, line in enumerate(lines) if not _SKIPPED.fullmatch(line)), len(lines))
    delimiter = _delimiter(lines[first]) if first < len(lines) else ","
    records, unclosed = _records(lines[first:], first + 1, delimiter)
    return DiaryText(
        encoding=encoding,
        bom=bom,
        delimiter=delimiter,
        line_end=_line_end(lines),
        preamble="".join(lines[:first]),
        header=records[0] if records else None,
        records=tuple(records[1:]),
        unclosed=tuple(unclosed),
    )


def count_lines(text: str) -> int:
    """How many lines a text editor shows."""
    return len(_PHYSICAL_LINE.findall(text))


def _decode(data: bytes) -> tuple[str, str, bytes]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(encoding, errors="replace"), encoding, bom
    try:
        return data.decode("utf-8"), "utf-8", b""
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), "cp1252", b""
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1", b""


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


def _records(lines: Sequence[str], first: int, delimiter: str) -> tuple[list[Record], list[int]]:
    # A quoted cell may hold line ends: a record goes on while its quotation marks are odd in number.
    records: list[Record] = []
    unclosed: list[int] = []
    at = 0
    while at < len(lines):
        end = _record_end(lines, at)
        if end is None:
            unclosed.append(first + at)
            end = at + 1
        text = "".join(lines[at:end])
        records.append(Record(first + at, text, _cells(text, first + at, delimiter)))
        at = end
    return records, unclosed


def _record_end(lines: Sequence[str], at: int) -> int | None:
    marks = 0
    for end in range(at, len(lines)):
        marks += lines[end].count('"')
        if marks % 2 == 0:
            return end + 1
    return None


def _cells(text: str, line: int, delimiter: str) -> tuple[str, ...]:
    csv.field_size_limit(MAX_CELL_CHARS)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DiaryError(f"diary.csv line {line} cannot be read ({error}): mend that line in a text editor") from None
    return tuple(rows[0]) if rows else ()
