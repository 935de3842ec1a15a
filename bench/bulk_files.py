"""Many distinct FIT files from a few real ones: the serial number in `file_id` rewritten, the checksum made anew."""

import csv
import gzip
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fastcrc import crc16

SMALLEST: Final = 10_000
LARGEST: Final = 500_000
"""Bytes of the source files: from a short run to a long ride."""
SPORTS: Final = frozenset({"running", "cycling"})
GZIP_LEVEL: Final = 6
"""That of the vendors' archives, and of gzip."""

_DEFINITION_SIZE: Final = 6
_SERIAL_NUMBER: Final = 3
_TIME_CREATED: Final = 4


def sources(corpus: Path) -> tuple[Path, ...]:
    """The corpus' whole, unzipped FIT files of runs and rides whose `file_id` can be rewritten, in order of name."""
    with (corpus / "manifest.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["sport"] in SPORTS]
    paths = sorted(
        corpus / row["path"] for row in rows if row["path"].endswith(".fit") and "corrupt" not in row["notes"]
    )
    return tuple(path for path in paths if SMALLEST <= path.stat().st_size <= LARGEST and _id_at(path.read_bytes()))


def write_bulk(corpus: Path, folder: Path, count: int) -> int:
    """Write `count` distinct `.fit.gz` into a folder, the same ones every time; the bytes that they inflate to."""
    originals = [path.read_bytes() for path in sources(corpus)]
    folder.mkdir(parents=True)
    inflated = 0
    for number in range(count):
        data = distinct(originals[number % len(originals)], number + 1)
        inflated += len(data)
        (folder / f"{number:05}.fit.gz").write_bytes(gzip.compress(data, GZIP_LEVEL, mtime=0))
    return inflated


def distinct(data: bytes, number: int) -> bytes:
    """The same FIT file with another serial number, its checksum recomputed."""
    place = _id_at(data)
    if place is None:
        raise ValueError("no file_id that could be rewritten")
    at, little = place
    changed = bytearray(data)
    struct.pack_into("<I" if little else ">I", changed, at, number)
    struct.pack_into("<H", changed, len(changed) - 2, crc16.arc(bytes(changed[:-2])))
    return bytes(changed)


def _id_at(data: bytes) -> tuple[int, bool] | None:
    """Where the serial number (or else the time of making) stands in the first message, and its byte order."""
    start = data[0]
    whole = start + struct.unpack_from("<I", data, 4)[0] + 2 == len(data)
    little = data[start + 2] == 0
    if not whole or struct.unpack_from("<H" if little else ">H", data, start + 3)[0] != 0:
        return None
    at = start + _DEFINITION_SIZE + 3 * data[start + 5] + 1
    found = {}
    for number, size, _ in _fields(data, start):
        if size == 4:  # noqa: PLR2004 (both are 32 bits)
            found[number] = at
        at += size
    place = found.get(_SERIAL_NUMBER, found.get(_TIME_CREATED))
    return None if place is None else (place, little)


def _fields(data: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    for at in range(start + _DEFINITION_SIZE, start + _DEFINITION_SIZE + 3 * data[start + 5], 3):
        yield data[at], data[at + 1], data[at + 2]
