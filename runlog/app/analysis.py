"""A log opened, its history built, its rules run: what every output starts from."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from runlog.app.speaking import speech_of, speech_to_owner
from runlog.app.today import today_of
from runlog.clock import Span, Week
from runlog.errors import NothingReadableError, UsageError
from runlog.features.build import build_history
from runlog.features.history import History
from runlog.library import Log, Progress, open_log
from runlog.library.log_folder import find_files
from runlog.library.names import BUNDLE_NAME
from runlog.messages import Message, Speech
from runlog.report.cards import check_sheet
from runlog.report.sheet import CheckSheet
from runlog.rules.engine import run_rules
from runlog.rules.finding import Finding

if TYPE_CHECKING:
    from runlog.report.changes import Judge
    from runlog.report.clinic_model import ClinicReport
    from runlog.report.model import Report


SpanText: TypeAlias = tuple[str | None, str | None]
"""The first and the last day of a span as they were given."""
_MOST_NAMES: Final = 5
"""Folders that an error names."""


@dataclass(frozen=True)
class Analysis:
    """One log, looked at as of one week."""

    log: Log
    history: History
    findings: tuple[Finding, ...]
    language: str | None = None
    """Speaks instead of the language of the settings."""
    span: Span | None = None
    """Where a span of days was asked for; its last week is the week of the history."""
    judged: History | None = None
    """What the rules were asked, where that is more than the history tells its reader."""
    owner: bool = True
    """Whether the reader may write into the log, and is told by which commands."""
    progress: Progress | None = None
    """Is told of each week of a span that was looked at."""

    @property
    def speech(self) -> Speech:
        """The reader's language and units; commands are for the runner alone, and not on a private page."""
        if not self.owner:
            return speech_of(self.log.settings, self.language)
        return speech_to_owner(self.log.settings, self.log.root, self.language)

    @property
    def notices(self) -> tuple[Message, ...]:
        """What went amiss while reading, and what to do about it."""
        return self.log.notices

    @cached_property
    def sheet(self) -> CheckSheet:
        """The findings in words."""
        return check_sheet(self.history, self.findings, self.notices, self.speech)

    @cached_property
    def report(self) -> "Report":
        """The report as data: of the week, or of the span that was asked for."""
        if self.span is not None:
            from runlog.report.span import span_report

            return span_report(self.history, self.findings, self.span, self.notices, self.speech, judge=self._judge)
        from runlog.report.weekly import weekly_report

        return weekly_report(self.history, self.findings, self.notices, self.speech, self._judge)

    def with_report(self, progress: Progress) -> "Analysis":
        """The same, its report made already: the rules run once a week of a span, which takes a while over years."""
        watched = replace(self, progress=progress)
        _ = watched.report
        return watched

    @property
    def _judge(self) -> "Judge":
        from runlog.report.changes import judge_of

        judge = judge_of(self.judged or self.history)
        if self.progress is None or self.span is None:
            return judge
        weeks, progress = self.span.weeks(), self.progress

        def watched(week: Week) -> tuple[Finding, ...]:
            found = judge(week)
            progress(weeks.index(week) + 1, len(weeks), str(week))
            return found

        return watched

    @cached_property
    def clinic(self) -> "ClinicReport":
        """The page for a clinician as data."""
        from runlog.report.clinic import clinic_report

        return clinic_report(self.history, self.speech)


def open_readable(path: Path, *, today: date | None = None, progress: Progress | None = None) -> tuple[Log, date]:
    """The log at `path` and today's date in its time zone.

    Raises:
        NothingReadableError: neither an activity nor a diary line is there.
        SettingsError: `runlog.toml` holds something unknown.
    """
    day = today or today_of(path)
    log = open_log(path, today=day, progress=progress)
    if log.activities.empty and log.diary.empty:
        raise NothingReadableError(f"{path}: {_why_nothing(path, log)}")
    return log, day


def _why_nothing(path: Path, log: Log) -> str:
    """What is at a path that holds neither an activity nor a diary line, and what to name instead."""
    if path.is_file():
        reason = next((file.reason for file in log.files if file.reason), "no activity is in it")
        return f"no activity and no diary line found ({reason}); name a log's folder or an export file"
    if (path / BUNDLE_NAME).is_file():
        return "is the bundle of an athlete: open its report.html, or give the folder around it to runlog team"
    if inside := find_files(path).logs_inside:
        names = ", ".join(inside[:_MOST_NAMES]) + (", …" if len(inside) > _MOST_NAMES else "")
        return f"holds logs ({names}): name one of them, or see all at once: runlog team {path}"
    failed = sum(file.status == "failed" for file in log.files)
    found = f"{failed} of its files could not be read (see: runlog inspect {path})" if failed else "no file to read"
    return (
        f"no activity and no diary line found; {found}. Put your watch's exports (.fit, .gpx, .tcx, or a runs.csv) "
        "into it, or name an export itself."
    )


def analyse(  # noqa: PLR0913 (each keyword is one thing that a look at a log may be told)
    path: Path,
    *,
    week: Week | None = None,
    today: date | None = None,
    progress: Progress | None = None,
    language: str | None = None,
    private: bool = False,
) -> Analysis:
    """Open the log at `path` and run every rule on `week` (by default the newest with an entry).

    `language` speaks instead of the one in the settings; `private` leaves no names, places, devices, notes or paths.

    Raises:
        UsageError: `week` begins after today.
    """
    log, day = open_readable(path, today=today, progress=progress)
    if week and week.start > day:
        raise UsageError(f"{week} has not begun yet: today is {day}, in {Week.of(day)}")
    history = build_history(log.activities, log.diary, log.settings, week=week, today=day)
    if not private:
        return Analysis(log, history, run_rules(history), language)
    from runlog.app.private import private_log
    from runlog.report.private import private_history, without_notes

    asked = private_history(history)
    return Analysis(private_log(log), without_notes(asked), run_rules(asked), language, judged=asked, owner=False)


def analyse_span(  # noqa: PLR0913 (as `analyse`)
    path: Path,
    days: SpanText,
    *,
    today: date | None = None,
    progress: Progress | None = None,
    language: str | None = None,
    private: bool = False,
) -> Analysis:
    """As `analyse`, of the days from a first to a last (None: today), both written as 2026-11-22.

    Raises:
        UsageError: one of them is no date, or they make no span.
    """
    day = today or today_of(path)
    span = Span.parse(*days, today=day)
    week = Week.of(span.last)
    analysis = analyse(path, week=week, today=day, progress=progress, language=language, private=private)
    return replace(analysis, span=span)


def analyse_today(
    path: Path,
    *,
    today: date | None = None,
    progress: Progress | None = None,
    language: str | None = None,
    private: bool = False,
) -> Analysis:
    """As `analyse`, of the week of today: for what shows a log as it stands now."""
    day = today or today_of(path)
    return analyse(path, week=Week.of(day), today=day, progress=progress, language=language, private=private)
