"""Columns gathered from the bytes of a FIT part as they lie, and counters that run over counted on."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from runlog.importers.fit_messages import FloatColumn
from runlog.importers.fit_scan import Definition, IntColumn, Scan

TYPE_BITS: Final = 0x1F
BASE_TYPES: Final[Mapping[int, tuple[str, int, float | None]]] = {
    0: ("u1", 1, 0xFF),
    1: ("i1", 1, 0x7F),
    2: ("u1", 1, 0xFF),
    3: ("i2", 2, 0x7FFF),
    4: ("u2", 2, 0xFFFF),
    5: ("i4", 4, 0x7FFFFFFF),
    6: ("u4", 4, 0xFFFFFFFF),
    8: ("f4", 4, None),
    9: ("f8", 8, None),
    10: ("u1", 1, 0),
    11: ("u2", 2, 0),
    12: ("u4", 4, 0),
    13: ("u1", 1, 0xFF),
    14: ("i8", 8, 0x7FFFFFFFFFFFFFFF),
    15: ("u8", 8, 0xFFFFFFFFFFFFFFFF),
    16: ("u8", 8, 0),
}
"""Low five bits of a base type → NumPy type, size in bytes, the value that means "not recorded" (FIT protocol)."""


def rows_by_definition(found: Scan) -> Sequence[IntColumn]:
    """For each definition the indices of its messages, in file order."""
    if not found.definitions:
        return []
    order = np.argsort(found.which, kind="stable")
    counts = np.bincount(found.which, minlength=len(found.definitions))
    return np.split(order, np.cumsum(counts)[:-1])


def strided(data: bytes, dtype: "np.dtype[Any]") -> Any:
    """The bytes seen as this type at every byte."""
    return np.ndarray((max(len(data) - dtype.itemsize + 1, 0),), dtype, data, 0, (1,))


def place_of(definition: Definition, wanted: int, width: int | None = None) -> tuple[int, int, int] | None:
    """Where a field of this number (and width) begins in a message, its size and its base type's low bits."""
    at = 0
    for number, size, base in definition.fields:
        if number == wanted and (width is None or size == width):
            return at, size, base & TYPE_BITS
        at += size
    return None


def numbers(data: bytes, definition: Definition, offsets: IntColumn, wanted: int) -> FloatColumn | None:
    """A field that may hold several numbers: one row a message, NaN where not recorded; None where it has none."""
    place = place_of(definition, wanted)
    kind = BASE_TYPES.get(place[2]) if place else None
    if place is None or kind is None or not place[1] or place[1] % kind[1]:
        return None
    count = place[1] // kind[1]
    dtype = np.dtype((("<" if definition.little else ">") + kind[0], (count,)))
    # Seen at every byte: the type's own shape makes the second axis.
    return floats(strided(data, dtype)[offsets + 1 + place[0]], kind[2])


def floats(raw: Any, missing: float | None) -> FloatColumn:
    """Numbers as floats, NaN where they have the value that means "not recorded"."""
    values: FloatColumn = raw.astype(np.float64)
    if missing is not None:
        values[raw == raw.dtype.type(missing)] = np.nan
    return values


def counted_on(low: IntColumn, full: FloatColumn, mask: int) -> FloatColumn:
    """A counter of which some entries are told in full and others by their low bits only, counted on from the last.

    `low` holds the low bits of every entry, `full` the entries told in full and NaN elsewhere; `mask` is the highest
    value of the low bits. Entries before the first full one are NaN.
    """
    told = ~np.isnan(full)
    ahead = np.zeros(len(low), np.int64)
    ahead[1:] = np.diff(low) & mask
    ahead[told] = 0
    total = np.cumsum(ahead)
    last = np.maximum.accumulate(np.where(told, np.arange(len(low)), -1))
    counted = np.full(len(low), np.nan)
    known = last >= 0
    counted[known] = full[last[known]] + total[known] - total[last[known]]
    return counted
