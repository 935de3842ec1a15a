"""Opening a file: its bytes, inflated where they are packed, never more than a bounded number of them."""

import io
import os
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runlog.errors import ReadError
from runlog.importers import limits
from runlog.importers.packed import Inflating, Packing, packing_of, ratio_bytes

HEAD_BYTES: Final = 4096
"""How much of a file an importer sees when it identifies it."""

_GZIP: Final = "gzip"
_GZIP_WINDOW: Final = zlib.MAX_WBITS | 16
_BLOCK_BYTES: Final = 512
"""What `st_blocks` counts, whatever the file system's blocks are (POSIX)."""


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


def too_large(size: int) -> str:
    """Why a file of so many bytes is not read."""
    return f"larger than {size // limits.MIB} MiB: split it or export single activities"


def holes_in(status: os.stat_result) -> str | None:
    """Why a large file that takes next to nothing on the disk is not read; None for any other."""
    blocks = getattr(status, "st_blocks", None)  # (Windows tells none)
    if blocks is None or status.st_size <= limits.HOLES_FROM_BYTES:
        return None
    if status.st_size <= blocks * _BLOCK_BYTES * limits.HOLES_RATIO_MAX:
        return None
    return "it says it is far larger than what it holds on the disk: no export; look what it is"


def refuse_holes(path: Path) -> None:
    """Raise `ReadError` for a large file that takes next to nothing on the disk."""
    if reason := holes_in(path.stat()):
        raise ReadError(reason)


def read_path(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        ReadError: it is missing, a folder, unreadable, mostly holes, or larger than `limits.FILE_BYTES_MAX`.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ReadError("this is a folder: give its files, or use a command that reads folders")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("this is not an ordinary file: copy it to a folder first")
        if reason := holes_in(status):
            raise ReadError(reason)
        if status.st_size > limits.FILE_BYTES_MAX:
            raise ReadError(too_large(limits.FILE_BYTES_MAX))
        with path.open("rb") as file:
            # (it may have grown since, or never end)
            data = file.read(limits.FILE_BYTES_MAX + 1)
    except FileNotFoundError:
        raise ReadError("no such file: check the path") from None
    except PermissionError:
        raise ReadError("no permission to read it: change the file's permissions") from None
    except OSError as error:
        raise ReadError(f"the system could not read it ({error.strerror or error}): copy it anew") from None
    if len(data) > limits.FILE_BYTES_MAX:
        raise ReadError(too_large(limits.FILE_BYTES_MAX))
    return data


def open_bytes(data: bytes, name: str) -> Source:
    """The source in `data`, inflated where it is packed (gzip, bzip2, xz).

    One cut short gives what there is, with a warning.

    Raises:
        ReadError: nothing can be inflated, or a limit is passed.
    """
    warnings: list[str] = []
    for _ in range(limits.PACKED_DEPTH_MAX):
        packing = packing_of(data)
        if packing is None:
            break
        data, problem = _inflate(data, packing)
        warnings += [problem] if problem else []
        if name.casefold().endswith(packing.suffix):
            name = name[: -len(packing.suffix)]
    return Source(data, name, tuple(warnings))


def _inflate(packed: bytes, packing: Packing) -> tuple[bytes, str | None]:
    most = min(limits.INFLATED_BYTES_MAX, ratio_bytes(len(packed), limits.RATIO_FREE_BYTES))
    inflating = Inflating(io.BytesIO(packed), packing)
    whole = io.BytesIO()
    while part := inflating.read():
        whole.write(part)
        if whole.tell() > most:
            raise ReadError(_inflates_to_too_much(most))
    problem, data = inflating.problem, whole.getvalue()
    if problem and packing.name == _GZIP:
        data = max(data, _salvage(packed, most), key=len)
    if problem and not data:
        raise ReadError(f"{problem} and holds nothing readable: export it again")
    return data, f"{problem}: what comes before is kept" if problem else None


def _inflates_to_too_much(most: int) -> str:
    if most < limits.INFLATED_BYTES_MAX:
        return f"inflates to more than {limits.RATIO_MAX} times its packed size: not read on"
    return f"inflates to more than {most // limits.MIB} MiB: unpack it and look what it is"


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
            if size >= limit or member.eof:
                break
    except zlib.error:
        pass
    return b"".join(parts)
