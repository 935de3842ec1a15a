"""What can be wrong with a cache's file: told apart into damage, which is made anew, and a place that is of no use."""

import sqlite3
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

BUSY_S: Final = 15.0
"""How long one process waits for another's write."""
_BUSY_CODES: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNUSABLE_CODES: Final = _BUSY_CODES | {
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_PERM, sqlite3.SQLITE_NOMEM,
}  # fmt: skip
"""What says of the place, not of the file; an error without a code is of the place too."""
_PRIMARY_CODE: Final = 0xFF


class CacheDamagedError(Exception):
    """The cache's file holds something that runlog did not write there."""


class CacheUnusableError(Exception):
    """There is no place to write, or the disk is full: work goes on without a cache."""


def move_aside(path: Path) -> None:
    """Put a damaged cache out of the way, so that a new one can be made; its latest remains are kept beside it."""
    try:
        path.replace(_free(path.with_suffix(".damaged")))
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise CacheUnusableError(str(error)) from None


def _free(path: Path) -> Path:
    """The place for what is put aside: that of the one before, unless a folder is there."""
    return next(
        one for one in (path, *(path.with_suffix(f".damaged-{number}") for number in range(2, 100))) if not one.is_dir()
    )


def as_text(data: bytes) -> str:
    """Text that may be damaged; its row's checksum tells."""
    return data.decode(errors="replace")


def row_sum(row: Sequence[object], blob: bytes = b"") -> int:
    """The checksum of a row; CRC-32, as it is chance that damages a cache."""
    return zlib.crc32(blob, zlib.crc32(repr(tuple(row)).encode(errors="surrogatepass")))


def check_row(row: Sequence[object], told: object, blob: bytes = b"") -> None:
    """Raise `CacheDamagedError` where a row has not the checksum that it was written with."""
    if row_sum(row, blob) != told:
        raise CacheDamagedError("a row is not what was written")


@contextmanager
def translated() -> Iterator[None]:
    """What SQLite and decoding raise, as damage or as a place of no use."""
    try:
        yield
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or code & _PRIMARY_CODE in _UNUSABLE_CODES:
            raise CacheUnusableError(str(error)) from error
        raise CacheDamagedError(str(error)) from error
    except sqlite3.InterfaceError as error:
        raise CacheUnusableError(str(error)) from error
    except (sqlite3.Error, OverflowError, MemoryError, zipfile.BadZipFile, ValueError, TypeError, LookupError) as error:
        raise CacheDamagedError(str(error)) from error


def patiently(step: Callable[[], object]) -> None:
    """Take a step again while the file is busy, for `BUSY_S` seconds."""
    # SQLite does not wait by itself where two processes turn a new file to WAL at the same moment.
    give_up = time.monotonic() + BUSY_S
    while True:
        try:
            step()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in _BUSY_CODES or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return
