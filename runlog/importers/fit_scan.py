"""Where the messages of a FIT part lie: one pass over their headers, without looking into them.

The layout is that of the FIT protocol: a header byte per message, which is a definition (field sizes for one of
16 local types) or data of a local type defined before, whose size the definition told.
"""

import struct
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

IntColumn = np.ndarray[Any, np.dtype[np.int64]]

_COMPRESSED, _DEFINITION, _DEVELOPER = 0x80, 0x40, 0x20
_LOCALS: Final = 16
_DEFINITION_SIZE: Final = 6
_FIELD_SIZE: Final = 3
_UNDEFINED: Final = -1


@dataclass(frozen=True, slots=True)
class Definition:
    """The layout of a data message: its global type, byte order, and (number, size, base type) of each field."""

    message: int
    little: bool
    fields: tuple[tuple[int, int, int], ...]
    developer: tuple[tuple[int, int, int], ...]
    """(number, size, index of the developer) of each developer field, behind the others."""
    size: int


@dataclass(frozen=True, slots=True)
class Scan:
    """Every data message in file order: byte offset, header byte, and which definition it follows."""

    definitions: tuple[Definition, ...]
    offsets: IntColumn
    headers: np.ndarray[Any, np.dtype[np.uint8]]
    which: IntColumn
    problem: str | None = None
    """Why the messages end before the part does."""


def scan(data: bytes, begin: int, end: int) -> Scan:
    """The data messages between two bytes of `data`; stops at the first that cannot be followed."""
    pass_ = _Pass(data, begin, end)
    problem = pass_.run()
    return pass_.result(problem)


class _Pass:
    """The state of one pass: the size of a message by its header byte, and what was found so far."""

    def __init__(self, data: bytes, begin: int, end: int) -> None:
        self._data, self._pos, self._end = data, begin, end
        self._sizes = [0] * 256
        self._definitions: list[Definition] = []
        self._known: dict[bytes, int] = {}
        self._locals = [_UNDEFINED] * _LOCALS
        self._offsets: list[int] = []
        self._tables: list[list[int]] = []
        self._table_starts: list[int] = []

    def run(self) -> str | None:
        """Go through the part; the reason where it ends early."""
        problem = None
        while self._pos < self._end and problem is None:
            header = self._data[self._pos]
            if header & (_COMPRESSED | _DEFINITION) == _DEFINITION:
                problem = self._definition(header)
            elif self._sizes[header]:
                problem = self._messages()
            else:
                problem = "a message of an undefined type"
        return problem and f"{problem} at byte {self._pos}: what comes before is kept"

    def _messages(self) -> str | None:
        """Follow data messages up to the next definition or the end."""
        data, sizes, end, pos = self._data, self._sizes, self._end, self._pos
        append = self._offsets.append
        while pos < end:
            size = sizes[data[pos]]
            if not size:
                break
            append(pos)
            pos += size
        if pos > end:
            self._pos = self._offsets.pop()
            return "the last message is cut short"
        self._pos = pos
        return None

    def _definition(self, header: int) -> str | None:
        data, start = self._data, self._pos
        fields_at = start + _DEFINITION_SIZE
        if fields_at > self._end:
            return "a definition is cut short"
        stop = fields_end = fields_at + _FIELD_SIZE * data[start + 5]
        if header & _DEVELOPER:
            if fields_end + 1 > self._end:
                return "a definition is cut short"
            stop = fields_end + 1 + _FIELD_SIZE * data[fields_end]
        if stop > self._end:
            return "a definition is cut short"
        key = data[start + 2 : stop] + bytes([header & _DEVELOPER])
        index = self._known.get(key)
        if index is None:
            index = self._known[key] = len(self._definitions)
            self._definitions.append(_parse(data, start, fields_end, stop))
        self._assign(header & 0x0F, index)
        self._pos = stop
        return None

    def _assign(self, local: int, index: int) -> None:
        if self._locals[local] == index:
            return
        found = len(self._offsets)
        if not self._table_starts or self._table_starts[-1] != found:
            self._tables.append(list(self._locals))
            self._table_starts.append(found)
        self._locals[local] = self._tables[-1][local] = index
        size = self._definitions[index].size + 1
        self._sizes[local] = self._sizes[local | _DEVELOPER] = size
        self._sizes[local | 0x10] = self._sizes[local | 0x10 | _DEVELOPER] = size
        if local < 4:  # noqa: PLR2004 (a compressed header has two bits for the local type)
            first = _COMPRESSED | local << 5
            self._sizes[first : first + 32] = [size] * 32

    def result(self, problem: str | None) -> Scan:
        """All that was found, as arrays."""
        offsets = np.array(self._offsets, dtype=np.int64)
        headers = np.frombuffer(self._data, np.uint8)[offsets]
        local = np.where(headers & _COMPRESSED, (headers >> 5) & 3, headers & 0x0F)
        if self._tables:
            lengths = np.diff([*self._table_starts, len(offsets)])
            segment = np.repeat(np.arange(len(self._tables)), lengths)
            which = np.array(self._tables, dtype=np.int64)[segment, local]
        else:
            which = np.empty(0, np.int64)
        return Scan(tuple(self._definitions), offsets, headers, which, problem)


def _parse(data: bytes, start: int, fields_end: int, stop: int) -> Definition:
    little = data[start + 2] == 0
    message = struct.unpack_from("<H" if little else ">H", data, start + 3)[0]
    fields = _triples(data, start + _DEFINITION_SIZE, fields_end)
    developer = _triples(data, fields_end + 1, stop)
    size = sum(field[1] for field in fields) + sum(field[1] for field in developer)
    return Definition(message, little, fields, developer, size)


def _triples(data: bytes, start: int, stop: int) -> tuple[tuple[int, int, int], ...]:
    return tuple((data[at], data[at + 1], data[at + 2]) for at in range(start, stop, _FIELD_SIZE))
