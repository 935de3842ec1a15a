"""FIT files put together byte by byte, for shapes that no writer makes."""

import struct
from collections.abc import Sequence

from fastcrc import crc16

ENUM, UINT8, UINT16, UINT32, BYTE, STRING = 0x00, 0x02, 0x84, 0x86, 0x0D, 0x07
TIMESTAMP = (253, 4, UINT32)
FILE_TYPE = (0, 1, ENUM)


def definition(
    local: int, message: int, fields: Sequence[tuple[int, int, int]], developer: Sequence[tuple[int, int, int]] = ()
) -> bytes:
    """A little-endian definition: (number, size, base type) of each field."""
    head = struct.pack("<BBBHB", 0x40 | local | (0x20 if developer else 0), 0, 0, message, len(fields))
    own = bytes([len(developer)]) + b"".join(map(bytes, developer)) if developer else b""
    return head + b"".join(map(bytes, fields)) + own


def message(local: int, form: str, *values: float | bytes) -> bytes:
    """A data message, its values packed as `struct` does (little-endian)."""
    return bytes([local]) + struct.pack("<" + form, *values)


def fit_file(*parts: bytes) -> bytes:
    """A whole file with its header and checksum."""
    body = b"".join(parts)
    whole = struct.pack("<BBHI4s", 12, 0x20, 2132, len(body), b".FIT") + body
    return whole + struct.pack("<H", crc16.arc(whole))


def activity_head() -> bytes:
    """The message that makes a file a recording."""
    return definition(15, 0, [FILE_TYPE]) + message(15, "B", 4)
