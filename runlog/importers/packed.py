"""Packed files (.gz, .bz2, .xz): inflated step by step, so that a limit is met before the memory is taken."""

import bz2
import lzma
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from runlog.errors import ReadError
from runlog.importers import limits
from runlog.importers.importer import ByteStream

STEP_BYTES: Final = 1 << 18
"""What one step inflates to at most."""
_TAKEN: Final = 1 << 16
_GZIP_WINDOW: Final = zlib.MAX_WBITS | 16
ERRORS: Final = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)
"""What a decoder raises over damaged bytes."""


class Decoder(Protocol):
    """A decompressor that can be asked for a bounded number of bytes, as those of `bz2` and `lzma` are."""

    @property
    def eof(self) -> bool:
        """Whether its stream has ended."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether it gives nothing more without more bytes."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What was given to it behind its stream's end."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Up to `max_length` bytes."""
        ...


class Inflate:
    """zlib's decompressor with the ways of the others; `window` as zlib's."""

    def __init__(self, window: int = _GZIP_WINDOW) -> None:
        self._zlib = zlib.decompressobj(window)

    @property
    def eof(self) -> bool:
        """Whether its stream has ended."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """Whether all that was given has been taken."""
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """What stood behind the stream's end."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Up to `max_length` bytes."""
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max(max_length, 0))


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to pack one file: how it is called, how it begins, what its names end with."""

    name: str
    magic: bytes
    suffix: str
    decoder: Callable[[], Decoder]


def _xz() -> Decoder:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=limits.LZMA_BYTES_MAX)


PACKINGS: Final = (
    Packing("gzip", b"\x1f\x8b", ".gz", Inflate),
    Packing("bzip2", b"BZh", ".bz2", bz2.BZ2Decompressor),
    Packing("xz", b"\xfd7zXZ\x00", ".xz", _xz),
)


def packing_of(head: bytes) -> Packing | None:
    """How a file that begins so is packed; None where it isn't."""
    return next((one for one in PACKINGS if head.startswith(one.magic)), None)


class Inflating:
    """The inflated bytes of a packed stream, read forward; streams that follow each other are one.

    Reading ends where the bytes are cut short or damaged; `problem` then says so.
    """

    def __init__(self, stream: ByteStream, packing: Packing) -> None:
        self._stream = stream
        self._packing = packing
        self._decoder: Decoder | None = packing.decoder()
        self._parts = 1
        self._ahead = b""
        self.problem: str | None = None

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes and at least one, `STEP_BYTES` where no size is told; none at the end.

        Raises:
            ReadError: more streams follow each other than in any real file.
        """
        most = size if size > 0 else STEP_BYTES
        while self._decoder is not None:
            if self._decoder.eof:
                self._next_part()
                continue
            part = self._step(self._decoder, most)
            if part:
                return part
        return b""

    def _step(self, decoder: Decoder, most: int) -> bytes:
        taken = self._take() if decoder.needs_input else b""
        try:
            part = decoder.decompress(taken, most)
        except ERRORS:
            self._end("is damaged")
            return b""
        if not part and not taken and decoder.needs_input and not decoder.eof:
            self._end("is cut short")
        return part

    def _take(self) -> bytes:
        ahead, self._ahead = self._ahead, b""
        return ahead or self._stream.read(_TAKEN)

    def _end(self, problem: str) -> None:
        self._decoder = None
        self.problem = f"the {self._packing.name} {problem}"

    def _next_part(self) -> None:
        magic = self._packing.magic
        self._ahead = self._decoder.unused_data if self._decoder else b""
        while len(self._ahead) < len(magic) and (more := self._stream.read(_TAKEN)):
            self._ahead += more
        self._decoder = None
        if self._ahead.startswith(magic):
            self._parts += 1
            if self._parts > limits.PACKED_PARTS_MAX:
                raise ReadError(f"more than {limits.PACKED_PARTS_MAX} {self._packing.name} files in one: not read on")
            self._decoder = self._packing.decoder()


def first_bytes(head: bytes, packing: Packing, size: int) -> bytes:
    """What a packed file that begins so inflates to at its beginning; as much as can be told."""
    try:
        return packing.decoder().decompress(head, size)
    except ERRORS:
        return b""


def ratio_bytes(packed_bytes: int, free_bytes: int) -> int:
    """What so many packed bytes may inflate to."""
    return packed_bytes * limits.RATIO_MAX + free_bytes
