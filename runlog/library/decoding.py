"""One file or member of an archive decoded: its verdict, its activities' derived columns, its recordings."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from runlog.library.cache import Edition
from runlog.library.log_folder import FoundFile
from runlog.library.own_files import OWN_REASON, is_own_bytes, is_own_output
from runlog.library.packed_samples import PackedRecording, pack
from runlog.library.stored import StoredActivity, StoredReading
from runlog.library.zones import with_offset_of_position
from runlog.model import Activity, FileReading, Recording
from runlog.settings import Settings

if TYPE_CHECKING:
    from runlog.importers import ReadOptions, Sibling

Progress = Callable[[int, int, str], None]
"""Told of long work: files done, files to do, the current file's name."""

PLACING_VERSION: Final = 3
"""Raised whenever what this module keeps (offset by position, own outputs known) would come out differently."""
LOOKED_AT_FROM_BYTES: Final = 64 << 20
"""Smaller files are hashed and read without a look at what they are."""
_CHUNK: Final = 1 << 18
_SUFFIXES: Final = re.compile(r"(?:\.[^.!/]*){0,2}\Z")
"""Also behind a `!`, which stands before a name in an archive and may stand in any other."""


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

    # A partial, and no function of its own, so that it can be sent to another process.
    return Readers(partial(importers.read_file, options=chosen), _summarise, edition, chosen)


def _summarise(recording: Recording) -> Activity:
    from runlog.derive import summarise

    return summarise(recording)


def options_of(settings: Settings) -> "ReadOptions":
    """What a log's settings say of how its tables are written.

    Raises:
        UsageError: `[tables.columns]` names a field that no table has.
    """
    from runlog.importers import ReadOptions

    told = settings.tables
    columns = tuple(told.columns.items())
    if columns:
        from runlog.importers.tables.mapped import check_columns

        check_columns(columns)
    return ReadOptions(decimal=told.decimal, units=told.units, dates=told.dates, columns=columns)


def content_key(path: Path) -> str:
    """The hash of a file's bytes, then its suffixes: readers go by both.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return f"{digest.hexdigest()}:{suffixes_of(path.name)}"


def unread(file: FoundFile, readers: "Readers | None" = None) -> str | None:
    """Why a file is too large to be hashed and read; None for nearly all. Raises `OSError`."""
    if file.size <= LOOKED_AT_FROM_BYTES:
        return None
    from runlog import importers

    return importers.refusal(file.path, (readers and readers.options) or importers.ReadOptions())


def bytes_key(data: bytes, name: str) -> str:
    """The key of a file that lies in an archive: the same as if it lay in a folder."""
    return f"{hashlib.blake2b(data, digest_size=20).hexdigest()}:{suffixes_of(name)}"


def suffixes_of(name: str) -> str:
    """The last two suffixes of a file's own name, in an archive or not, in lower case."""
    found = _SUFFIXES.search(name)
    return found[0].casefold() if found else ""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to be decoded: by its path, or by its bytes where it lies in an archive; can be sent to a process.

    `sibling` finds the files beside one in an archive; a job that has it is done where the archive is open.
    """

    key: str
    name: str
    path: Path
    data: bytes | None = None
    sibling: "Sibling | None" = None
    keep_samples: bool = True


@dataclass(frozen=True, slots=True)
class Decoded:
    """What one file gave: its verdict with its activities, and their samples packed."""

    reading: StoredReading
    recordings: tuple[PackedRecording, ...] = ()


def run(job: Job, readers: Readers) -> Decoded:
    """Read one file and derive its activities' columns; whatever goes wrong is its verdict."""
    data = job.data
    try:
        own = is_own_output(job.path) if data is None else is_own_bytes(data)
    except OSError as error:
        return Decoded(StoredReading(status="failed", reason=_cannot_open(error)))
    if own:
        return Decoded(StoredReading(status="skipped", reason=OWN_REASON))
    if data is None:
        return derived(lambda: readers.read_file(job.path, name=job.name), readers, keep_samples=job.keep_samples)
    return derived(lambda: _read_bytes(data, job, readers), readers, keep_samples=job.keep_samples)


def _read_bytes(data: bytes, job: Job, readers: Readers) -> FileReading:
    from runlog import importers
    from runlog.importers.options import no_sibling

    options = readers.options or importers.ReadOptions()
    return importers.read_bytes(data, name=job.name, options=options, sibling=job.sibling or no_sibling)


def derived(read: Callable[[], FileReading], readers: Readers, *, keep_samples: bool) -> Decoded:
    """What a reading function gives, with its activities' columns derived; whatever goes wrong is its verdict."""
    try:
        reading = read()
        activities = tuple(_summary(recording, readers) for recording in reading.recordings)
        packed = tuple(pack(recording) for recording in reading.recordings) if keep_samples else ()
    except OSError as error:
        return Decoded(StoredReading(status="failed", reason=_cannot_open(error)))
    except Exception as error:  # noqa: BLE001 (one bad file never stops the rest)
        reason = f"could not be worked out ({type(error).__name__}: {error}): please report this file's make and model"
        return Decoded(StoredReading(status="failed", reason=reason))
    stored = StoredReading(
        status=reading.status,
        reason=reading.reason,
        format=reading.format,
        reader=reading.reader,
        warnings=reading.warnings,
        activities=activities,
    )
    return Decoded(stored, packed)


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
