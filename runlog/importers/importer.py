"""What an importer is."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from runlog.importers.options import Context
from runlog.model import Recording


@dataclass(frozen=True, slots=True)
class Contents:
    """What one file held: its recordings in time order, and what the reader has to say about it."""

    recordings: tuple[Recording, ...]
    warnings: tuple[str, ...] = ()


class Importer(Protocol):
    """Reads one format. Recognises it by content; the name is only there for messages."""

    @property
    def id(self) -> str:
        """Name and version (`gpx-gpxpy/1`): raise the version whenever the same bytes would read differently."""
        ...

    @property
    def format(self) -> str:
        """The format's name as shown to the user (`GPX`)."""
        ...

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first bytes of a file (`HEAD_BYTES` of them, inflated) are of this format."""
        ...

    def read(self, data: bytes, name: str) -> Contents:
        """The recordings of a whole file.

        Raises:
            SkipFileError: the file is understood and holds no training.
            ReadError: the file cannot be read; the text says what to do.
        """
        ...


class ByteStream(Protocol):
    """Bytes read forward, as from an open file."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, or all that is left."""
        ...


@runtime_checkable
class StreamImporter(Importer, Protocol):
    """An importer that reads files of any length forward, and heeds options and the files beside it."""

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """As `Importer.read`, from a stream that begins at the file's first byte."""
        ...
