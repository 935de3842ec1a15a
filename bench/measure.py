"""Interleaved timing: what is compared runs in turns, so that a busy machine slows all of it alike."""

import importlib.metadata
import os
import platform
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import NamedTuple

import runlog


class Timing(NamedTuple):
    """Seconds of every round of one candidate."""

    name: str
    seconds: tuple[float, ...]

    @property
    def median_s(self) -> float:
        """Median of the rounds in seconds."""
        return median(self.seconds)


def interleave(candidates: Mapping[str, Callable[[], object]], rounds: int) -> tuple[Timing, ...]:
    """Run every candidate once a round, in turns; the wall time of each call in seconds."""
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for number in range(rounds):
        names = list(candidates)
        # Each round starts with another candidate, so that none always runs after the same neighbour.
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            begun = time.perf_counter()
            candidates[name]()
            seconds[name].append(time.perf_counter() - begun)
    return tuple(Timing(name, tuple(values)) for name, values in seconds.items())


def process(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Callable[[], object]:
    """A whole process as a candidate; raises `CalledProcessError` where it fails."""
    variables = {**os.environ, **(environment or {})}

    def run() -> object:
        return subprocess.run(list(command), env=variables, check=True, stdout=subprocess.DEVNULL)

    return run


def versions(packages: Sequence[str]) -> str:
    """Python, machine and packages with their versions, in one line."""
    held = ", ".join(f"{name} {_version(name)}" for name in packages)
    return f"Python {platform.python_version()}, {os.cpu_count()} cores, {held}"


def _version(package: str) -> str:
    # The distribution called runlog is someone else's.
    return runlog.__version__ if package == "runlog" else importlib.metadata.version(package)


def print_table(timings: Sequence[Timing], base: str) -> None:
    """Median, fastest, slowest and the ratio of medians to the candidate called `base`."""
    base_s = next(timing.median_s for timing in timings if timing.name == base)
    width = max(len(timing.name) for timing in timings)
    print(f"{'':{width}}  {'median s':>9}  {'min s':>9}  {'max s':>9}  {'ratio':>6}")
    for timing in timings:
        print(
            f"{timing.name:{width}}  {timing.median_s:9.3f}  {min(timing.seconds):9.3f}"
            f"  {max(timing.seconds):9.3f}  {timing.median_s / base_s:6.2f}"
        )
