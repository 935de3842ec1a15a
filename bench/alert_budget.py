"""How often the rules speak over real training histories, week by week: `python -m bench.alert_budget HISTORIES`.

HISTORIES is a folder of logs, each with a `runs.csv`. An ordinary week has runs, after four weeks each with runs.
Runs alone are known there, so only the load and ground rules can speak.
"""

import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from runlog.clock import Week
from runlog.features.build import build_history
from runlog.features.history import History
from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import DIARY
from runlog.rules.book import RULES
from runlog.rules.engine import run_rules
from runlog.rules.finding import Severity, Status
from runlog.settings import Settings
from runlog.sports import kind_of
from runlog.words.sports import sport_in_words

WEEKS_BEFORE = 4
MEDIAN_AT_MOST = 0
NINETIETH_AT_MOST = 2
LOAD_SHARE_AT_MOST = 0.15
"""The alert budget of the evidence table, for findings at caution or louder per ordinary week."""


@dataclass
class Budget:
    """What was counted over ordinary weeks."""

    logs: int = 0
    weeks: int = 0
    loud_per_week: list[int] = field(default_factory=list)
    by_rule: Counter[tuple[str, str]] = field(default_factory=Counter)

    def share(self, code: str, severity: str) -> float:
        """Share of the ordinary weeks in which a rule spoke this loud."""
        return self.by_rule[code, severity] / self.weeks

    @property
    def median(self) -> float:
        """Median of findings at caution or louder per ordinary week."""
        return float(np.median(self.loud_per_week))

    @property
    def ninetieth(self) -> float:
        """90th percentile of the same."""
        return float(np.percentile(self.loud_per_week, 90))


def measure(histories: Path) -> Budget:
    """Run all rules on every ordinary week of every history."""
    budget = Budget()
    for source in sorted(histories.glob("*/runs.csv")):
        activities = read_history(source)
        budget.logs += 1
        for history in ordinary_weeks(activities):
            budget.weeks += 1
            flagged = [finding for finding in run_rules(history, strict=True) if finding.outcome.status is Status.FLAG]
            severities = {finding.code: finding.outcome.severity or Severity.NOTE for finding in flagged}
            budget.by_rule.update((code, severity.word) for code, severity in severities.items())
            budget.loud_per_week.append(sum(severity >= Severity.CAUTION for severity in severities.values()))
    return budget


def read_history(source: Path) -> pd.DataFrame:
    """An ACTIVITIES frame from a stripped `runs.csv`: date, sport, kilometres, duration."""
    table = pd.read_csv(source)
    sports = [sport_in_words(text) for text in table["sport"]]
    start = pd.to_datetime(table["date"]) + pd.Timedelta(hours=12)
    rows = {
        "id": [f"{source.parent.name}{i}" for i in range(len(table))],
        "start_utc": start.dt.tz_localize("UTC"),
        "start_local": start,
        "date_only": True,
        "sport": sports,
        "kind": [kind_of(sport).value for sport in sports],
        "distance_m": table["distance_km"] * 1000,
        "duration_s": pd.to_timedelta(table["duration"]).dt.total_seconds(),
        "warm_up": "unknown",
    }
    return ACTIVITIES.conform(pd.DataFrame(rows))


def ordinary_weeks(activities: pd.DataFrame) -> Iterator[History]:
    """The history as of each ordinary week, once it is over."""
    today = activities["start_local"].max().date() + timedelta(weeks=1)
    whole = build_history(activities, DIARY.empty(), Settings(), week=Week.of(today), today=today)
    days = [session.day for session in whole.sessions]
    with_runs = whole.runs_by_week
    for week in sorted(with_runs):
        if all(week.before(back) in with_runs for back in range(1, WEEKS_BEFORE + 1)):
            yield History(
                week=week, as_of=week.end, today=week.end + timedelta(days=1), settings=whole.settings,
                sessions=whole.sessions[: bisect_right(days, week.end)], diary=(), diary_to_today=(),
            )  # fmt: skip


def loudest_load_share(budget: Budget) -> float:
    """The largest share of weeks in which one load rule was at caution or louder."""
    codes = [rule.ENTRY.code for rule in RULES if rule.ENTRY.family == "load"]
    return max(sum(budget.share(code, one.word) for one in Severity if one >= Severity.CAUTION) for code in codes)


def kept(budget: Budget) -> bool:
    """Whether the budget of the evidence table is met."""
    return (
        budget.median <= MEDIAN_AT_MOST
        and budget.ninetieth <= NINETIETH_AT_MOST
        and loudest_load_share(budget) <= LOAD_SHARE_AT_MOST
    )


def table(budget: Budget) -> str:
    """One line per rule of the book: its share of the weeks by how loud it spoke, silent rules included."""
    words = [severity.word for severity in Severity]
    lines = [f"{'':8} {'rule':22}" + "".join(f"{word:>10}" for word in words)]
    for rule in RULES:
        shares = (budget.share(rule.ENTRY.code, word) for word in words)
        lines.append(f"{rule.ENTRY.code:8} {rule.ENTRY.name:22}" + "".join(f"{share:10.1%}" for share in shares))
    return "\n".join(lines)


def main() -> int:
    """Print the table and return the exit code: 1 where the budget is broken and `--assert` was given."""
    budget = measure(Path(sys.argv[1]))
    print(f"{budget.weeks} ordinary weeks of {budget.logs} logs; findings at caution or louder per week: "
          f"median {budget.median:g} (at most {MEDIAN_AT_MOST}), 90th percentile {budget.ninetieth:g} "
          f"(at most {NINETIETH_AT_MOST}); loudest load rule {loudest_load_share(budget):.1%} "
          f"(at most {LOAD_SHARE_AT_MOST:.0%}): {'kept' if kept(budget) else 'BROKEN'}")  # fmt: skip
    print(table(budget))
    return 1 if "--assert" in sys.argv and not kept(budget) else 0


if __name__ == "__main__":
    sys.exit(main())
