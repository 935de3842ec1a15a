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
from runlog.library.diary_sources import read_source
from runlog.library.diary_taking import Taken, take_entries
from runlog.library.log_folder import NEVER_EXPORTS, FoundFile
from runlog.library.names import DIARY_NAME

TABLE_SUFFIXES: Final = frozenset({".csv", ".tsv", ".txt", ".json"})


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
        if file.path.suffix.casefold() not in TABLE_SUFFIXES:
            return False
        if file.path.name in NEVER_EXPORTS and (not named or self._is_own(file.path)):
            return False
        from runlog.importers.registry import importer_for

        try:
            with file.path.open("rb") as opened:
                head = opened.read(HEAD_BYTES)
        except OSError:
            return False
        importer = importer_for(head, file.path.name, self._options)
        return importer is not None and importer.id == DIARY_TABLE

    def _is_own(self, path: Path) -> bool:
        own = self._log_root / DIARY_NAME
        return own.exists() and path.samefile(own)


def _counts(taken: Taken) -> str:
    words = [f"{counted(taken.added, 'entry', 'entries')} added"]
    if taken.there:
        words.append(f"{taken.there} there already")
    if taken.differing:
        told = counted(taken.differing, "value")
        words.append(f"{told} told otherwise by the diary, whose word stays ({taken.first_differing})")
    return ", ".join(words)
