"""Exports read without keeping them, and exports copied into a log, as documents."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from runlog.app.today import today_of
from runlog.errors import UsageError
from runlog.library import (
    CopyResult,
    FileVerdict,
    Log,
    Progress,
    default_readers,
    import_exports,
    inspect_paths,
    open_log,
    read_settings,
)
from runlog.library.decoding import options_of
from runlog.library.diary_desk import DiaryDesk
from runlog.library.settings_file import keep_tables
from runlog.library.verdict import ActivityLine
from runlog.library.watches import find_watches
from runlog.settings import Settings, TableReading

FORMAT_VERSION = 1


def inspect_document(
    sources: Sequence[Path],
    progress: Progress | None = None,
    *,
    tz: str | None = None,
    tables: TableReading | None = None,
) -> tuple[dict[str, Any], tuple[FileVerdict, ...]]:
    """The verdicts of every file below the sources, as JSON knows them and as values.

    `tz` is the zone of times that tell none, `tables` how tables are written where they leave it open.
    """
    for source in sources:
        if not source.exists():
            raise UsageError(f"{source}: no such file or folder")
    readers = None
    if tz or tables:
        options = options_of(Settings(tables=tables or TableReading()))
        readers = default_readers(replace(options, tz=tz))
    verdicts = inspect_paths(sources, progress, readers=readers)
    return verdicts_document(verdicts), verdicts


def verdicts_document(verdicts: Iterable[FileVerdict]) -> dict[str, Any]:
    """Verdict, reason, format, reader, warnings and activities per file, and the sums."""
    files = [_file(verdict) for verdict in verdicts]
    activities = [activity for file in files for activity in file["activities"]]
    days = sorted(activity["start_utc"] for activity in activities)
    summary = {
        "files": len(files),
        "status": dict(sorted(Counter(file["status"] for file in files).items())),
        "formats": dict(sorted(Counter(file["format"] for file in files if file["format"]).items())),
        "activities": len(activities),
        "sports": dict(sorted(Counter(activity["sport"] for activity in activities).items())),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "samples": sum(activity["samples"] for activity in activities),
    }
    return {"format_version": FORMAT_VERSION, "files": files, "summary": summary}


def _file(verdict: FileVerdict) -> dict[str, Any]:
    return {
        "path": verdict.path,
        "status": verdict.status,
        "reason": verdict.reason,
        "format": verdict.format,
        "reader": verdict.reader,
        "warnings": list(verdict.warnings),
        "activities": [_activity(line) for line in verdict.activities],
    }


def _activity(line: ActivityLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "start_utc": line.start_utc.isoformat(),
        "sport": line.sport,
        "kind": line.kind.value,
        "distance_m": line.distance_m,
        "duration_s": line.duration_s,
        "samples": line.samples,
        "same_as": line.same_as,
        "same_as_id": line.same_as_id,
    }


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import copied, and the log as it is then."""

    copies: tuple[CopyResult, ...]
    log: Log
    today: date

    @property
    def new(self) -> tuple[str, ...]:
        """Paths inside the log of the files that were copied now."""
        return tuple(copy.target for copy in self.copies if copy.status == "copied" and copy.target)

    @property
    def wrote_diary(self) -> bool:
        """Whether a diary table was among them."""
        return any(copy.status == "to the diary" for copy in self.copies)


def watches() -> tuple[Path, ...]:
    """The folders with recordings of the watches that are plugged in as drives.

    Raises:
        UsageError: there is none.
    """
    found = find_watches()
    if not found:
        raise UsageError("no watch is plugged in as a drive; name the files to import, such as ~/Downloads")
    return found


def import_and_read(
    sources: Sequence[Path],
    log: Path,
    *,
    tables: TableReading | None = None,
    copying: Progress | None = None,
    reading: Progress | None = None,
) -> Imported:
    """Copy exports into the log and read it; `tables` is kept in the log's settings.

    Raises:
        UsageError: the log is no folder, a source does not exist, or the settings have a word on tables already.
    """
    if tables:
        options_of(Settings(tables=tables))
        if read_settings(log).tables != tables:
            keep_tables(log, tables)
    today = today_of(log)
    desk = DiaryDesk(log, today=today, options=options_of(read_settings(log)))
    copies = import_exports(sources, log, copying, desk=desk)
    return Imported(copies, open_log(log, today=today, progress=reading), today)
