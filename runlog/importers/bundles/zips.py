"""Zip archives: deflated by zlib's bounded steps, bzip2 and LZMA by our own, as `zipfile` inflates those at one go."""

import bz2
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, Final

from runlog.errors import ReadError
from runlog.importers import ids, limits
from runlog.importers.bundles.archive import FAULTS, Archive, Budget, Guarded, Member, numbered, shown_name
from runlog.importers.bundles.directory import directory_bytes
from runlog.importers.importer import ByteStream
from runlog.importers.packed import Decoder

ZIP_MAGIC: Final = (b"PK\x03\x04", b"PK\x05\x06")
_ENCRYPTED: Final = 0x1
_LOCAL: Final = struct.Struct("<4s22x2H")
_LZMA_HEAD: Final = struct.Struct("<2xH")
_LZMA_PROPERTIES: Final = 5
_ENDS_BY_MARKER: Final = 0x2
_UNKNOWN_SIZE: Final = b"\xff" * 8
_TAKEN: Final = 1 << 16
_BY_STEPS: Final = frozenset({zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA})
_BY_ZIPFILE: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class ZipArchive(Archive):
    """An open zip archive.

    Raises:
        ReadError: at opening, where it is damaged, or holds more than `limits` allow.
    """

    format = "ZIP"
    reader = ids.ZIP

    def __init__(self, file: IO[bytes], *, depth: int = 1, budget: Budget | None = None) -> None:
        packed = file.seek(0, io.SEEK_END)
        super().__init__(packed, depth, budget)
        if directory_bytes(file, packed) > limits.DIRECTORY_BYTES_MAX:
            raise ReadError(
                f"its list of files is larger than {limits.DIRECTORY_BYTES_MAX // limits.MIB} MiB: not read"
            )
        try:
            self._zip = zipfile.ZipFile(file)
        except (*FAULTS, zipfile.BadZipFile):
            raise ReadError("the zip archive is damaged or cut short: fetch it again") from None
        if len(self._zip.filelist) > limits.MEMBERS_MAX:
            raise ReadError(f"more than {limits.MEMBERS_MAX} files in one archive: unpack it and give the folder")
        self._file = file
        self.members = _members(self._zip.infolist())

    def close(self) -> None:
        """Close the archive; the file that it was given stays open."""
        self._zip.close()

    @contextmanager
    def raw(self, member: Member) -> Iterator[tuple[ByteStream, int]]:
        """The member's inflated bytes, and how many bytes they are packed in."""
        info: zipfile.ZipInfo = member.info
        packed_bytes = min(info.compress_size, self.packed_bytes)
        if info.compress_type in _BY_STEPS:
            yield Guarded(_BySteps(self._file, info)), packed_bytes
            return
        if info.compress_type not in _BY_ZIPFILE:
            raise ReadError("packed in a way that runlog does not know: unpack the archive and give the folder")
        try:
            file = self._zip.open(info)
        except (*FAULTS, zipfile.BadZipFile) as error:
            raise ReadError(f"cannot be opened in the archive ({str(error)[:80]}): fetch the archive again") from None
        with file:
            yield _Checked(file), packed_bytes


class _Checked(Guarded):
    def read(self, size: int = -1, /) -> bytes:
        try:
            return super().read(size)
        except zipfile.BadZipFile as error:
            raise ReadError(f"damaged in the archive ({str(error)[:80]}): fetch the archive again") from None


class _BySteps:
    """A member packed by bzip2 or LZMA (APPNOTE 5.8), inflated no further than is asked for."""

    def __init__(self, file: IO[bytes], info: zipfile.ZipInfo) -> None:
        self._file = file
        file.seek(info.header_offset)
        signature, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
        if signature != ZIP_MAGIC[0]:
            raise ReadError("damaged in the archive (no local header): fetch the archive again")
        self._at = info.header_offset + _LOCAL.size + name + extra
        self._packed_left = info.compress_size
        self._left = info.file_size
        self._wanted_crc, self._crc = info.CRC, 0
        self._ahead = b""
        self._decoder: Decoder = bz2.BZ2Decompressor() if info.compress_type == zipfile.ZIP_BZIP2 else self._lzma(info)

    def _lzma(self, info: zipfile.ZipInfo) -> Decoder:
        head = self._take(_LZMA_HEAD.size + _LZMA_PROPERTIES)
        if len(head) < _LZMA_HEAD.size + _LZMA_PROPERTIES or _LZMA_HEAD.unpack_from(head)[0] != _LZMA_PROPERTIES:
            raise ReadError("damaged in the archive (its LZMA settings): fetch the archive again")
        by_marker = info.flag_bits & _ENDS_BY_MARKER
        size = _UNKNOWN_SIZE if by_marker else struct.pack("<Q", info.file_size)
        # The older format of .lzma files tells the same settings in another order, and takes a limit of memory.
        self._ahead = head[_LZMA_HEAD.size :] + size
        return lzma.LZMADecompressor(lzma.FORMAT_ALONE, memlimit=limits.LZMA_BYTES_MAX)

    def _take(self, size: int) -> bytes:
        self._file.seek(self._at)
        part = self._file.read(min(size, self._packed_left))
        self._at += len(part)
        self._packed_left -= len(part)
        return part

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes."""
        most = min(size if size >= 0 else _TAKEN, self._left)
        part = b""
        while most and not part:
            if self._decoder.eof:
                raise EOFError("shorter than told")
            ahead, self._ahead = self._ahead, b""
            taken = ahead or (self._take(_TAKEN) if self._decoder.needs_input else b"")
            part = self._decoder.decompress(taken, most)
            if not (part or taken or self._decoder.eof) and self._decoder.needs_input:
                raise EOFError("cut short")
        self._left -= len(part)
        self._crc = zlib.crc32(part, self._crc)
        if part and not self._left and self._crc != self._wanted_crc:
            raise ValueError("Bad CRC-32")
        return part


def _members(infos: Sequence[zipfile.ZipInfo]) -> tuple[Member, ...]:
    lapping = _lapping(infos)
    return numbered(
        (name, Member(name, info.file_size, info.CRC, info, _problem(info, lapping)))
        for info in infos
        if not info.is_dir()
        for name in (shown_name(info.filename),)
    )


def _problem(info: zipfile.ZipInfo, lapping: frozenset[int]) -> str | None:
    if info.flag_bits & _ENCRYPTED:
        return "encrypted: unpack it with its password"
    if id(info) in lapping:
        return "it shares its bytes with another file of the archive, as no export does: not read"
    return None


def _lapping(infos: Sequence[zipfile.ZipInfo]) -> frozenset[int]:
    """The members (by identity) whose bytes reach into those of the next one: small archives grow without end so."""
    in_order = sorted(infos, key=lambda info: (info.header_offset, info.compress_size))
    return frozenset(
        id(one)
        for info, after in pairwise(in_order)
        if info.header_offset + _LOCAL.size + info.compress_size > after.header_offset
        for one in (info, after)
    )
