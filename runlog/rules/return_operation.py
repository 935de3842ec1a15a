"""Running after an operation on the back: not before six weeks, and not without a clearance.

What it looks at
The operation in the settings' `[return]`, the recorded clearance (`cleared_on`, and `cleared_by` where you like), and
the week's runs. After a microdiscectomy a run before six full weeks are over, or without a recorded clearance, asks for
action. After any other operation a run without a recorded clearance does, and runlog has no plan for it. An operation
more than a year ago, or without a day, in a log with half a year of running since (or all of a younger log, from twelve
weeks on) is asked about quietly and flags nothing.

Why it matters
Where a disc was operated on, the tissue needs weeks to heal. The surgeon's word is that short distances can begin
around six weeks after a microdiscectomy; who operated knows how it went.

What to do
Leave running until then, walk as you were told to, and ask your surgeon. Record the clearance in runlog.toml:
`[return]` with `cleared_by` and `cleared_on`.

Limits
Surgeons differ, from six weeks to two years; yours decides. An operation counts as a microdiscectomy only where its
name says so and names nothing else; a second one, a fusion or any other is "ask your surgeon". A clearance dated before
the operation, or without a date, is none.

Sources
Kieffer, back tips for Run Reigate: short runs again some six weeks after a microdiscectomy.
Surgeons differ (6 weeks to 2 years): expert opinion.
"""

from collections.abc import Mapping
from typing import Final

from runlog.features.history import History, Session
from runlog.features.return_plan import Operation, cleared_on, earliest_run, is_long_past, operation
from runlog.messages import Message
from runlog.rules.finding import Evidence, Outcome, Severity, Value
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="RETN001",
    name="run-after-operation",
    family="return",
    guidance=("K11",),
    evidence=Evidence.EXPERT_OPINION,
    sources=("Kieffer, back tips for Run Reigate", "Surgeons differ (6 weeks to 2 years)"),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's runs after an operation, held against six weeks and the clearance."""
    del limits
    kind, day = operation(history), history.settings.return_.operation_on
    if kind == "none":
        return ok(Message.of("RETN001.none"))
    if kind == "planned":
        return ok(Message.of("RETN001.planned", day=day or history.as_of))
    if cleared_on(history) is None and is_long_past(history):
        return unknown(Message.of("RETN001.unknown_long_past"), Message.of("RETN001.missing_long_past"))
    cleared, earliest = cleared_on(history), earliest_run(history)
    runs = [run for run in history.runs_by_week.get(history.week, ()) if day is None or run.day >= day]
    observed: dict[str, Value] = {"operation": kind, "operation_on": day, "cleared_on": cleared,
                "earliest_run": earliest if kind == "microdiscectomy" else None, "runs": len(runs)}  # fmt: skip
    early = [run for run in runs if kind == "microdiscectomy" and earliest is not None and run.day < earliest]
    unasked = [run for run in runs if cleared is None or run.day < cleared]
    if early or unasked:
        return _flagged(history, kind, early, unasked, observed)
    return _not_run(history, kind, observed)


def _not_run(history: History, kind: Operation, observed: Mapping[str, Value]) -> Outcome:
    """No run of the week came too early; what is known of the operation, and whether running may begin."""
    cleared, earliest = cleared_on(history), earliest_run(history)
    if kind == "microdiscectomy" and earliest is None:
        return unknown(Message.of("RETN001.unknown"), Message.of("RETN001.missing_day"), observed=observed)
    if cleared is None:
        title = Message.of(f"RETN001.unknown_{kind}")
        return unknown(title, Message.of("RETN001.missing_clearance"), observed=observed)
    if kind == "microdiscectomy" and earliest is not None and history.as_of < earliest:
        return ok(Message.of("RETN001.ok_waiting", earliest=earliest), observed=observed)
    return ok(Message.of("RETN001.ok", cleared=cleared), observed=observed)


def _flagged(
    history: History, kind: Operation, early: list[Session], unasked: list[Session], observed: Mapping[str, Value]
) -> Outcome:
    days = tuple(sorted({run.day for run in (*early, *unasked)}))
    variant = "other" if kind == "other" else "early" if early else "uncleared"
    day = history.settings.return_.operation_on
    seen = Message.of("RETN001.seen_undated", days=days)
    if day is not None:
        seen = Message.of(f"RETN001.seen_{variant}", days=days, operation_on=day)
    return flag(
        Severity.ACT,
        Message.of(f"RETN001.title_{variant}"),
        seen=seen,
        why=Message.of(f"RETN001.why_{'other' if kind == 'other' else 'microdiscectomy'}"),
        advice=Message.of(f"RETN001.advice_{variant}"),
        observed=observed,
        window=(history.week.start, history.as_of),
    )
