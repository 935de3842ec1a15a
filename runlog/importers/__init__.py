"""One importer a file: a file's bytes become recordings.

How to add a format, in four steps:

1. Write `runlog/importers/<format>.py` with a class that follows `importer.Importer`: an `id` (name and version, kept
   in `ids`), a `format`, `identify(head, name)` by content, and `read(data, name)` that gives `Contents`, or raises
   `SkipFileError` (understood, no training in it) or `ReadError` (unreadable, and what to do about it).
2. Name it in the tuple of `registry.IMPORTERS`. The first importer whose `identify` says yes reads the file.
3. Raise the version in `ids` whenever the same bytes would read differently: the cache then decodes them anew.
4. Put a test beside the others in `tests/importers/`, with files built by the test.

What the parts are for: `sources` opens and inflates, `registry` lists the importers, `not_training` names what is
recognised and holds no training, `fit_*`, `xml_tree`, `track`, `cells` are shared by the formats.
"""

from pathlib import Path

from runlog.errors import ReadError, SkipFileError
from runlog.importers.ids import READER_IDS
from runlog.importers.importer import Contents, Importer
from runlog.importers.sources import Source, open_bytes, read_path
from runlog.model import FileReading

__all__ = ["Contents", "Importer", "read_bytes", "read_file", "reader_ids"]


def read_file(path: Path, *, name: str | None = None) -> FileReading:
    """What became of the file at `path`: `read`, `skipped` or `failed`, with its recordings; a bad file never raises.

    `name` is what the reading calls it, by default the path as given.
    """
    called = str(path) if name is None else name
    try:
        data = read_path(path)
    except ReadError as error:
        return FileReading(path=called, status="failed", reason=str(error))
    return read_bytes(data, name=called)


def read_bytes(data: bytes, *, name: str) -> FileReading:
    """What became of a file with these bytes, as `read_file`; the name is for messages only."""
    # The readers are imported when a file is really read: a log whose cache knows every file needs none of them.
    from runlog.importers.not_training import refuse
    from runlog.importers.registry import IMPORTERS

    try:
        source = open_bytes(data, name)
    except ReadError as error:
        return FileReading(path=name, status="failed", reason=str(error))
    importer = next((entry for entry in IMPORTERS if entry.identify(source.head, source.name)), None)
    try:
        if importer is None:
            refuse(source.data, source.name)
        contents = importer.read(source.data, source.name)
    except SkipFileError as error:
        return _without(source, name, importer, reason=str(error), failed=False)
    except ReadError as error:
        return _without(source, name, importer, reason=str(error), failed=True)
    except Exception as error:  # noqa: BLE001 (one bad file never stops a run, whatever a library raises)
        detail = " ".join(str(error).split())[:120]
        reason = f"the reader could not cope with it ({type(error).__name__}: {detail}): export the activity again"
        return _without(source, name, importer, reason=reason, failed=True)
    return FileReading(
        path=name,
        status="read",
        format=importer.format,
        reader=importer.id,
        warnings=source.warnings + contents.warnings,
        recordings=contents.recordings,
    )


def reader_ids() -> frozenset[str]:
    """Names and versions of all current readers, for the key of a cache."""
    return READER_IDS


def _without(source: Source, name: str, importer: Importer | None, *, reason: str, failed: bool) -> FileReading:
    return FileReading(
        path=name,
        status="failed" if failed else "skipped",
        reason=reason,
        format=importer.format if importer else None,
        reader=importer.id if importer else None,
        warnings=source.warnings,
    )
