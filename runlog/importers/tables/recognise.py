"""Which flavour a table is, by its header line; a table's separator and its columns with that."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from runlog.importers.tables.flavour import Column, Flavour
from runlog.importers.tables.grid import PREAMBLE_LINES, decode_head, separators_of
from runlog.importers.tables.headers import Header, Names, find_column, headers_of
from runlog.words.hears import heard


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table's fields are: line of the header (counted among lines with content), separator, field → column."""

    header_row: int
    separator: str
    headers: tuple[Header, ...]
    columns: Mapping[str, int]

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers of columns that are not read."""
        used = set(self.columns.values())
        return tuple(header.shown for at, header in enumerate(self.headers) if at not in used and header.shown)


def recognise(head: bytes, flavour: Flavour) -> Layout | None:
    """The layout of a table that begins so, or None where it is not of this flavour."""
    for row, separator, headers in _header_lines(head):
        columns: dict[str, int] = {}
        for column in flavour.columns:
            at = find_column(headers, _names(flavour, column))
            if at is not None and column.field not in columns:
                columns[column.field] = at
        if all(field in columns for field in flavour.required):
            return Layout(row, separator, headers, columns)
    return None


def _names(flavour: Flavour, column: Column) -> Names:
    """The column's names in the vendor's own words, and in the languages heard."""
    more = heard(f"headings.activities.{flavour.key}").get(column.field, ())
    return {**column.names, "heard": more}


@lru_cache(maxsize=4)
def _header_lines(head: bytes) -> tuple[tuple[int, str, tuple[Header, ...]], ...]:
    """Each of the first lines of a table as a header line, with each separator that it may have."""
    text = decode_head(head)
    found = []
    for separator in separators_of(text) if text else ():
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
        try:
            rows = [cells for cells, _ in zip(lines, range(PREAMBLE_LINES), strict=False) if any(cells)]
        except csv.Error:
            continue
        found += [(at, separator, headers_of(cells)) for at, cells in enumerate(rows) if len(cells) > 1]
    return tuple(found)
