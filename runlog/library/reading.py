"""Every file of a log read once: what the cache holds is taken from there, the rest is decoded and kept."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from runlog.library.cache import (
    Cache,
    CacheDamagedError,
    CacheUnusableError,
    Edition,
    KnownFile,
    cache_path,
    move_aside,
)
from runlog.library.log_folder import FoundFile
from runlog.library.own_files import OWN_REASON, is_own_output
from runlog.library.stored import StoredActivity, StoredReading
from runlog.library.zones import with_offset_of_position
from runlog.messages import Message
from runlog.model import Activity, FileReading, Recording

Progress = Callable[[int, int, str], None]
"""Told of long work: files done, files to do, the current file's name."""

PLACING_VERSION: Final = 2
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


def default_readers() -> Readers:
    """Today's importers and derivations."""
    from runlog import derive, importers

    edition = Edition(importers.reader_ids(), f"{derive.DERIVE_VERSION}.{PLACING_VERSION}")
    return Readers(importers.read_file, derive.summarise, edition)


def content_key(path: Path) -> str:
    """The hash of a file's bytes, then its suffixes: readers go by both.

    Raises:
        OSError: the file cannot be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return f"{digest.hexdigest()}:{''.join(path.suffixes[-2:]).casefold()}"


def decode(path: Path, name: str, readers: Readers) -> tuple[StoredReading, tuple[Recording, ...]]:
    """Read one file and derive its activities' columns; whatever goes wrong is its verdict."""
    try:
        if is_own_output(path):
            return StoredReading(status="skipped", reason=OWN_REASON), ()
        reading = readers.read_file(path, name=name)
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
    return StoredActivity(activity=activity, samples=len(recording.samples), problems=recording.problems)


def read_all(
    log: Path, files: Sequence[FoundFile], readers: Readers, progress: Progress | None
) -> tuple[tuple[ReadEntry, ...], tuple[Message, ...]]:
    """What each file of a log holds, in the order given, and notices about the cache.

    A damaged cache is put aside and made anew; without a place for one, everything is decoded each time.
    """
    path = cache_path(log)
    notices: list[Message] = []
    done: dict[str, StoredReading] = {}
    try:
        for _ in range(2):
            try:
                with Cache(path) as cache:
                    return _Reader(cache, readers, done, progress).read(files), tuple(notices)
            except CacheDamagedError:
                done.clear()
                notices.append(Message.of("notice.cache_damaged", path=str(path)))
                move_aside(path)
    except CacheUnusableError as error:
        notices.append(Message.of("notice.cache_unusable", folder=str(path.parent), problem=str(error)))
    return _Reader(None, readers, done, progress).read(files), tuple(notices)


class _Reader:
    """One pass over the files; `done` holds what is known, so that a full disk costs no second decoding."""

    def __init__(
        self, cache: Cache | None, readers: Readers, done: dict[str, StoredReading], progress: Progress | None
    ) -> None:
        self._cache = cache
        self._readers = readers
        self._done = done
        self._progress = progress

    def read(self, files: Sequence[FoundFile]) -> tuple[ReadEntry, ...]:
        known = self._cache.known_files() if self._cache else {}
        kept = self._cache.readings(self._readers.edition) if self._cache else {}
        kept |= self._done
        self._done |= kept
        work = [file for file in files if not file.problem and not _unchanged(file, known, kept)]
        keys: dict[str, str | None] = {file.name: known[file.name].key for file in files if file.name in known}
        for number, file in enumerate(work):
            if self._progress:
                self._progress(number, len(work), file.name)
            keys[file.name] = self._read_one(file, known.get(file.name), kept)
        if self._progress and work:
            self._progress(len(work), len(work), "")
        if self._cache and (gone := known.keys() - {file.name for file in files}):
            self._cache.forget_files(gone)
        return tuple(_entry(file, keys.get(file.name), kept) for file in files)

    def _read_one(self, file: FoundFile, before: KnownFile | None, kept: dict[str, StoredReading]) -> str | None:
        try:
            key = before.key if before and _same(file, before) else content_key(file.path)
        except OSError:
            return None
        if key not in kept:
            reading, recordings = decode(file.path, file.name, self._readers)
            kept[key] = self._done[key] = reading
            if self._cache:
                self._cache.keep_reading(key, reading, recordings, self._readers.edition)
        if self._cache:
            self._cache.keep_file(file.name, KnownFile(file.size, file.mtime_ns, key))
        return key


def _same(file: FoundFile, before: KnownFile) -> bool:
    return (file.size, file.mtime_ns) == (before.size, before.mtime_ns)


def _unchanged(file: FoundFile, known: dict[str, KnownFile], kept: dict[str, StoredReading]) -> bool:
    before = known.get(file.name)
    return before is not None and _same(file, before) and before.key in kept


def _entry(file: FoundFile, key: str | None, kept: dict[str, StoredReading]) -> ReadEntry:
    if file.problem:
        return ReadEntry(file, None, StoredReading(status="failed", reason=file.problem))
    if key is None:
        reason = "cannot be opened; check that you may read it"
        return ReadEntry(file, None, StoredReading(status="failed", reason=reason))
    return ReadEntry(file, key, kept[key])


def _cannot_open(error: OSError) -> str:
    return f"cannot be opened: {error.strerror or error}"
