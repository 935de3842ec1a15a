"""One importer a file: a file's bytes become recordings.

How to add a format, in four steps:

1. Write `runlog/importers/<format>.py` with a class that follows `importer.Importer`: an `id` (name and version, kept
   in `ids`), a `format`, `identify(head, name)` by content, and `read(data, name)` that gives `Contents`, or raises
   `SkipFileError` (understood, no training in it) or `ReadError` (unreadable, and what to do about it).
2. Name it in the tuple of `registry.IMPORTERS`. The first importer whose `identify` says yes reads the file.
3. Raise the version in `ids` whenever the same bytes would read differently: the cache then decodes them anew.
4. Put a test beside the others in `tests/importers/`, with files built by the test.

A table or an archive's file goes by its vendor instead: a flavour in `tables/`, a reader in `vendors/`, a layout in
`bundles/layouts.py`. These are `StreamImporter`s: they heed `ReadOptions` and files of any length.

What the parts are for: `sources` opens and inflates, `registry` lists the importers, `not_training` names what is
recognised and holds no training, `fit_*`, `xml_tree`, `track`, `cells` are shared by the formats.
"""

import io
from collections.abc import Callable
from pathlib import Path

from runlog.errors import ReadError, SkipFileError
from runlog.importers.ids import READER_IDS
from runlog.importers.importer import ByteStream, Contents, Importer, StreamImporter
from runlog.importers.limits import FILE_BYTES_MAX, STREAM_BYTES_MAX
from runlog.importers.options import DEFAULT_OPTIONS, Context, ReadOptions, Sibling, no_sibling
from runlog.importers.sources import HEAD_BYTES, holes_in, open_bytes, read_path, refuse_holes, too_large
from runlog.importers.streams import Again, is_long, siblings_of
from runlog.importers.whole_text import with_whole_text
from runlog.model import FileReading

__all__ = [
    "Contents",
    "Importer",
    "ReadOptions",
    "Sibling",
    "StreamImporter",
    "read_bytes",
    "read_file",
    "read_stream",
    "reader_ids",
    "refusal",
]


def read_file(path: Path, *, name: str | None = None, options: ReadOptions = DEFAULT_OPTIONS) -> FileReading:
    """What became of the file at `path`: `read`, `skipped` or `failed`, with its recordings; a bad file never raises.

    `name` is what the reading calls it, by default the path as given. An archive is read by `bundles.read_bundle`.
    """
    called = str(path) if name is None else name
    sibling = siblings_of(path)
    try:
        if is_long(path):
            refuse_holes(path)
            with path.open("rb") as file:
                return read_stream(file, name=called, options=options, sibling=sibling)
        data = read_path(path)
    except ReadError as error:
        return FileReading(path=called, status="failed", reason=str(error))
    except OSError as error:
        reason = f"the system could not read it ({error.strerror or error}): copy it anew"
        return FileReading(path=called, status="failed", reason=reason)
    return read_bytes(data, name=called, options=options, sibling=sibling)


def refusal(path: Path, options: ReadOptions = DEFAULT_OPTIONS) -> str | None:
    """Why a file is too large or too hollow to be read at all, known without reading it; None for any other.

    Raises:
        OSError: it cannot be opened.
    """
    status = path.stat()
    if reason := holes_in(status):
        return reason
    if status.st_size <= FILE_BYTES_MAX:
        return None
    from runlog.importers.registry import importer_for

    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    forward = isinstance(importer_for(head, path.name, options), StreamImporter)
    return None if forward and status.st_size <= STREAM_BYTES_MAX else too_large(FILE_BYTES_MAX)


def read_bytes(
    data: bytes, *, name: str, options: ReadOptions = DEFAULT_OPTIONS, sibling: Sibling = no_sibling
) -> FileReading:
    """What became of a file with these bytes, as `read_file`; `sibling` finds the files beside it."""
    # The readers are imported when a file is really read: a log whose cache knows every file needs none of them.
    from runlog.importers.not_training import refuse
    from runlog.importers.registry import importer_for

    try:
        source = open_bytes(data, name)
    except ReadError as error:
        return FileReading(path=name, status="failed", reason=str(error))
    context = Context(options, sibling)
    importer = importer_for(source.head, source.name, options)

    def read() -> Contents:
        if importer is None:
            refuse(source.data, source.name)
        if isinstance(importer, StreamImporter):
            return importer.read_stream(io.BytesIO(source.data), source.name, context)
        return importer.read(source.data, source.name)

    return _verdict(importer, name, source.warnings, read)


def read_stream(
    stream: ByteStream, *, name: str, options: ReadOptions = DEFAULT_OPTIONS, sibling: Sibling = no_sibling
) -> FileReading:
    """What became of a long file: read forward by the importers that can; the others get it whole, within a limit."""
    from runlog.importers.registry import importer_for

    again = Again(stream)
    context = Context(options, sibling)
    try:
        importer = importer_for(again.head(HEAD_BYTES), name, options)
        if isinstance(importer, StreamImporter):
            forward = importer
            return _verdict(importer, name, (), lambda: forward.read_stream(again, name, context))
        data = again.whole(FILE_BYTES_MAX)
    except ReadError as error:
        return FileReading(path=name, status="failed", reason=str(error))
    return read_bytes(data, name=name, options=options, sibling=sibling)


def reader_ids() -> frozenset[str]:
    """Names and versions of all current readers, for the key of a cache."""
    return READER_IDS


def _verdict(
    importer: Importer | None, name: str, warnings: tuple[str, ...], read: Callable[[], Contents]
) -> FileReading:
    try:
        contents = read()
    except SkipFileError as error:
        return _without(importer, name, warnings, reason=str(error), failed=False)
    except ReadError as error:
        return _without(importer, name, warnings, reason=str(error), failed=True)
    except Exception as error:  # noqa: BLE001 (one bad file never stops a run, whatever a library raises)
        detail = " ".join(str(error).split())[:120]
        reason = f"the reader could not cope with it ({type(error).__name__}: {detail}): export the activity again"
        return _without(importer, name, warnings, reason=reason, failed=True)
    return FileReading(
        path=name,
        status="read",
        format=importer.format if importer else None,
        reader=importer.id if importer else None,
        warnings=warnings + contents.warnings,
        recordings=with_whole_text(contents.recordings),
    )


def _without(
    importer: Importer | None, name: str, warnings: tuple[str, ...], *, reason: str, failed: bool
) -> FileReading:
    return FileReading(
        path=name,
        status="failed" if failed else "skipped",
        reason=reason,
        format=importer.format if importer else None,
        reader=importer.id if importer else None,
        warnings=warnings,
    )
