"""Work within a limit of time and memory, where the system knows such limits."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from pathlib import Path
from typing import Final

_AGAIN_S: Final = 1.0
"""A signal that some library swallowed comes again."""
_GRACE_S: Final = 10.0
"""So long a worker deep in a library may overrun before it is ended."""


class OverLimitError(BaseException):
    """The time is over; no reader that tries the next file may take it for a fault of one."""


@contextmanager
def within(*, seconds: float, memory_mb: int) -> Iterator[None]:
    """Raise `OverLimitError` where the work takes longer, and have `MemoryError` where it takes more.

    The clock runs in a process's main thread only; a worker that hears nothing is ended a little later.
    """
    with _memory(memory_mb), _time(seconds):
        yield


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: object) -> None:
        raise OverLimitError

    before = signal.signal(signal.SIGALRM, over)
    last = threading.Timer(seconds + _GRACE_S, os._exit, (1,)) if parent_process() else None
    if last:
        last.daemon = True
        last.start()
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        if last:
            last.cancel()


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    wanted = pages * resource.getpagesize() + (megabytes << 20)
    if soft != resource.RLIM_INFINITY:
        wanted = min(wanted, soft)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
