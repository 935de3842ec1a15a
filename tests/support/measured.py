"""Reading measured from outside: a process of its own for each input, with its time and the most memory it held.

`python -m tests.support.measured` reads paths, a line each, and answers each with a line of JSON. The child is forked
from a process that has imported the readers already, so that a measurement holds the reading and nothing else.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

MIB: Final = 2**20
GIVE_UP_S: Final = 60
ADDRESS_BYTES_MAX: Final = 6 * 2**30
"""Beyond this the measured process gets no memory, so that a bomb never harms the machine that runs the tests."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What became of one input: verdicts in order, seconds by the wall and of the processor, peak memory."""

    ended: bool
    verdicts: tuple[tuple[str, str, str | None], ...]
    wall_s: float
    cpu_s: float
    peak_mib: float

    @property
    def statuses(self) -> set[str]:
        return {status for _, status, _ in self.verdicts}

    @property
    def reasons(self) -> str:
        return " | ".join(reason for _, _, reason in self.verdicts if reason)


class Meter:
    """The process that measures."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.measured"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def read(self, path: Path) -> Measured:
        """Inspect a file or folder and measure that."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError(self._process)
        self._process.stdin.write(f"{path}\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        verdicts = tuple((name, status, reason) for name, status, reason in told["verdicts"])
        return Measured(told["ended"], verdicts, told["wall_s"], told["cpu_s"], told["peak_mib"])

    def close(self) -> None:
        self._process.communicate()


@contextmanager
def meter() -> Iterator[Meter]:
    """A meter for as long as it is needed."""
    one = Meter()
    try:
        yield one
    finally:
        one.close()


def _inspect(path: str) -> list[tuple[str, str, str | None]]:
    from runlog.library import inspect_paths

    return [(verdict.path, verdict.status, verdict.reason) for verdict in inspect_paths([Path(path)])]


def _measure(path: str) -> dict[str, object]:
    answer, ask = os.pipe()
    begun = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.close(answer)
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES_MAX, ADDRESS_BYTES_MAX))
        signal.alarm(GIVE_UP_S)
        with os.fdopen(ask, "w") as out:
            json.dump(_inspect(path), out)
        os._exit(0)
    os.close(ask)
    with os.fdopen(answer) as come:
        text = come.read()
    _, status, usage = os.wait4(child, 0)
    wall_s = time.perf_counter() - begun
    ended = os.waitstatus_to_exitcode(status) == 0
    # (ru_maxrss is in KiB on Linux, in bytes on macOS)
    unit = 1 if sys.platform == "darwin" else 1024
    verdicts = json.loads(text) if ended else []
    return {
        "ended": ended,
        "verdicts": verdicts,
        "wall_s": wall_s,
        "cpu_s": usage.ru_utime + usage.ru_stime,
        "peak_mib": usage.ru_maxrss * unit / MIB,
    }


def _serve() -> None:
    import runlog.derive
    import runlog.importers.registry
    import runlog.library  # noqa: F401 (imported before it forks)

    for line in sys.stdin:
        sys.stdout.write(json.dumps(_measure(line.rstrip("\n"))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _serve()
