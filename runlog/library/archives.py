"""The files inside an archive of a log, as entries like any other file: `export.zip!activities/1.fit.gz`."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runlog.errors import ReadError
from runlog.library.decoding import Decoded, Job, Readers, bytes_key, derived, suffixes_of
from runlog.library.log_folder import FoundFile, find_files
from runlog.library.stored import StoredReading

if TYPE_CHECKING:
    from runlog.importers.bundles.walk import Found
    from runlog.library.cache import KnownFile
    from runlog.model import FileReading

SEPARATOR: Final = "!"
_ALONE: Final = (".fit", ".gpx", ".tcx")


@dataclass(frozen=True, slots=True)
class InArchive:
    """An archive just opened (`opened`, with the number of its `files` to read), or one file inside it."""

    file: FoundFile
    found: "Found | None" = None
    opened: bool = False
    files: int = 0
    key: str = ""
    reading: StoredReading | None = None


class KnownMembers:
    """What the cache knows of files inside archives; size and checksum stand there for size and time."""

    def __init__(self, known: "Mapping[str, KnownFile]") -> None:
        self._known = known
        self._inside: dict[str, list[str]] = {}
        self._by_content: dict[tuple[int, int, str], str] = {}
        for name, file in known.items():
            if not file.inside:
                # (a plain name may hold the separator)
                continue
            at = name.find(SEPARATOR)
            while at >= 0:
                self._inside.setdefault(name[:at], []).append(name)
                at = name.find(SEPARATOR, at + 1)
            self.learn(name, file)

    def learn(self, name: str, file: "KnownFile") -> None:
        """Know a file inside an archive from now on."""
        if file.inside:
            self._by_content[file.size, file.mtime_ns, suffixes_of(name)] = file.key

    def of(self, archive: FoundFile) -> tuple[FoundFile, ...]:
        """The files inside an archive when it was last opened, in order of name."""
        names = sorted(self._inside.get(archive.name, ()))
        return tuple(
            FoundFile(name, archive.path, self._known[name].size, self._known[name].mtime_ns) for name in names
        )

    def key_of(self, member: FoundFile) -> str:
        """The key of a file of this size, checksum and suffix that was read before from any archive; else empty."""
        return self._by_content.get((member.size, member.mtime_ns, suffixes_of(member.name)), "")


def is_archive_file(path: Path) -> bool:
    """Whether a file is an archive whose members are read; raises `OSError`."""
    from runlog.importers.bundles.opening import PEEK_BYTES, is_archive

    with path.open("rb") as file:
        return is_archive(file.read(PEEK_BYTES), path.name)


def open_archive(file: FoundFile, enter: Callable[[FoundFile], bool]) -> Iterator[InArchive]:
    """The archive, then each file inside that may hold training; an archive inside is opened where `enter` says so.

    What is yielded can be read until the next step. Raises `OSError`.
    """
    from runlog.importers.bundles import opening
    from runlog.importers.bundles.walk import walk

    with file.path.open("rb") as stream:
        try:
            archive = opening.open_archive(stream, file.path.name)
        except ReadError as error:
            reading = StoredReading(status="failed", reason=str(error), format=opening.format_of(stream))
            key = f"damaged-{file.size}-{file.mtime_ns}:{SEPARATOR}"
            yield InArchive(file, opened=True, key=key, reading=reading)
            return
        try:
            for found in walk(archive, file.name, lambda name, size, crc: enter(FoundFile(name, file.path, size, crc))):
                yield _in_archive(file, found)
        finally:
            archive.close()


def _in_archive(outer: FoundFile, found: "Found") -> InArchive:
    if found.member is None:
        key = f"{_listing_hash(found)}:{SEPARATOR}"
        itself = outer if found.name == outer.name else FoundFile(found.name, outer.path, found.size, found.crc)
        return InArchive(itself, found, opened=True, files=found.files, key=key, reading=_of_archive(found))
    return InArchive(FoundFile(found.name, outer.path, found.member.size, found.member.crc), found)


def archive_reading(found: InArchive) -> tuple[str, StoredReading]:
    """Key and verdict of an archive itself."""
    if found.reading is None:
        raise ValueError(found)
    return found.key, found.reading


def _of_archive(found: "Found") -> StoredReading:
    form, reader = found.archive.format, found.archive.reader
    if not found.files and not found.archives:
        reason = "an archive without any file that may hold training"
        return StoredReading(status="skipped", reason=reason, format=form, reader=reader)
    unopened = f"{found.left_out} files in it hold no training by their names and were not opened"
    return StoredReading(status="read", format=form, reader=reader, warnings=(unopened,) if found.left_out else ())


def _listing_hash(found: "Found") -> str:
    # The list of names, sizes and checksums stands for the content: hashing gigabytes would tell nothing more.
    listing = "\n".join(f"{member.name}\t{member.size}\t{member.crc}" for member in found.archive.members)
    return hashlib.blake2b(listing.encode(), digest_size=20).hexdigest()


def read_member(
    inside: InArchive, readers: Readers, is_read: Callable[[str], bool], *, keep_samples: bool
) -> tuple[str, Job | Decoded | None]:
    """The key of one file in an archive, and the job that decodes it; nothing where that key `is_read`.

    A file that is too long to be held, or cannot be inflated, is dealt with here and now.
    """
    from runlog.importers.limits import FILE_BYTES_MAX, STREAM_FROM_BYTES

    found, name = inside.found, inside.file.name
    if found is None or found.member is None:
        raise ValueError(inside)
    by_checksum = f"crc-{inside.file.mtime_ns:08x}-{inside.file.size}:{suffixes_of(name)}"
    if found.member.size > STREAM_FROM_BYTES:
        return by_checksum, derived(lambda: _streamed(found, readers), readers, keep_samples=keep_samples)
    try:
        with found.archive.open(found.member, FILE_BYTES_MAX) as stream:
            data = stream.read()
    except ReadError as error:
        return by_checksum, Decoded(StoredReading(status="failed", reason=str(error)))
    key = bytes_key(data, name)
    if is_read(key):
        return key, None
    # Recordings stand for themselves; a table may need the files beside it, which only the open archive has.
    sibling = None if suffixes_of(name).removesuffix(".gz").endswith(_ALONE) else found.sibling
    return key, Job(key, name, inside.file.path, data, sibling, keep_samples)


def _streamed(found: "Found", readers: Readers) -> "FileReading":
    from runlog.importers import ReadOptions, read_stream
    from runlog.model import FileReading

    if found.member is None:
        raise ValueError(found)
    try:
        with found.archive.open(found.member) as stream:
            options = readers.options or ReadOptions()
            return read_stream(stream, name=found.name, options=options, sibling=found.sibling)
    except ReadError as error:
        return FileReading(path=found.name, status="failed", reason=str(error))


def read_again(folder: Path, name: str, readers: Readers) -> "FileReading":
    """The reading of a file of a log by its name below `folder`, also of one inside an archive; never raises."""
    from runlog.model import FileReading

    at = -1
    plain = _by_shown_name(folder, name)
    if plain is not None:
        return readers.read_file(plain, name=name)
    while not (folder / name).exists() and (at := name.find(SEPARATOR, at + 1)) >= 0:
        outer = folder / name[:at]
        if outer.is_file():
            return _again_inside(FoundFile(name[:at], outer), name, readers)
    try:
        return readers.read_file(folder / name, name=name)
    except OSError as error:
        return FileReading(path=name, status="failed", reason=str(error))


def _by_shown_name(folder: Path, name: str) -> Path | None:
    """The file that is shown under a name which spells out bytes that are no UTF-8; None for any other name."""
    if "\\x" not in name or (folder / name).exists():
        return None
    return next((file.path for file in find_files(folder).files if file.name == name and not file.problem), None)


def _again_inside(outer: FoundFile, name: str, readers: Readers) -> "FileReading":
    from runlog.model import FileReading

    try:
        for inside in open_archive(outer, lambda inner: name.startswith(inner.name + SEPARATOR)):
            if inside.found and not inside.opened and inside.file.name == name:
                return _streamed(inside.found, readers)
    except OSError as error:
        return FileReading(path=name, status="failed", reason=str(error))
    return FileReading(path=name, status="failed", reason="no longer in its archive")
