"""Files decoded here, or by other processes once there is enough to do, with few of them in flight at a time."""

import os
import pickle
import time
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Final, Self

from runlog.library.decoding import Decoded, Job, Readers, run
from runlog.library.stored import StoredReading

PATIENCE_S: Final = 1.0
"""So long files are decoded here before it is judged whether more processes would pay."""
BREAK_EVEN_S: Final = 5.0
"""With less than this left to do, processes are not worth their start (measured on two cores: they are ready after
1.5 s, and what is left then takes two thirds of the time)."""
WORKERS_MAX: Final = 8
FLYING_MAX: Final = 32
FLYING_BYTES_MAX: Final = 64 << 20
"""Of files from archives, whose bytes travel."""
LOST: Final = "reading it ended the process that read it: export the activity again, and please report the file"
_PATROL_S: Final = 1.0
"""How often a wait looks up, so that Ctrl-C is heard on every system."""


class Workforce:
    """Takes jobs one after the other and hands each result to `take`, in no promised order.

    With an `executor`, every job goes there, and the executor is left as it was. Without one, processes are started
    where the number of jobs left says that it pays. Jobs in flight when a process dies are each tried again alone, so
    that only the one that ends its process is lost.
    """

    def __init__(
        self, readers: Readers, take: Callable[[Job, Decoded], None], executor: Executor | None = None
    ) -> None:
        self._readers = readers
        self._take = take
        self._executor = executor
        self._own: Executor | None = None
        self._may_start = executor is None and _processors() > 1
        self._flying: dict[Future[Decoded], Job] = {}
        self._suspects: list[Job] = []
        self._begun = time.monotonic()
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for future in self._flying:
            future.cancel()
        self._dismiss()

    def add(self, job: Job, left: int) -> None:
        """Have a job done; `left` is about how many there are besides. May wait for earlier ones."""
        if self._may_start and self._pays(left):
            self._start()
        if self._executor is None or job.sibling is not None:
            self._take(job, run(job, self._readers))
            self._done += 1
            return
        self._send(self._executor, job)
        while len(self._flying) >= FLYING_MAX or self._flying_bytes() > FLYING_BYTES_MAX:
            self._collect()

    def finish(self) -> None:
        """Wait for what is still in flight."""
        while self._flying:
            self._collect()
        suspects, self._suspects = self._suspects, []
        self._try_alone(suspects)

    def _pays(self, left: int) -> bool:
        spent_s = time.monotonic() - self._begun
        return spent_s > PATIENCE_S and self._done > 0 and spent_s / self._done * left > BREAK_EVEN_S

    def _start(self) -> None:
        from runlog.library.processes import Processes

        self._may_start = False
        try:
            pickle.dumps(self._readers)
            self._own = self._executor = Processes(min(_processors(), WORKERS_MAX))
        except (OSError, NotImplementedError, ImportError, pickle.PicklingError, AttributeError, TypeError):
            return  # readers that cannot travel, or a system without processes: go on here

    def _send(self, executor: Executor, job: Job) -> None:
        try:
            self._flying[executor.submit(run, job, self._readers)] = job
        except (BrokenExecutor, RuntimeError):
            self._suspects.append(job)
            self._replace()

    def _collect(self) -> None:
        ready, _ = wait(self._flying, timeout=_PATROL_S, return_when=FIRST_COMPLETED)
        broken = False
        for future in ready:
            job = self._flying.pop(future)
            try:
                decoded = future.result()
            except BrokenExecutor:
                broken = True
                self._suspects.append(job)
            except Exception:  # noqa: BLE001 (a job itself never raises: its way there or back did)
                self._suspects.append(job)
            else:
                self._take(job, decoded)
        if broken:
            self._replace()

    def _replace(self) -> None:
        """Go on with new processes after one died; its neighbours in flight are tried again alone."""
        self._suspects += self._flying.values()
        self._flying.clear()
        self._dismiss()
        self._executor = None
        self._start()

    def _dismiss(self) -> None:
        if self._own:
            self._own.shutdown(wait=False, cancel_futures=True)
        self._own = None

    def _try_alone(self, jobs: Sequence[Job]) -> None:
        from runlog.library.processes import Processes

        alone: Processes | None = None
        try:
            for job in jobs:
                alone = alone or Processes(1)
                try:
                    decoded = alone.submit(run, job, self._readers).result()
                except BrokenExecutor:
                    decoded = Decoded(StoredReading(status="failed", reason=LOST))
                    alone.shutdown(wait=False)
                    alone = None
                except Exception:  # noqa: BLE001 (it cannot travel to another process)
                    decoded = run(job, self._readers)
                self._take(job, decoded)
        finally:
            if alone:
                alone.shutdown(wait=False, cancel_futures=True)

    def _flying_bytes(self) -> int:
        return sum(len(job.data) for job in self._flying.values() if job.data)


def _processors() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
