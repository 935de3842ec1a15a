"""The messages of a FIT part decoded by NumPy: one strided gather per definition, a column per field.

Names, scales and enumerations are those of fitparse's profile.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError
from runlog.importers.fit_gather import (
    BASE_TYPES,
    TYPE_BITS,
    counted_on,
    floats,
    place_of,
    rows_by_definition,
    strided,
)
from runlog.importers.fit_heart import strap_heart
from runlog.importers.fit_messages import KEPT_MESSAGES, RECORD_FIELDS, FitContents, FloatColumn
from runlog.importers.fit_scan import Definition, IntColumn, Scan, scan
from runlog.importers.fit_values import RECORD, TIMESTAMP, developer_power_fields, messages_of, profile

SAMPLES_MAX: Final = 1_000_000
"""More samples than this are refused: eleven days, one a second."""
_COMPRESSED: Final = 0x80
_TIME_BITS: Final = 0x1F
_COMPRESSED_SPEED_DISTANCE: Final = 8
_UNRECORDED_BYTE: Final = 0xFF


def decode(data: bytes, begin: int, end: int) -> FitContents:
    """The contents of the FIT part whose messages lie between two bytes of `data`.

    Raises:
        ReadError: a limit is passed.
    """
    found = scan(data, begin, end)
    by_definition = rows_by_definition(found)
    messages = {name: messages_of(data, found, number) for number, name in KEPT_MESSAGES.items()}
    developer = developer_power_fields(data, found)
    records = _Records(data, found, by_definition, developer)
    return FitContents(
        records=records.columns,
        rows=records.rows,
        messages=messages,
        problems=() if found.problem is None else (found.problem,),
        developer_power=records.developer_power,
        strap=strap_heart(data, found, by_definition),
    )


@cache
def _record_fields() -> Mapping[int, tuple[str, float, float]]:
    """Number → (name, scale, offset) of the record fields that samples are made of."""
    return {
        number: (field.name, float(field.scale or 1), float(field.offset or 0))
        for number, field in profile(RECORD).items()
        if field.name in RECORD_FIELDS
    }


class _Records:
    """The record messages as columns in file order."""

    def __init__(
        self, data: bytes, found: Scan, by_definition: Sequence[IntColumn], developer: Mapping[tuple[int, int], int]
    ) -> None:
        self._data, self._found = data, found
        parts = [i for i, d in enumerate(found.definitions) if d.message == RECORD and len(by_definition[i])]
        taken = [by_definition[i] for i in parts]
        every = np.concatenate(taken) if taken else np.empty(0, np.int64)
        self.rows = len(every)
        if self.rows > SAMPLES_MAX:
            raise ReadError(f"more than {SAMPLES_MAX} samples: split the file")
        rank = np.empty(self.rows, np.int64)
        rank[np.argsort(every, kind="stable")] = np.arange(self.rows)
        self.columns: dict[str, FloatColumn] = {name: np.full(self.rows, np.nan) for name in RECORD_FIELDS}
        self.developer_power: FloatColumn | None = None
        done = 0
        for i, rows in zip(parts, taken, strict=True):
            into = rank[done : done + len(rows)] if len(parts) > 1 else slice(None)
            self._fill(found.definitions[i], rows, into, developer)
            done += len(rows)
        if bool((found.headers & _COMPRESSED).any()):
            self._compressed_times(every, rank, by_definition)

    def _fill(
        self, definition: Definition, rows: IntColumn, into: Any, developer: Mapping[tuple[int, int], int]
    ) -> None:
        fields = _record_fields()
        layout = _layout(definition, frozenset(fields))
        cells = _gather(self._data, definition, self._found.offsets[rows], layout)
        seen: set[str] = set()
        for key, (number, missing) in layout.items():
            if number == _COMPRESSED_SPEED_DISTANCE:
                continue
            name, scale, offset = fields[number]
            values = floats(cells[key], missing)
            if scale != 1:
                values /= scale
            if offset:
                values -= offset
            # Of two fields with one number the last that holds a value counts.
            column = self.columns[name]
            column[into] = np.where(np.isnan(values), column[into], values) if name in seen else values
            seen.add(name)
        if developer:
            self._fill_developer_power(definition, rows, into, developer)
        packed = place_of(definition, _COMPRESSED_SPEED_DISTANCE, 3)
        if packed is not None:
            self._unpack_speed_distance(rows, into, packed[0])

    def _fill_developer_power(
        self, definition: Definition, rows: IntColumn, into: Any, developer: Mapping[tuple[int, int], int]
    ) -> None:
        at = sum(size for _, size, _ in definition.fields)
        for number, size, index in definition.developer:
            base = developer.get((index, number))
            kind = BASE_TYPES.get(base & TYPE_BITS) if base is not None else None
            if kind is not None and kind[1] == size:
                dtype = np.dtype(("<" if definition.little else ">") + kind[0])
                raw = strided(self._data, dtype)[self._found.offsets[rows] + 1 + at]
                if self.developer_power is None:
                    self.developer_power = np.full(self.rows, np.nan)
                self.developer_power[into] = floats(raw, kind[2])
            at += size

    def _unpack_speed_distance(self, rows: IntColumn, into: Any, at: int) -> None:
        """Speed (12 bits, 1/100 m/s) and distance (12 bits, 1/16 m, counted on) from three bytes (FIT profile)."""
        raw = strided(self._data, np.dtype("3u1"))[self._found.offsets[rows] + 1 + at].astype(np.int64)
        missing = (raw == _UNRECORDED_BYTE).all(axis=1)
        speed = (raw[:, 0] | (raw[:, 1] & 0x0F) << 8) / 100.0
        steps = raw[:, 1] >> 4 | raw[:, 2] << 4
        known = steps[~missing]
        distance = np.full(len(raw), np.nan)
        if len(known):
            distance[~missing] = (known[0] + np.concatenate(([0], np.cumsum(np.diff(known) & 0xFFF)))) / 16.0
        for name, values in (("speed", np.where(missing, np.nan, speed)), ("distance", distance)):
            column = self.columns[name]
            column[into] = np.where(np.isnan(column[into]), values, column[into])

    def _compressed_times(self, every: IntColumn, rank: IntColumn, by_definition: Sequence[IntColumn]) -> None:
        """Times of records whose header holds the low five bits of the seconds, counted on from the last full time."""
        times = np.full(len(self._found.offsets), np.nan)
        for definition, rows in zip(self._found.definitions, by_definition, strict=True):
            place = place_of(definition, TIMESTAMP, 4)
            if place is not None and len(rows):
                raw = strided(self._data, np.dtype("<u4" if definition.little else ">u4"))
                times[rows] = floats(raw[self._found.offsets[rows] + 1 + place[0]], 0xFFFFFFFF)
        compressed = (self._found.headers & _COMPRESSED) > 0
        full = ~np.isnan(times)
        steps = np.flatnonzero(full | compressed)
        low = np.where(full[steps], np.nan_to_num(times[steps]), self._found.headers[steps]).astype(np.int64)
        times[steps] = counted_on(low & _TIME_BITS, times[steps], _TIME_BITS)
        column = self.columns["timestamp"]
        column[rank] = np.where(compressed[every], times[every], column[rank])


def _layout(definition: Definition, wanted: frozenset[int]) -> dict[str, tuple[int, float | None]]:
    """Key in the structured type → (field number, missing value) of the fields that hold one number each."""
    layout: dict[str, tuple[int, float | None]] = {}
    for position, (number, size, base) in enumerate(definition.fields):
        kind = BASE_TYPES.get(base & TYPE_BITS)
        if number in wanted and kind is not None and kind[1] == size:
            layout[f"f{position}"] = (number, kind[2])
    return layout


def _gather(data: bytes, definition: Definition, offsets: IntColumn, layout: Mapping[str, Any]) -> Any:
    """The messages of one definition as rows of a structured array that holds the fields of `layout`."""
    order = "<" if definition.little else ">"
    names, formats, starts, at = [], [], [], 0
    for position, (_, size, base) in enumerate(definition.fields):
        if f"f{position}" in layout:
            names.append(f"f{position}")
            formats.append(order + BASE_TYPES[base & TYPE_BITS][0])
            starts.append(at)
        at += size
    width = max(definition.size, 1)
    dtype = np.dtype({"names": names, "formats": formats, "offsets": starts, "itemsize": width})
    return strided(data, dtype)[offsets + 1]
