"""Files decoded here, or by other processes once there is enough to do, with few of them in flight at a time."""

import pickle
import time
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Final, Self

from runlog.library.decoding import Decoded, Job, Readers, run
from runlog.library.flight import Flight
from runlog.library.processors import processors
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
        self._may_start = executor is None and processors() > 1
        self._flight = Flight(
            partial(run, readers=readers), take, lost=_lost, replacement=self._processes, executor=executor
        )
        self._begun = time.monotonic()
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *what: object) -> None:
        self._flight.__exit__(*what)

    def add(self, job: Job, left: int) -> None:
        """Have a job done; `left` is about how many there are besides. May wait for earlier ones."""
        if self._may_start and self._pays(left):
            self._flight.start()
        if not self._flight.can_send or job.sibling is not None:
            self._take(job, run(job, self._readers))
            self._done += 1
            return
        self._flight.send(job)
        while len(tuple(self._flight.flying)) >= FLYING_MAX or self._flying_bytes() > FLYING_BYTES_MAX:
            self._flight.collect()

    def finish(self) -> None:
        """Wait for what is still in flight."""
        self._flight.finish()

    def _pays(self, left: int) -> bool:
        spent_s = time.monotonic() - self._begun
        return spent_s > PATIENCE_S and self._done > 0 and spent_s / self._done * left > BREAK_EVEN_S

    def _processes(self) -> Executor | None:
        from runlog.library.processes import Processes

        self._may_start = False
        try:
            pickle.dumps(self._readers)
            return Processes(min(processors(), WORKERS_MAX))
        except (OSError, NotImplementedError, ImportError, pickle.PicklingError, AttributeError, TypeError):
            return None  # readers that cannot travel, or a system without processes: go on here

    def _flying_bytes(self) -> int:
        return sum(len(job.data) for job in self._flight.flying if job.data)


def _lost(_: Job) -> Decoded:
    return Decoded(StoredReading(status="failed", reason=LOST))
