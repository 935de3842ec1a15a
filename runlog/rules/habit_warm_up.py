"""Runs without a warm-up.

What it looks at
The week's runs whose warm-up is known: minutes in the diary, words in titles and notes, an easy start in the samples,
a walk, a mobility session or a jog just before. At least three must be known. Some without a warm-up is a note; more
than half without is a caution in the first such week, and a note in later ones until every known run of a week had one.
The share of the eight weeks before is told beside it.

Why it matters
Both surgeons ask for a thorough warm-up before each run, one of them for the back in particular: most runners warm up
their legs and forget it.

What to do
Take some minutes before each run, begin it easily, and put the back into the warm-up.

Limits
The articles only; nobody has shown that a warm-up spares the back. A run whose warm-up isn't recorded counts neither
way.

Sources
McCance, Running and low back pain: a thorough warm-up before the run.
Kieffer, back tips for Run Reigate: put the back into the warm-up.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runlog.clock import Week
from runlog.features.habits import warm_up_of
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.habit_weeks import WEEKS_BEFORE
from runlog.rules.outcomes import above, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

MIN_KNOWN: Final = 3
"""Evidence table, warm-up: of the week's runs whose warm-up is known, at least three."""
SHARE_CAUTION: Final = 0.5
"""Evidence table: more than half without."""
MIN_KNOWN_BEFORE: Final = 8
"""Own past: one known run a week of the eight weeks before, on average (ours)."""

ENTRY: Final = RuleEntry(
    code="HABIT002",
    name="warm-up",
    family="habit",
    guidance=("M1", "K1"),
    evidence=Evidence.EXPERT_OPINION,
    sources=("McCance, Running and low back pain", "Kieffer, back tips for Run Reigate"),
    thresholds={"min_known": MIN_KNOWN, "share_caution": SHARE_CAUTION},
)


@dataclass(frozen=True, slots=True)
class _WarmUps:
    runs: int
    noted: int
    detected: int
    without: int

    @property
    def known(self) -> int:
        return self.noted + self.detected + self.without

    def loud(self, limits: Mapping[str, float]) -> bool:
        return self.known >= limits["min_known"] and above(self.without / self.known, limits["share_caution"])


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's runs by how their warm-up is known."""
    week = _warm_ups(history, history.week)
    if not week.runs:
        return ok(Message.of("HABIT002.no_runs"))
    coverage = Coverage(week.known, week.runs, "runs")
    observed = {"noted": week.noted, "detected": week.detected, "without": week.without,
                "unknown": week.runs - week.known}  # fmt: skip
    if week.known < limits["min_known"]:
        return unknown(
            Message.of("HABIT002.unknown", known=week.known, runs=week.runs), Message.of("HABIT002.missing"),
            observed=observed, coverage=coverage, threshold=shown(limits),
        )  # fmt: skip
    if not week.without:
        return ok(
            Message.of("HABIT002.ok", known=week.known), observed=observed, coverage=coverage, threshold=shown(limits)
        )
    first = week.loud(limits) and not _told_before(history, limits)
    numbers = {"without": week.without, "known": week.known, "runs": week.runs, "noted": week.noted,
               "detected": week.detected}  # fmt: skip
    return flag(
        Severity.CAUTION if first else Severity.NOTE,
        Message.of("HABIT002.title", **numbers),
        seen=_seen(history, numbers),
        why=Message.of("HABIT002.why"),
        advice=Message.of("HABIT002.advice"),
        observed=observed,
        threshold=shown(limits),
        window=(history.week.start, history.as_of),
        coverage=coverage,
    )


def _seen(history: History, numbers: Mapping[str, int]) -> Message:
    """With the runner's own past, where enough of it is known."""
    weeks = [_warm_ups(history, history.week.before(back)) for back in range(1, WEEKS_BEFORE + 1)]
    known, without = sum(week.known for week in weeks), sum(week.without for week in weeks)
    if known < MIN_KNOWN_BEFORE:
        return Message.of("HABIT002.seen", **numbers)
    return Message.of("HABIT002.seen_usual", before=without, known_before=known, **numbers)


def _told_before(history: History, limits: Mapping[str, float]) -> bool:
    """Whether an earlier week met the threshold, with none since in which every known run had a warm-up."""
    for week in sorted(history.runs_by_week, reverse=True):
        if week >= history.week:
            continue
        earlier = _warm_ups(history, week)
        if earlier.loud(limits):
            return True
        if earlier.known >= limits["min_known"] and not earlier.without:
            return False
    return False


def _warm_ups(history: History, week: Week) -> _WarmUps:
    runs = history.runs_by_week.get(week, ())
    how = [warm_up_of(history, run) for run in runs]
    return _WarmUps(len(runs), how.count("noted"), how.count("detected"), how.count("none"))
