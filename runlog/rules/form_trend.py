"""Steps have become slower, or the bounce higher, at the same pace.

What it looks at
The mean cadence and vertical oscillation of the runs of four weeks, against those of the twelve weeks before, over runs
at like pace alone (within a tenth of the recent median speed). Cadence down by 5 % or oscillation up by 10 % is a
note. It needs eight such runs in the four weeks and sixteen before.

Why it matters
In one comparison, runners with low back pain took fewer steps a minute than others: 166 against 171. Longer, higher
steps land harder.

What to do
Nothing has to be done about a number. If the back is touchy, try slightly shorter, quicker steps on an easy run.

Limits
Fifty-two runners with and fifty-two without pain, looked at once: pain may change the step as well as the other way
about. The thresholds are runlog's own and cautious. Other shoes, another watch, hills and tired weeks change both
numbers.

Sources
Drozda 2024: 166 against 171 steps a minute, 52 against 52 runners, cross-sectional.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.form import MIN_EARLIER, MIN_RECENT, Trend, cadence_trend, oscillation_trend
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

CADENCE_FALL_NOTE: Final = 0.05
OSCILLATION_RISE_NOTE: Final = 0.10
"""The evidence table gives "own trend, a note at most" without numbers; these are ours."""

ENTRY: Final = RuleEntry(
    code="FORM001",
    name="cadence-trend",
    family="form",
    guidance=("M0",),
    evidence=Evidence.WEAK,
    sources=("Drozda 2024 (52 against 52 runners, cross-sectional)",),
    thresholds={"cadence_fall_note": CADENCE_FALL_NOTE, "oscillation_rise_note": OSCILLATION_RISE_NOTE},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The runner's own trend of both."""
    if not history.runs_by_week.get(history.week):
        return ok(Message.of("FORM001.no_runs"))
    cadence, bounce = cadence_trend(history), oscillation_trend(history)
    rest = {"observed": _observed(cadence, bounce), "threshold": shown(limits),
            "coverage": Coverage(min(cadence.runs_recent, MIN_RECENT), MIN_RECENT, "runs")}  # fmt: skip
    if cadence.change is not None and at_least(-cadence.change, limits["cadence_fall_note"]):
        return _flagged("cadence", cadence, -cadence.change, rest)
    if bounce.change is not None and at_least(bounce.change, limits["oscillation_rise_note"]):
        return _flagged("bounce", bounce, bounce.change, rest)
    if cadence.change is None:
        missing = Message.of("FORM001.missing", recent=MIN_RECENT, earlier=MIN_EARLIER)
        return unknown(Message.of("FORM001.unknown"), missing, **rest)
    return ok(Message.of("FORM001.ok", recent=cadence.recent or 0.0), **rest)


def _flagged(which: str, trend: Trend, change: float, rest: Mapping[str, object]) -> Outcome:
    return flag(
        Severity.NOTE,
        Message.of(f"FORM001.title_{which}", change=change),
        seen=Message.of(
            f"FORM001.seen_{which}",
            recent=trend.recent or 0.0, earlier=trend.earlier or 0.0, runs=trend.runs_recent,
            runs_earlier=trend.runs_earlier,
        ),
        why=Message.of("FORM001.why"),
        advice=Message.of("FORM001.advice"),
        **rest,
    )  # fmt: skip


def _observed(cadence: Trend, bounce: Trend) -> Mapping[str, float | None]:
    return {
        "cadence_spm": cadence.recent, "cadence_before_spm": cadence.earlier, "runs": cadence.runs_recent,
        "vertical_oscillation_mm": bounce.recent, "vertical_oscillation_before_mm": bounce.earlier,
    }  # fmt: skip
