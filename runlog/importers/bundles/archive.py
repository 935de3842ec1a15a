"""A zip archive opened without unpacking it: its members one at a time, each inflated within bounds."""

import io
import re
import tempfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Final

from runlog.errors import ReadError
from runlog.importers.bundles import limits
from runlog.importers.bundles.directory import directory_bytes

ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
OFFICE_SUFFIXES: Final = (".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".odt", ".kmz", ".epub", ".numbers", ".pages")
"""Documents that are zip archives inside; their parts are no exports."""
_CLUTTER: Final = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_ENCRYPTED: Final = 0x1
_CHUNK: Final = 1 << 18
_ZIP_ERRORS: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name fit to be shown, inflated size, checksum; `problem` if it can't be read."""

    name: str
    size: int
    crc: int
    info: zipfile.ZipInfo
    problem: str | None = None

    @property
    def is_archive(self) -> bool:
        """Whether its name says that it is an archive itself."""
        return self.name.casefold().endswith(".zip")


class Budget:
    """What a whole archive, with those inside it, may still inflate to."""

    def __init__(self, packed_bytes: int) -> None:
        by_ratio = packed_bytes * limits.RATIO_MAX + limits.TOTAL_FREE_BYTES
        self._left = min(limits.TOTAL_BYTES_MAX, by_ratio)

    def spend(self, count: int) -> None:
        """Take `count` bytes; raises `ReadError` once there is nothing left."""
        self._left -= count
        if self._left < 0:
            raise ReadError("the archive inflates to far more than an export can hold: not read on")


class MemberStream:
    """The inflated bytes of one member, read forward; raises `ReadError` at the first limit passed or fault."""

    def __init__(self, file: IO[bytes], packed_bytes: int, budget: Budget, most: int) -> None:
        self._file = file
        self._most = most
        self._by_ratio = packed_bytes * limits.RATIO_MAX + limits.RATIO_FREE_BYTES
        self._budget = budget
        self._count = 0

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, or all that is left."""
        if size >= 0:
            return self._step(size)
        parts = []
        while part := self._step(_CHUNK):
            parts.append(part)
        return b"".join(parts)

    def _step(self, size: int) -> bytes:
        try:
            part = self._file.read(size)
        except _ZIP_ERRORS as error:
            raise ReadError(f"damaged in the archive ({str(error)[:80]}): fetch the archive again") from None
        self._count += len(part)
        if self._count > self._most:
            raise ReadError(f"inflates to more than {self._most // limits.MIB} MiB: unpack it and look what it is")
        if self._count > self._by_ratio:
            raise ReadError(f"inflates to more than {limits.RATIO_MAX} times its packed size: not read on")
        self._budget.spend(len(part))
        return part


class Archive:
    """An open zip archive.

    Raises:
        ReadError: at opening, where it is damaged, or holds more than `limits` allow.
    """

    def __init__(self, file: IO[bytes], *, depth: int = 1, budget: Budget | None = None) -> None:
        if depth > limits.DEPTH_MAX:
            raise ReadError(f"archives nested deeper than {limits.DEPTH_MAX}: unpack the outer ones")
        packed = file.seek(0, io.SEEK_END)
        if directory_bytes(file, packed) > limits.DIRECTORY_BYTES_MAX:
            raise ReadError(
                f"its list of files is larger than {limits.DIRECTORY_BYTES_MAX // limits.MIB} MiB: not read"
            )
        try:
            self._zip = zipfile.ZipFile(file)
        except _ZIP_ERRORS:
            raise ReadError("the zip archive is damaged or cut short: fetch it again") from None
        if len(self._zip.filelist) > limits.MEMBERS_MAX:
            raise ReadError(f"more than {limits.MEMBERS_MAX} files in one archive: unpack it and give the folder")
        self.depth = depth
        self._packed = packed
        self._budget = budget or Budget(packed)
        self.members = _members(self._zip)

    def close(self) -> None:
        """Close the archive; the file that it was given stays open."""
        self._zip.close()

    @contextmanager
    def open(self, member: Member, most: int = limits.STREAM_BYTES_MAX) -> Iterator[MemberStream]:
        """The member's bytes as a stream, at most `most` of them.

        Raises:
            ReadError: it is encrypted, damaged, or packed in a way that is not known here.
        """
        if member.problem:
            raise ReadError(member.problem)
        try:
            file = self._zip.open(member.info)
        except _ZIP_ERRORS as error:
            raise ReadError(f"cannot be opened in the archive ({str(error)[:80]}): fetch the archive again") from None
        with file:
            yield MemberStream(file, min(member.info.compress_size, self._packed), self._budget, most)

    @contextmanager
    def inner(self, member: Member) -> Iterator["Archive"]:
        """The archive that a member is; raises `ReadError` as opening one does."""
        with tempfile.SpooledTemporaryFile(max_size=limits.SPOOL_BYTES) as spool:
            with self.open(member, limits.INNER_BYTES_MAX) as stream:
                while part := stream.read(_CHUNK):
                    spool.write(part)
            archive = Archive(spool, depth=self.depth + 1, budget=self._budget)
            try:
                yield archive
            finally:
                archive.close()


def is_archive(head: bytes, name: str) -> bool:
    """Whether a file that begins so is a zip archive whose members are to be read."""
    return head.startswith(ZIP_MAGIC) and not name.casefold().endswith(OFFICE_SUFFIXES)


def shown_name(name: str) -> str:
    """A member's name fit to be shown: no control characters, never absolute, never leading out of the archive."""
    plain = "".join("?" if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in name)
    parts = re.sub(r"^[A-Za-z]:", "", plain.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."}) or "unnamed"


def _members(archive: zipfile.ZipFile) -> tuple[Member, ...]:
    times: dict[str, int] = {}
    found = []
    for info in archive.infolist():
        name = shown_name(info.filename)
        if info.is_dir() or _CLUTTER.search(name):
            continue
        times[name] = times.get(name, 0) + 1
        problem = "encrypted: unpack it with its password" if info.flag_bits & _ENCRYPTED else None
        shown = name if times[name] == 1 else f"{name}#{times[name]}"
        found.append(Member(shown, info.file_size, info.CRC, info, problem))
    return tuple(sorted(found, key=lambda member: member.name))
