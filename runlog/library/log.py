"""A log opened: its settings, activities, diary, and what became of every file."""

import contextlib
import difflib
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from runlog.derive import with_noted_pain
from runlog.errors import ReadError, UsageError
from runlog.library.activities_frame import activities_frame
from runlog.library.apart import Apart
from runlog.library.archives import read_again
from runlog.library.cache import Cache
from runlog.library.cache_faults import CacheDamagedError, CacheUnusableError, move_aside
from runlog.library.cache_place import mark_odd
from runlog.library.decoding import Progress, ReadEntry, Readers, default_readers, options_of
from runlog.library.diary_write import diary_of
from runlog.library.log_folder import Found, find_files
from runlog.library.map_ground import from_maps, stretches_along
from runlog.library.names import cache_path
from runlog.library.reading import read_all
from runlog.library.rows import Row, rows_of
from runlog.library.settings_file import read_settings
from runlog.library.twins import Joined, join_twins, shifted_copies
from runlog.library.unknown_sports import about_unknown
from runlog.library.verdict import FileVerdict
from runlog.library.verdicts import verdicts_of
from runlog.messages import Message
from runlog.model import GroundStretch, Lap, Recording, TimerEvent
from runlog.settings import Settings

NAMED_FILES: Final = 5
"""So many failed files are named in a notice; the rest are counted."""


@dataclass(frozen=True, slots=True)
class SampleShelf:
    """Where the samples of a log's activities are."""

    root: Path
    readers: Readers
    rows: Mapping[str, Row]

    def samples(self, activity_id: str) -> pd.DataFrame:
        """The SAMPLES frame of an activity: from the cache, else from its file."""
        row = self.row_of(activity_id)
        try:
            with Cache(cache_path(self.root)) as cache:
                kept = cache.samples(row.key, row.place)
        except CacheDamagedError:
            self._put_aside()
            kept = None
        except CacheUnusableError:
            kept = None
        return self._from_file(row).samples if kept is None else kept

    def laps_and_timer(self, activity_id: str) -> tuple[tuple[Lap, ...], tuple[TimerEvent, ...]]:
        """The laps and timer events of an activity: from the cache, else from its file."""
        row = self.row_of(activity_id)
        try:
            with Cache(cache_path(self.root)) as cache:
                kept = cache.laps_and_timer(row.key, row.place)
        except CacheDamagedError:
            self._put_aside()
            kept = None
        except CacheUnusableError:
            kept = None
        if kept is not None:
            return kept
        recording = self._from_file(row)
        return recording.laps, recording.timer_events

    def row_of(self, activity_id: str) -> Row:
        """The row whose samples an activity has; raises `KeyError` with the nearest id for an unknown one."""
        if activity_id not in self.rows:
            near = difflib.get_close_matches(activity_id, self.rows, n=1)
            raise KeyError(
                f"no activity {activity_id!r} in this log" + (f"; did you mean {near[0]!r}?" if near else "")
            )
        return self.rows[activity_id]

    def _put_aside(self) -> None:
        """What was found damaged is made anew, and said, when the log is opened next."""
        path = cache_path(self.root)
        with contextlib.suppress(CacheUnusableError):
            move_aside(path)
            mark_odd(path)

    def _from_file(self, row: Row) -> Recording:
        folder = self.root if self.root.is_dir() else self.root.parent
        reading = read_again(folder, row.path, self.readers)
        if reading.status != "read" or row.place >= len(reading.recordings):
            raise ReadError(f"{row.path}: {reading.reason or 'changed since the log was opened'}; open the log again")
        return reading.recordings[row.place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log as of the day it was opened; frames are not to be changed in place."""

    root: Path
    settings: Settings
    activities: pd.DataFrame
    """ACTIVITIES, in order of local time."""
    diary: pd.DataFrame
    """DIARY, in order of time: the lines of `diary.csv` and the pain that activities' notes tell."""
    files: tuple[FileVerdict, ...]
    notices: tuple[Message, ...]
    shelf: SampleShelf = field(repr=False)

    def samples(self, activity_id: str) -> pd.DataFrame:
        """The SAMPLES frame of an activity, given its id or that of any source that was joined into it.

        Raises:
            KeyError: the log holds no such activity.
            ReadError: its file is gone or changed since.
        """
        return self.shelf.samples(activity_id)

    def ground_along(self, activity_id: str) -> tuple[GroundStretch, ...]:
        """Where along an activity which ground was: stretches from 0 to its whole distance, without gaps.

        From a map, or one stretch where the activity was on one class throughout; empty where nothing tells where.

        Raises:
            KeyError: the log holds no such activity.
        """
        row, rows = self.shelf.row_of(activity_id), self.shelf.rows
        told = self.activities[[rows[one] is row for one in self.activities["id"]]]
        if told.empty:
            return ()
        return stretches_along(self.root, (row.key, row.place), told.iloc[0], self.shelf.readers.edition.full_mark)


def open_log(
    path: Path,
    *,
    today: date,
    progress: Progress | None = None,
    readers: Readers | None = None,
    executor: Executor | None = None,
) -> Log:
    """Open a log's folder, a bare folder of exports, or one export file.

    Files that the cache knows are not decoded again; `progress` is told of the others. `readers` are today's
    importers unless others are handed in. Files are decoded by `executor` where one is given; else by processes of
    our own where there is so much to do that they pay.

    Raises:
        UsageError: there is nothing at `path`.
        SettingsError: `runlog.toml` is wrong.
        DiaryError: `diary.csv` cannot be read at all.
    """
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder; name a log's folder or an export file")
    settings = read_settings(path)
    readers = readers or default_readers(options_of(settings))
    diary = diary_of(path, today=today)
    found = find_files(path)
    entries, notices = read_all(path, found.files, readers, progress, executor)
    rows, row_notices = rows_of(entries, settings.time_zone, settings.sports)
    apart = Apart(group.ids for group in settings.apart)
    joined = join_twins(rows, apart)
    shelf = SampleShelf(path.absolute(), readers, _by_id(joined))
    maps = from_maps(path, joined, shelf, readers.edition.full_mark, progress)
    activities, frame_notices = activities_frame(joined, settings, today=today, mapped=maps.ground)
    return Log(
        root=path,
        settings=settings,
        activities=activities,
        diary=with_noted_pain(diary.frame(), activities),
        files=verdicts_of(entries, rows, joined, apart),
        notices=(
            *diary.notices,
            *_about_files(found, entries),
            *row_notices,
            *frame_notices,
            *about_unknown(joined),
            *_about_shifted(joined, apart),
            *apart.unknown(rows),
            *_about_zone(joined),
            *maps.notices,
            *notices,
        ),
        shelf=shelf,
    )


def _by_id(joined: Sequence[Joined]) -> Mapping[str, Row]:
    return {row.id: max(one.rows, key=lambda source: source.samples) for one in joined for row in one.rows}


def _about_files(found: Found, entries: Sequence[ReadEntry]) -> tuple[Message, ...]:
    notices = []
    failed = [entry.file.name for entry in entries if entry.reading.status == "failed"]
    if failed:
        notices.append(Message.of("notice.files_failed", count=len(failed), paths=tuple(failed[:NAMED_FILES])))
    if found.logs_inside:
        notices.append(
            Message.of("notice.logs_inside", count=len(found.logs_inside), folders=found.logs_inside[:NAMED_FILES])
        )
    return tuple(notices)


def _about_shifted(joined: Sequence[Joined], apart: Apart) -> tuple[Message, ...]:
    return tuple(
        Message.of("notice.shifted_copy", path=one.best.path, other=other.best.path, apart_s=apart_s)
        for one, other, apart_s in shifted_copies(joined, apart)
    )


def _about_zone(joined: Sequence[Joined]) -> tuple[Message, ...]:
    # A row without a time of day is on its day in any zone, so that no zone was guessed for it.
    guessed = sum(one.activity.offset_basis == "machine" and not one.best.knows_local for one in joined)
    return (Message.of("notice.zone_from_machine", count=guessed),) if guessed else ()
