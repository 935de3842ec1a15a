"""A whole archive read in one call: for notebooks, which keep no cache."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from runlog.errors import ReadError
from runlog.importers import ids, read_stream
from runlog.importers.bundles.archive import Archive
from runlog.importers.bundles.walk import Found, walk
from runlog.importers.options import DEFAULT_OPTIONS, ReadOptions
from runlog.model import FileReading

FORMAT: Final = "ZIP"


def read_bundle(
    path: Path, *, name: str | None = None, options: ReadOptions = DEFAULT_OPTIONS
) -> Iterator[FileReading]:
    """A reading per file of an archive that may hold training, one at a time; a bad file never raises.

    A table's row that names another file of the archive (`Recording.recorded_in`) tells of the same activity.
    """
    called = str(path) if name is None else name
    try:
        with path.open("rb") as file:
            archive = Archive(file)
            try:
                for found in walk(archive, called):
                    if found.member:
                        yield _reading(found, options)
            finally:
                archive.close()
    except (ReadError, OSError) as error:
        yield FileReading(path=called, status="failed", reason=str(error), format=FORMAT, reader=ids.ZIP)


def _reading(found: Found, options: ReadOptions) -> FileReading:
    if found.member is None:
        raise ValueError(found)
    try:
        with found.archive.open(found.member) as stream:
            return read_stream(stream, name=found.name, options=options, sibling=found.sibling)
    except ReadError as error:
        return FileReading(path=found.name, status="failed", reason=str(error))
