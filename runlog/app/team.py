"""A team's folder looked at: athlete by athlete, by other processes or computers, going on where a run stopped."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from runlog import __version__, clock
from runlog.app.team_athlete import MEMORY_MB_MAX, SECONDS_MAX, AthleteFound, AthleteTask, look_at, lost
from runlog.clock import Week
from runlog.errors import ReadError, UsageError
from runlog.library.flight import Flight
from runlog.library.log_folder import as_text
from runlog.library.names import BUNDLE_NAME
from runlog.library.output_files import NotOursError, sweep, write_output
from runlog.library.processes import Processes
from runlog.library.processors import processors
from runlog.library.team_folder import STATE_NAME, AthleteFolder, find_athletes, inputs_mark
from runlog.library.team_pages import PAGES_NAME, is_page, page_stems
from runlog.library.team_state import KeptAthlete, TeamState, state_folder_of
from runlog.report.athlete import AthleteView
from runlog.report.team import team_report
from runlog.report.team_members import Census, TeamMember
from runlog.report.team_model import TeamReport

FLYING_PER_WORKER: Final = 2
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRequest:
    """What is asked for."""

    root: Path
    week: Week
    today: date
    out: Path | None = None
    """The output folder; None: what was found is kept in the folder of caches, and no athlete's report is made."""
    pages: tuple[str, ...] = ()
    """Forms of each athlete's report: html, pdf."""
    language: str | None = None
    """None: each athlete's own, and for the page that of most."""
    seconds_max: float = SECONDS_MAX
    """So long one athlete's log may take; and so much memory beside what the process has."""
    memory_mb_max: int = MEMORY_MB_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamResult:
    """The team's page, and how it came about."""

    report: TeamReport
    failed: int
    """Athletes whose log, or some of whose files, could not be read."""
    looked_at: int
    kept: int
    """Athletes of whom nothing changed since an earlier run, which were not looked at again."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Who looks at the athletes: an executor that is handed in, else so many spawned processes; one is this one."""

    jobs: int = 1
    executor: Executor | None = None

    @property
    def most_flying(self) -> int:
        """So many athletes are under way at a time, so that memory does not grow with their number."""
        return FLYING_PER_WORKER * self.jobs


def default_jobs() -> int:
    """A process for each processor that this one may use."""
    return processors()


def team_today() -> date:
    """Today, by this computer's clock: a team may live in several time zones."""
    return clock.today()


def week_of_yesterday(today: date) -> Week:
    """The week that a coach wants to see: on a Monday the one that ended, from Tuesday on the one under way."""
    return Week.of(today - timedelta(days=1))


def look_at_team(request: TeamRequest, workers: Workers, progress: Progress | None = None) -> TeamResult:
    """Look at every athlete below the team's folder and make the page, worst first.

    What was found is written as it comes, an athlete at a time; an athlete of whom no file changed since is not looked
    at again. One whose log is broken stands on the page with what to do.

    Raises:
        UsageError: the folder holds no athlete, the output folder cannot be written, or the week begins after today.
    """
    if request.week.start > request.today:
        raise UsageError(f"{request.week} has not begun yet: today is {request.today}, in {Week.of(request.today)}")
    athletes = find_athletes(request.root, marks=(BUNDLE_NAME,))
    folder = request.out / STATE_NAME if request.out else state_folder_of(request.root)
    with TeamState(folder) as state:
        if request.out:
            sweep(request.out)
            sweep(request.out / PAGES_NAME)
        _remove(request.out, state.forget_all_but({athlete.name for athlete in athletes}))
        stems = page_stems(athlete.name for athlete in athletes)
        run = _Run(request, state, len(athletes), progress or _silently, stems=stems)
        run.look_at(athletes, workers)
        census = Census(request.language)
        for member in run.members(athletes):
            census.add(member)
        report = team_report(
            run.members(athletes), census, team=as_text(request.root.resolve().name), week=request.week,
            as_of=min(request.week.end, request.today),
        )  # fmt: skip
    return TeamResult(report=report, failed=run.failed, looked_at=run.looked_at, kept=len(athletes) - run.looked_at)


@dataclass(slots=True)
class _Run:
    request: TeamRequest
    state: TeamState
    total: int
    progress: Progress
    failed: int = 0
    looked_at: int = 0
    stems: Mapping[str, str] = field(default_factory=dict)
    """Where each athlete's pages go."""
    _done: int = 0
    _marks: dict[str, str] = field(default_factory=dict)
    """Of athletes under way: what their result depends on."""

    def look_at(self, athletes: Iterable[AthleteFolder], workers: Workers) -> None:
        """Send each athlete of whom something changed; wait where many are under way."""

        def processes() -> Executor | None:
            try:
                return Processes(workers.jobs) if workers.jobs > 1 else None
            except (OSError, NotImplementedError, ImportError):
                return None  # a system without processes: they are looked at here

        with Flight(look_at, self._take, lost=lost, replacement=processes, executor=workers.executor) as flight:
            for athlete in athletes:
                mark = self._mark(athlete)
                if self._still_holds(athlete, mark):
                    continue
                if not flight.can_send:
                    flight.start()
                self._marks[athlete.name] = mark
                flight.send(self._task(athlete))
                while len(tuple(flight.flying)) >= workers.most_flying:
                    flight.collect()
            flight.finish()

    def members(self, athletes: Iterable[AthleteFolder]) -> Iterator[TeamMember]:
        """Every athlete as the page wants it, one at a time from disk."""
        for athlete in athletes:
            kept = self.state.kept(athlete.name)
            if kept:
                yield _member(kept)

    def _task(self, athlete: AthleteFolder) -> AthleteTask:
        request = self.request
        return AthleteTask(
            folder=athlete.name, path=str(athlete.path.absolute()), week=str(request.week), today=request.today,
            pages=request.pages, language=request.language,
            seconds_max=request.seconds_max, memory_mb_max=request.memory_mb_max,
        )  # fmt: skip

    def _mark(self, athlete: AthleteFolder) -> str:
        request = self.request
        pages, language = ",".join(request.pages), request.language or ""
        asked = (__version__, str(request.week), request.today.isoformat(), pages, language)
        return hashlib.blake2b(
            "|".join((*asked, self.stems[athlete.name], inputs_mark(athlete))).encode("utf-8", "backslashreplace"),
            digest_size=16,
        ).hexdigest()

    def _still_holds(self, athlete: AthleteFolder, mark: str) -> bool:
        kept = self.state.kept(athlete.name)
        if kept is None or kept.mark != mark or not self._outputs_are_there(kept):
            return False
        if kept.found.get("again"):
            return False
        self._count(athlete.name, failed=bool(kept.found.get("failed")))
        return True

    def _outputs_are_there(self, kept: KeptAthlete) -> bool:
        out = self.request.out
        return out is None or all((out / name).is_file() for name in kept.outputs)

    def _take(self, task: AthleteTask, found: AthleteFound) -> None:
        out = self.request.out
        before = self.state.kept(task.folder)
        try:
            written = _write_pages(out, self.stems[task.folder], found) if out else ()
        except NotOursError as error:
            written, found = (), replace(found, problem=str(error), view=None, again=True)
        if out and before:
            _unlink(out, set(before.outputs) - set(written))
        failed = found.problem is not None or found.files_failed
        told: dict[str, Any] = {
            "view": found.view.to_json() if found.view else None,
            "problem": found.problem,
            "failed": failed,
            "again": found.again,
        }
        mark = self._marks.pop(task.folder)
        self.state.keep(KeptAthlete(folder=task.folder, mark=mark, found=told, outputs=written))
        self.looked_at += 1
        self._count(task.folder, failed=failed)

    def _count(self, name: str, *, failed: bool) -> None:
        self._done += 1
        self.failed += failed
        self.progress(self._done, self.total, name)


def _silently(_done: int, _total: int, _name: str) -> None:
    pass


def _member(kept: KeptAthlete) -> TeamMember:
    told, problem = kept.found.get("view"), kept.found.get("problem")
    try:
        view = AthleteView.from_json(told) if told else None
    except ReadError as error:
        view, problem = None, f"What was kept of this athlete is damaged ({error}); run it again."
    return TeamMember(folder=as_text(kept.folder), view=view, problem=problem, report=_page_to_open(kept.outputs))


def _page_to_open(outputs: Iterable[str]) -> str | None:
    """The page that the team's table leads to: the one for the screen where there is one."""
    return next(iter(sorted(outputs, key=lambda name: not name.endswith(".html"))), None)


def _write_pages(out: Path, stem: str, found: AthleteFound) -> tuple[str, ...]:
    written = []
    for form, data in found.pages:
        name = f"{stem}.{form}"
        write_if_changed(out / name, data)
        written.append(name)
    return tuple(written)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all, with the folders above it.

    Raises:
        UsageError: it cannot be written.
    """
    _make_room(path)
    write_output(path, (data,))


def write_if_changed(path: Path, data: bytes) -> bool:
    """As `write_whole`, and nothing where the file holds just this; whether it was written."""
    _make_room(path)
    return write_output(path, (data,), if_changed=True)


def _make_room(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None


def _remove(out: Path | None, gone: Iterable[KeptAthlete]) -> None:
    for athlete in gone:
        if out:
            _unlink(out, athlete.outputs)


def _unlink(out: Path, names: Iterable[str]) -> None:
    """Take away reports of ours that hold no longer."""
    from runlog.library.own_files import is_own_output

    home = (out / PAGES_NAME).resolve()
    for name in filter(is_page, names):
        page = out / name
        try:
            # Only what lies there itself, and is a page of runlog: a kept list may be anyone's.
            if page.parent.resolve().is_relative_to(home) and not page.is_symlink() and is_own_output(page):
                page.unlink(missing_ok=True)
        except OSError:
            continue
