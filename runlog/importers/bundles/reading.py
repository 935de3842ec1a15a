"""A whole archive read in one call: for notebooks, which keep no cache."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from runlog.errors import ReadError
from runlog.importers import read_stream
from runlog.importers.bundles.opening import PEEK_BYTES, is_archive, open_archive
from runlog.importers.bundles.walk import SEPARATOR, Found, walk
from runlog.importers.options import DEFAULT_OPTIONS, ReadOptions
from runlog.model import FileReading, Recording

_WORDS: Final = ("title", "notes", "shoe", "effort_1_10")


def is_archive_path(path: Path) -> bool:
    """Whether a path is an archive whose files are to be read; False for what cannot be opened."""
    try:
        with path.open("rb") as file:
            return is_archive(file.read(PEEK_BYTES), path.name)
    except OSError:
        return False


def read_bundle(
    path: Path, *, name: str | None = None, options: ReadOptions = DEFAULT_OPTIONS
) -> Iterator[FileReading]:
    """A reading per file of an archive that may hold training, one at a time; a bad file never raises.

    A table's row that names another file of the archive (`Recording.recorded_in`) tells of the same activity.
    """
    called = str(path) if name is None else name
    try:
        with path.open("rb") as file:
            archive = open_archive(file, path.name)
            try:
                for found in walk(archive, called):
                    if found.member:
                        yield _reading(found, options)
            finally:
                archive.close()
    except (ReadError, OSError) as error:
        yield FileReading(path=called, status="failed", reason=str(error), format="archive")


def _reading(found: Found, options: ReadOptions) -> FileReading:
    if found.member is None:
        raise ValueError(found)
    try:
        with found.archive.open(found.member) as stream:
            return read_stream(stream, name=found.name, options=options, sibling=found.sibling)
    except ReadError as error:
        return FileReading(path=found.name, status="failed", reason=str(error))


def read_recordings(path: Path, *, options: ReadOptions = DEFAULT_OPTIONS) -> tuple[Recording, ...]:
    """All recordings of an archive; a table's row and the one recording of the file that it names are one.

    Raises:
        ReadError: the archive cannot be read, or no file in it holds an activity; the text says why.
    """
    readings = list(read_bundle(path, options=options))
    by_path = {reading.path: list(reading.recordings) for reading in readings if reading.status == "read"}
    for reading in readings:
        for row in reading.recordings:
            named = by_path.get(_beside(reading.path, row.recorded_in)) if row.recorded_in else None
            if named is not None and len(named) == 1:
                named[0] = _with_words(named[0], row)
                by_path[reading.path] = [one for one in by_path[reading.path] if one is not row]
    found = tuple(recording for recordings in by_path.values() for recording in recordings)
    if not found:
        reason = next((reading.reason for reading in readings if reading.reason), "no file in it holds an activity")
        raise ReadError(f"{path}: {reason}")
    return found


def _with_words(recording: Recording, row: Recording) -> Recording:
    told = {name: value for name in _WORDS if (value := getattr(row.activity, name)) is not None}
    return replace(recording, activity=replace(recording.activity, **told))


def _beside(name: str, other: str) -> str:
    return name[: max(name.rfind("/"), name.rfind(SEPARATOR)) + 1] + other.replace("\\", "/").lstrip("/")
