"""Every file of a log read once: what the cache holds is taken from there, the rest is decoded and kept."""

from collections.abc import Sequence
from pathlib import Path

from runlog.library.archives import (
    InArchive,
    KnownMembers,
    archive_reading,
    is_archive_file,
    open_archive,
    read_member,
)
from runlog.library.cache import Cache, CacheDamagedError, CacheUnusableError, KnownFile, cache_path, move_aside
from runlog.library.decoding import Progress, ReadEntry, Readers, content_key, decode
from runlog.library.log_folder import FoundFile
from runlog.library.stored import StoredReading
from runlog.messages import Message
from runlog.model import Recording


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


def read_uncached(files: Sequence[FoundFile], readers: Readers, progress: Progress | None) -> tuple[ReadEntry, ...]:
    """What each file holds, in the order given; nothing is kept."""
    return _Reader(None, readers, {}, progress).read(files)


class _Reader:
    """One pass over the files; `done` holds what is known, so that a full disk costs no second decoding."""

    def __init__(
        self, cache: Cache | None, readers: Readers, done: dict[str, StoredReading], progress: Progress | None
    ) -> None:
        self._cache = cache
        self._readers = readers
        self._done = done
        self._progress = progress
        self._known = cache.known_files() if cache else {}
        self._kept = (cache.readings(readers.edition) if cache else {}) | done
        self._done |= self._kept
        self._inside = KnownMembers(self._known)
        self._count = self._total = 0

    def read(self, files: Sequence[FoundFile]) -> tuple[ReadEntry, ...]:
        self._total = sum(not file.problem and not self._unchanged(file) for file in files)
        entries = [entry for file in files for entry in self._entries(file)]
        if self._progress and self._total:
            self._progress(self._total, self._total, "")
        if self._cache and (gone := self._known.keys() - {entry.file.name for entry in entries}):
            self._cache.forget_files(gone)
        return tuple(entries)

    def _entries(self, file: FoundFile) -> Sequence[ReadEntry]:
        """A file's entry; of an archive, its own and those of its members."""
        if file.problem:
            return [ReadEntry(file, None, StoredReading(status="failed", reason=file.problem))]
        if self._unchanged(file):
            return [self._from_cache(file), *map(self._from_cache, self._inside.of(file))]
        try:
            if is_archive_file(file.path):
                return self._archive(file)
            return [self._plain(file)]
        except OSError:
            reason = "cannot be opened; check that you may read it"
            return [ReadEntry(file, None, StoredReading(status="failed", reason=reason))]

    def _unchanged(self, file: FoundFile) -> bool:
        return all(self._is_kept(one) for one in (file, *self._inside.of(file)))

    def _is_kept(self, file: FoundFile) -> bool:
        before = self._known.get(file.name)
        return before is not None and _same(file, before) and before.key in self._kept

    def _from_cache(self, file: FoundFile) -> ReadEntry:
        key = self._known[file.name].key
        return ReadEntry(file, key, self._kept[key])

    def _plain(self, file: FoundFile) -> ReadEntry:
        self._report(file)
        before = self._known.get(file.name)
        key = before.key if before and _same(file, before) else content_key(file.path)
        if key not in self._kept:
            self._keep(key, *decode(file.path, file.name, self._readers))
        return self._entry(file, key)

    def _archive(self, file: FoundFile) -> Sequence[ReadEntry]:
        self._report(file)
        entries: list[ReadEntry] = []

        def enter(inside: FoundFile) -> bool:
            if self._unchanged(inside):
                entries.extend([self._from_cache(inside), *map(self._from_cache, self._inside.of(inside))])
                return False
            return True

        for found in open_archive(file, enter):
            if found.opened:
                key, reading = archive_reading(found)
                self._keep(key, reading, ())
                entries.append(self._entry(found.file, key))
                self._total += found.files
            else:
                entries.append(self._member(found))
        return entries

    def _member(self, found: InArchive) -> ReadEntry:
        """One file of an archive: inflated only where its size, checksum and suffix are new."""
        known = self._inside.key_of(found.file)
        if known in self._kept:
            self._total -= 1
            return self._entry(found.file, known)
        self._report(found.file)
        key, decoded = read_member(found, self._readers, self._kept)
        if decoded:
            self._keep(key, *decoded)
        return self._entry(found.file, key)

    def _keep(self, key: str, reading: StoredReading, recordings: tuple[Recording, ...]) -> None:
        self._kept[key] = self._done[key] = reading
        if self._cache:
            self._cache.keep_reading(key, reading, recordings, self._readers.edition)

    def _entry(self, file: FoundFile, key: str) -> ReadEntry:
        if self._cache:
            self._cache.keep_file(file.name, KnownFile(file.size, file.mtime_ns, key))
        return ReadEntry(file, key, self._kept[key])

    def _report(self, file: FoundFile) -> None:
        if self._progress:
            self._progress(self._count, max(self._total, self._count + 1), file.name)
        self._count += 1


def _same(file: FoundFile, before: KnownFile) -> bool:
    return (file.size, file.mtime_ns) == (before.size, before.mtime_ns)
