"""A lock between processes, and a file replaced as a whole."""

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

LOCK_TIMEOUT_S: Final = 15.0
_RETRY_S: Final = 0.02


class LockTimeoutError(Exception):
    """Another process held the lock for too long."""


@contextlib.contextmanager
def locked(path: Path, *, timeout_s: float = LOCK_TIMEOUT_S) -> Iterator[None]:
    """Hold the lock of the file `path`, which is made where it is missing and stays.

    The operating system drops the lock when the process ends, however it ends, so that none is left behind.

    Raises:
        LockTimeoutError: another process holds it for longer than `timeout_s` seconds.
    """
    with path.open("a+b") as file:
        give_up = time.monotonic() + timeout_s
        while not _try_lock(file):
            if time.monotonic() > give_up:
                raise LockTimeoutError(str(path))
            time.sleep(_RETRY_S)
        try:
            yield
        finally:
            _unlock(file)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)


class FileChangedError(Exception):
    """The file is not what it was when it was read."""


def replace_file(path: Path, data: bytes, *, unless_changed_from: bytes | None = None) -> None:
    """Put `data` in the place of the file, whole or not at all, synced to disk; its permissions are kept.

    A link is followed, so that it stays a link.

    Raises:
        FileChangedError: the file no longer holds `unless_changed_from`, where that is given (nothing: no file).
        OSError: the disk is full, the folder is not writable, and the like; the old file is untouched.
    """
    target = path.resolve()
    handle, name = tempfile.mkstemp(prefix=".runlog-", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        _check_unchanged(target, unless_changed_from)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def _check_unchanged(path: Path, data: bytes | None) -> None:
    if data is not None and (path.read_bytes() if path.exists() else b"") != data:
        raise FileChangedError(str(path))


def remove_remains(folder: Path) -> None:
    """Remove the halves that `replace_file` left in a folder when it was killed; only under the lock of its writers."""
    for part in folder.glob(".runlog-*.part"):
        part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Sync a folder's list of names to disk, where the system can."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network file systems know no sync of folders
    finally:
        os.close(handle)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
