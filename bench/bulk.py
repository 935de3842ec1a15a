"""A folder of 500 distinct `.fit.gz` into a cold cache, against merely inflating and check-summing them in C.

Run `python -m bench.bulk CORPUS`, where CORPUS is a folder of FIT files with its `manifest.csv`. One core, candidates
in turns. With `--assert` the exit code is 1 where the ratio of medians is over 6, or the memory of one pass over 1 500
files is over 300 MB or a tenth over that of 500.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import zlib
from datetime import date
from pathlib import Path
from typing import Final

from fastcrc import crc16

from bench.bulk_files import write_bulk
from bench.measure import interleave, print_table, process, versions

COUNT: Final = 500
LIMIT: Final = 6.0
MEMORY_LIMIT_MB: Final = 300
MEMORY_GROWTH: Final = 1.1
"""The memory of three times as many files against that of once, where it does not grow with their number."""
ROUNDS: Final = 7
TODAY: Final = date(2026, 11, 22)
FLOOR: Final = "inflate and check-sum in C"
OPENED: Final = "open_log, cold cache"
_GZIP: Final = 16 + zlib.MAX_WBITS
_KIB_PER_MB: Final = 1000 if sys.platform == "linux" else 1_000_000
_FLOOR_PROCESS: Final = "import sys; from pathlib import Path; from bench.bulk import floor; floor(Path(sys.argv[1]))"


def floor(folder: Path) -> int:
    """Every file inflated and its sum taken, and nothing else."""
    return sum(crc16.arc(zlib.decompress(path.read_bytes(), _GZIP)) for path in sorted(folder.iterdir()))


def open_cold(folder: Path) -> int:
    """The folder opened as a log with an empty cache of its own; how many files were read."""
    from runlog.library import open_log

    with tempfile.TemporaryDirectory() as cache:
        os.environ["RUNLOG_CACHE"] = cache
        return sum(file.status == "read" for file in open_log(folder, today=TODAY).files)


def memory_mb(folder: Path) -> float:
    """Peak resident memory in MB of a process of its own that opens the folder with a cold cache."""
    command = [sys.executable, "-m", "bench.bulk", "--child", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the tables, and return the exit code."""
    options = _options(arguments)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # inherited by the processes that are started
    if options.child:
        open_cold(options.corpus)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_PER_MB)
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder, more = Path(temporary, "bulk"), Path(temporary, "more")
        inflated = write_bulk(options.corpus, folder, options.count)
        packed = sum(path.stat().st_size for path in folder.iterdir())
        print(versions(["runlog", "numpy", "pandas", "fastcrc"]))
        print(f"{options.count} files, {packed / 1e6:.1f} MB that inflate to {inflated / 1e6:.1f} MB, one core")
        ratio = _compare(folder, options.rounds, options.count)
        write_bulk(options.corpus, more, 3 * options.count)
        once, thrice = memory_mb(folder), memory_mb(more)
    print(f"peak memory: {options.count} files {once:.0f} MB, {3 * options.count} files {thrice:.0f} MB")
    holds = ratio <= LIMIT and thrice < MEMORY_LIMIT_MB and thrice <= MEMORY_GROWTH * once
    print(f"ratio {ratio:.2f}: the promises {'hold' if holds else 'are BROKEN'}")
    return 1 if options.hold and not holds else 0


def _compare(folder: Path, rounds: int, count: int) -> float:
    if open_cold(folder) != count:
        raise SystemExit("not every file was read: nothing to compare")
    inside = interleave({FLOOR: lambda: floor(folder), OPENED: lambda: open_cold(folder)}, rounds)
    print(f"\nwithin one process, medians of {rounds} interleaved rounds")
    print_table(inside, FLOOR)
    whole = {
        FLOOR: process([sys.executable, "-c", _FLOOR_PROCESS, str(folder)]),
        OPENED: process([sys.executable, "-m", "bench.bulk", "--child", str(folder)]),
    }
    print(f"\nas whole processes, imports included, medians of {rounds} interleaved rounds")
    print_table(interleave(whole, rounds), FLOOR)
    medians = {timing.name: timing.median_s for timing in inside}
    return medians[OPENED] / medians[FLOOR]


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of FIT files with manifest.csv")
    parser.add_argument("--count", type=int, default=COUNT, help="how many files")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each candidate runs")
    parser.add_argument("--assert", dest="hold", action="store_true", help=f"fail at a ratio over {LIMIT:g}")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
