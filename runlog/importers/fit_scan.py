"""Where the messages of a FIT part lie: one pass over their headers, without looking into them.

The layout is that of the FIT protocol: a header byte per message, which is a definition (field sizes for one of
16 local types) or data of a local type defined before, whose size the definition told.
"""

import struct
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError

MESSAGES_MAX: Final = 3_000_000
"""More messages than this are no recording: a day at ten samples a second is 864 000."""
EMPTY_MESSAGES_MAX: Final = 10_000
"""More messages without a single field than this are no recording but an attempt to keep the reader busy."""
DEFINITIONS_MAX: Final = 2_000
"""More different layouts than this are refused: real files hold a few dozen."""

IntColumn = np.ndarray[Any, np.dtype[np.int64]]

_COMPRESSED, _DEFINITION, _DEVELOPER = 0x80, 0x40, 0x20
_LOCALS: Final = 16
_DEFINITION_SIZE: Final = 6
_FIELD_SIZE: Final = 3
_STEP: Final = 1 << 20
"""Bytes followed between two looks at the limits."""


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
    """The data messages between two bytes of `data`; stops at the first that cannot be followed.

    Raises:
        ReadError: a limit is passed.
    """
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
        self._offsets: list[int] = []
        self._whole_steps: list[IntColumn] = []
        self._found = 0
        self._changes: list[list[tuple[int, int]]] = [[] for _ in range(_LOCALS)]
        """For each local type: from which message on it follows which definition."""

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
        """Follow data messages up to the next definition, the end of a step, or the end."""
        data, sizes, pos = self._data, self._sizes, self._pos
        end = min(self._end, pos + _STEP)
        append = self._offsets.append
        while pos < end:
            size = sizes[data[pos]]
            if not size:
                break
            append(pos)
            pos += size
        if pos > self._end:
            self._pos = self._offsets.pop()
            return "the last message is cut short"
        self._pos = pos
        if len(self._offsets) >= _STEP >> 3:
            self._keep()
        return None

    def _keep(self) -> None:
        """Pack what was found into an array: a number in a list takes four times its room."""
        self._whole_steps.append(np.array(self._offsets, dtype=np.int64))
        self._found += len(self._offsets)
        self._offsets = []
        if self._found > MESSAGES_MAX:
            raise ReadError(f"more than {MESSAGES_MAX} messages: this is no recording")

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
            if index == DEFINITIONS_MAX:
                raise ReadError(f"more than {DEFINITIONS_MAX} layouts of messages: this is no recording")
            self._definitions.append(_parse(data, start, fields_end, stop))
        self._assign(header & 0x0F, index)
        self._pos = stop
        return None

    def _assign(self, local: int, index: int) -> None:
        changes = self._changes[local]
        if changes and changes[-1][1] == index:
            return
        change = (self._found + len(self._offsets), index)
        if changes and changes[-1][0] == change[0]:
            changes[-1] = change
        else:
            changes.append(change)
        size = self._definitions[index].size + 1
        self._sizes[local] = self._sizes[local | _DEVELOPER] = size
        self._sizes[local | 0x10] = self._sizes[local | 0x10 | _DEVELOPER] = size
        if local < 4:  # noqa: PLR2004 (a compressed header has two bits for the local type)
            first = _COMPRESSED | local << 5
            self._sizes[first : first + 32] = [size] * 32

    def result(self, problem: str | None) -> Scan:
        """All that was found, as arrays.

        Raises:
            ReadError: most of it is empty messages.
        """
        self._keep()
        offsets = np.concatenate(self._whole_steps)
        headers = np.frombuffer(self._data, np.uint8)[offsets]
        which = self._which(np.where(headers & _COMPRESSED, (headers >> 5) & 3, headers & 0x0F))
        empty = [definition.size == 0 for definition in self._definitions]
        if any(empty) and np.array(empty)[which].sum() > EMPTY_MESSAGES_MAX:
            raise ReadError("thousands of empty messages: this is no recording")
        return Scan(tuple(self._definitions), offsets, headers, which, problem)

    def _which(self, local: "np.ndarray[Any, Any]") -> IntColumn:
        """The definition of each message, from its local type and where it stands."""
        which = np.zeros(len(local), dtype=np.int64)
        for number, changes in enumerate(self._changes):
            if not changes:
                continue
            at = np.flatnonzero(local == number)
            if len(changes) == 1:
                which[at] = changes[0][1]
            else:
                starts, indices = np.array(changes, dtype=np.int64).T
                which[at] = indices[np.searchsorted(starts, at, side="right") - 1]
        return which


def _parse(data: bytes, start: int, fields_end: int, stop: int) -> Definition:
    little = data[start + 2] == 0
    message = struct.unpack_from("<H" if little else ">H", data, start + 3)[0]
    fields_at = start + _DEFINITION_SIZE
    sizes = data[fields_at + 1 : fields_end : _FIELD_SIZE], data[fields_end + 2 : stop : _FIELD_SIZE]
    fields, developer = _triples(data[fields_at:fields_end]), _triples(data[fields_end + 1 : stop])
    return Definition(message, little, fields, developer, sum(sizes[0]) + sum(sizes[1]))


def _triples(text: bytes) -> tuple[tuple[int, int, int], ...]:
    return tuple(zip(text[::_FIELD_SIZE], text[1::_FIELD_SIZE], text[2::_FIELD_SIZE], strict=True))
