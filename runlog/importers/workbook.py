"""Spreadsheets (`.xlsx`), by the extra `xlsx`: each sheet that is a table is read as if it had been saved as CSV."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from runlog.distribution import install_hint
from runlog.errors import ReadError, SkipFileError
from runlog.importers import ids
from runlog.importers.bundles.archive import ZIP_MAGIC
from runlog.importers.importer import ByteStream, Contents, Importer, StreamImporter
from runlog.importers.options import Context, ReadOptions
from runlog.importers.streams import Again

WORKBOOK_BYTES_MAX: Final = 64 << 20
"""A larger spreadsheet is no training log."""
INFLATED_BYTES_MAX: Final = 512 << 20
"""What its parts may inflate to; the sizes they declare bound what is read of them."""
SHEETS_MAX: Final = 50
_SUFFIXES: Final = (".xlsx", ".xlsm")
_EXTRA: Final = "xlsx"
_MIDNIGHT: Final = time()

Choose = Callable[[bytes, str, ReadOptions], Importer | None]
"""Which importer reads a table, by its first bytes, its name and the user's options."""


class WorkbookImporter:
    """Reads `.xlsx`: the vendors' tables and the hand-kept log, however the sheet is called."""

    id = ids.WORKBOOK
    format = "spreadsheet"

    def __init__(self, choose: Choose) -> None:
        self._choose = choose

    def identify(self, head: bytes, name: str) -> bool:
        """Whether it is a spreadsheet; inside it is a zip, so that the name has to tell it from an archive."""
        return head.startswith(ZIP_MAGIC) and name.casefold().endswith(_SUFFIXES)

    def read(self, data: bytes, name: str) -> Contents:
        """The activities of all sheets, as `read_stream`."""
        return self._read(data, name, Context())

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The activities of every sheet that is a table runlog knows, or that the user's mapping fits.

        Raises:
            ReadError: the extra is missing, the file is damaged or too large, or no sheet is such a table.
        """
        return self._read(Again(stream).whole(WORKBOOK_BYTES_MAX), name, context)

    def _read(self, data: bytes, name: str, context: Context) -> Contents:
        found: list[Contents] = []
        skipped: SkipFileError | None = None
        for table in sheets_as_csv(data):
            importer = self._choose(table, f"{name}.csv", context.options)
            try:
                if isinstance(importer, StreamImporter):
                    found.append(importer.read_stream(io.BytesIO(table), name, context))
                elif importer is not None:
                    found.append(importer.read(table, name))
            except SkipFileError as error:
                # A diary beside the runs: the other sheets are read.
                skipped = error
        if not found and skipped:
            raise skipped
        if not found:
            raise ReadError("no sheet is a table that runlog knows; name its columns with --map HEADER=FIELD")
        recordings = tuple(recording for contents in found for recording in contents.recordings)
        return Contents(recordings, tuple(warning for contents in found for warning in contents.warnings))


def sheets_as_csv(data: bytes) -> Iterator[bytes]:
    """Each sheet of a spreadsheet as the bytes of a CSV file.

    Raises:
        ReadError: the extra is missing, or the file is damaged or inflates to too much.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ReadError(
            f"spreadsheets need the extra `{_EXTRA}`: {install_hint(_EXTRA)}; or save the sheet as CSV"
        ) from None
    try:
        _refuse_bomb(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets[:SHEETS_MAX]:
            yield _as_csv(sheet.iter_rows(values_only=True))
        book.close()
    except ReadError:
        raise
    except Exception as error:  # (a damaged workbook raises whatever its parts raise)
        raise ReadError(f"the spreadsheet is damaged ({type(error).__name__}): save it anew") from error


def _refuse_bomb(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > INFLATED_BYTES_MAX:
            raise ReadError("the spreadsheet inflates to far more than a log can hold: not read")


def _as_csv(rows: Iterable[tuple[object, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        cells = [_cell(value) for value in row]
        if any(cells):
            writer.writerow(cells)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    """A cell as a table has it: days and times ISO 8601, spans as hours, minutes, seconds."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(sep=" ")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)
