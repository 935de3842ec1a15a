"""One athlete of a team looked at: what a worker process does, and nothing that it does can stop the rest."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runlog.clock import Week
from runlog.errors import NothingReadableError, RunlogError
from runlog.report.athlete import AthleteView

if TYPE_CHECKING:
    from runlog.app.sharing import SharedLog

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
            return _found(task)
        except NothingReadableError as error:
            if _is_empty(Path(task.path)):
                return AthleteFound()
            return AthleteFound(problem=_told(error, task), again=True)
        except RunlogError as error:
            return AthleteFound(problem=_told(error, task))
        except OSError as error:
            problem = f"Cannot be opened ({error.strerror or error}); check that you may read it."
            return AthleteFound(problem=problem, again=True)
        except Exception as error:  # noqa: BLE001 (one athlete's log never stops the others')
            return AthleteFound(problem=_bug(error, task), again=True)


def lost(_: AthleteTask) -> AthleteFound:
    """What is told of an athlete whose log ended every process that looked at it."""
    return AthleteFound(problem=LOST, again=True)


def _found(task: AthleteTask) -> AthleteFound:
    # Imported here, so that the process that only hands out the work starts at once and stays small.
    from runlog.app.sharing import SharedLog, athlete_view, is_bundle

    path, week = Path(task.path), Week.parse(task.week)
    if is_bundle(path):
        return AthleteFound(view=athlete_view(path, week=week), pages=_handed_over(path, task.pages))
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


def _pages(shared: "SharedLog", forms: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    if not forms:
        return
    from runlog.render.html import to_html
    from runlog.render.pdf import to_pdf
    from runlog.report.shared_page import shared_report

    report = shared_report(shared.history, shared.speech, urgent=shared.urgent, notices=shared.notices)
    for form in forms:
        yield form, to_pdf(report) if form == "pdf" else to_html(report).encode()


def _handed_over(path: Path, forms: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
    """The pages that the athlete's bundle holds."""
    from runlog.library.own_files import is_own_output

    folder = path if path.is_dir() else path.parent
    pages = ((form, folder / f"report.{form}") for form in forms)
    return tuple((form, page.read_bytes()) for form, page in pages if page.is_file() and is_own_output(page))


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
