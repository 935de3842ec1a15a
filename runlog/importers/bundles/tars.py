"""Tar archives, plain or packed as a whole (.tar.gz, .tar.bz2, .tar.xz): those are inflated into a temporary file."""

import io
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any, Final

from runlog.errors import ReadError
from runlog.importers import ids, limits
from runlog.importers.bundles.archive import (
    FAULTS,
    Archive,
    Budget,
    Guarded,
    Member,
    MemberStream,
    copy_within,
    numbered,
    shown_name,
)
from runlog.importers.importer import ByteStream
from runlog.importers.packed import Inflating, first_bytes, packing_of

_MAGIC: Final = b"ustar"
_MAGIC_AT: Final = 257
HEADER_BYTES: Final = 512
_ABOUT_ANOTHER: Final = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
_NAME_BYTES_MAX: Final = limits.MIB
"""A header that only tells another file's name or attributes."""
_CHUNK: Final = 1 << 18
_DAMAGED: Final = "the tar archive is damaged or cut short: fetch it again"


def is_tar(head: bytes) -> bool:
    """Whether a file that begins so is a tar archive, plain or packed."""
    packing = packing_of(head)
    inside = first_bytes(head, packing, HEADER_BYTES) if packing else head
    return inside.startswith(_MAGIC, _MAGIC_AT)


class _BoundedInfo(tarfile.TarInfo):
    """A header that is refused before a name or a list of attributes without end is taken into memory."""

    def _proc_member(self, tar: tarfile.TarFile) -> Any:
        if self.type in _ABOUT_ANOTHER and self.size > _NAME_BYTES_MAX:
            raise tarfile.ReadError("a name without end")
        return super()._proc_member(tar)  # type: ignore[misc]  # (typeshed leaves it out)


class TarArchive(Archive):
    """An open tar archive.

    Raises:
        ReadError: at opening, where it is damaged, or holds more than `limits` allow.
    """

    format = "TAR"
    reader = ids.TAR

    def __init__(self, file: IO[bytes], *, depth: int = 1, budget: Budget | None = None) -> None:
        packed = file.seek(0, io.SEEK_END)
        super().__init__(packed, depth, budget)
        self._spool: IO[bytes] | None = None
        self._tar: tarfile.TarFile | None = None
        try:
            self._open(self._plain(file))
        except BaseException:
            self.close()
            raise

    def _open(self, plain: IO[bytes]) -> None:
        try:
            self._tar = tarfile.open(fileobj=plain, mode="r:", tarinfo=_BoundedInfo)  # noqa: SIM115 (closed by close)
            self.members = numbered(self._listed(self._tar))
        except (*FAULTS, tarfile.TarError):
            raise ReadError(_DAMAGED) from None

    def _plain(self, file: IO[bytes]) -> IO[bytes]:
        file.seek(0)
        packing = packing_of(file.read(HEADER_BYTES))
        file.seek(0)
        if packing is None:
            return file
        # (closed by `close`)
        self._spool = tempfile.SpooledTemporaryFile(max_size=limits.SPOOL_BYTES)  # noqa: SIM115 (closed by close)
        if self._spool is None:
            raise ReadError(_DAMAGED)
        inflating = Inflating(file, packing)
        copy_within(MemberStream(inflating, self.packed_bytes, self.budget, limits.INNER_BYTES_MAX), self._spool)
        if inflating.problem:
            raise ReadError(f"{inflating.problem}: fetch it again")
        self._spool.seek(0)
        return self._spool

    def _listed(self, tar: tarfile.TarFile) -> Iterator[tuple[str, Member]]:
        for number, info in enumerate(tar):
            if number > limits.TAR_MEMBERS_MAX:
                raise ReadError(
                    f"more than {limits.TAR_MEMBERS_MAX} files in one archive: unpack it and give the folder"
                )
            if not info.isdir():
                name = shown_name(info.name)
                problem = _problem(info)
                yield name, Member(name, info.size, 0 if problem else _checksum(tar, info), info, problem)

    def close(self) -> None:
        """Close the archive; the file that it was given stays open."""
        for one in (self._tar, self._spool):
            if one is not None:
                with suppress(OSError):
                    one.close()

    @contextmanager
    def raw(self, member: Member) -> Iterator[tuple[ByteStream, int]]:
        """The member's bytes; they count as packed as the archive itself."""
        info: tarfile.TarInfo = member.info
        file = self._tar.extractfile(info) if self._tar else None
        if file is None:
            raise ReadError("no file in the archive: fetch it again")
        with file:
            yield _Whole(file, info.size), info.size


class _Whole(Guarded):
    """The bytes of a member, which are all there or said to be missing."""

    def __init__(self, file: ByteStream, size: int) -> None:
        super().__init__(file)
        self._left = size

    def read(self, size: int = -1, /) -> bytes:
        try:
            part = super().read(size)
        except tarfile.TarError as error:
            raise ReadError(f"damaged in the archive ({str(error)[:80]}): fetch the archive again") from None
        self._left -= len(part)
        if not part and size and self._left > 0:
            raise ReadError("cut short in the archive: fetch the archive again")
        return part


def _problem(info: tarfile.TarInfo) -> str | None:
    if info.issparse():
        return "a file with holes, as no export is: not read"
    if not info.isreg():
        return "a link or a device in the archive: not followed"
    return None


def _checksum(tar: tarfile.TarFile, info: tarfile.TarInfo) -> int:
    """A tar tells none, and what was read before is known by it."""
    crc = 0
    file = tar.extractfile(info)
    while file and (part := file.read(_CHUNK)):
        crc = zlib.crc32(part, crc)
    return crc
