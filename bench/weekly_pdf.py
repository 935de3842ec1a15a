"""The weekly PDF in a cold process against the mere import of what it cannot do without, and PDF and PNG warm.

Cold: `runlog report sample_data -o week.pdf`, its cache filled, against `python -c "import pandas, matplotlib.figure"`,
both as whole processes, by the ratio of medians. Warm: the CPU time of one process that has drawn before, for PDF and
PNG of a week; each round is a week that was not drawn yet, so that nothing is remembered from a round before. Run
`python -m bench.weekly_pdf`; with `--assert` the exit code is 1 where a promise is broken.
"""

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from typing import Final

from bench.measure import interleave, print_table, process, versions
from runlog.app.analysis import Analysis, analyse
from runlog.clock import Week
from runlog.features.build import build_history
from runlog.render.pdf import to_pdf
from runlog.render.png import to_png
from runlog.rules.engine import run_rules

SAMPLE: Final = Path(__file__).resolve().parent.parent / "sample_data"
TODAY: Final = date(2026, 11, 23)
NEWEST: Final = Week(2026, 47)
COLD_LIMIT: Final = 2.0
WARM_LIMIT_S: Final = 0.2
ROUNDS: Final = 9
WARM_WEEKS: Final = 12
IMPORT: Final = "import pandas, matplotlib.figure"
REPORT: Final = "runlog report -o week.pdf (cold process)"


def cold(rounds: int) -> float:
    """The ratio of medians of the two processes."""
    script = Path(sys.executable).with_name("runlog")
    with tempfile.TemporaryDirectory() as folder:
        command = [str(script), "report", str(SAMPLE), "--week", str(NEWEST), "-o", str(Path(folder) / "week.pdf")]
        written = process(command, {"RUNLOG_CACHE": folder, "RUNLOG_TODAY": str(TODAY)})
        imported = process([sys.executable, "-c", IMPORT])
        written()
        imported()
        timings = interleave({IMPORT: imported, REPORT: written}, rounds)
    print(f"medians of {rounds} interleaved rounds, whole processes, {SAMPLE.name}, {NEWEST}")
    print_table(timings, IMPORT)
    medians = {timing.name: timing.median_s for timing in timings}
    return medians[REPORT] / medians[IMPORT]


def warm(weeks: int) -> float:
    """CPU seconds of one process for the PDF and the PNG of a week's report, the median of as many weeks."""
    analysis = analyse(SAMPLE, week=NEWEST, today=TODAY)
    to_pdf(analysis.report)
    to_png(analysis.report)
    made, drawn = [], []
    for back in range(1, weeks + 1):
        begun = time.process_time()
        report = _of(analysis, NEWEST.before(back)).report
        between = time.process_time()
        to_pdf(report)
        to_png(report)
        drawn.append(time.process_time() - between)
        made.append(between - begun)
    spread = f"median {median(drawn):.3f} (min {min(drawn):.3f}, max {max(drawn):.3f})"
    print(f"warm, CPU s of {weeks} weeks: PDF and PNG {spread}; before it, rules and report {median(made):.3f}")
    return median(drawn)


def _of(analysis: Analysis, week: Week) -> Analysis:
    log = analysis.log
    history = build_history(log.activities, log.diary, log.settings, week=week, today=TODAY)
    return replace(analysis, history=history, findings=run_rules(history))


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each process runs")
    parser.add_argument("--weeks", type=int, default=WARM_WEEKS, help="how many weeks are drawn warm")
    parser.add_argument("--assert", dest="hold", action="store_true", help="fail where a promise is broken")
    options = parser.parse_args(arguments)
    print(versions(["runlog", "pandas", "matplotlib", "typst"]))
    ratio, seconds = cold(options.rounds), warm(options.weeks)
    holds = ratio <= COLD_LIMIT and seconds <= WARM_LIMIT_S
    print(f"cold: ratio {ratio:.2f}, promised at most {COLD_LIMIT:g}")
    print(f"warm: {seconds:.3f} s of CPU, promised at most {WARM_LIMIT_S:g}: {'kept' if holds else 'NOT kept'}")
    return 1 if options.hold and not holds else 0


if __name__ == "__main__":
    sys.exit(main())
