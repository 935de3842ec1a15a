"""The bundle that an athlete hands to a coach: a page to read and views for `runlog team`, cut to the share level."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from runlog.app.analysis import open_readable
from runlog.app.sharing import BUNDLE_KIND, BUNDLE_VERSION, SharedLog, read_bundle
from runlog.errors import ReadError, UsageError
from runlog.features.sharing import has_consent, is_junior, share_level
from runlog.library import FileVerdict, Progress
from runlog.library.names import BUNDLE_NAME, DIARY_NAME, SETTINGS_NAME
from runlog.library.output_files import sweep, write_output
from runlog.library.own_files import is_own_output
from runlog.messages import Message, Speech
from runlog.render.mark import MARK
from runlog.report.shared_page import shared_report
from runlog.settings import ShareLevel

PAGE_NAMES: Final = ("report.html", "report.pdf")
OWN_NAMES: Final = (BUNDLE_NAME, *PAGE_NAMES)
WEEKS_BEFORE: Final = 12
"""So many earlier weeks come along, so that a coach sees what changed."""
_PARTS: Final[dict[ShareLevel, tuple[str, ...]]] = {
    "load": ("name", "training", "load_rules"),
    "findings": ("findings", "pain", "ground"),
    "all": ("diary", "shoes"),
}
_NO_PART: Final[dict[ShareLevel, tuple[str, ...]]] = {
    "load": ("notes", "map"),
    "findings": ("notes", "map"),
    "all": ("other_notes", "map"),
}
"""What no level adds; a note with a pain mark is a diary line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What was written, in words for the athlete, a line each; and what became of the log's files."""

    told: tuple[str, ...]
    files: tuple[FileVerdict, ...]


def share(
    path: Path,
    folder: Path,
    *,
    today: date | None = None,
    progress: Progress | None = None,
    language: str | None = None,
) -> Shared:
    """Write the bundle of the log at `path` into `folder`, in the place of an earlier bundle there.

    `language` speaks instead of the one in the settings.

    Raises:
        UsageError: the folder holds a log, or files of these names that are not runlog's; nothing is written then.
        NothingReadableError: the log holds neither an activity nor a diary line.
    """
    _check_free(folder)
    log, day = open_readable(path, today=today, progress=progress)
    shared = SharedLog.of(log, week=None, today=day, language=language)
    contents = _contents(shared)
    try:
        _replace_all(folder, contents)
    except OSError as error:
        raise UsageError(f"cannot write into {folder}: {error.strerror or error}") from None
    return Shared(told=tuple(_told(shared, folder)), files=log.files)


def _contents(shared: SharedLog) -> dict[str, bytes]:
    from runlog.render.html import to_html
    from runlog.render.pdf import to_pdf

    first = shared.history.week
    weeks = [first.before(back) for back in range(WEEKS_BEFORE + 1)]
    begins = shared.first_shown
    views = [shared.view(week) for week in reversed(weeks) if week == first or (begins and week.end >= begins)]
    document: dict[str, Any] = {
        "format_version": BUNDLE_VERSION,
        "generator": MARK,
        "kind": BUNDLE_KIND,
        "views": [view.to_json() for view in views],
    }
    report = shared_report(shared.history, shared.speech, urgent=shared.urgent, notices=shared.notices)
    return {
        BUNDLE_NAME: (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode(),
        "report.html": to_html(report).encode(),
        "report.pdf": to_pdf(report),
    }


def _check_free(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: is a file; name a folder of its own for the bundle")
    if any((folder / name).exists() for name in (SETTINGS_NAME, DIARY_NAME)):
        raise UsageError(f"{folder}: holds a log; name a folder of its own for the bundle, as all of it is handed over")
    there = [name for name in OWN_NAMES if (folder / name).exists() or (folder / name).is_symlink()]
    if there and not (_is_bundle_of_ours(folder) and all(_is_ours(folder / name) for name in there)):
        raise UsageError(
            f"{folder}: {', '.join(there)} there is no bundle of runlog share; move it away or name another folder"
        )


def _is_bundle_of_ours(folder: Path) -> bool:
    try:
        return bool(read_bundle(folder))
    except ReadError:
        return False


def _is_ours(path: Path) -> bool:
    try:
        return path.is_file() and not path.is_symlink() and is_own_output(path)
    except OSError:
        return False


def _replace_all(folder: Path, contents: dict[str, bytes]) -> None:
    """The earlier bundle goes first: no moment may leave a page of a higher level beside data of a lower one."""
    folder.mkdir(parents=True, exist_ok=True)
    sweep(folder)
    for name in reversed(OWN_NAMES):
        (folder / name).unlink(missing_ok=True)
    for name, data in contents.items():
        write_output(folder / name, (data,))


def _told(shared: SharedLog, folder: Path) -> Iterable[str]:
    """What is in the bundle and what is not, in plain words."""
    speech, history = shared.speech, shared.history
    level = share_level(history.settings, history.as_of)
    shown: ShareLevel = "load" if shared.urgent else level
    if shared.urgent:
        yield _say(speech, "urgent")
    yield _say(speech, "level", level=level, folder=str(folder))
    yield _say(speech, "holds")
    yield from (f"  + {part}" for part in _parts(speech, shown, holds=True, named=bool(history.settings.name)))
    yield _say(speech, "lacks")
    yield from (f"  - {part}" for part in _parts(speech, shown, holds=False, named=True))
    yield _say(speech, "never")
    if shown == "all":
        yield _say(speech, "free_words")
    if is_junior(history.settings, history.as_of) and not has_consent(history.settings, history.as_of):
        yield _say(speech, "no_consent")
    others = sorted(one.name for one in folder.iterdir() if one.name not in OWN_NAMES)
    if others:
        yield _say(speech, "others", names=tuple(others))


def _parts(speech: Speech, shown: ShareLevel, *, holds: bool, named: bool) -> Iterable[str]:
    levels = list(_PARTS)
    last = levels.index(shown) + 1
    for level in levels[:last] if holds else levels[last:]:
        yield from (_say(speech, f"part.{part}") for part in _PARTS[level] if named or part != "name")
    if not holds:
        yield from (_say(speech, f"part.{part}") for part in _NO_PART[shown])


def _say(speech: Speech, name: str, **params: Any) -> str:
    return speech.say(Message.of(f"share.{name}", **params))
