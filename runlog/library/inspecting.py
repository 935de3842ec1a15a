"""Files read without keeping anything of them."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from datetime import date
from pathlib import Path

from runlog import clock
from runlog.errors import ReadError, SkipFileError
from runlog.importers.diary_tables import A_DIARY
from runlog.library.apart import Apart
from runlog.library.archives import SEPARATOR
from runlog.library.decoding import Progress, ReadEntry, Readers, default_readers, options_of
from runlog.library.diary_sources import read_source
from runlog.library.log_folder import NEVER_EXPORTS, FoundFile, as_text, find_files
from runlog.library.names import SETTINGS_NAME
from runlog.library.reading import read_uncached
from runlog.library.rows import rows_of
from runlog.library.settings_file import read_settings
from runlog.library.stored import StoredReading
from runlog.library.twins import join_twins
from runlog.library.verdict import FileVerdict
from runlog.library.verdicts import verdicts_of
from runlog.settings import Settings

SETTINGS_OR_DIARY = "a log's settings or diary, so it is no export: check its folder with runlog check"


def inspect_paths(
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    readers: Readers | None = None,
    executor: Executor | None = None,
) -> tuple[FileVerdict, ...]:
    """The verdict of every file named and of every file below each folder named; neither cache nor log is touched.

    A verdict's path is relative to the folder it was found below; where several sources hold that same path, the
    source's name stands before it. Where one of the sources is a log, its time zone holds, and what it keeps apart.

    Raises:
        SettingsError: the log's `runlog.toml` is wrong.
    """
    settings = _settings_of(paths)
    readers = readers or default_readers(options_of(settings))
    files = _distinct([(source, file) for source in paths for file in _files_of(source)])
    today = clock.today(settings.time_zone)
    entries = [_diary_table(_skipped(entry), today) for entry in read_uncached(files, readers, progress, executor)]
    apart = Apart(group.ids for group in settings.apart)
    rows, _ = rows_of(entries, settings.time_zone, settings.sports)
    return verdicts_of(entries, rows, join_twins(rows, apart), apart)


def _settings_of(paths: Sequence[Path]) -> Settings:
    """Those of the log that is inspected; default ones for bare exports and for several logs at once."""
    logs = [path for path in paths if (path / SETTINGS_NAME).exists()]
    return read_settings(logs[0]) if len(logs) == 1 else Settings()


def _files_of(source: Path) -> tuple[FoundFile, ...]:
    if not source.is_dir() and source.name in NEVER_EXPORTS and source.exists():
        return (FoundFile(as_text(source.name), source, problem=SETTINGS_OR_DIARY),)
    return find_files(source).files


def _distinct(found: Sequence[tuple[Path, FoundFile]]) -> list[FoundFile]:
    once = {file.path.absolute(): (source, file) for source, file in reversed(found)}
    pairs = list(reversed(once.values()))
    times = Counter(file.name for _, file in pairs)
    files = []
    for source, file in pairs:
        prefix = source.as_posix() if source.is_dir() else source.parent.as_posix()
        files.append(replace(file, name=f"{prefix}/{file.name}") if times[file.name] > 1 else file)
    return files


def _skipped(entry: ReadEntry) -> ReadEntry:
    if entry.file.problem != SETTINGS_OR_DIARY:
        return entry
    return replace(entry, reading=StoredReading(status="skipped", reason=SETTINGS_OR_DIARY))


def _diary_table(entry: ReadEntry, today: date) -> ReadEntry:
    """A diary table as read, with what an import would take of it; one inside an archive stays skipped."""
    if entry.reading.reason != A_DIARY or SEPARATOR in entry.file.name:
        return entry
    reading = replace(entry.reading, reason=None)
    try:
        source = read_source(entry.file.path, today=today)
    except SkipFileError as error:
        return replace(entry, reading=replace(reading, status="skipped", reason=str(error)))
    except (ReadError, OSError) as error:
        return replace(entry, reading=replace(reading, status="failed", reason=str(error)))
    if source is None:
        return entry
    reason = f"{source.summary}; runlog import takes them into a log's diary"
    told = replace(reading, status="read", reason=reason, format=source.format, warnings=source.said)
    return replace(entry, reading=told)
