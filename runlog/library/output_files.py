"""Where output goes: whole or not at all, in the place of runlog's own outputs and of nothing else."""

import contextlib
import errno
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from runlog.errors import UsageError
from runlog.library.file_lock import sync_folder
from runlog.library.names import DIARY_NAME, EXPORTS_NAME, SETTINGS_NAME
from runlog.lifeline import is_running

_OF_THE_RUNNER: Final = frozenset({DIARY_NAME, SETTINGS_NAME})
_OPEN_ALREADY: Final = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")
_PART: Final = re.compile(r"\.out-of-runlog-(?P<pid>\d{1,10})-.*\.part")


class NotOursError(UsageError):
    """What stands in the place of an output was not made by runlog."""


def check_place(path: Path, *, force: bool = False) -> Path:
    """The place that an output's path leads to, links followed; devices and pipes are as given.

    Raises:
        NotOursError: something stands there that runlog did not make, or it would be read as an export.
        UsageError: it is a folder, or nobody may look at it.
    """
    if _is_stream(path):
        return path
    try:
        place = Path(os.path.realpath(path))
        status = place.stat()
    except (FileNotFoundError, NotADirectoryError):
        _check_no_export(place, path, force=force)
        return place
    except (OSError, ValueError) as error:
        raise UsageError(f"cannot write {path}: {getattr(error, 'strerror', None) or error}") from None
    if stat.S_ISDIR(status.st_mode):
        raise UsageError(f"cannot write {path}: it is a folder; name a file in it")
    _check_no_export(place, path, force=force)
    if not force and not _is_ours(place, status.st_size):
        what = "is the runner's own" if place.name.casefold() in _OF_THE_RUNNER else "was not made by runlog"
        raise NotOursError(f"{path} {what} and is left as it is; name another file, or say --force to replace it")
    return place


def write_output(path: Path, pieces: Iterable[bytes], *, force: bool = False, if_changed: bool = False) -> bool:
    """Write an output as a whole or not at all, synced to disk; devices and pipes are written to as they are.

    With `if_changed` a file that holds just this is left alone, and the answer is False.

    Raises:
        UsageError: as `check_place`, or it cannot be written.
        BrokenPipeError: the reader of a pipe went away.
    """
    place = check_place(path, force=force)
    try:
        if _is_stream(place):
            with place.open("wb", buffering=0) as stream:
                for piece in pieces:
                    _write_all(stream.fileno(), piece)
            return True
        return _replace(place, pieces, if_changed=if_changed)
    except BrokenPipeError:
        raise
    except OSError as error:
        missing = not place.parent.is_dir()
        why = f"there is no folder {path.parent}; make it first" if missing else (error.strerror or str(error))
        raise UsageError(f"cannot write {path}: {why}") from None


def sweep(folder: Path) -> None:
    """Take away what killed runs left in a folder of outputs; a run under way keeps its own."""
    for part in folder.glob(".out-of-runlog-*.part"):
        match = _PART.fullmatch(part.name)
        if match and not is_running(int(match["pid"])):
            _unlink_quietly(part)


def _replace(place: Path, pieces: Iterable[bytes], *, if_changed: bool) -> bool:
    sweep(place.parent)
    prefix = f".out-of-runlog-{os.getpid()}-"
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=place.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            if if_changed and _same(part, place):
                return False
            os.fsync(file.fileno())
        part.chmod(place.stat().st_mode & 0o7777 if place.exists() else 0o666 & ~_umask())
        part.replace(place)
    finally:
        _unlink_quietly(part)
    sync_folder(place.parent)
    return True


def _is_stream(path: Path) -> bool:
    """Whether bytes go through it: a device, a pipe, or what this process has open already."""
    if sys.platform != "win32" and str(path).startswith(_OPEN_ALREADY):
        return True
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    if stat.S_ISBLK(mode):
        raise UsageError(f"cannot write {path}: it is a disk; name a file")
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _check_no_export(place: Path, path: Path, *, force: bool) -> None:
    if place.name.casefold() in _OF_THE_RUNNER and not force:
        raise NotOursError(f"{path} would be read as the runner's own; name another file")
    for folder in place.parents:
        if folder.name.casefold() == EXPORTS_NAME and any((folder.parent / name).exists() for name in _OF_THE_RUNNER):
            raise NotOursError(f"{path} lies among a log's exports and would be read as one; name a place elsewhere")


def _is_ours(place: Path, size: int) -> bool:
    if place.name.casefold() in _OF_THE_RUNNER:
        return False
    # (imported here: it knows the frames, and so waits for pandas)
    from runlog.library.own_files import is_own_output

    try:
        return size == 0 or is_own_output(place)
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    import filecmp

    return other.is_file() and filecmp.cmp(one, other, shallow=False)


def _write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        written = os.write(handle, left)
        if not written:
            raise OSError(errno.EIO, "nothing more is taken")
        left = left[written:]


def _unlink_quietly(part: Path) -> None:
    with contextlib.suppress(OSError):  # another run finds it again
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
