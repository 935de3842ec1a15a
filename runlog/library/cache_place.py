"""The folder of caches: nobody else's to read, marked where one was found damaged, and cleared of logs long gone."""

import os
import re
import sqlite3
import stat
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

GONE_DAYS: Final = 180
"""A cache that nobody used for so long is forgotten, where its log is no longer at its place."""
SWEEP_DAYS: Final = 1
_S_PER_DAY: Final = 86_400
_SWEPT: Final = ".swept"
_NAME: Final = re.compile(r"[0-9a-f]{32}\.sqlite")
_BESIDE: Final = (
    ".sqlite", ".sqlite-wal", ".sqlite-shm", ".ground.sqlite", ".ground.sqlite-wal", ".ground.sqlite-shm", ".damaged",
    ".odd",
)  # fmt: skip
_OTHERS: Final = 0o077


def make_private(path: Path) -> None:
    """Make the folder (0700) and an empty file (0600) for a cache; what is there already loses others' rights.

    A folder that was there before keeps its rights, as it may hold other things.

    Raises:
        OSError: there is no place; `IsADirectoryError`: a folder has the file's name.
    """
    if not path.parent.is_dir():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder")
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    if path.stat().st_mode & _OTHERS:
        with suppress(OSError):
            path.chmod(0o600)


def mark_odd(path: Path) -> None:
    """Remember that what is kept of samples was found damaged, to be said when the log is opened next."""
    with suppress(OSError):
        path.with_suffix(".odd").touch(mode=0o600)


def was_odd(path: Path) -> bool:
    """Whether a cache was marked since; asking takes the mark away."""
    try:
        path.with_suffix(".odd").unlink()
    except OSError:
        return False
    return True


def mark_used(path: Path) -> None:
    """Keep a cache from being forgotten, and forget others once a day."""
    now = time.time()
    with suppress(OSError):
        if now - path.stat().st_mtime > _S_PER_DAY:
            os.utime(path)
        swept = path.parent / _SWEPT
        if not swept.exists() or now - swept.stat().st_mtime > SWEEP_DAYS * _S_PER_DAY:
            swept.touch(mode=0o600)
            _sweep(path.parent, now)


def _sweep(folder: Path, now: float) -> None:
    for path in folder.iterdir():
        if _NAME.fullmatch(path.name) and now - path.stat().st_mtime > GONE_DAYS * _S_PER_DAY and _is_gone(path):
            for end in _BESIDE:
                with suppress(OSError):
                    path.with_suffix(end).unlink(missing_ok=True)


def _is_gone(path: Path) -> bool:
    """Whether the log that a cache tells is no longer there; a cache that cannot tell is none of any log."""
    if not stat.S_ISREG(path.stat().st_mode):
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)) as db:
            row = db.execute("SELECT path FROM log").fetchone()
    except sqlite3.Error:
        return True
    return row is None or not Path(str(row[0])).exists()
