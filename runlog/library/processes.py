"""A pool of new processes that knows nothing of the script that started it."""

import gc
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process, resource_tracker
from types import ModuleType
from typing import Any, Final, TypeVar

from runlog.lifeline import end_with_parent

T = TypeVar("T")
_END_S: Final = 5.0


class Processes(ProcessPoolExecutor):
    """Spawned processes for functions of installed modules.

    Python would run the caller's script again in each of them, so that a notebook or a script without a main guard
    would do its work several times over; here it does not. Ctrl-C ends the caller and not, with tracebacks, each of
    them.
    """

    def __init__(self, workers: int) -> None:
        super().__init__(workers, mp_context=get_context("spawn"), initializer=_begin, initargs=(gc.get_threshold(),))

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """As the base class, which starts its processes here."""
        with _interrupts_held(), _without_main():
            return super().submit(fn, *args, **kwargs)

    def kill(self) -> None:
        """End the processes at once, whatever they are at, and wait until they are gone."""
        processes = list((self._processes or {}).values())
        for process in processes:
            process.kill()
        for process in processes:
            process.join(timeout=_END_S)
        # (Nothing is cancelled: whose process is gone has that for an answer, and one both ways would be an error.)
        self.shutdown(wait=True)


def _begin(rubbish_threshold: tuple[int, int, int]) -> None:
    """Deaf to interrupts, looking for rubbish as rarely as the process that starts it, and ending with that one."""
    parent = parent_process()
    end_with_parent(parent.join if parent else None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*rubbish_threshold)


@contextmanager
def _without_main() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process inherits what is held back; here an interrupt then comes after, and none is lost."""
    if sys.platform == "win32":
        yield
        return
    # Starting the tracker later, on its own account, would let interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
