"""The week's step on the way back to running, and whether it was kept.

What it looks at
The plan from `[return] from`: walk, bike, walk and run by turns, a longer such session, short runs, longer short runs,
each for a week or more. The week's runs are held against its step: how many, how long, how far. A step exceeded is a
caution, and so are symptoms that are up: back or leg pain above 3, up by 2 or more the morning after a run, or a leg
sign.

Why it matters
The surgeon says that running can come back within weeks when it is built up slowly, with gentle exercise such as a
static bike. The symptoms show whether it is slow enough.

What to do
Keep to the week's step. When symptoms are up, go back one step; when they were quiet on three recorded days at least,
the next week has the next step. A week that isn't recorded moves nothing.

Limits
The steps and their figures are runlog's own, made from the articles' words; the plan's length is a guide, and a
physiotherapist's plan goes before it. No step is told while a red flag is open. It is no plan for after an operation
other than a microdiscectomy. After that one the bike waits for the recorded clearance, and running for the clearance
and for six full weeks.

Sources
Kieffer, back tips for Run Reigate: building up slowly, a static bike; six weeks after a microdiscectomy.
Vincent & Vincent 2017, doi 10.1249/JSR.0000000000000362: pain rules for runners' joints, clinical opinion.
"""

from collections.abc import Mapping
from typing import Final

from runlog.clock import DAYS_PER_WEEK
from runlog.features.history import History
from runlog.features.return_plan import STEPS, PlanWeek, ReturnState, return_state
from runlog.features.return_signs import MIN_DAYS, RISE
from runlog.features.riding import bike_hurts
from runlog.features.urgency import red_flags
from runlog.messages import Message, Param
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity, Value
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="RETN002",
    name="return-step",
    family="return",
    guidance=("K10", "K11"),
    evidence=Evidence.EXPERT_OPINION,
    sources=(
        "Kieffer, back tips for Run Reigate",
        "Vincent & Vincent 2017, doi 10.1249/JSR.0000000000000362 (joints, clinical opinion)",
    ),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week against its step."""
    del limits
    state = return_state(history)
    now = state.now
    if now is not None and red_flags(history):
        return unknown(Message.of("RETN002.waiting"), Message.of("RETN002.missing_waiting"))
    if now is None:
        return _no_step(state)
    rest = {"observed": _observed(now), "window": (history.week.start, history.as_of),
            "coverage": Coverage(now.symptoms.days_recorded, DAYS_PER_WEEK, "days")}  # fmt: skip
    step = STEPS[now.step]
    exceeded = now.too_many + now.too_long > 0
    if exceeded or now.symptoms.up:
        return _flagged(now, exceeded=exceeded, rest=rest)
    numbers: dict[str, Param] = {"step": now.step + 1, "steps": len(STEPS), "runs": step.runs}
    if now.symptoms.days_recorded < MIN_DAYS and history.week_is_over:
        title = Message.of(f"RETN002.ok_{step.name}", **numbers)
        return unknown(title, Message.of("RETN002.missing", days=now.symptoms.days_recorded), **rest)
    no_bike = "_no_bike" if step.name == "bike" and bike_hurts(history) else ""
    return ok(Message.of(f"RETN002.ok_{step.name}{no_bike}", **numbers), **rest)


def _no_step(state: ReturnState) -> Outcome:
    if state.phase == "ask surgeon":
        return unknown(Message.of("RETN002.ask_surgeon"), Message.of("RETN002.missing_surgeon"))
    if state.phase == "lapsed" and state.begins:
        return unknown(Message.of("RETN002.lapsed", begins=state.begins), Message.of("RETN002.missing_lapsed"))
    if state.phase == "not begun" and state.begins:
        return ok(Message.of("RETN002.not_begun", begins=state.begins))
    return ok(Message.of("RETN002.done" if state.phase == "done" else "RETN002.no_plan"))


def _flagged(now: PlanWeek, *, exceeded: bool, rest: Mapping[str, object]) -> Outcome:
    step = STEPS[now.step]
    variant = "exceeded" if exceeded else "symptoms"
    if exceeded and not step.runs:
        variant = "no_run"
    numbers: dict[str, Param] = {
        "step": now.step + 1, "steps": len(STEPS), "runs": now.runs, "most": step.runs,
        "minutes": step.minutes, "distance_m": step.metres, "too_long": now.too_long,
    }  # fmt: skip
    if not exceeded:
        numbers |= {"worst": now.symptoms.worst or 0.0, "rise": now.symptoms.rise or 0.0}
    seen = f"seen_{variant}" if exceeded else _symptom(now)
    return flag(
        Severity.CAUTION,
        Message.of(f"RETN002.title_{variant}", **numbers),
        seen=Message.of(f"RETN002.{seen}", **numbers),
        why=Message.of("RETN002.why"),
        advice=Message.of("RETN002.advice_symptoms" if now.symptoms.up else f"RETN002.advice_{variant}"),
        **rest,
    )


def _symptom(now: PlanWeek) -> str:
    if now.symptoms.leg_signs:
        return "seen_leg"
    return "seen_rise" if (now.symptoms.rise or 0.0) >= RISE else "seen_pain"


def _observed(now: PlanWeek) -> Mapping[str, Value]:
    return {
        "step": now.step + 1, "step_name": STEPS[now.step].name, "plan_week": now.number, "hold": now.hold or None,
        "runs": now.runs, "runs_too_many": now.too_many, "runs_too_long": now.too_long,
        "worst": now.symptoms.worst, "rise": now.symptoms.rise, "symptoms_up": now.symptoms.up,
        "days_recorded": now.symptoms.days_recorded,
    }  # fmt: skip
