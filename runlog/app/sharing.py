"""What a coach may see of a log or of a bundle that an athlete handed over."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from runlog.app.analysis import open_readable
from runlog.app.speaking import speech_of
from runlog.clock import Week
from runlog.errors import ReadError, UsageError
from runlog.features.build import build_history
from runlog.features.history import History, as_of_week
from runlog.features.sharing import share_level, shared_history
from runlog.library import Log
from runlog.library.names import BUNDLE_NAME
from runlog.library.plain_files import read_plain
from runlog.messages import Speech
from runlog.report.athlete import AthleteView
from runlog.report.athlete_view import coach_view, is_urgent, own_view
from runlog.report.words import say

BUNDLE_KIND: Final = "runlog-bundle"
BUNDLE_VERSION: Final = 1
MOST_VIEWS: Final = 200
LARGEST_BUNDLE: Final = 16 * 1024 * 1024
"""Bytes; a year of views is some hundred kilobytes."""


def is_bundle(path: Path) -> bool:
    """Whether a folder is a bundle that `runlog share` wrote, or a path names its `bundle.json`."""
    return path.name == BUNDLE_NAME or os.path.lexists(path / BUNDLE_NAME)


def athlete_view(
    path: Path, *, week: Week | None = None, today: date | None = None, own_eyes: bool = False
) -> AthleteView:
    """What a coach may see of the athlete whose log or bundle is at `path`.

    A folder that holds a bundle is read as one, whatever else lies in it, so that no reader can raise its level.

    Args:
        path: a log's folder, a bare export, a bundle's folder or its `bundle.json`.
        week: the asked week; None: the newest week with something that this level shows. Of a bundle, the newest of
            its weeks that is not later.
        today: the day as of which a log is looked at.
        own_eyes: the athletes look at their own log: nothing is withheld. A bundle's level stays as it is.

    Raises:
        NothingReadableError: neither an activity nor a diary line is there.
        ReadError: the bundle is damaged or of a newer runlog.
        SettingsError: `runlog.toml` is wrong.
        UsageError: the bundle holds no week as early as the asked one.
    """
    if is_bundle(path):
        return _newest(read_bundle(path), week, path)
    log, day = open_readable(path, today=today)
    shared = SharedLog.of(log, week=week, today=day)
    if own_eyes:
        return own_view(shared.history, shared.speech, notices=shared.notices)
    return shared.view()


@dataclass(frozen=True)
class SharedLog:
    """A log about to be shared: its whole history as of a week, and whether a red flag is open in it."""

    log: Log
    history: History
    urgent: bool
    language: str | None = None
    """Instead of the athlete's, where the reader asks for one."""

    @classmethod
    def of(cls, log: Log, *, week: Week | None, today: date, language: str | None = None) -> "SharedLog":
        """The log as of a week, by default the newest with something that its level shows."""
        history = build_history(log.activities, log.diary, log.settings, week=week, today=today)
        urgent = is_urgent(history)
        if week is None:
            history = as_of_week(history, _shown_week(history, urgent=urgent))
        return cls(log, history, urgent, language)

    @property
    def speech(self) -> Speech:
        """The athlete's language, where the reader asks for none, and units."""
        return speech_of(self.log.settings, self.language)

    @property
    def notices(self) -> tuple[str, ...]:
        """What went amiss while reading, without names of files."""
        failed = sum(file.status == "failed" for file in self.log.files)
        return (say(self.speech, "coach.files_failed", count=failed),) if failed else ()

    @property
    def first_shown(self) -> date | None:
        """The first day with an activity: earlier weeks hold nothing to show."""
        return self.history.sessions[0].day if self.history.sessions else None

    def view(self, week: Week | None = None) -> AthleteView:
        """What a coach may see, of the asked week or an earlier one."""
        history = self.history if week is None else as_of_week(self.history, week)
        return coach_view(history, self.speech, urgent=self.urgent, notices=self.notices)


def _shown_week(history: History, *, urgent: bool) -> Week:
    """The newest week with something that leaves: a diary line that is withheld must not show by its week."""
    level = "load" if urgent else share_level(history.settings, history.as_of)
    shown = shared_history(history, level)
    days = [rows[-1].day for rows in (shown.sessions, shown.diary) if rows]
    return Week.of(max(days)) if days else Week.of(history.today)


def read_bundle(path: Path) -> tuple[AthleteView, ...]:
    """The views of a bundle, oldest first.

    Raises:
        ReadError: it is damaged, no bundle, or of a newer runlog.
    """
    file = path if path.name == BUNDLE_NAME else path / BUNDLE_NAME
    try:
        told = json.loads(read_plain(file, bytes_max=LARGEST_BUNDLE, links=False), parse_constant=_no_number)
    except (OSError, ValueError, RecursionError) as error:
        raise ReadError(f"{file}: cannot be read as a bundle ({error}); ask the athlete to share it again") from None
    return _views(told, file)


def _no_number(word: str) -> None:
    msg = f"{word} is no number"
    raise ValueError(msg)


def _views(told: Any, file: Path) -> tuple[AthleteView, ...]:
    if not isinstance(told, Mapping) or told.get("kind") != BUNDLE_KIND:
        raise ReadError(f"{file}: no bundle of runlog share")
    if told.get("format_version") != BUNDLE_VERSION:
        raise ReadError(f"{file}: a bundle of another runlog (format {told.get('format_version')}); update runlog")
    views = told.get("views")
    if not isinstance(views, list) or not 0 < len(views) <= MOST_VIEWS:
        raise ReadError(f"{file}: holds no week; ask the athlete to share it again")
    try:
        read = [AthleteView.from_json(view) for view in views]
    except (ReadError, AttributeError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise ReadError(f"{file}: damaged ({error}); ask the athlete to share it again") from None
    return tuple(sorted(read, key=lambda view: view.as_of))


def _newest(views: tuple[AthleteView, ...], week: Week | None, path: Path) -> AthleteView:
    fitting = [view for view in views if week is None or view.as_of <= week.end]
    if not fitting:
        raise UsageError(f"{path}: the bundle begins with {views[0].week}; ask the athlete for an earlier one")
    return fitting[-1]
