"""A warm `runlog check` on the sample's 26 weeks against the mere import of pandas, as whole processes.

Run `python -m bench.warm_check`; with `--assert` the exit code is 1 where the ratio of medians is 2 or more.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.measure import interleave, print_table, process, versions

SAMPLE: Final = Path(__file__).resolve().parent.parent / "sample_data"
LIMIT: Final = 2.0
ROUNDS: Final = 11
IMPORT: Final = "import pandas"
CHECK: Final = "runlog check (warm)"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each candidate runs")
    parser.add_argument("--assert", dest="hold", action="store_true", help=f"fail at a ratio of {LIMIT:g} or more")
    options = parser.parse_args(arguments)
    script = Path(sys.executable).with_name("runlog")
    check_command = [str(script), "check", str(SAMPLE), "--week", "2026-W47"]
    with tempfile.TemporaryDirectory() as cache:
        # One date and a cache of its own: the first run fills it, the measured ones decode nothing.
        check = process(check_command, {"RUNLOG_CACHE": cache, "RUNLOG_TODAY": "2026-11-23"})
        imported = process([sys.executable, "-c", "import pandas"])
        check()
        imported()
        timings = interleave({IMPORT: imported, CHECK: check}, options.rounds)
    print(versions(["runlog", "pandas", "numpy"]))
    print(f"medians of {options.rounds} interleaved rounds, whole processes, {SAMPLE.name}")
    print_table(timings, IMPORT)
    medians = {timing.name: timing.median_s for timing in timings}
    ratio = medians[CHECK] / medians[IMPORT]
    holds = ratio < LIMIT
    print(f"ratio {ratio:.2f}: {'under' if holds else 'NOT under'} the limit of {LIMIT:g}")
    return 1 if options.hold and not holds else 0


if __name__ == "__main__":
    sys.exit(main())
