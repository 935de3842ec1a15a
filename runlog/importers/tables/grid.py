"""A table's text as rows of cells, whatever its separator, its quotes and its encoding."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from runlog.errors import ReadError
from runlog.importers.limits import CELL_CHARS_MAX, TABLE_CELLS_MAX, TABLE_LINES_MAX

PREAMBLE_LINES: Final = 12
"""A header stands within so many lines: some tables begin with a title."""
_SEPARATORS: Final = ",;\t|"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
# A backslash before a quote that ends no cell is an escape, as in some of Strava's descriptions.
_ESCAPED_QUOTE: Final = re.compile(r'\\"(?!\s*(?:[,;\t]|$))', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one line (or of several, where a quoted cell spans them) and the number of its last line."""

    line: int
    cells: list[str]


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a table, without NUL, and what was noticed: UTF-8, UTF-16 with a mark, else Latin-1."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace").replace("\x00", ""), ()
    try:
        return data.decode("utf-8-sig").replace("\x00", ""), ()
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace").replace("\x00", "")
        return text, ("its letters are not UTF-8: read as Latin-1",)


def decode_head(head: bytes) -> str:
    """The first lines of a table as far as they are whole; empty for what is no text."""
    if head.startswith((b"<", b"{", b"[")) or (b"\x00" in head and not head.startswith(_UTF16)):
        return ""
    for cut in range(4):
        try:
            return (
                decode(head[: len(head) - cut])[0]
                if head.startswith(_UTF16)
                else head[: len(head) - cut].decode("utf-8-sig")
            )
        except UnicodeDecodeError:
            continue
    return decode(head)[0]


def rows_of(text: str, separator: str) -> Iterator[Row]:
    """The rows of a table that hold anything.

    Raises:
        ReadError: a cell has no end, or there are more lines or cells than `limits` allow.
    """
    if text.count(separator) > TABLE_CELLS_MAX:
        raise ReadError(f"more than {TABLE_CELLS_MAX} cells: split the table by years")
    escape = "\\" if _ESCAPED_QUOTE.search(text) else None
    before = csv.field_size_limit(CELL_CHARS_MAX)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, escapechar=escape, strict=False)
    try:
        for number, cells in enumerate(lines):
            if number > TABLE_LINES_MAX:
                raise ReadError(f"more than {TABLE_LINES_MAX} lines: split the table by years")
            if any(cell.strip() for cell in cells):
                yield Row(lines.line_num, cells)
    except csv.Error:
        raise ReadError("a cell has no end: look for a quotation mark that is not closed") from None
    finally:
        csv.field_size_limit(before)


def separators_of(text: str) -> tuple[str, ...]:
    """The separators that the first lines may use, most frequent first."""
    head = "\n".join(text.split("\n", PREAMBLE_LINES)[:PREAMBLE_LINES])
    found = [separator for separator in _SEPARATORS if separator in head]
    return tuple(sorted(found, key=head.count, reverse=True)) or (",",)
