"""Jobs sent to an executor, few in flight at a time; one that ends its process is lost alone."""

from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from typing import Any, Final, Generic, Self, TypeVar

JobT = TypeVar("JobT")
ResultT = TypeVar("ResultT")

_PATROL_S: Final = 1.0
"""How often a wait looks up, so that Ctrl-C is heard on every system."""


class Flight(Generic[JobT, ResultT]):
    """Sends jobs and hands each result to `take` in this thread, in no promised order.

    `work` is a function of an installed module, or a partial of one, so that it can travel; an error of the job itself
    is a result too, never an exception.

    An `executor` that is handed in is left as it was; where it breaks, and where there is none, `replacement` makes
    another, which is dismissed at the end. What was in flight when a process died, and what did not come back for any
    other reason, is tried again, each alone in a process of its own. What ends that too has the result of `lost`.
    """

    def __init__(
        self,
        work: Callable[[JobT], ResultT],
        take: Callable[[JobT, ResultT], None],
        *,
        lost: Callable[[JobT], ResultT],
        replacement: Callable[[], Executor | None],
        executor: Executor | None = None,
    ) -> None:
        self._work = work
        self._take = take
        self._lost = lost
        self._replacement = replacement
        self._executor = executor
        self._own: Executor | None = None
        self._flying: dict[Future[ResultT], JobT] = {}
        self._suspects: list[JobT] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        # Who leaves before the processes have ended leaves the system's semaphores behind, and Python complains of it.
        if kind is None:
            self._dismiss(wait=True)
        else:
            _end(self._own, self._flying)
            self._own = None

    @property
    def flying(self) -> Iterable[JobT]:
        """Jobs that were sent and have not come back."""
        return self._flying.values()

    @property
    def can_send(self) -> bool:
        """Whether there is an executor; without one jobs are done where they are."""
        return self._executor is not None

    def start(self) -> bool:
        """Use a new executor from now on; False where none can be made."""
        self._own = self._executor = self._replacement()
        return self.can_send

    def send(self, job: JobT) -> None:
        """Have a job done elsewhere, or here where there is no executor."""
        if self._executor is None:
            self._take(job, self._work(job))
            return
        try:
            self._flying[self._executor.submit(self._work, job)] = job
        except (BrokenExecutor, RuntimeError):
            self._suspects.append(job)
            self._replace()

    def collect(self) -> None:
        """Wait until something comes back, at most for a moment, and take it."""
        ready, _ = wait(self._flying, timeout=_PATROL_S, return_when=FIRST_COMPLETED)
        broken = False
        for future in ready:
            job = self._flying.pop(future)
            try:
                result = future.result()
            except BrokenExecutor:
                broken = True
                self._suspects.append(job)
            except Exception:  # noqa: BLE001 (work itself never raises: its way there or back did)
                self._suspects.append(job)
            else:
                self._take(job, result)
        if broken:
            self._replace()

    def finish(self) -> None:
        """Wait for what is still in flight, and try again what got lost on the way."""
        while self._flying:
            self.collect()
        suspects, self._suspects = self._suspects, []
        self._try_alone(suspects)

    def _replace(self) -> None:
        """Go on with another executor after one broke; what was in flight is tried again alone."""
        self._suspects += self._flying.values()
        self._flying.clear()
        self._dismiss()
        self._executor = None
        self.start()

    def _dismiss(self, *, wait: bool = False) -> None:
        if self._own:
            self._own.shutdown(wait=wait, cancel_futures=True)
        self._own = None

    def _try_alone(self, jobs: Iterable[JobT]) -> None:
        from runlog.library.processes import Processes

        alone: Processes | None = None
        try:
            for job in jobs:
                alone = alone or Processes(1)
                try:
                    result = alone.submit(self._work, job).result()
                except BrokenExecutor:
                    result = self._lost(job)
                    alone.shutdown(wait=False)
                    alone = None
                except Exception:  # noqa: BLE001 (it cannot travel to another process)
                    result = self._work(job)
                self._take(job, result)
            if alone:
                alone.shutdown()
                alone = None
        finally:
            _end(alone)


def _end(executor: Executor | None, flying: Iterable[Future[Any]] = ()) -> None:
    """Dismiss it now: what its processes are at is wanted no more."""
    from runlog.library.processes import Processes

    if isinstance(executor, Processes):
        executor.kill()
        return
    for future in flying:
        future.cancel()
    if executor:
        executor.shutdown(wait=False, cancel_futures=True)
