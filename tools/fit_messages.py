"""The FIT protocol's frame: file header, definition and data messages, checksum.

Written from the public FIT protocol description (file header of 14 bytes, record headers, base types and their
invalid values, CRC-16). What the messages mean is in `tools.fit_writer`.
"""

import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from fastcrc import crc16

Value = float | str | None
Crc = Literal["right", "wrong", "omitted"]

FIT_EPOCH: Final = datetime(1989, 12, 31, tzinfo=UTC)
PROTOCOL_VERSION: Final = 0x20
PROFILE_VERSION: Final = 2132
COMPRESSED_SPAN_S: Final = 32
"""A compressed-timestamp header counts five bits of seconds."""
_HEADER_SIZE: Final = 14
_TIMESTAMP: Final = 253


@dataclass(frozen=True, slots=True)
class BaseType:
    """A FIT base type: its number, its struct code, and the value that means "not recorded"."""

    number: int
    code: str
    invalid: int


ENUM: Final = BaseType(0x00, "B", 0xFF)
SINT8: Final = BaseType(0x01, "b", 0x7F)
UINT8: Final = BaseType(0x02, "B", 0xFF)
STRING: Final = BaseType(0x07, "s", 0)
UINT16: Final = BaseType(0x84, "H", 0xFFFF)
SINT32: Final = BaseType(0x85, "i", 0x7FFFFFFF)
UINT32: Final = BaseType(0x86, "I", 0xFFFFFFFF)
UINT32Z: Final = BaseType(0x8C, "I", 0)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message: number, base type, and how a value becomes the stored integer."""

    name: str
    number: int
    base: BaseType
    scale: float = 1
    offset: float = 0
    size: int | None = None
    """Bytes of a string, with its closing zero."""

    @property
    def width(self) -> int:
        """Bytes of the field in a data message."""
        return self.size if self.size is not None else struct.calcsize(self.base.code)

    def pack(self, value: Value, order: str) -> bytes:
        """The field's bytes; None and NaN become the invalid value, a value out of range raises `struct.error`."""
        if self.base is STRING:
            return str(value or "").encode()[: self.width - 1].ljust(self.width, b"\0")
        if value is None or (isinstance(value, float) and math.isnan(value)):
            return struct.pack(order + self.base.code, self.base.invalid)
        return struct.pack(order + self.base.code, round((float(value) + self.offset) * self.scale))


def text_field(name: str, number: int, text: str) -> Field:
    """A string field just large enough for `text`."""
    return Field(name, number, STRING, size=len(text.encode()) + 1)


def fit_seconds(moment: datetime) -> int:
    """An aware moment as whole FIT seconds (since 1989-12-31T00:00:00Z)."""
    return round((moment - FIT_EPOCH).total_seconds())


@dataclass(slots=True)
class FitStream:
    """Definition and data messages in the order written; a definition is written again only when it changes."""

    big_endian: bool = False
    _parts: list[bytes] = field(default_factory=list)
    _defined: dict[int, tuple[int, tuple[Field, ...]]] = field(default_factory=dict)
    _last_s: int | None = None

    @property
    def _order(self) -> str:
        return ">" if self.big_endian else "<"

    def message(self, local: int, number: int, fields: Sequence[Field], values: Mapping[str, Value]) -> None:
        """Write one data message of global `number` under local type `local` (0 to 15), defining it where needed."""
        self._define(local, number, tuple(fields))
        self._parts.append(bytes([local]) + self._body(fields, values))
        time = values.get("timestamp")
        if isinstance(time, int | float):
            self._last_s = round(time)

    def compressed(self, local: int, number: int, fields: Sequence[Field], values: Mapping[str, Value]) -> None:
        """As `message`, with the timestamp in the record header where local type (0 to 3) and gap allow it."""
        now = values["timestamp"]
        if not isinstance(now, int | float) or self._last_s is None or now - self._last_s >= COMPRESSED_SPAN_S:
            self.message(local + 4, number, fields, values)
            return
        rest = [f for f in fields if f.number != _TIMESTAMP]
        self._define(local, number, tuple(rest))
        header = 0x80 | local << 5 | round(now) % COMPRESSED_SPAN_S
        self._parts.append(bytes([header]) + self._body(rest, values))
        self._last_s = round(now)

    def finish(self, crc: Crc = "right") -> bytes:
        """The whole file: header, messages, checksum (right, wrong, or left out as some devices do)."""
        data = b"".join(self._parts)
        head = struct.pack("<BBHI4s", _HEADER_SIZE, PROTOCOL_VERSION, PROFILE_VERSION, len(data), b".FIT")
        body = head + struct.pack("<H", crc16.arc(head)) + data
        if crc == "omitted":
            return body
        return body + struct.pack("<H", crc16.arc(body) ^ (0xFFFF if crc == "wrong" else 0))

    def _define(self, local: int, number: int, fields: tuple[Field, ...]) -> None:
        if self._defined.get(local) == (number, fields):
            return
        self._defined[local] = (number, fields)
        head = struct.pack(self._order + "BBBHB", 0x40 | local, 0, int(self.big_endian), number, len(fields))
        self._parts.append(head + b"".join(bytes([f.number, f.width, f.base.number]) for f in fields))

    def _body(self, fields: Sequence[Field], values: Mapping[str, Value]) -> bytes:
        return b"".join(f.pack(values.get(f.name), self._order) for f in fields)
