"""Seven days of much the same distance each.

What it looks at
The kilometres run on each of the seven days up to the week's end, a day of rest being zero: their mean over their
spread (population standard deviation). More than 2 is a note.
Inside a return plan's own step it is silent.

Why it matters
Hard and easy days in turn give the body time to recover. Days that are all alike give it none, and a back that is
loaded again and again wants such a time.

What to do
Let easy days be easy, and keep a day without running in the week.

Limits
The figure comes from a study of illness in athletes, not of backs, and was made for felt effort; here it is worked out
from distance. Seven short days in a row are even, too, and may do no harm. It is a note at most. In real training
logs, 4.4 % of weeks lie above 2.

Sources
Foster 1998, on monitoring training: monotony and strain, and illness in athletes.
McCance, Running and low back pain: running stresses the back again and again.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.comeback import in_plans_step
from runlog.features.history import History
from runlog.features.rhythm import Rhythm, seven_days
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

MONOTONY_NOTE: Final = 2.0
"""Evidence table, monotony: above 2."""

ENTRY: Final = RuleEntry(
    code="LOAD003",
    name="monotony",
    family="load",
    guidance=("M0",),
    evidence=Evidence.WEAK,
    sources=("Foster 1998 (illness in athletes, not backs)", "McCance, Running and low back pain"),
    thresholds={"monotony_note": MONOTONY_NOTE},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The seven days up to `as_of`."""
    if not history.runs_by_week.get(history.week):
        return ok(Message.of("LOAD003.no_runs"))
    if in_plans_step(history):
        return ok(Message.of("LOAD003.ok_plan"), threshold=shown(limits))
    rhythm = seven_days(history)
    if rhythm is None:
        return unknown(Message.of("LOAD003.unknown"), Message.of("LOAD003.missing_days"), threshold=shown(limits))
    rest = {"observed": _observed(rhythm), "threshold": shown(limits), "window": (rhythm.first, rhythm.last),
            "coverage": Coverage(rhythm.runs - rhythm.runs_without_distance, rhythm.runs, "runs")}  # fmt: skip
    if rhythm.runs_without_distance:
        missing = Message.of("LOAD003.missing_distance", runs=rhythm.runs_without_distance)
        return unknown(Message.of("LOAD003.unknown"), missing, **rest)
    if not rhythm.alike and not above(rhythm.monotony or 0.0, limits["monotony_note"]):
        return ok(Message.of("LOAD003.ok", rest=rhythm.rest_days), **rest)
    return flag(
        Severity.NOTE,
        Message.of("LOAD003.title"),
        seen=_seen(rhythm),
        why=Message.of("LOAD003.why"),
        advice=Message.of("LOAD003.advice"),
        **rest,
    )


def _seen(rhythm: Rhythm) -> Message:
    if rhythm.monotony is None:
        return Message.of("LOAD003.seen_alike", mean_m=rhythm.mean_m)
    return Message.of(
        "LOAD003.seen", mean_m=rhythm.mean_m, spread_m=rhythm.spread_m, monotony=rhythm.monotony, rest=rhythm.rest_days
    )


def _observed(rhythm: Rhythm) -> Mapping[str, float | bool | None]:
    return {"mean_m": rhythm.mean_m, "spread_m": rhythm.spread_m, "monotony": rhythm.monotony,
            "strain_m": rhythm.strain_m, "alike": rhythm.alike, "rest_days": rhythm.rest_days}  # fmt: skip
