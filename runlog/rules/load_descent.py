"""Far more downhill than in the weeks before.

What it looks at
The metres descended on the week's runs, against the mean of the four weeks before and the highest of the eight. More
than 1.5 times the mean, and above the highest, is a note from 100 m on. A treadmill descends nothing.
Inside a return plan's own step it is silent.

Why it matters
Downhill each step lands harder, and a back that gives trouble wants less strain.

What to do
Add descents little by little; on a steep one take short steps, or walk.

Limits
Makers of watches weigh downhill up to three times as much as level ground; no study shows what it does to backs. The
figures are runlog's own. Descent is known from files with altitude alone: in a week, for 80 % of the distance at least.

Sources
Vendors' impact models; runlog's own thresholds.
McCance, Running and low back pain: running stresses the back again and again.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.comeback import in_plans_step
from runlog.features.descent import WeekDescent, week_descent
from runlog.features.history import History
from runlog.features.load import WEEKS_IN_HIGHEST
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

RATIO_NOTE: Final = 1.5
"""Evidence table, descent: above 1.5 times the mean of four weeks, and above the highest of eight."""
MIN_DESCENT_M: Final = 100.0
"""Less than this in a week is level running, however its ratio (ours)."""

ENTRY: Final = RuleEntry(
    code="LOAD004",
    name="descent",
    family="load",
    guidance=("M0", "M6"),
    evidence=Evidence.WEAK,
    sources=("Vendors' impact models; runlog's own thresholds", "McCance, Running and low back pain"),
    thresholds={"ratio_note": RATIO_NOTE, "min_descent_m": MIN_DESCENT_M},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's descent against the runner's own past."""
    week = week_descent(history)
    if not week.runs:
        return ok(Message.of("LOAD004.no_runs"))
    if in_plans_step(history):
        return ok(Message.of("LOAD004.ok_plan"), threshold=shown(limits))
    rest = {
        "observed": {"descent_m": week.descent_m, "mean_before_m": week.mean_before_m,
                     "highest_before_m": week.highest_before_m, "after_break": week.after_break},
        "threshold": shown(limits), "coverage": Coverage(week.known_runs, week.runs, "runs"),
        "window": (history.week.before(WEEKS_IN_HIGHEST).start, history.as_of),
    }  # fmt: skip
    if week.mean_before_m is not None and _far(week, limits):
        return _flagged(week, rest)
    if not week.known:
        return unknown(Message.of("LOAD004.unknown"), Message.of("LOAD004.missing"), **rest)
    if week.mean_before_m is None:
        return unknown(Message.of("LOAD004.unknown"), Message.of("LOAD004.missing_before"), **rest)
    return ok(Message.of("LOAD004.ok", descent_m=week.descent_m, mean_m=week.mean_before_m), **rest)


def _far(week: WeekDescent, limits: Mapping[str, float]) -> bool:
    """What is known of the week suffices, where that alone is above both."""
    return (
        at_least(week.descent_m, limits["min_descent_m"])
        and above(week.descent_m, limits["ratio_note"] * (week.mean_before_m or 0.0))
        and above(week.descent_m, week.highest_before_m or 0.0)
    )


def _flagged(week: WeekDescent, rest: Mapping[str, object]) -> Outcome:
    variant = "title_break" if week.after_break else "title"
    return flag(
        Severity.NOTE,
        Message.of(f"LOAD004.{variant}", descent_m=week.descent_m),
        seen=Message.of(
            "LOAD004.seen",
            descent_m=week.descent_m, mean_m=week.mean_before_m or 0.0, highest_m=week.highest_before_m or 0.0,
        ),
        why=Message.of("LOAD004.why"),
        advice=Message.of("LOAD004.advice"),
        **rest,
    )  # fmt: skip
