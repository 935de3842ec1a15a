"""An archive opened without unpacking it: its members one at a time, each inflated within bounds."""

import io
import re
import tempfile
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import IO, Any, ClassVar, Final

from runlog.errors import ReadError
from runlog.importers import limits
from runlog.importers.importer import ByteStream
from runlog.importers.packed import ERRORS, ratio_bytes

ARCHIVE_SUFFIXES: Final = (
    ".zip", ".tar", ".tgz", ".tar.gz", ".tbz", ".tbz2", ".tar.bz2", ".txz", ".tar.xz",
)  # fmt: skip
_CLUTTER: Final = re.compile(r"(?:^|/)(?:__MACOSX/|\.|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
_AGAIN: Final = re.compile(r"#\d+$")
_CHUNK: Final = 1 << 18


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its name fit to be shown, inflated size, checksum; `problem` if it can't be read.

    `info` is what the archive's own kind knows it by.
    """

    name: str
    size: int
    crc: int
    info: Any
    problem: str | None = None

    @property
    def is_archive(self) -> bool:
        """Whether its name says that it is an archive itself."""
        return _AGAIN.sub("", self.name).casefold().endswith(ARCHIVE_SUFFIXES)


class Budget:
    """What a whole archive, with those inside it, may still inflate to, and how many may be inside it."""

    def __init__(self, packed_bytes: int) -> None:
        self._left = min(limits.TOTAL_BYTES_MAX, ratio_bytes(packed_bytes, limits.TOTAL_FREE_BYTES))
        self._archives = limits.ARCHIVES_MAX

    def spend(self, count: int) -> None:
        """Take `count` bytes; raises `ReadError` once there is nothing left."""
        self._left -= count
        if self._left < 0:
            raise ReadError("the archive inflates to far more than an export can hold: not read on")

    def enter(self) -> None:
        """Open one more archive inside; raises `ReadError` once there were too many."""
        self._archives -= 1
        if self._archives < 0:
            raise ReadError(f"more than {limits.ARCHIVES_MAX} archives inside one: unpack it and give the folder")


class MemberStream:
    """The inflated bytes of one member, read forward; raises `ReadError` at the first limit passed or fault."""

    def __init__(self, file: ByteStream, packed_bytes: int, budget: Budget, most: int) -> None:
        self._file = file
        self._most = most
        self._by_ratio = ratio_bytes(packed_bytes, limits.RATIO_FREE_BYTES)
        self._budget = budget
        self._count = 0

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, or all that is left."""
        if size >= 0:
            return self._step(size)
        whole = io.BytesIO()
        while part := self._step(_CHUNK):
            whole.write(part)
        return whole.getvalue()

    def _step(self, size: int) -> bytes:
        part = self._file.read(size)
        self._count += len(part)
        if self._count > self._most:
            raise ReadError(f"inflates to more than {self._most // limits.MIB} MiB: unpack it and look what it is")
        if self._count > self._by_ratio:
            raise ReadError(f"inflates to more than {limits.RATIO_MAX} times its packed size: not read on")
        self._budget.spend(len(part))
        return part


class Archive(ABC):
    """An open archive; `members` are its files in order of name."""

    format: ClassVar[str]
    reader: ClassVar[str]
    members: tuple[Member, ...]

    def __init__(self, packed_bytes: int, depth: int, budget: Budget | None) -> None:
        if depth > limits.DEPTH_MAX:
            raise ReadError(f"archives nested deeper than {limits.DEPTH_MAX}: unpack the outer ones")
        self.depth = depth
        self.packed_bytes = packed_bytes
        self.budget = budget or Budget(packed_bytes)

    @abstractmethod
    def close(self) -> None:
        """Close the archive; the file that it was given stays open."""

    @abstractmethod
    def raw(self, member: Member) -> AbstractContextManager[tuple[ByteStream, int]]:
        """The member's inflated bytes without any bound but that of a step, and how many bytes they are packed in."""

    @contextmanager
    def open(self, member: Member, most: int = limits.STREAM_BYTES_MAX) -> Iterator[MemberStream]:
        """The member's bytes as a stream, at most `most` of them.

        Raises:
            ReadError: it is encrypted, damaged, or packed in a way that is not known here.
        """
        if member.problem:
            raise ReadError(member.problem)
        with self.raw(member) as (file, packed_bytes):
            yield MemberStream(file, packed_bytes, self.budget, most)

    @contextmanager
    def inner(self, member: Member) -> Iterator["Archive"]:
        """The archive that a member is; raises `ReadError` as opening one does."""
        from runlog.importers.bundles.opening import open_archive

        self.budget.enter()
        with tempfile.SpooledTemporaryFile(max_size=limits.SPOOL_BYTES) as spool:
            with self.open(member, limits.INNER_BYTES_MAX) as stream:
                copy_within(stream, spool)
            archive = open_archive(spool, member.name, depth=self.depth + 1, budget=self.budget)
            try:
                yield archive
            finally:
                archive.close()


def copy_within(stream: ByteStream, into: IO[bytes]) -> None:
    """Copy a stream that keeps its own bounds."""
    while part := stream.read(_CHUNK):
        into.write(part)


def fault(error: Exception) -> ReadError:
    """What is said of bytes that cannot be inflated."""
    return ReadError(f"damaged in the archive ({str(error)[:80]}): fetch the archive again")


class Guarded:
    """A stream whose faults are `ReadError`."""

    def __init__(self, file: ByteStream) -> None:
        self._file = file

    def read(self, size: int = -1, /) -> bytes:
        """As the stream's own."""
        try:
            return self._file.read(size)
        except FAULTS as error:
            raise fault(error) from None


FAULTS: Final = (*ERRORS, NotImplementedError, RuntimeError)


def numbered(names: Iterator[tuple[str, Member]]) -> tuple[Member, ...]:
    """Members without clutter, in order of name, the second of one name told apart from the first."""
    times: dict[str, int] = {}
    found = []
    for name, member in names:
        if _CLUTTER.search(name):
            continue
        times[name] = times.get(name, 0) + 1
        shown = name if times[name] == 1 else f"{name}#{times[name]}"
        found.append(Member(shown, member.size, member.crc, member.info, member.problem))
    return tuple(sorted(found, key=lambda member: member.name))


def shown_name(name: str) -> str:
    """A member's name fit to be shown: no control characters, never absolute, never leading out of the archive."""
    plain = "".join("?" if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in name)
    parts = re.sub(r"^[A-Za-z]:", "", plain.replace("\\", "/")).split("/")
    return "/".join(part for part in parts if part not in {"", ".", ".."}) or "unnamed"
