"""A process that helps another one ends with it, whatever ends that: no worker is left behind."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Final

_LOOKS_EVERY_S: Final = 0.5
_PR_SET_PDEATHSIG: Final = 1


def end_with_parent(wait_for_parent: Callable[[], object] | None = None) -> None:
    """From now on this process ends when the one that started it does.

    Linux itself ends it, even where it is deep in a library; elsewhere, and where the parent ended a moment ago, a
    thread sees it. `wait_for_parent` returns when the parent has ended; without it the parent's number is watched.
    """
    parent = os.getppid()
    _ask_the_system()
    threading.Thread(target=_watch, args=(parent, wait_for_parent), name="lifeline", daemon=True).start()


def _watch(parent: int, wait_for_parent: Callable[[], object] | None) -> None:
    if wait_for_parent:
        wait_for_parent()
    else:
        while os.getppid() == parent and parent != 1:
            time.sleep(_LOOKS_EVERY_S)
    os._exit(1)


def _ask_the_system() -> None:
    if sys.platform != "linux":
        return
    import ctypes

    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        return  # the thread watches


def is_running(pid: int) -> bool:
    """Whether another process of this number runs, so that what it left half done is still its own."""
    if sys.platform == "win32":
        return True  # asking would end it there
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return pid != os.getpid()
