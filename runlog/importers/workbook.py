"""Spreadsheets (`.xlsx`), by the extra `xlsx`: each sheet that is a table is read as if it had been saved as CSV."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from runlog.distribution import install_hint
from runlog.errors import ReadError, SkipFileError
from runlog.importers import ids, limits
from runlog.importers.bundles.zips import ZIP_MAGIC
from runlog.importers.importer import ByteStream, Contents, Importer, StreamImporter
from runlog.importers.options import Context, ReadOptions
from runlog.importers.packed import ratio_bytes
from runlog.importers.streams import Again
from runlog.importers.tables.reader import HEAD_BYTES

SECONDS_MAX: Final = 15.0
"""A log of 20,000 lines is read in some two seconds."""
MEMORY_MIB_MAX: Final = 400
_SUFFIXES: Final = (".xlsx", ".xlsm")
_EXTRA: Final = "xlsx"
_TOO_MUCH: Final = "the spreadsheet holds far more than a log: save the sheet with your activities as CSV"

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
        return self._read(Again(stream).whole(limits.WORKBOOK_BYTES_MAX), name, context)

    def _read(self, data: bytes, name: str, context: Context) -> Contents:
        found: list[Contents] = []
        skipped: SkipFileError | None = None
        for table in sheets_as_csv(data):
            importer = self._choose(table[:HEAD_BYTES], f"{name}.csv", context.options)
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
        ReadError: the extra is missing, or the file is damaged or holds too much.
    """
    if find_spec("python_calamine") is None:
        raise ReadError(f"spreadsheets need the extra `{_EXTRA}`: {install_hint(_EXTRA)}; or save the sheet as CSV")
    _refuse_bomb(data)
    for text in _read_apart(data):
        yield text.encode(errors="replace")


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise ReadError("the spreadsheet is damaged: save it anew") from None
    inflated = sum(part.file_size for part in parts)
    if inflated > min(limits.WORKBOOK_INFLATED_MAX, ratio_bytes(len(data), limits.RATIO_FREE_BYTES)):
        raise ReadError("the spreadsheet inflates to far more than a log can hold: not read")
    if len(parts) > limits.WORKBOOK_PARTS_MAX:
        raise ReadError(f"the spreadsheet has more than {limits.WORKBOOK_PARTS_MAX} parts: save the sheet as CSV")


def _read_apart(data: bytes) -> list[str]:
    caps = (MEMORY_MIB_MAX, limits.SHEETS_MAX, limits.WORKBOOK_CELLS_MAX, limits.TABLE_BYTES_MAX)
    command = [sys.executable, "-P", str(Path(__file__).with_name("workbook_apart.py")), *map(str, caps)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 (our own module, by our own interpreter; the file is only its input)
            command, input=data, env=environment, capture_output=True, timeout=SECONDS_MAX, check=False
        )
    except subprocess.TimeoutExpired:
        raise ReadError(_TOO_MUCH) from None
    except OSError as error:
        raise ReadError(f"no process to read it could be started ({error.strerror}): try again") from error
    answer = json.loads(done.stdout) if done.returncode == 0 else {"problem": "too much"}
    if isinstance(answer, list):
        return answer
    if answer["problem"] == "too much":
        raise ReadError(_TOO_MUCH)
    raise ReadError(f"the spreadsheet is damaged ({answer['problem']}): save it anew")
