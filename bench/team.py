"""Teams: two processes against one, a thousand athletes against a hundred, a Dask cluster of two workers against one.

Run `python -m bench.team`; with `--assert` the exit code is 1 where a promise is broken. Each run is a whole process of
the command line with an empty cache and an empty output folder, in turns with those that it is compared with. What is
compared as growth is the cost of one athlete more, start-up taken off by a team of one, and the peak memory of the
command's own process with its two workers. A worker of the cluster is killed midway, and every athlete is to be on the
page.
"""

import argparse
import atexit
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any, Final

from bench.athletes import UNTIL, athletes, write_athletes
from bench.measure import interleave, print_table, versions

FASTER_BY_TWO: Final = 1.7
DASK_FASTER_BY_TWO: Final = 1.6
FLAT: Final = 0.15
ROUNDS: Final = 2
KILL_AFTER: Final = 0.3
"""The worker is killed when this share of the athletes is there."""
_KIB_PER_MB: Final = 1000 if sys.platform == "linux" else 1_000_000
_DONE: Final = (0, 3)
"""Exit codes of a run that made its page: some of the invented logs are broken on purpose."""


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the tables, and return the exit code."""
    options = _options(arguments)
    if options.child:
        return _child(options.child)
    print(versions(["runlog", "pandas", "distributed", "typst"]))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        held = [_processes(place, options)]
        held += [_growth(place, options)]
        held += [] if options.no_dask else [_cluster(place, options)]
    print("the promises hold" if all(held) else "a promise is BROKEN")
    return 1 if options.hold and not all(held) else 0


def _processes(place: Path, options: argparse.Namespace) -> bool:
    root = _team(place, options.athletes, options.seed)
    print(f"\n{options.athletes} athletes, page and reports as HTML and PDF, whole commands, {options.rounds} rounds")
    one, two = "one process", "two processes"
    timings = interleave({one: _run(root, "--jobs", "1"), two: _run(root, "--jobs", "2")}, options.rounds)
    print_table(timings, two)
    return _faster(timings[0].median_s, timings[1].median_s, FASTER_BY_TWO)


def _growth(place: Path, options: argparse.Namespace) -> bool:
    sizes = (1, options.athletes, options.many)
    named = ", ".join(map(str, sizes))
    print(f"\nteam check (JSON, no reports), two processes, teams of {named}, {options.rounds} rounds")
    roots = {size: _team(place, size, options.seed) for size in sizes}
    seconds: dict[int, list[float]] = {size: [] for size in sizes}
    memory: dict[int, tuple[float, float]] = {}
    for _ in range(options.rounds):
        for size in sizes:
            took, own, worker = _measured(roots[size])
            seconds[size].append(took)
            memory[size] = (max(own, memory.get(size, (0, 0))[0]), max(worker, memory.get(size, (0, 0))[1]))
    start_s = median(seconds[1])
    each = {size: (median(seconds[size]) - start_s) / (size - 1) for size in sizes[1:]}
    for size in sizes:
        cost = f"{each[size] * 1000:7.1f} ms an athlete more" if size in each else f"{'start-up':>26}"
        own_mb, worker_mb = memory[size]
        print(f"{size:6}  {median(seconds[size]):8.2f} s  {cost}  {own_mb:5.0f} MB own  {worker_mb:5.0f} MB worker")
    few, many = sizes[1:]
    growth = each[many] / each[few] - 1
    grown = _together(memory[many]) / _together(memory[few]) - 1
    print(f"cost of one more {growth:+.0%}, memory of all three {grown:+.0%}; promised: within {FLAT:.0%}")
    return abs(growth) <= FLAT and grown <= FLAT


def _together(memory: tuple[float, float]) -> float:
    """MB of the command's own process and of its two workers, each as large as the larger."""
    own, worker = memory
    return own + 2 * worker


def _cluster(place: Path, options: argparse.Namespace) -> bool:
    root = _team(place, options.athletes, options.seed)
    print(f"\n{options.athletes} athletes with reports on a Dask cluster on loopback, {options.rounds} rounds")
    with ExitStack() as stack:
        one, two = (stack.enter_context(_workers(count)) for count in (1, 2))
        runs = {
            name: _run(root, "--scheduler", made.scheduler_address)
            for name, made in (("one worker", one), ("two workers", two))
        }
        for warm in runs.values():
            warm()  # a worker's first task imports everything
        timings = interleave(runs, options.rounds)
        print_table(timings, "two workers")
        faster = _faster(timings[0].median_s, timings[1].median_s, DASK_FASTER_BY_TWO)
        return _kill(root, two, options) and faster


def _faster(one_s: float, two_s: float, promised: float) -> bool:
    print(f"two are {one_s / two_s:.2f}x one; promised: {promised:g}x")
    return one_s / two_s >= promised


def _kill(root: Path, cluster: Any, options: argparse.Namespace) -> bool:
    """One of two workers is killed midway; every athlete is to be on the page, and only broken logs failed."""
    victim = next(iter(cluster.workers.values())).pid
    with tempfile.TemporaryDirectory() as folder:
        out, cache = Path(folder, "out"), Path(folder, "cache")
        running = subprocess.Popen(
            _command(root, out, "--scheduler", cluster.scheduler_address), env=_environment(cache),
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        while running.poll() is None and len(list(out.glob(".runlog-team/*.json"))) < KILL_AFTER * options.athletes:
            time.sleep(0.05)
        midway = running.poll() is None
        if midway:
            os.kill(victim, signal.SIGKILL)
        running.wait()
        told = json.loads((out / "team.json").read_text(encoding="utf-8"))["athletes"]
    broken = {one.folder for one in athletes(options.athletes, options.seed) if one.manner == "broken"}
    failed = {row["folder"] for row in told if row["state"] == "failed"}
    print(
        f"a worker killed {'midway' if midway else 'TOO LATE'}: {len(told)} of {options.athletes} athletes on the "
        f"page, {len(failed)} failed, {len(broken)} broken on purpose"
    )
    return midway and len(told) == options.athletes and failed == broken


@contextmanager
def _workers(count: int) -> Iterator[Any]:
    import distributed

    made: Callable[..., Any] = distributed.LocalCluster
    with made(
        n_workers=count, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as cluster:
        yield cluster


def _team(place: Path, count: int, seed: int) -> Path:
    root = place / f"team-{count}"
    if not root.exists():
        write_athletes(count, root, seed=seed)
    return root


def _command(root: Path, out: Path, *arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("runlog")), "team", str(root), "-o", str(out), *arguments]


def _environment(cache: Path) -> Mapping[str, str]:
    return {**os.environ, "RUNLOG_CACHE": str(cache), "RUNLOG_TODAY": UNTIL.isoformat()}


def _run(root: Path, *arguments: str) -> Callable[[], object]:
    """The command with an empty cache and an empty output folder; raises where it fails."""

    def run() -> object:
        with tempfile.TemporaryDirectory() as folder:
            out, cache = Path(folder, "out"), Path(folder, "cache")
            done = subprocess.run(
                _command(root, out, *arguments), env=_environment(cache), check=False, stderr=subprocess.PIPE
            )
            if done.returncode not in _DONE:
                raise SystemExit(done.stderr.decode())
            return done

    return run


def _measured(root: Path) -> tuple[float, float, float]:
    """Seconds, and the peak memory in MB of the command's own process and of its largest worker."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bench.team", "--child", str(root), "--child", str(Path(folder, "team.json"))]
        begun = time.perf_counter()
        done = subprocess.run(
            command, env=_environment(Path(folder, "cache")), check=False, capture_output=True, text=True
        )
        took = time.perf_counter() - begun
    if done.returncode not in _DONE:
        raise SystemExit(done.stderr)
    own, worker = map(float, done.stdout.split()[-2:])
    return took, own, worker


def _child(places: list[str]) -> int:
    """The command within this process, which tells its memory when its workers are gone."""
    from runlog.cli.main import main as runlog

    def tell() -> None:
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        print(*(resource.getrusage(kind).ru_maxrss / _KIB_PER_MB for kind in kinds))

    atexit.register(tell)
    runlog(["team", places[0], "-o", places[1], "--jobs", "2"])
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--athletes", type=int, default=100, help="how many athletes a team has")
    parser.add_argument("--many", type=int, default=1000, help="how many the large team has")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each candidate runs")
    parser.add_argument("--seed", type=int, default=1, help="which athletes are invented")
    parser.add_argument("--no-dask", action="store_true", help="leave the cluster out")
    parser.add_argument("--assert", dest="hold", action="store_true", help="fail where a promise is broken")
    parser.add_argument("--child", action="append", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
