"""One athlete of a team looked at: what a worker process does, and nothing that it does can stop the rest."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runlog.clock import Week
from runlog.errors import NothingReadableError, ReadError, RunlogError
from runlog.library.limits_apart import OverLimitError, within
from runlog.library.names import DIARY_NAME, SETTINGS_NAME
from runlog.report.athlete import AthleteView

if TYPE_CHECKING:
    from runlog.app.sharing import SharedLog

SECONDS_MAX: Final = 600.0
MEMORY_MB_MAX: Final = 4096
LOST: Final = (
    "Looking at this log ended the process that did it, twice. Its files may be damaged or too large: see which with "
    "runlog inspect, take that one out, and please report it."
)
_ONE_AT_A_TIME: Final = threading.Lock()
"""What draws is not made for threads, and a cluster's worker may have several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteTask:
    """What to look at, in values that can travel to another computer."""

    folder: str
    path: str
    week: str
    today: date
    pages: tuple[str, ...] = ()
    """Forms of the athlete's own report: html, pdf."""
    language: str | None = None
    """Instead of the athlete's own; a bundle's words stay as they are."""
    seconds_max: float = SECONDS_MAX
    memory_mb_max: int = MEMORY_MB_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class AthleteFound:
    """What was found: a view, or a problem in words; neither: nothing is recorded yet."""

    view: AthleteView | None = None
    problem: str | None = None
    files_failed: bool = False
    """Some of the log's files could not be read; the rest is in the view."""
    pages: tuple[tuple[str, bytes], ...] = ()
    """The athlete's report by its form."""
    again: bool = False
    """What was in the way may be gone without a change of any file: the next run tries again."""


def look_at(task: AthleteTask) -> AthleteFound:
    """What a coach may see of one athlete; whatever goes wrong is told in words."""
    with _ONE_AT_A_TIME:
        try:
            with within(seconds=task.seconds_max, memory_mb=task.memory_mb_max):
                return _found(task)
        except NothingReadableError as error:
            if _is_empty(Path(task.path)):
                return AthleteFound()
            return AthleteFound(problem=_told(error, task), again=True)
        except RunlogError as error:
            return AthleteFound(problem=_told(error, task))
        except OSError as error:
            problem = f"Cannot be opened ({error.strerror or error}); check that you may read it."
        except (OverLimitError, MemoryError):
            problem = _over(task)
        except Exception as error:  # noqa: BLE001 (one athlete's log never stops the others')
            problem = _bug(error, task)
        return AthleteFound(problem=problem, again=True)


def _over(task: AthleteTask) -> str:
    return (
        f"Looking at this log takes more than {task.seconds_max:g} s or {task.memory_mb_max} MB: see which file with "
        "runlog inspect and take it out, or allow more with --time-limit and --memory-limit."
    )


def lost(_: AthleteTask) -> AthleteFound:
    """What is told of an athlete whose log ended every process that looked at it."""
    return AthleteFound(problem=LOST, again=True)


def _found(task: AthleteTask) -> AthleteFound:
    # Imported here, so that the process that only hands out the work starts at once and stays small.
    from runlog.app.sharing import SharedLog, athlete_view, is_bundle

    path, week = Path(task.path), Week.parse(task.week)
    if is_bundle(path):
        view = athlete_view(path, week=week)
        return AthleteFound(view=view, pages=tuple(_made_anew(view, task)))
    _check_links(path)
    from runlog.app.analysis import open_readable

    log, _ = open_readable(path, today=task.today)
    shared = SharedLog.of(log, week=week, today=task.today, language=task.language)
    files_failed = any(file.status == "failed" for file in log.files)
    return AthleteFound(
        view=shared.view(),
        files_failed=files_failed,
        again=files_failed,
        pages=tuple(_pages(shared, task.pages)),
    )


def _check_links(path: Path) -> None:
    """Nothing of a team's folder leads elsewhere: another's log, or the whole disk."""
    from runlog.library.log_folder import LEADS_OUT, find_files

    home = path.resolve()
    own = [path / name for name in (SETTINGS_NAME, DIARY_NAME) if (path / name).is_symlink()]
    out = [one.name for one in own if not one.resolve().is_relative_to(home)]
    out += [file.name for file in find_files(path, links_out=False).files if file.problem == LEADS_OUT]
    if out:
        raise ReadError(f"{out[0]}: {LEADS_OUT}")


def _pages(shared: "SharedLog", forms: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    if not forms:
        return
    from runlog.render.html import to_html
    from runlog.render.pdf import to_pdf
    from runlog.report.shared_page import shared_report

    report = shared_report(shared.history, shared.speech, urgent=shared.urgent, notices=shared.notices)
    for form in forms:
        yield form, to_pdf(report) if form == "pdf" else to_html(report).encode()


def _made_anew(view: AthleteView, task: AthleteTask) -> Iterator[tuple[str, bytes]]:
    """Pages of what a bundle's data say; pages that came along with it are never passed on."""
    if not task.pages:
        return
    from runlog.app.team_output import team_pieces
    from runlog.library.log_folder import as_text
    from runlog.report.team import team_report
    from runlog.report.team_members import Census, TeamMember

    member = TeamMember(folder=as_text(task.folder), view=view)
    census = Census(task.language)
    census.add(member)
    week = Week.parse(task.week)
    report = team_report(
        (member,), census, team=as_text(task.folder), week=week, as_of=min(week.end, task.today)
    )  # fmt: skip
    for form in task.pages:
        yield form, b"".join(team_pieces(report, form))


def _is_empty(path: Path) -> bool:
    from runlog.library.log_folder import find_files

    return not find_files(path).files


def _told(error: RunlogError, task: AthleteTask) -> str:
    """The error's words, with places told from the athlete's folder on."""
    words = " ".join(str(error).split())
    place = str(Path(task.path))
    words = words.replace(f"{place}/", "").replace(f"{place}\\", "").replace(place, task.folder)
    return words[:1].upper() + words[1:] if words.startswith(("no ", "the ", "cannot ")) else words


def _bug(error: Exception, task: AthleteTask) -> str:
    return (
        f"This is a bug of ours ({type(error).__name__}: {error}); the log is unchanged. "
        f"Run runlog check on {task.folder} with RUNLOG_DEBUG=1 set and send us what it prints."
    )
