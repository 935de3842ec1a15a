"""A graded way back to running, gated on symptoms: walk, bike, walk and run by turns, short runs.

From the settings' `[return]`. The article speaks of building up slowly, of a static bike, of short distances about six
weeks after a microdiscectomy; the steps, their figures and their gates are runlog's own. Weeks are ISO weeks.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from runlog.clock import DAYS_PER_WEEK, Week
from runlog.features.history import History
from runlog.features.memo import once
from runlog.features.return_signs import Symptoms, week_symptoms
from runlog.units import S_PER_MIN
from runlog.words.training import kind_of_operation

NO_RUN_AFTER_OPERATION: Final = timedelta(weeks=6)
"""Kieffer: short runs again some six weeks after a microdiscectomy; read as six full weeks."""
LONG_PAST: Final = timedelta(days=365)
RUNNING_WEEKS: Final = 26
"""Guidance K11: an operation more than a year ago, with half a year of running since."""
MIN_RUNNING_WEEKS: Final = 12
RUNNING_SHARE: Final = 0.75
"""Weeks of log that can stand for it, and how many of them need a run (ours)."""
LONGEST_PLAN: Final = 26
"""Weeks after which a plan that nobody finished no longer speaks for the week (ours)."""
FIRST_WEEK_DAYS: Final = 4
"""A first week with fewer days of the plan than this does not count as a week at its step (ours)."""

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
StepName = Literal["walk", "bike", "walk_run", "walk_run_longer", "short_runs", "short_runs_longer"]
Operation = Literal["none", "planned", "microdiscectomy", "other"]
Phase = Literal["no plan", "ask surgeon", "not begun", "on", "done", "lapsed"]
Hold = Literal["", "six weeks", "clearance"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the plan: the most runs in its week, and the longest of them in minutes and metres (ours)."""

    name: StepName
    runs: int = 0
    minutes: float = 0.0
    metres: float = 0.0


STEPS: Final = (
    Step("walk"),
    Step("bike"),
    Step("walk_run", runs=3, minutes=20, metres=3_000),
    Step("walk_run_longer", runs=3, minutes=30, metres=4_500),
    Step("short_runs", runs=3, minutes=20, metres=3_500),
    Step("short_runs_longer", runs=3, minutes=30, metres=5_000),
)
"""Each lasts a week or more; minutes and metres are those of the whole session, walking included."""
FIRST_RUN_STEP: Final = 2
MIN_RUNS_TO_GO_ON: Final = 2
"""A week at a running step counts when at least two runs were done at it (ours)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWeek:
    """One week of the plan: its step, what of it was exceeded, and the symptoms that decide on the next."""

    week: Week
    number: int
    step: int
    """Position in `STEPS`."""
    hold: Hold
    """What keeps the plan from running steps after a microdiscectomy."""
    too_many: int
    """Runs above the step's number."""
    too_long: int
    """Runs above the step's minutes or metres."""
    runs: int
    symptoms: Symptoms


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnState:
    """Where the way back stands in the asked week."""

    phase: Phase
    operation: Operation
    begins: date | None = None
    weeks: tuple[PlanWeek, ...] = ()

    @property
    def now(self) -> PlanWeek | None:
        """The asked week of a plan that is under way."""
        return self.weeks[-1] if self.phase == "on" and self.weeks else None


def operation(history: History) -> Operation:
    """What kind of operation the settings record, as of the asked week; what isn't plainly a microdiscectomy is other.

    A first microdiscectomy of the low back is told by its name; any further word of another procedure, a second one or
    another part of the spine makes it `other`, for which runlog has no plan.
    """
    told = history.settings.return_
    kind = (told.operation_kind or "").strip()
    if told.operation_on is None and not kind:
        return "none"
    if told.operation_on is not None and told.operation_on > history.as_of:
        return "planned"
    return kind_of_operation(kind)


def is_long_past(history: History) -> bool:
    """Whether an operation lies more than a year back, or has no day, in a log of regular running since.

    It is then a matter of one quiet question and no more of weeks. The day may stand in the words as a year (`fusion
    1998`). A log younger than half a year tells of it by as many weeks as it has, twelve at least.
    """
    day = _operated_by(history)
    if not history.runs or (day is not None and history.as_of - day <= LONG_PAST):
        return False
    first = Week.of(history.sessions[0].day)
    weeks = [week for back in range(RUNNING_WEEKS) if (week := history.week.before(back)) >= first]
    with_runs = sum(week in history.runs_by_week for week in weeks)
    return len(weeks) >= MIN_RUNNING_WEEKS and with_runs >= RUNNING_SHARE * len(weeks)


def _operated_by(history: History) -> date | None:
    """The operation's day, or the last of the year that its words name; None where neither is told."""
    told = history.settings.return_
    years = [int(year) for year in _YEAR.findall(told.operation_kind or "")]
    return told.operation_on or (date(max(years), 12, 31) if years else None)


def cleared_on(history: History) -> date | None:
    """The day of a recorded clearance that is not before the operation; None where there is none by `as_of`."""
    told = history.settings.return_
    day = told.cleared_on
    if day is None or day > history.as_of or (told.operation_on is not None and day < told.operation_on):
        return None
    return day


def earliest_run(history: History) -> date | None:
    """Six weeks after the operation; None where its day isn't recorded."""
    day = history.settings.return_.operation_on
    return None if day is None else day + NO_RUN_AFTER_OPERATION


@once
def return_state(history: History) -> ReturnState:
    """The plan up to the asked week; each week's step follows from the symptoms of the one before."""
    kind, told = operation(history), history.settings.return_
    if kind not in {"none", "planned"} and is_long_past(history):
        kind = "none"
    if kind == "other":
        return ReturnState(phase="no plan" if cleared_on(history) else "ask surgeon", operation=kind)
    begins = told.from_
    if begins is None or kind == "planned":
        return ReturnState(phase="no plan", operation=kind)
    if told.operation_on is not None:
        begins = max(begins, told.operation_on)
    if begins > history.as_of:
        return ReturnState(phase="not begun", operation=kind, begins=begins)
    return _followed(history, kind, begins)


def weeks_ahead(history: History) -> tuple[tuple[Week, Step], ...]:
    """The asked week's step and the earliest weeks of those after it, if every week is recorded and quiet.

    Empty where there is no plan under way or to come. Where a running step waits for a clearance, nothing after the
    walking is told, since nobody knows when.
    """
    state = return_state(history)
    if state.phase == "not begun" and state.begins:
        week, step = Week.of(state.begins), 0
    elif state.now is not None:
        week, step = state.now.week, state.now.step
    else:
        return ()
    ahead: list[tuple[Week, Step]] = []
    while step < len(STEPS):
        hold = _hold(history, state.operation, week)
        step = min(step, _highest(hold))
        ahead.append((week, STEPS[step]))
        if hold == "clearance" and (cleared_on(history) is None or len(ahead) > LONGEST_PLAN):
            break
        if hold == "six weeks" and earliest_run(history) is None:
            break
        week, step = week.before(-1), step + 1
    return tuple(ahead)


def _followed(history: History, kind: Operation, begins: date) -> ReturnState:
    weeks: list[PlanWeek] = []
    week, step = Week.of(begins), 0
    while week <= history.week:
        hold = _hold(history, kind, week)
        step = min(step, _highest(hold))
        weeks.append(_plan_week(history, week, step, hold, begins))
        if len(weeks) > LONGEST_PLAN:
            return ReturnState(phase="lapsed", operation=kind, begins=begins, weeks=tuple(weeks))
        if week < history.week:
            step = _next_step(weeks[-1], counts=(week.end - begins).days + 1 >= FIRST_WEEK_DAYS)
        if step == len(STEPS):
            return ReturnState(phase="done", operation=kind, begins=begins, weeks=tuple(weeks))
        week = week.before(-1)
    return ReturnState(phase="on", operation=kind, begins=begins, weeks=tuple(weeks))


def _hold(history: History, kind: Operation, week: Week) -> Hold:
    """Running steps wait for a clearance and for six weeks; both must hold from the week's Monday on."""
    if kind != "microdiscectomy":
        return ""
    cleared, earliest = cleared_on(history), earliest_run(history)
    if cleared is None or cleared > week.start:
        return "clearance"
    return "six weeks" if earliest is None or earliest > week.start else ""


def _highest(hold: Hold) -> int:
    return {"clearance": 0, "six weeks": 1, "": len(STEPS) - 1}[hold]


def _plan_week(history: History, week: Week, step: int, hold: Hold, begins: date) -> PlanWeek:
    runs = [run for run in history.runs_by_week.get(week, ()) if run.day >= begins]
    limit = STEPS[step]
    long = [
        run
        for run in runs
        if (run.duration_s or 0.0) > limit.minutes * S_PER_MIN or (run.distance_m or 0.0) > limit.metres
    ]
    return PlanWeek(
        week=week,
        number=(week.start - Week.of(begins).start).days // DAYS_PER_WEEK + 1,
        step=step,
        hold=hold,
        too_many=max(len(runs) - limit.runs, 0),
        too_long=len(long) if limit.runs else 0,
        runs=len(runs),
        symptoms=week_symptoms(history, week, begins),
    )


def _next_step(done: PlanWeek, *, counts: bool) -> int:
    """Back one step when symptoms are up; on when they were recorded and quiet and the step was done; else again."""
    if done.symptoms.up:
        return max(done.step - 1, 0)
    at_it = done.step < FIRST_RUN_STEP or done.runs >= MIN_RUNS_TO_GO_ON
    return done.step + 1 if counts and at_it and done.symptoms.quiet else done.step
