"""Where a log's diary is, what lies beside it, and its bytes read and replaced with nothing lost."""

import contextlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from runlog.errors import DiaryError, UsageError
from runlog.library.file_lock import FileChangedError, LockTimeoutError, locked, remove_remains, replace_file
from runlog.library.names import DIARY_NAME, LOCK_NAME
from runlog.library.plain_files import read_plain
from runlog.messages import Message

DIARY_BYTES_MAX: Final = 64 * 2**20
"""A longer file is no diary."""
_COPY: Final = re.compile(
    r"(?:copy of |kopie von )?diary(?![a-z]).*\.csv(?:\W.*)?|diary(?![a-z]).*conflict.*", re.IGNORECASE
)
_NO_COPIES: Final = (".part", ".gz", ".lock")
_TRIES: Final = 20
_NAMED: Final = 5


def diary_path(log_root: Path) -> Path:
    """The file that is a log's diary: `diary.csv`, or where there is none, that name in other letters."""
    exact = log_root / DIARY_NAME
    if exact.exists() or exact.is_symlink():
        return exact
    others = [name for name in _names(log_root) if name.casefold() == DIARY_NAME]
    return log_root / others[0] if others else exact


def about_names(log_root: Path) -> tuple[Message, ...]:
    """What is to be said of the diary's name, and of files beside it that may be copies with entries of their own."""
    used = diary_path(log_root)
    copies = tuple(
        name for name in _names(log_root)
        if name != used.name and _COPY.fullmatch(name) and not name.endswith(_NO_COPIES)
        and not _is_same(log_root / name, used)
    )  # fmt: skip
    notices = []
    if used.name != DIARY_NAME and used.exists():
        notices.append(Message.of("notice.diary_name", file=used.name))
    if copies:
        notices.append(Message.of("notice.diary_copies", files=copies[:_NAMED], count=len(copies), first=copies[0]))
    return tuple(notices)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _is_same(path: Path, used: Path) -> bool:
    try:
        return path.samefile(used) or not path.is_file()
    except OSError:
        return False


def bytes_of(path: Path) -> bytes:
    """The diary's bytes; none where there is no file yet.

    Raises:
        DiaryError: it is no file, or longer than any diary.
        OSError: it cannot be opened.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return b""
    if not stat.S_ISREG(status.st_mode):
        raise DiaryError(f"{path} is no file: move it away, so that runlog can keep the diary there")
    if status.st_size > DIARY_BYTES_MAX:
        raise DiaryError(f"{path} is longer than any diary ({DIARY_BYTES_MAX // 2**20} MiB): mend it in a text editor")
    return read_plain(path, bytes_max=DIARY_BYTES_MAX)


@contextmanager
def diary_locked(log_root: Path) -> Iterator[Path]:
    """Hold the diary of a log for writing.

    Raises:
        UsageError: `log_root` is no folder.
        DiaryError: another runlog holds it, or the file cannot be written.
    """
    if not log_root.is_dir():
        raise UsageError(
            f"{log_root} is no log folder, so it has no diary: make one with runlog init {log_root.stem}-log"
        )
    path = diary_path(log_root)
    try:
        with locked(log_root / LOCK_NAME):
            remove_remains(path.resolve().parent)
            _check_writable(path)
            yield path
    except LockTimeoutError:
        raise DiaryError(f"{path} is being written by another runlog; try again in a moment") from None
    except OSError as error:
        raise DiaryError(
            f"{path} cannot be written ({error.strerror or error}): close it in other programs and check the folder's "
            "permissions; nothing was changed"
        ) from None


def _check_writable(path: Path) -> None:
    if not path.exists():
        return
    # The rights of the file itself count, also for one who might overrule them.
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise DiaryError(
            f"{path} is read-only, so nothing was changed: allow writing to it (chmod u+w, or the file's properties) "
            "and try again"
        )


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> bytes:
    """Replace the diary by what `change` makes of its bytes, and return these; made anew where it changed meanwhile.

    Raises:
        DiaryError: another program changes it again and again.
        OSError: as `replace_file`.
    """
    for _ in range(_TRIES):
        old = bytes_of(path)
        new = change(old)
        if new == old:
            return old
        try:
            replace_file(path, new, unless_changed_from=old)
        except FileChangedError:
            continue
        return old
    raise DiaryError(f"{path} is being changed by another program: close it there and try again; nothing was changed")


def tidy(log_root: Path) -> None:
    """Remove what a killed run left beside the diary, where no other runlog is writing."""
    folder = diary_path(log_root).resolve().parent
    with contextlib.suppress(OSError, LockTimeoutError):
        if any(folder.glob(".runlog-*.part")):
            with locked(log_root / LOCK_NAME, timeout_s=0.0):
                remove_remains(folder)
