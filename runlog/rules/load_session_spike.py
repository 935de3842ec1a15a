"""One run was much longer than any in the 30 days before.

What it looks at
Each run of the week against the longest run of the 30 days before it. At least three runs with a distance must lie in
those 30 days. More than 10 % longer is a note, more than 30 % a caution; more than twice as long is a caution with
plainer advice. A run under 5 km is never louder than a note, and neither is a race, told by its words or by a race's
distance far above the runner's own. Inside a return plan's own step it is silent.

Why it matters
Running loads the back again and again, and a back that gives trouble wants less strain. In a study of
5,205 runners, a single run that outgrew the month before it went along with more injuries; the change from week to
week did not.

What to do
Let the longest run grow by a tenth at most. After a far longer one, go back to the length that you were used to and
build up from there.

Limits
One study. It counted every overuse injury, not backs, and the risk did not simply rise with the size of the jump. A run
without a recorded distance can't be judged, nor can the first runs of a log or after a break, which are told as such. A
log that is younger than 30 days knows nothing of longer runs before it, and says so.

Sources
Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380: 5,205 runners and 588,071 runs; hazard ratio
1.64 (1.31 to 2.05) for runs more than 10 to 30 % longer, 1.52 (1.16 to 2.00) for more than 30 to 100 %, 2.28 (1.50 to
3.48) above that.
McCance, Running and low back pain: running stresses the back again and again.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.comeback import in_plans_step
from runlog.features.history import History, Session
from runlog.features.session_spike import LOOK_BACK, MIN_RUNS_BEFORE, Spike, against_month, runs_before
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry
from runlog.units import M_PER_KM

RATIO_NOTE: Final = 1.10
RATIO_CAUTION: Final = 1.30
RATIO_DOUBLE: Final = 2.00
"""The study's own classes: above 10, 30 and 100 % longer."""
CAUTION_FROM_KM: Final = 5.0
"""Evidence table: a run under 5 km is never louder than a note (ours)."""

ENTRY: Final = RuleEntry(
    code="LOAD001",
    name="session-spike",
    family="load",
    guidance=("M0", "K4"),
    evidence=Evidence.MODERATE,
    sources=(
        "Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380 (all overuse injuries, not backs)",
        "McCance, Running and low back pain",
    ),
    thresholds={
        "ratio_note": RATIO_NOTE,
        "ratio_caution": RATIO_CAUTION,
        "ratio_double": RATIO_DOUBLE,
        "caution_from_km": CAUTION_FROM_KM,
    },
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The run of the week that outgrew the 30 days before it the most."""
    runs = history.runs_by_week.get(history.week, ())
    if not runs:
        return ok(Message.of("LOAD001.no_runs"))
    if in_plans_step(history):
        return ok(Message.of("LOAD001.ok_plan"), threshold=shown(limits))
    judged = [spike for run in runs if (spike := against_month(history, run)) is not None]
    coverage = Coverage(len(judged), len(runs), "runs")
    worst = max(judged, key=lambda spike: (spike_severity(spike, limits), spike.ratio), default=None)
    if worst is not None and above(worst.ratio, limits["ratio_note"]):
        spikes = [spike for spike in judged if above(spike.ratio, limits["ratio_note"])]
        return _flagged(worst, len(spikes), limits, coverage)
    if len(judged) < len(runs):
        return unknown(
            Message.of("LOAD001.unknown"), *_missing(history, runs), coverage=coverage, threshold=shown(limits)
        )
    return ok(Message.of("LOAD001.ok"), coverage=coverage, threshold=shown(limits))


def _missing(history: History, runs: tuple[Session, ...]) -> list[Message]:
    without = sum(1 for run in runs if not run.distance_m)
    new = [run for run in runs if run.distance_m and len(runs_before(history, run)) < MIN_RUNS_BEFORE]
    after_break = sum(1 for run in new if history.sessions[0].day < run.day - LOOK_BACK)
    missing = []
    if without:
        missing.append(Message.of("LOAD001.missing_distance", runs=without))
    if after_break:
        missing.append(Message.of("LOAD001.missing_break", runs=after_break, min_runs=MIN_RUNS_BEFORE))
    if len(new) > after_break:
        missing.append(Message.of("LOAD001.missing_month", runs=len(new) - after_break, min_runs=MIN_RUNS_BEFORE))
    return missing


def spike_severity(spike: Spike, limits: Mapping[str, float]) -> Severity:
    """How loud a longer run is: a race and a run under 5 km are never louder than a note."""
    long = at_least(spike.distance_m / M_PER_KM, limits["caution_from_km"])
    loud = long and not spike.race and above(spike.ratio, limits["ratio_caution"])
    return Severity.CAUTION if loud else Severity.NOTE


def _flagged(worst: Spike, spikes: int, limits: Mapping[str, float], coverage: Coverage) -> Outcome:
    severity = spike_severity(worst, limits)
    advice = "race" if worst.race else severity.word
    if severity is Severity.CAUTION and above(worst.ratio, limits["ratio_double"]):
        advice = "double"
    return flag(
        severity,
        _title(worst),
        seen=Message.of(
            "LOAD001.seen" if spikes == 1 else "LOAD001.seen_several",
            day=worst.run.day, distance_m=worst.distance_m, longest_m=worst.longest_m, longest_day=worst.longest.day,
            more=spikes - 1,
        ),
        why=Message.of("LOAD001.why"),
        advice=Message.of(f"LOAD001.advice_{advice}"),
        observed={
            "run": worst.run.id, "day": worst.run.day, "distance_m": worst.distance_m, "longest_m": worst.longest_m,
            "longest_day": worst.longest.day, "ratio": worst.ratio, "runs_above": spikes, "race": worst.race,
        },
        threshold=shown(limits),
        window=(worst.first, worst.run.day),
        coverage=coverage,
    )  # fmt: skip


def _title(worst: Spike) -> Message:
    if worst.race:
        return Message.of("LOAD001.title_race", distance_m=worst.distance_m, longer_by=worst.ratio - 1)
    young = worst.log_begins > worst.run.day - LOOK_BACK
    return Message.of("LOAD001.title_young" if young else "LOAD001.title", longer_by=worst.ratio - 1)
