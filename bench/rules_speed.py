"""All rules on one year and on ten years of log, against the mere import of pandas.

Run `python -m bench.rules_speed`; with `--assert` the exit code is 1 where a promise is broken: one year in at most
half of `python -c "import pandas"`, ten years in at most ten times one year. A log here has five runs a week, rides,
strength and a diary line a day; frames are made beforehand, and each round builds a fresh `History` and runs every rule
on it.
"""

import argparse
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from bench.measure import interleave, print_table, process, versions
from runlog.clock import Week
from runlog.features.build import build_history
from runlog.features.history import History
from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import DIARY
from runlog.rules.book import RULES
from runlog.rules.engine import run_rules
from runlog.settings import parse_settings
from runlog.sports import kind_of

ROUNDS: Final = 15
HALF: Final = 0.5
TEN: Final = 10.0
LAST: Final = date(2026, 11, 22)
IMPORT: Final = "import pandas"
ONE: Final = "one year"
TEN_YEARS: Final = "ten years"
_WEEK: Final = (
    (0, "strength_training", 0.0), (1, "running", 8.0), (2, "running", 6.0), (3, "running", 10.0), (4, "cycling", 25.0),
    (5, "running", 5.0), (6, "running", 18.0),
)  # fmt: skip
_SORE_WEEKS: Final = 9
_SETTINGS: Final[dict[str, Any]] = {
    "records": ["cross", "strength"],
    "shoes": [{"name": "Ridge", "comfortable": True, "supportive": True}],
    "return": {"from": LAST - timedelta(weeks=4)},
}


def frames(years: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ACTIVITIES and DIARY frames of so many years, ending on `LAST`."""
    weeks = years * 52
    first = LAST - timedelta(days=7 * weeks - 1)
    sessions = [
        _session(first + timedelta(weeks=week, days=day), sport, km * (0.8 + week % 4 / 10))
        for week in range(weeks)
        for day, sport, km in _WEEK
    ]
    lines = [_line(first + timedelta(days=day), day) for day in range(7 * weeks)]
    return ACTIVITIES.conform(pd.DataFrame(sessions)), DIARY.conform(pd.DataFrame(lines))


def _session(day: date, sport: str, km: float) -> dict[str, Any]:
    start = pd.Timestamp(day) + pd.Timedelta(hours=7)
    return {
        "id": f"{day}-{sport}", "start_utc": start.tz_localize("UTC"), "start_local": start, "date_only": False,
        "sport": sport, "kind": kind_of(sport).value, "distance_m": km * 1000 or None, "duration_s": 600 + km * 330,
        "descent_m": 60.0, "avg_cadence_spm": 170.0, "warm_up": "detected", "ground_asphalt_share": 0.7,
        "ground_basis": "note", "shoe": "Ridge",
    }  # fmt: skip


def _line(day: date, number: int) -> dict[str, Any]:
    sore = number // 7 % _SORE_WEEKS == 0
    return {
        "date": pd.Timestamp(day), "time": "06:30", "pain_0_10": 4.0 if sore else float(number % 3 == 0),
        "leg_pain_0_10": 1.0 if sore else None, "weakness": "no" if sore else None, "hamstring_stretch": number % 3,
        "sat_h": 8.0, "self_care": "heat pack" if sore else None,
    }  # fmt: skip


def history(activities: pd.DataFrame, diary: pd.DataFrame) -> History:
    """The history of frames as of the last week."""
    settings = parse_settings(_SETTINGS)
    return build_history(activities, diary, settings, week=Week.of(LAST), today=LAST + timedelta(days=1))


def check(years: int) -> Callable[[], object]:
    """A candidate: a fresh history of so many years, and every rule on it."""
    activities, diary = frames(years)
    return lambda: run_rules(history(activities, diary), strict=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each candidate runs")
    parser.add_argument("--assert", dest="hold", action="store_true", help="fail where a promise is broken")
    options = parser.parse_args(arguments)
    imported = process([sys.executable, "-c", "import pandas"])
    timings = interleave({IMPORT: imported, ONE: check(1), TEN_YEARS: check(10)}, options.rounds)
    print(versions(["runlog", "pandas", "numpy"]))
    print(f"medians of {options.rounds} interleaved rounds; {len(RULES)} rules, history built anew each time")
    print_table(timings, IMPORT)
    medians = {timing.name: timing.median_s for timing in timings}
    of_import, of_year = medians[ONE] / medians[IMPORT], medians[TEN_YEARS] / medians[ONE]
    holds = of_import <= HALF and of_year <= TEN
    print(f"one year {of_import:.2f} of the import (promise {HALF:g}); ten years {of_year:.1f} x one year "
          f"(promise {TEN:g}): {'kept' if holds else 'BROKEN'}")  # fmt: skip
    return 1 if options.hold and not holds else 0


if __name__ == "__main__":
    sys.exit(main())
