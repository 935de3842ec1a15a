"""The report of a span of fifteen years against that of one year: every week is asked about as its own report was.

Run `python -m bench.span_report`; with `--assert` the exit code is 1 where the promise is broken: fifteen years at most
25 times one year, and at most 15 s, as whole processes. The log is that of
`bench.rules_speed`, five runs a week and a diary line a day, written as `runs.csv` and `diary.csv`.
"""

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Final

from bench.measure import interleave, print_table, process, versions
from bench.rules_speed import LAST, frames

ROUNDS: Final = 3
MOST_TIMES: Final = 25.0
MOST_S: Final = 15.0
YEARS: Final = (1, 15)
_RUNLOG: Final = (sys.executable, "-m", "runlog")


def write_log(folder: Path, years: int) -> None:
    """A log of so many years, ending on `LAST`."""
    activities, diary = frames(years)
    rows = activities.assign(
        date=activities["start_local"].dt.strftime("%Y-%m-%d"),
        time=activities["start_local"].dt.strftime("%H:%M"),
        distance_km=activities["distance_m"] / 1000,
        duration=activities["duration_s"].round(),
    )
    folder.mkdir()
    rows[["date", "time", "sport", "distance_km", "duration", "descent_m", "shoe"]].to_csv(
        folder / "runs.csv", index=False
    )
    told = diary.dropna(axis="columns", how="all")
    told.assign(date=told["date"].dt.strftime("%Y-%m-%d")).to_csv(folder / "diary.csv", index=False)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each candidate runs")
    parser.add_argument("--assert", dest="hold", action="store_true", help="fail where a promise is broken")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as made:
        candidates = {}
        for years in YEARS:
            log = Path(made) / f"log{years}"
            write_log(log, years)
            first = LAST - timedelta(days=364 * years - 1)
            candidates[f"{years} years"] = process(
                [*_RUNLOG, "report", str(log), "--from", str(first), "--to", str(LAST), "-o", f"{made}/{years}.html"],
                {"RUNLOG_TODAY": str(LAST), "RUNLOG_CACHE": f"{made}/cache"},
            )
        timings = interleave(candidates, options.rounds)
    print(versions(["runlog", "pandas", "numpy"]))
    print(f"medians of {options.rounds} interleaved rounds; whole processes, HTML")
    print_table(timings, timings[0].name)
    one, many = (timing.median_s for timing in timings)
    holds = many <= MOST_TIMES * one and many <= MOST_S
    print(f"fifteen years {many:.1f} s (promise {MOST_S:g}), {many / one:.1f} x one year (promise {MOST_TIMES:g}): "
          f"{'kept' if holds else 'BROKEN'}")  # fmt: skip
    return 1 if options.hold and not holds else 0


if __name__ == "__main__":
    sys.exit(main())
