"""Every file of a log read once: what the cache holds is taken from there, the rest is decoded and kept."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from runlog.library.archives import (
    InArchive,
    KnownMembers,
    archive_reading,
    is_archive_file,
    open_archive,
    read_member,
)
from runlog.library.cache import Cache, KnownFile
from runlog.library.cache_faults import CacheDamagedError, CacheUnusableError, move_aside
from runlog.library.cache_place import mark_used, was_odd
from runlog.library.decoding import Decoded, Job, Progress, ReadEntry, Readers, content_key, suffixes_of, unread
from runlog.library.log_folder import FoundFile
from runlog.library.names import cache_path
from runlog.library.stored import StoredReading
from runlog.messages import Message

UNOPENED = "cannot be opened; check that you may read it"


def read_all(
    log: Path,
    files: Sequence[FoundFile],
    readers: Readers,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> tuple[tuple[ReadEntry, ...], tuple[Message, ...]]:
    """What each file of a log holds, in the order given, and notices about the cache.

    What has to be decoded goes to `executor`, or by default to processes of our own where that pays. A damaged cache
    is put aside and made anew; without a place for one, everything is decoded each time.
    """
    path = cache_path(log)
    notices: list[Message] = []
    if was_odd(path):
        notices.append(Message.of("notice.cache_damaged", path=str(path)))
    done: dict[str, StoredReading] = {}
    try:
        for _ in range(2):
            try:
                with Cache(path) as cache:
                    cache.belongs_to(log)
                    mark_used(path)
                    return _Reader(cache, readers, done, progress).read(files, executor), tuple(notices)
            except CacheDamagedError:
                done.clear()
                notices.append(Message.of("notice.cache_damaged", path=str(path)))
                move_aside(path)
    except CacheUnusableError as error:
        notices.append(Message.of("notice.cache_unusable", folder=str(path.parent), problem=str(error)))
    return _Reader(None, readers, done, progress).read(files, executor), tuple(notices)


def read_uncached(
    files: Sequence[FoundFile], readers: Readers, progress: Progress | None = None, executor: Executor | None = None
) -> tuple[ReadEntry, ...]:
    """What each file holds, in the order given; nothing is kept."""
    return _Reader(None, readers, {}, progress).read(files, executor)


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
        self._asked: set[str] = set()
        self._count = self._total = 0

    def read(self, files: Sequence[FoundFile], executor: Executor | None) -> tuple[ReadEntry, ...]:
        self._total = sum(not file.problem and not self._unchanged(file) for file in files)
        found = self._found(files, executor)
        if self._progress and self._total:
            self._progress(self._total, self._total, "")
        if self._cache and (gone := self._known.keys() - {file.name for file, _ in found}):
            self._cache.forget_files(gone)
        return tuple(self._entry(file, key) for file, key in found)

    def _found(self, files: Sequence[FoundFile], executor: Executor | None) -> list[tuple[FoundFile, str | None]]:
        if not self._total:
            return [one for file in files for one in self._keys(file)]
        from runlog.library.workforce import Workforce

        with Workforce(self._readers, self._take, executor) as workforce:
            self._workforce = workforce
            found = [one for file in files for one in self._keys(file)]
            workforce.finish()
        return found

    def _entry(self, file: FoundFile, key: str | None) -> ReadEntry:
        if key is None:
            return ReadEntry(file, None, StoredReading(status="failed", reason=file.problem or UNOPENED))
        return ReadEntry(file, key, self._kept[key])

    def _keys(self, file: FoundFile) -> Iterator[tuple[FoundFile, str | None]]:
        """A file with the key of its content; of an archive, its own and those of its members."""
        if file.problem:
            yield file, None
        elif self._unchanged(file):
            yield from self._from_cache(file)
        else:
            try:
                yield from self._archive(file) if is_archive_file(file.path) else self._plain(file)
            except OSError:
                yield file, None

    def _unchanged(self, file: FoundFile) -> bool:
        return all(self._is_kept(one) for one in (file, *self._inside.of(file)))

    def _is_kept(self, file: FoundFile) -> bool:
        before = self._known.get(file.name)
        return before is not None and _same(file, before) and before.key in self._kept

    def _from_cache(self, file: FoundFile) -> Iterator[tuple[FoundFile, str]]:
        for one in (file, *self._inside.of(file)):
            yield one, self._known[one.name].key

    def _plain(self, file: FoundFile) -> Iterator[tuple[FoundFile, str]]:
        before = self._known.get(file.name)
        if before and _same(file, before):
            key = before.key
        elif reason := unread(file, self._readers):
            yield file, self._refused(file, reason)
            return
        else:
            key = content_key(file.path)
        self._remember(file, key)
        self._decode(file, key, Job(key, file.name, file.path, keep_samples=self._cache is not None))
        yield file, key

    def _refused(self, file: FoundFile, reason: str) -> str:
        """The key of a file that is not even hashed, as that alone would take minutes."""
        key = f"unread-{file.size}-{file.mtime_ns}:{suffixes_of(file.name)}"
        self._remember(file, key)
        self._decode(file, key, Decoded(StoredReading(status="failed", reason=reason)))
        return key

    def _archive(self, file: FoundFile) -> Iterator[tuple[FoundFile, str]]:
        opened: list[tuple[FoundFile, str]] = []
        passed: list[FoundFile] = []

        def enter(inside: FoundFile) -> bool:
            if not self._unchanged(inside):
                return True
            passed.append(inside)
            return False

        self._report(file.name)
        self._count += 1
        for found in open_archive(file, enter):
            if found.opened:
                key, reading = archive_reading(found)
                self._keep(key, Decoded(reading))
                opened.append((found.file, key))
                yield found.file, key
                self._total += found.files
            else:
                yield self._member(found)
        for inside in passed:
            yield from self._from_cache(inside)
        for one, key in opened:
            # Only now: an archive of which a stopped run saw a part must not look like one that is known.
            self._remember(one, key, inside=one is not file)

    def _member(self, found: InArchive) -> tuple[FoundFile, str]:
        """One file of an archive: inflated only where its size, checksum and suffix are new."""
        known = self._inside.key_of(found.file)
        if known in self._kept or known in self._asked:
            self._total -= 1
            self._remember(found.file, known, inside=True)
            return found.file, known
        key, job = read_member(found, self._readers, self._is_read, keep_samples=self._cache is not None)
        self._remember(found.file, key, inside=True)
        self._decode(found.file, key, job)
        return found.file, key

    def _is_read(self, key: str) -> bool:
        return key in self._kept or key in self._asked

    def _decode(self, file: FoundFile, key: str, job: Job | Decoded | None) -> None:
        self._report(file.name)
        if job is None or key in self._kept or key in self._asked:
            self._count += 1
        elif isinstance(job, Decoded):
            self._keep(key, job)
            self._count += 1
        else:
            self._asked.add(key)
            self._workforce.add(job, self._total - self._count)

    def _take(self, job: Job, decoded: Decoded) -> None:
        self._keep(job.key, decoded)
        self._count += 1

    def _keep(self, key: str, decoded: Decoded) -> None:
        self._kept[key] = self._done[key] = decoded.reading
        if self._cache:
            self._cache.keep_reading(key, decoded.reading, decoded.recordings, self._readers.edition)

    def _remember(self, file: FoundFile, key: str, *, inside: bool = False) -> None:
        known = KnownFile(file.size, file.mtime_ns, key, inside)
        self._inside.learn(file.name, known)
        if self._cache:
            self._cache.keep_file(file.name, known)

    def _report(self, name: str) -> None:
        if self._progress:
            self._progress(self._count, max(self._total, self._count + 1), name)


def _same(file: FoundFile, before: KnownFile) -> bool:
    return (file.size, file.mtime_ns) == (before.size, before.mtime_ns)
