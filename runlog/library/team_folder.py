"""The athletes' folders below a team's folder, and what each of them held when it was last looked at."""

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from runlog.errors import UsageError
from runlog.library.diary_file import diary_path
from runlog.library.log_folder import find_files, left_out
from runlog.library.names import DIARY_NAME, EXPORTS_NAME, SETTINGS_NAME, map_store_path

STATE_NAME: Final = ".runlog-team"
"""A folder that holds this is the output of an earlier run, and no athlete's."""


@dataclass(frozen=True, slots=True, order=True)
class AthleteFolder:
    """One athlete's log or bundle: `name` is its path below the team's folder, with `/`."""

    name: str
    path: Path


def find_athletes(root: Path, marks: Collection[str] = ()) -> tuple[AthleteFolder, ...]:
    """Every folder below `root` that is a log or a bundle, or one level deeper in a group's folder, in order of name.

    A folder is a log where it holds settings, a diary, a folder `exports`, or one of the files `marks`. Without these,
    a folder whose subfolders are logs is a group; any other is a log of bare exports.

    Raises:
        UsageError: there is no such folder, it cannot be opened, or it is a log itself.
    """
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder; name the folder that holds the athletes' folders")
    known = frozenset({SETTINGS_NAME, DIARY_NAME, EXPORTS_NAME, *marks})
    if _holds(root, known):
        what = "is one athlete's bundle" if _holds(root, marks) else f"is a log itself (runlog check {root})"
        raise UsageError(f"{root}: {what}; name the folder that holds the athletes' folders")
    try:
        folders = _folders(root)
    except OSError as error:
        raise UsageError(f"{root}: cannot be opened ({error.strerror}); check that you may read it") from None
    found = [athlete for folder in folders for athlete in _in_folder(folder, known)]
    if not found:
        raise UsageError(f"{root}: holds no folder of an athlete; begin one with: runlog init {root / 'NAME'}")
    return tuple(sorted(found))


def inputs_mark(athlete: AthleteFolder) -> str:
    """What tells whether anything in an athlete's folder changed: a digest of each file's name, size and time.

    What a map told of the ground lies outside the log and counts as well.
    """
    rows: list[tuple[str, int, int]] = []
    for path in (athlete.path / SETTINGS_NAME, diary_path(athlete.path)):
        rows.extend(_row(path.name, path))
    rows.extend(_row("map", map_store_path(athlete.path)))
    rows.extend(
        (file.name, -1, -1) if file.problem else (file.name, file.size, file.mtime_ns)
        for file in find_files(athlete.path, links_out=False).files
    )
    return hashlib.blake2b(json.dumps(rows).encode(), digest_size=16).hexdigest()


def _row(name: str, path: Path) -> Iterator[tuple[str, int, int]]:
    """Its rights count as well, so that a file that could not be opened is looked at once it can."""
    try:
        status = path.stat()
    except OSError:
        return
    yield f"{name} {status.st_mode:o}", status.st_size, status.st_mtime_ns


def _in_folder(folder: Path, known: Collection[str]) -> Iterator[AthleteFolder]:
    try:
        inside = [] if _holds(folder, known) else _folders(folder)
    except OSError:
        inside = []  # it stands among the athletes, and reading it tells what is wrong
    logs = [one for one in inside if _holds(one, known)]
    if not logs:
        yield AthleteFolder(folder.name, folder)
    for log in logs:
        yield AthleteFolder(f"{folder.name}/{log.name}", log)


def _folders(root: Path) -> list[Path]:
    with os.scandir(root) as entries:
        names = [entry.name for entry in entries if not left_out(entry.name) and _is_folder(entry)]
    return [root / name for name in sorted(names) if not _holds(root / name, (STATE_NAME,))]


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return True


def _holds(folder: Path, names: Collection[str]) -> bool:
    try:
        return any((folder / name).exists() for name in names) or (DIARY_NAME in names and diary_path(folder).exists())
    except OSError:
        return False
