"""How large a zip archive's list of names says it is, looked up before anything reads that list."""

import struct
from typing import IO, Final

_END: Final = struct.Struct("<4s4H2LH")
_END_MAGIC: Final = b"PK\x05\x06"
_END64: Final = struct.Struct("<4sQ2H2L4Q")
_LOCATOR: Final = struct.Struct("<4sLQL")
_LOCATOR_MAGIC: Final = b"PK\x06\x07"
_COMMENT_MAX: Final = 1 << 16
_IN_ZIP64: Final = 0xFFFFFFFF


def directory_bytes(file: IO[bytes], size: int) -> int:
    """Bytes of the central directory as the archive's end tells it (APPNOTE 4.3.16, zip64: 4.3.14); 0 without one."""
    tail_at = max(0, size - _END.size - _COMMENT_MAX)
    file.seek(tail_at)
    tail = file.read()
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) < at + _END.size:
        return 0
    told = int(_END.unpack_from(tail, at)[5])
    if at < _LOCATOR.size or not tail.startswith(_LOCATOR_MAGIC, at - _LOCATOR.size):
        return told
    where = int(_LOCATOR.unpack_from(tail, at - _LOCATOR.size)[2])
    # zipfile expects the record right before its locator, wherever the locator points.
    largest = 0 if told == _IN_ZIP64 else told
    for start in {where, tail_at + at - _LOCATOR.size - _END64.size}:
        if 0 <= start <= size - _END64.size:
            file.seek(start)
            largest = max(largest, int(_END64.unpack(file.read(_END64.size))[8]))
    return largest
