"""A FIT part copied message by message into a small, complete file that fitparse reads to its end.

Definitions that it stumbles over (empty fields, sizes that are no multiple of the type's) are mended, and what cannot
be followed ends the copy. Only the fallback needs this: the main reader takes the bytes as they lie.
"""

import struct
from typing import Final

from runlog.errors import ReadError
from runlog.importers.fit_container import FIT_MAGIC, FitPart
from runlog.importers.fit_scan import EMPTY_MESSAGES_MAX

_PROTOCOL: Final = 0x20
_HEADER_SIZE: Final = 12
_CRC_SIZE: Final = 2
_DEFINITION_SIZE: Final = 6
_BYTE_TYPE: Final = 0x0D
_COMPRESSED, _DEFINITION, _DEVELOPER = 0x80, 0x40, 0x20
_BASE_SIZES: Final = {
    0x00: 1, 0x01: 1, 0x02: 1, 0x83: 2, 0x84: 2, 0x85: 4, 0x86: 4, 0x07: 1, 0x88: 4, 0x89: 8,
    0x0A: 1, 0x8B: 2, 0x8C: 4, 0x0D: 1, 0x8E: 8, 0x8F: 8, 0x90: 8,
}  # fmt: skip


def clean_part(data: bytes, part: FitPart) -> tuple[bytes, str | None]:
    """The part as a complete FIT file, and why it ends early, if it does.

    Raises:
        ReadError: it holds thousands of empty messages.
    """
    body, problem = _Walk(data, part.begin, part.end).run()
    header = struct.pack("<BBHI4s", _HEADER_SIZE, _PROTOCOL, 0, len(body), FIT_MAGIC)
    return header + body + bytes(_CRC_SIZE), problem


class _Walk:
    """One pass over the messages of a part, which copies whole messages and mends definitions."""

    def __init__(self, data: bytes, begin: int, end: int) -> None:
        self._data, self._pos, self._end = data, begin, end
        self._sizes: dict[int, int] = {}
        self._out = bytearray()
        self._empty = 0

    def run(self) -> tuple[bytes, str | None]:
        """The clean messages, and why they end before the part's end, if they do."""
        data = self._data
        while self._pos < self._end:
            header = data[self._pos]
            if header & (_COMPRESSED | _DEFINITION) == _DEFINITION:
                problem = self._definition(header)
            else:
                local = (header >> 5) & 3 if header & _COMPRESSED else header & 0x0F
                problem = self._message(local)
            if problem:
                return bytes(self._out), f"{problem} at byte {self._pos}: what comes before is kept"
        return bytes(self._out), None

    def _message(self, local: int) -> str | None:
        size = self._sizes.get(local)
        if size is None:
            return "a message of an undefined type"
        stop = self._pos + 1 + size
        if stop > self._end:
            return "the last message is cut short"
        if size == 0:
            self._empty += 1
            if self._empty > EMPTY_MESSAGES_MAX:
                raise ReadError("thousands of empty messages: this is no recording")
        self._out += self._data[self._pos : stop]
        self._pos = stop
        return None

    def _definition(self, header: int) -> str | None:
        data, start = self._data, self._pos
        fields_at = start + _DEFINITION_SIZE
        if fields_at > self._end:
            return "a definition is cut short"
        fields_end = fields_at + 3 * data[start + 5]
        stop, developer_at = fields_end, fields_end + 1
        if header & _DEVELOPER:
            if developer_at > self._end:
                return "a definition is cut short"
            stop = developer_at + 3 * data[fields_end]
        if stop > self._end:
            return "a definition is cut short"
        fields = [data[at : at + 3] for at in range(fields_at, fields_end, 3)]
        own = [data[at : at + 3] for at in range(developer_at, stop, 3)]
        self._sizes[header & 0x0F] = sum(field[1] for field in fields) + sum(field[1] for field in own)
        kept = [_mended(field) for field in fields if field[1]]
        kept_own = [field for field in own if field[1]]
        self._out += data[start : start + 5] + bytes([len(kept)]) + b"".join(kept)
        if header & _DEVELOPER:
            self._out += bytes([len(kept_own)]) + b"".join(kept_own)
        self._pos = stop
        return None


def _mended(field: bytes) -> bytes:
    """The field definition, as plain bytes where its size is no multiple of its type's."""
    number, size, base_type = field
    return bytes([number, size, _BYTE_TYPE]) if size % _BASE_SIZES.get(base_type, 1) else field
