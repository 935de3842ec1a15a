"""The files below a log that may be exports, in a fixed order."""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from runlog.library.names import DIARY_NAME, SETTINGS_NAME

NEVER_EXPORTS: Final = frozenset({DIARY_NAME, SETTINGS_NAME})
MAP_SUFFIX: Final = ".osm.pbf"
"""A map for the ground (`runlog ground add`) may lie in the log; it can be larger than all exports together."""
LEADS_OUT: Final = "a link that leads out of this folder; put what it leads to there itself"
_CLUTTER: Final = frozenset({"__pycache__", "__macosx", "thumbs.db", "desktop.ini", "node_modules"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A candidate: its name below the log (with `/`), where it is, its size and time; `problem` if it can't be read."""

    name: str
    path: Path
    size: int = 0
    mtime_ns: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What lies below a log: candidates in order of name, and folders that are logs of their own."""

    files: tuple[FoundFile, ...] = ()
    logs_inside: tuple[str, ...] = field(default=())


def find_files(root: Path, *, links_out: bool = True) -> Found:
    """Every file below `root` that may be an export, or `root` itself where it is a file.

    Settings, diary, maps, hidden files and folders and system clutter are left out. A folder below that holds a
    `runlog.toml` is a log of its own and is named, not read. Links are followed, each folder once; with
    `links_out` False those that lead out of `root` are named as a problem and not followed.
    """
    if not root.is_dir():
        return Found((_look_at(as_text(root.name), root),))
    walk = _Walk(None if links_out else root.resolve())
    files = sorted(walk.below(root, ""), key=lambda file: file.name)
    return Found(tuple(files), tuple(sorted(walk.logs_inside)))


def as_text(name: str) -> str:
    """A file's name as text: bytes that are no UTF-8 are spelt out, as no document can hold them."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


class _Walk:
    def __init__(self, home: Path | None) -> None:
        self._home = home
        self.logs_inside: list[str] = []
        self._seen: set[tuple[int, int]] = set()

    def below(self, folder: Path, prefix: str) -> Iterator[FoundFile]:
        try:
            status = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            yield FoundFile(prefix.rstrip("/") or as_text(folder.name), folder, problem=_reason(error))
            return
        if (status.st_dev, status.st_ino) in self._seen:
            return
        self._seen.add((status.st_dev, status.st_ino))
        for entry in entries:
            if left_out(entry.name):
                continue
            name = prefix + as_text(entry.name)
            if self._home and entry.is_symlink() and _leads_out(Path(entry.path), self._home):
                yield FoundFile(name, Path(entry.path), problem=LEADS_OUT)
                continue
            if not _holds(entry.is_dir):
                if entry.name.casefold() not in NEVER_EXPORTS and not entry.name.casefold().endswith(MAP_SUFFIX):
                    yield _look_at(name, Path(entry.path), entry)
            elif _holds((Path(entry.path) / SETTINGS_NAME).exists):
                self.logs_inside.append(name)
            else:
                yield from self.below(Path(entry.path), name + "/")


def _leads_out(link: Path, home: Path) -> bool:
    try:
        return not link.resolve().is_relative_to(home)
    except (OSError, RuntimeError):
        return True


def left_out(name: str) -> bool:
    """Whether a name is hidden or the system's clutter."""
    return name.startswith(".") or name.casefold() in _CLUTTER


def _holds(question: Callable[[], bool]) -> bool:
    """The answer, and no where the system refuses it: a link to itself, a folder that may not be entered."""
    try:
        return question()
    except OSError:
        return False


def _look_at(name: str, path: Path, entry: "os.DirEntry[str] | None" = None) -> FoundFile:
    try:
        status = entry.stat() if entry else path.stat()
    except OSError as error:
        problem = "a link that leads nowhere; remove it or mend its target" if path.is_symlink() else _reason(error)
        return FoundFile(name, path, problem=problem)
    if not stat.S_ISREG(status.st_mode):
        return FoundFile(name, path, problem="neither a file nor a folder, so there is nothing to read")
    return FoundFile(name, path, status.st_size, status.st_mtime_ns)


def _reason(error: OSError) -> str:
    return f"cannot be opened: {error.strerror or error}; check that it is there and that you may read it"
