"""The frame of a FIT file: chained parts, headers, checksums, breaks.

The layout of the header is that of the FIT protocol. Nothing is copied: a part is told by where it lies.
"""

import struct
from dataclasses import dataclass
from typing import Final

from runlog.errors import ReadError

FIT_MAGIC: Final = b".FIT"
PARTS_MAX: Final = 100
"""More files chained into one than this are refused."""
CUT_SHORT: Final = "the file is cut short: what comes before is kept"

_HEADER_SIZE: Final = 12
_CRC_SIZE: Final = 2


@dataclass(frozen=True, slots=True)
class FitPart:
    """One FIT file of a chain: its messages lie between two bytes of the whole; and what was wrong with its frame."""

    begin: int
    end: int
    problems: tuple[str, ...]

    @property
    def cut_short(self) -> bool:
        """Whether the file ends before the part's messages do."""
        return CUT_SHORT in self.problems


def split_parts(data: bytes) -> tuple[FitPart, ...]:
    """The chained parts of a FIT file, in their order.

    Raises:
        ReadError: it holds no FIT header, or a limit is passed.
    """
    parts: list[FitPart] = []
    start = 0
    while data[start + 8 : start + _HEADER_SIZE] == FIT_MAGIC:
        if len(parts) == PARTS_MAX:
            raise ReadError(f"more than {PARTS_MAX} FIT files in one: split it")
        parts.append(_part(data, start))
        start = parts[-1].end + _CRC_SIZE
    if not parts:
        raise ReadError("the FIT header is damaged: export the activity again")
    if any(data[start:]):
        last = parts[-1]
        problem = f"{len(data) - start} bytes behind the end are not FIT and were left out"
        parts[-1] = FitPart(last.begin, last.end, (*last.problems, problem))
    return tuple(parts)


def _part(data: bytes, start: int) -> FitPart:
    begin = start + max(data[start], _HEADER_SIZE)
    told = struct.unpack_from("<I", data, start + 4)[0]
    end = begin + told if told else max(len(data) - _CRC_SIZE, begin)
    if end > len(data):
        return FitPart(min(begin, len(data)), len(data), (CUT_SHORT,))
    if not _checksum_holds(data, start, end):
        return FitPart(begin, end, ("the checksum does not fit: some values may be wrong",))
    return FitPart(begin, end, ())


def _checksum_holds(data: bytes, start: int, end: int) -> bool:
    from fastcrc import crc16

    stored = data[end : end + _CRC_SIZE]
    if len(stored) < _CRC_SIZE:
        return False
    told = int.from_bytes(stored, "little")
    return told in (0, crc16.arc(memoryview(data)[start:end]))
