"""The week's distance jumped above the mean of the four weeks before.

What it looks at
The week's running distance against the mean of the four weeks before it. More than 10 % above is a note. More than
30 % above, and above the highest of the eight weeks before, is a caution. When one of the four weeks was without runs,
the rise is told as one after a break and is a note at most. A week that isn't over is told as "so far".

Why it matters
Runners and coaches ask about it first, and a sore back wants less strain, not more. How much a weekly rise alone
tells is doubtful; together with one far longer run, or with pain, it tells more.

What to do
Spread a rise over several weeks. After a break, begin with less than before it.

Limits
A study of 5,205 runners saw no relation between the change from week to week and injuries. Backs are unstudied. The
rule needs four weeks of log, and a run without a recorded distance adds nothing to its week. A coach may make it
stricter in the settings.

Sources
Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380: no relation of week-to-week change.
The thresholds are runlog's own: in nine real training logs, 830 ordinary weeks, 45 % of weeks were more than 10 %
above the four-week mean, and 13 % were more than 30 % above it and above the eight weeks' highest.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from runlog.clock import DAYS_PER_WEEK
from runlog.features.history import History
from runlog.features.load import WEEKS_IN_HIGHEST, WEEKS_IN_MEAN, WeekLoad, week_loads
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

RATIO_NOTE: Final = 1.10
RATIO_CAUTION: Final = 1.30
"""Evidence table, weekly mileage jump; ours."""
CAUTION_ABOVE_HIGHEST: Final = 1.0
"""1: a caution also asks for more than the highest of the eight weeks before (evidence table); 0: it doesn't."""

ENTRY: Final = RuleEntry(
    code="LOAD002",
    name="weekly-jump",
    family="load",
    guidance=("U1", "M0", "K4"),
    evidence=Evidence.MIXED,
    sources=(
        "Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380 (no relation of weekly change)",
        "runlog's own thresholds; backs unstudied",
    ),
    thresholds={
        "ratio_note": RATIO_NOTE,
        "ratio_caution": RATIO_CAUTION,
        "caution_above_highest": CAUTION_ABOVE_HIGHEST,
    },
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week against the runner's own four and eight weeks before."""
    load = week_loads(history, 1)[0]
    if load.runs == 0:
        return ok(Message.of("LOAD002.no_runs"), observed=_observed(load), threshold=shown(limits))
    missing = _missing(load, limits)
    if missing is not None:
        return unknown(
            Message.of("LOAD002.unknown"), missing, observed=_observed(load), threshold=shown(limits),
            coverage=Coverage(load.weeks_before, WEEKS_IN_MEAN, "weeks") if load.mean_before_m is None else None,
        )  # fmt: skip
    if not load.mean_before_m or above(load.ratio or 0.0, limits["ratio_note"]):
        return _flagged(history, load, limits)
    return ok(
        Message.of(f"LOAD002.ok{_so_far(load)}", change=(load.ratio or 0.0) - 1),
        seen=_seen(load), observed=_observed(load), threshold=shown(limits), window=_window(history),
    )  # fmt: skip


def _missing(load: WeekLoad, limits: Mapping[str, float]) -> Message | None:
    """What keeps the week from being judged: too young a log, or distances not recorded where they matter."""
    if load.mean_before_m is None:
        return Message.of("LOAD002.missing_weeks", weeks=load.weeks_before)
    if load.runs_without_distance_before:
        return Message.of("LOAD002.missing_distance_before", runs=load.runs_without_distance_before)
    flagged_already = load.ratio is None or above(load.ratio, limits["ratio_note"])
    if load.runs_without_distance and not flagged_already:
        return Message.of("LOAD002.missing_distance", runs=load.runs_without_distance)
    return None


def _flagged(history: History, load: WeekLoad, limits: Mapping[str, float]) -> Outcome:
    highest = load.highest_before_m is not None and load.distance_m > load.highest_before_m
    loud = above(load.ratio or 0.0, limits["ratio_caution"]) and (highest or not limits["caution_above_highest"])
    severity = Severity.CAUTION if loud and not load.after_break else Severity.NOTE
    return flag(
        severity,
        _title(history, load, highest=highest),
        seen=_seen(load),
        why=Message.of("LOAD002.why"),
        advice=Message.of("LOAD002.advice_break" if load.after_break else "LOAD002.advice"),
        observed=_observed(load),
        threshold=shown(limits),
        window=_window(history),
        coverage=Coverage(load.runs - load.runs_without_distance, load.runs, "runs"),
    )


def _title(history: History, load: WeekLoad, *, highest: bool) -> Message:
    if not load.mean_before_m:
        last = max((week for week in history.runs_by_week if week < load.week), default=None)
        if last is None:
            return Message.of("LOAD002.title_first", weeks=load.weeks_before)
        weeks = (load.week.start - last.start).days // DAYS_PER_WEEK - 1
        return Message.of("LOAD002.title_first_again", weeks=weeks)
    variant = "title_break" if load.after_break else "title_highest" if highest else "title"
    return Message.of(
        f"LOAD002.{variant}{_so_far(load)}",
        week_start=load.week.start, rise=(load.ratio or 0.0) - 1, weeks=min(load.weeks_before, WEEKS_IN_HIGHEST),
    )  # fmt: skip


def _so_far(load: WeekLoad) -> str:
    return "_so_far" if load.so_far else ""


def _seen(load: WeekLoad) -> Message:
    return Message.of(
        f"LOAD002.seen{_so_far(load)}",
        distance_m=load.distance_m, mean_m=load.mean_before_m or 0.0, highest_m=load.highest_before_m or 0.0,
        weeks=min(load.weeks_before, WEEKS_IN_HIGHEST),
    )  # fmt: skip


def _observed(load: WeekLoad) -> dict[str, float | bool | None]:
    return {
        "distance_m": load.distance_m, "mean_before_m": load.mean_before_m, "ratio": load.ratio,
        "highest_before_m": load.highest_before_m, "after_break": load.after_break, "so_far": load.so_far,
    }  # fmt: skip


def _window(history: History) -> tuple[date, date]:
    return (history.week.before(WEEKS_IN_HIGHEST).start, history.as_of)
