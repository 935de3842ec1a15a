"""One file or member of an archive decoded: its verdict, its activities' derived columns, its recordings."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Protocol

from runlog.library.cache import Edition
from runlog.library.log_folder import FoundFile
from runlog.library.own_files import OWN_REASON, is_own_bytes, is_own_output
from runlog.library.stored import StoredActivity, StoredReading
from runlog.library.zones import with_offset_of_position
from runlog.model import Activity, FileReading, Recording

if TYPE_CHECKING:
    from runlog.importers import ReadOptions, Sibling

Progress = Callable[[int, int, str], None]
"""Told of long work: files done, files to do, the current file's name."""

PLACING_VERSION: Final = 3
"""Raised whenever what this module keeps (offset by position, own outputs known) would come out differently."""
_CHUNK: Final = 1 << 20


class ReadFile(Protocol):
    """A reading function such as `runlog.importers.read_file`."""

    def __call__(self, path: Path, *, name: str | None = None) -> FileReading:
        """What became of one file; never raises for a bad one."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How files are read, and which edition of readers and derivations that is."""

    read_file: ReadFile
    summarise: Callable[[Recording], Activity]
    edition: Edition
    options: "ReadOptions | None" = None


@dataclass(frozen=True, slots=True)
class ReadEntry:
    """One file with what was read of it; `key` names its content (None where it could not be opened)."""

    file: FoundFile
    key: str | None
    reading: StoredReading

    @property
    def content(self) -> str | None:
        """The hash of its bytes."""
        return self.key.partition(":")[0] if self.key else None


def default_readers(options: "ReadOptions | None" = None) -> Readers:
    """Today's importers and derivations, with the user's word on how tables are written."""
    from runlog import derive, importers

    chosen = importers.ReadOptions() if options is None else options
    edition = Edition(importers.reader_ids(), f"{derive.DERIVE_VERSION}.{PLACING_VERSION}", chosen.mark)

    def read(path: Path, *, name: str | None = None) -> FileReading:
        return importers.read_file(path, name=name, options=chosen)

    return Readers(read, derive.summarise, edition, chosen)


def content_key(path: Path) -> str:
    """The hash of a file's bytes, then its suffixes: readers go by both.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return f"{digest.hexdigest()}:{_suffixes(path.name)}"


def bytes_key(data: bytes, name: str) -> str:
    """The key of a file that lies in an archive: the same as if it lay in a folder."""
    return f"{hashlib.blake2b(data, digest_size=20).hexdigest()}:{_suffixes(name)}"


def _suffixes(name: str) -> str:
    return "".join(PurePosixPath(name).suffixes[-2:]).casefold()


def decode(path: Path, name: str, readers: Readers) -> tuple[StoredReading, tuple[Recording, ...]]:
    """Read one file and derive its activities' columns; whatever goes wrong is its verdict."""
    try:
        if is_own_output(path):
            return StoredReading(status="skipped", reason=OWN_REASON), ()
    except OSError as error:
        return StoredReading(status="failed", reason=_cannot_open(error)), ()
    return derived(lambda: readers.read_file(path, name=name), readers)


def decode_bytes(
    data: bytes, name: str, readers: Readers, sibling: "Sibling"
) -> tuple[StoredReading, tuple[Recording, ...]]:
    """As `decode`, of the bytes of a file that lies in an archive."""
    from runlog import importers

    if is_own_bytes(data):
        return StoredReading(status="skipped", reason=OWN_REASON), ()
    options = readers.options or importers.ReadOptions()
    return derived(lambda: importers.read_bytes(data, name=name, options=options, sibling=sibling), readers)


def derived(read: Callable[[], FileReading], readers: Readers) -> tuple[StoredReading, tuple[Recording, ...]]:
    """What a reading function gives, with its activities' columns derived; whatever goes wrong is its verdict."""
    try:
        reading = read()
        activities = tuple(_summary(recording, readers) for recording in reading.recordings)
    except OSError as error:
        return StoredReading(status="failed", reason=_cannot_open(error)), ()
    except Exception as error:  # noqa: BLE001 (one bad file never stops the rest)
        reason = f"could not be worked out ({type(error).__name__}: {error}): please report this file's make and model"
        return StoredReading(status="failed", reason=reason), ()
    stored = StoredReading(
        status=reading.status,
        reason=reading.reason,
        format=reading.format,
        reader=reading.reader,
        warnings=reading.warnings,
        activities=activities,
    )
    return stored, reading.recordings


def _summary(recording: Recording, readers: Readers) -> StoredActivity:
    activity = with_offset_of_position(readers.summarise(recording), recording.samples)
    return StoredActivity(
        activity=activity,
        samples=len(recording.samples),
        problems=recording.problems,
        recorded_in=recording.recorded_in,
    )


def _cannot_open(error: OSError) -> str:
    return f"cannot be opened: {error.strerror or error}"
