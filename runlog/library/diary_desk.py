"""Where an import hands in diary tables, instead of copying them beside the exports."""

from datetime import date
from pathlib import Path
from typing import Final

from runlog.errors import DiaryError, ReadError, SkipFileError
from runlog.importers.ids import DIARY_TABLE
from runlog.importers.options import ReadOptions
from runlog.importers.sources import HEAD_BYTES
from runlog.library.copying import CopyResult, CopyStatus
from runlog.library.diary_cells import counted
from runlog.library.diary_sources import WORKBOOKS, read_source, tables_in
from runlog.library.diary_taking import Taken, take_entries
from runlog.library.log_folder import NEVER_EXPORTS, FoundFile
from runlog.library.names import DIARY_NAME

TABLE_SUFFIXES: Final = (".csv", ".tsv", ".txt", ".json", *WORKBOOKS)


class DiaryDesk:
    """Takes what diary tables hold into one log's diary, up to `today`; `options` as exports are read with."""

    def __init__(self, log_root: Path, *, today: date, options: ReadOptions) -> None:
        self._log_root = log_root
        self._today = today
        self._options = options

    def take(self, file: FoundFile, *, named: bool) -> CopyResult | None:
        """What became of a diary table; None for a file that is none.

        `named` tells that the file itself was asked for: a `diary.csv` in a folder belongs to the log there.
        """
        if file.problem or not self._is_table(file, named=named):
            return None
        shown = str(file.path)
        try:
            source = read_source(file.path, today=self._today)
            if source is None:
                return None
            taken = take_entries(self._log_root, source.entries)
        except SkipFileError as error:
            return CopyResult(source=shown, status="left out", reason=str(error))
        except (ReadError, DiaryError) as error:
            return CopyResult(source=shown, status="failed", reason=str(error))
        except OSError as error:
            return CopyResult(source=shown, status="failed", reason=f"could not be read: {error.strerror or error}")
        reason = f"{source.format}: {_counts(taken)}"
        status: CopyStatus = "to the diary" if taken.added else "already there"
        return CopyResult(source=shown, status=status, target=DIARY_NAME, reason=reason, said=source.said)

    def _is_table(self, file: FoundFile, *, named: bool) -> bool:
        name = file.path.name
        if not name.casefold().removesuffix(".gz").endswith(TABLE_SUFFIXES):
            return False
        if name in NEVER_EXPORTS and (not named or self._is_own(file.path)):
            return False
        from runlog.importers.registry import importer_for

        try:
            heads = _heads(file.path)
        except (OSError, ReadError):
            return False
        found = {importer.id for head in heads if (importer := importer_for(head, f"{name}.csv", self._options))}
        return found == {DIARY_TABLE}

    def _is_own(self, path: Path) -> bool:
        own = self._log_root / DIARY_NAME
        return own.exists() and path.samefile(own)


def _heads(path: Path) -> list[bytes]:
    """The first bytes of a table, or of each sheet of a spreadsheet; only what is packed is read as a whole."""
    if path.name.casefold().endswith((".gz", *WORKBOOKS)):
        return [table[:HEAD_BYTES] for table in tables_in(path)]
    with path.open("rb") as opened:
        return [opened.read(HEAD_BYTES)]


def _counts(taken: Taken) -> str:
    words = [f"{counted(taken.added, 'entry', 'entries')} added"]
    if taken.there:
        words.append(f"{taken.there} there already")
    if taken.differing:
        told = counted(taken.differing, "value")
        words.append(f"{told} told otherwise by the diary, whose word stays ({taken.first_differing})")
    return ", ".join(words)
