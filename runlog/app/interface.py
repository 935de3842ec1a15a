"""The Python interface: `runlog.read` and `runlog.open`, for notebooks and scripts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from runlog.app.analysis import Analysis, analyse, analyse_span, open_readable
from runlog.clock import Week
from runlog.errors import ReadError
from runlog.importers import read_file
from runlog.library import Log
from runlog.messages import Message
from runlog.model import Recording
from runlog.report.model import Report
from runlog.report.run_model import RunReport
from runlog.report.sheet import CheckSheet
from runlog.settings import Settings


def read(path: str | Path) -> tuple[Recording, ...]:
    """The recordings of one export file or archive, each with its activity and a SAMPLES frame.

    Raises:
        ReadError: the file cannot be read or holds no activity; the text says why.
    """
    from runlog.importers.bundles.reading import is_archive_path, read_recordings

    if is_archive_path(Path(path)):
        return read_recordings(Path(path))
    reading = read_file(Path(path))
    if reading.status != "read":
        raise ReadError(f"{path}: {reading.reason}")
    return reading.recordings


@dataclass(frozen=True)
class OpenLog:
    """A log for a notebook: its frames, its settings, its findings of a week."""

    path: Path
    log: Log
    today: date

    @property
    def activities(self) -> pd.DataFrame:
        """The ACTIVITIES frame, one row an activity, oldest first."""
        return self.log.activities

    @property
    def diary(self) -> pd.DataFrame:
        """The DIARY frame, one row a line."""
        return self.log.diary

    @property
    def settings(self) -> Settings:
        """The log's `runlog.toml`."""
        return self.log.settings

    @property
    def notices(self) -> tuple[Message, ...]:
        """What went amiss while reading."""
        return self.log.notices

    def samples(self, activity_id: str) -> pd.DataFrame:
        """The SAMPLES frame of one activity; raises `KeyError` for an id that the log does not hold."""
        return self.log.samples(activity_id)

    def analysis(self, week: str | None = None) -> Analysis:
        """History and findings of a week such as `2026-W46` (by default the newest with an entry)."""
        return analyse(self.path, week=Week.parse(week) if week else None, today=self.today)

    def check(self, week: str | None = None) -> CheckSheet:
        """What stands out in a week, in words."""
        return self.analysis(week).sheet

    def report(self, week: str | None = None) -> Report:
        """The weekly report as data; `runlog.render` draws it."""
        return self.analysis(week).report

    def span_report(self, first: str, last: str | None = None) -> Report:
        """The report of the days from `first` to `last` (2026-09-01; by default up to today) as data."""
        return analyse_span(self.path, (first, last), today=self.today).report

    def run(self, activity_id: str, *, private: bool = False) -> RunReport:
        """The page of one run as data: an id or its beginning, `last`, or a day such as `2026-11-19`.

        Raises `UsageError` where no activity, or more than one, is called so.
        """
        from runlog.app.run_page import page_of

        return page_of(self.log, self.today, activity_id, private=private)


def open_log_for_notebook(path: str | Path, *, today: date | None = None) -> OpenLog:
    """Open a log's folder or a bare export; `today` fixes the day as of which it is judged."""
    log, day = open_readable(Path(path), today=today)
    return OpenLog(Path(path), log, day)
