"""Pain that is up on the mornings after runs, again and again.

What it looks at
The last six days with a run on which back or leg pain was recorded before and on the next morning. It flags when pain
was 2 or more points higher after at least four of them, and more often so than after days without running in the eight
weeks before.

Why it matters
McCance asks for an evaluation when running consistently brings on back or leg pain, to find out where the pain comes
from. Guessing at the cause helps nobody.

What to do
Make an appointment with a spine specialist, or ask your doctor for one, and take the report along. Until then, run
only what doesn't bring it on. Afterwards record the visit: `seen_on` and `seen_by` in the diary. That closes it; it
opens again when the pattern comes back after four weeks without it, or by 2 points more.

Limits
The numbers are runlog's own. The pattern says what goes along with running, not what causes the pain. Two runs on one
day share a morning and count once. With fewer than three days without a run on record there is nothing to compare with,
and the rule says so. Painkillers mask the score.

Sources
McCance, Running and low back pain: running that consistently brings on back or leg pain.
Guidance M8; a change of 2 points is taken as a real one.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from runlog.features.after_runs import LAST_RUNS, MIN_REST_DAYS, RISES, AfterRuns, after_runs
from runlog.features.appointments import appointments
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="PAIN002",
    name="pain-after-runs",
    family="pain",
    guidance=("M8", "M11"),
    evidence=Evidence.MODERATE,
    sources=("McCance, Running and low back pain", "Thresholds: runlog's own (guidance M8)"),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """Whether the pattern stands and nobody has looked at it yet."""
    del limits
    state = after_runs(history)
    coverage = Coverage(state.runs, LAST_RUNS, "runs")
    found = next((sign for sign in appointments(history) if sign.sign == "pain_after_runs"), None)
    observed = {
        "runs": state.runs, "rises": state.rises, "rest_days": state.rest_days, "rest_rises": state.rest_rises,
        "mean_rise": state.mean_rise, "painkiller_days": state.masked,
    }  # fmt: skip
    if found is not None:
        diagnosis = history.settings.history.known_diagnosis
        advice = Message.of("PAIN002.advice")
        if diagnosis:
            advice = Message.of("PAIN002.advice_diagnosis", told=diagnosis)
        return flag(
            Severity.ACT,
            Message.of("PAIN002.title"),
            seen=_seen(state, found.last_on),
            why=Message.of("PAIN002.why"),
            advice=advice,
            urgency="appointment",
            observed={**observed, "since": found.opened_on, "last": found.last_on},
            window=(found.opened_on, found.last_on),
            coverage=coverage,
        )  # fmt: skip
    return _not_flagged(history, state, observed=observed, coverage=coverage)


def _not_flagged(history: History, state: AfterRuns, **rest: Any) -> Outcome:
    if state.consistent:
        return ok(Message.of("PAIN002.ok_seen"), **rest)
    if state.often and state.comparable:
        return ok(Message.of("PAIN002.ok_as_often"), **rest)
    if state.often:
        missing = Message.of("PAIN002.missing_rest", days=state.rest_days, needed=MIN_REST_DAYS)
        return unknown(Message.of("PAIN002.unknown"), missing, **rest)
    if not history.runs:
        return ok(Message.of("PAIN002.no_runs"))
    # With so many mornings missing, four rises of six can't be ruled out.
    if state.rises + (LAST_RUNS - state.runs) >= RISES:
        missing = Message.of("PAIN002.missing", runs=state.runs, needed=LAST_RUNS)
        return unknown(Message.of("PAIN002.unknown"), missing, **rest)
    return ok(Message.of("PAIN002.ok", rises=state.rises, runs=state.runs), **rest)


def _seen(state: AfterRuns, last: date) -> Message:
    if not state.often:
        return Message.of("PAIN002.seen_earlier", last=last)
    variant = "PAIN002.seen_masked" if state.masked else "PAIN002.seen"
    return Message.of(
        variant, rises=state.rises, runs=state.runs, rest_rises=state.rest_rises, rest_days=state.rest_days,
        masked=state.masked,
    )  # fmt: skip
