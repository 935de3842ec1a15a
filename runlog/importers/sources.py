"""Opening a file: its bytes, inflated where they are gzip, never more than a bounded number of them."""

import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runlog.errors import ReadError

FILE_BYTES_MAX: Final = 256 * 2**20
"""A larger single file is not read: the longest recordings known are a few megabytes."""
INFLATED_BYTES_MAX: Final = 256 * 2**20
"""A .gz that inflates to more than this is not read on."""
GZIP_DEPTH_MAX: Final = 2
"""A .gz within a .gz is read, a deeper one is not."""
HEAD_BYTES: Final = 4096
"""How much of a file an importer sees when it identifies it."""

_GZIP_MAGIC: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = zlib.MAX_WBITS | 16
_GZIP_SUFFIX: Final = ".gz"
_MIB: Final = 2**20


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes as the importers see them, its name without `.gz`, and what was noticed on the way."""

    data: bytes
    name: str
    warnings: tuple[str, ...] = ()

    @property
    def head(self) -> bytes:
        """The first bytes, for identification."""
        return self.data[:HEAD_BYTES]


def read_path(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        ReadError: it is missing, a folder, unreadable, or larger than `FILE_BYTES_MAX`.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError("this is a folder: give its files, or use a command that reads folders")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("this is not an ordinary file: copy it to a folder first")
        if status.st_size > FILE_BYTES_MAX:
            raise ReadError(f"larger than {FILE_BYTES_MAX // _MIB} MiB: split it or export single activities")
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadError("no such file: check the path") from None
    except PermissionError:
        raise ReadError("no permission to read it: change the file's permissions") from None
    except OSError as error:
        raise ReadError(f"the system could not read it ({error.strerror or error}): copy it anew") from None


def open_bytes(data: bytes, name: str) -> Source:
    """The source in `data`, inflated where it is gzip.

    A gzip cut short gives what there is, with a warning.

    Raises:
        ReadError: nothing can be inflated, or a limit is passed.
    """
    warnings: list[str] = []
    for _ in range(GZIP_DEPTH_MAX):
        if not data.startswith(_GZIP_MAGIC):
            break
        data, problem = _inflate(data)
        warnings += [problem] if problem else []
        if name.casefold().endswith(_GZIP_SUFFIX):
            name = name[: -len(_GZIP_SUFFIX)]
    return Source(data, name, tuple(warnings))


def _inflate(packed: bytes) -> tuple[bytes, str | None]:
    parts: list[bytes] = []
    size, problem = 0, None
    while packed.startswith(_GZIP_MAGIC):
        member = zlib.decompressobj(_GZIP_WINDOW)
        try:
            part = member.decompress(packed, INFLATED_BYTES_MAX + 1 - size)
        except zlib.error:
            part, problem = _salvage(packed, INFLATED_BYTES_MAX + 1 - size), "the gzip is damaged"
        else:
            problem = None if member.eof else "the gzip is cut short"
        parts.append(part)
        size += len(part)
        if size > INFLATED_BYTES_MAX:
            raise ReadError(f"inflates to more than {INFLATED_BYTES_MAX // _MIB} MiB: unpack it and look what it is")
        if problem:
            break
        packed = member.unused_data
    if problem and not size:
        raise ReadError(f"{problem} and holds nothing readable: export it again")
    return b"".join(parts), f"{problem}: what comes before is kept" if problem else None


def _salvage(packed: bytes, limit: int) -> bytes:
    """What a damaged gzip member gives before its damage (in small steps: zlib gives nothing of a failing one)."""
    member = zlib.decompressobj(_GZIP_WINDOW)
    parts: list[bytes] = []
    size = 0
    step = 1024
    try:
        for start in range(0, len(packed), step):
            part = member.decompress(packed[start : start + step], max(limit - size, 1))
            parts.append(part)
            size += len(part)
            if size >= limit:
                break
    except zlib.error:
        pass
    return b"".join(parts)
