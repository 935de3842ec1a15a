"""The week's distance rose far above the weeks before.

What it looks at
The week's running distance against the mean of the four weeks before it. What lies above is shown. More than 30 %
above, and above the highest of the eight weeks before, is a note. It is a caution only together with something better
founded: one run that outgrew the month by more than 30 % (LOAD001), pain above the usual level, or, in the first four
weeks after a break of three or more, a week of more than half of what was usual before the break. A return to the level
before a break is told as a return, and a week with a race as such. Below 15 km a week it is never louder than a note,
and inside a return plan's own step it is silent. A week that isn't over is told as "so far".

Why it matters
Runners and coaches ask about it first, and a sore back wants less strain, not more. How much a weekly rise alone
tells is doubtful; together with one far longer run, or with pain, it tells more.

What to do
Spread a rise over several weeks. After a break, begin with less than before it.

Limits
This figure is close kin to the ratio of one week to the weeks before that a study of 5,205 runners looked at: there,
weeks above the recent mean did not go with more injuries. Backs are unstudied. The rule needs four weeks of log, and a
run without a recorded distance adds nothing to its week. A coach may make any rise a caution in the settings, such as
`ratio_caution = 1.10`.

Sources
Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380: no relation of week-to-week change.
The thresholds are runlog's own: in nine real training logs, 830 ordinary weeks, 45 % of weeks were more than 10 %
above the four-week mean, and 13 % were more than 30 % above it and above the eight weeks' highest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from runlog.clock import DAYS_PER_WEEK
from runlog.features.comeback import Comeback, comeback, in_plans_step
from runlog.features.episodes import find_episodes, usual_on
from runlog.features.history import History
from runlog.features.load import WEEKS_IN_HIGHEST, WEEKS_IN_MEAN, WeekLoad, week_loads
from runlog.features.pain import recorded_days
from runlog.features.race import races_of
from runlog.features.session_spike import against_month
from runlog.messages import Message, Param
from runlog.rules import load_session_spike
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry
from runlog.units import M_PER_KM

RATIO_SHOWN: Final = 1.10
RATIO_NOTE: Final = 1.30
NOTE_ABOVE_HIGHEST: Final = 1.0
"""1: a note also asks for more than the highest of the eight weeks before; 0: it doesn't (evidence table; ours)."""
RATIO_CAUTION: Final = 0.0
"""0: a rise alone is no caution; a coach may set the ratio above which it is one (evidence table)."""
BREAK_SHARE: Final = 0.5
"""Evidence table: in the first weeks after a break, over half of what was usual before it (ours)."""
CAUTION_FROM_KM: Final = 15.0
"""Evidence table: below 15 km a week never louder than a note."""
RETURN_UP_TO: Final = 1.10
"""A week up to a tenth above what was usual before a break is a return to it (ours)."""

ENTRY: Final = RuleEntry(
    code="LOAD002",
    name="weekly-jump",
    family="load",
    guidance=("U1", "M0", "K4"),
    evidence=Evidence.CONTRADICTED,
    sources=(
        "Frandsen et al. 2025, Br J Sports Med, doi 10.1136/bjsports-2024-109380 (no relation of weekly change)",
        "runlog's own thresholds; backs unstudied",
    ),
    thresholds={
        "ratio_shown": RATIO_SHOWN,
        "ratio_note": RATIO_NOTE,
        "note_above_highest": NOTE_ABOVE_HIGHEST,
        "ratio_caution": RATIO_CAUTION,
        "break_share": BREAK_SHARE,
        "caution_from_km": CAUTION_FROM_KM,
    },
)

Reason = Literal["", "spike", "pain", "break", "coach"]


@dataclass(frozen=True, slots=True)
class _Judged:
    """The week's load, the break that it follows, and what makes a rise of it more than a rise."""

    load: WeekLoad
    after: Comeback | None
    race: bool
    rises: bool
    """Whether it is above the note's ratio and the highest of eight weeks."""
    reason: Reason

    @property
    def returns(self) -> bool:
        """Whether it lies within what was usual before the last break."""
        return self.after is not None and self.load.distance_m <= RETURN_UP_TO * self.after.usual_before_m

    @property
    def speaks(self) -> bool:
        early = self.after is not None and self.after.early
        return self.rises or bool(self.reason) or not self.load.mean_before_m or early


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week against the runner's own four and eight weeks before."""
    load = week_loads(history, 1)[0]
    rest = {"observed": _observed(load), "threshold": shown(limits)}
    if load.runs == 0:
        return ok(Message.of("LOAD002.no_runs"), **rest)
    if in_plans_step(history):
        return ok(Message.of("LOAD002.ok_plan"), **rest)
    missing = _missing(load, limits)
    if missing is not None:
        return unknown(
            Message.of("LOAD002.unknown"), missing, **rest,
            coverage=Coverage(load.weeks_before, WEEKS_IN_MEAN, "weeks") if load.mean_before_m is None else None,
        )  # fmt: skip
    judged = _judge(history, load, limits)
    if judged.speaks:
        return _flagged(history, judged, limits)
    return ok(
        Message.of(f"LOAD002.ok{_so_far(load)}", change=(load.ratio or 0.0) - 1),
        seen=_seen(load), window=_window(history), **rest,
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


def _judge(history: History, load: WeekLoad, limits: Mapping[str, float]) -> _Judged:
    after = comeback(history)
    highest = load.distance_m > (load.highest_before_m or 0.0) or not limits["note_above_highest"]
    rises = above(load.ratio or 0.0, limits["ratio_note"]) and highest
    judged = _Judged(load, after, bool(races_of(history, load.week)), rises, "")
    if judged.race or not at_least(load.distance_m / M_PER_KM, limits["caution_from_km"]):
        return judged
    return _Judged(load, after, judged.race, rises, _reason(history, judged, limits))


def _reason(history: History, judged: _Judged, limits: Mapping[str, float]) -> Reason:
    """What makes the week a caution."""
    load, after = judged.load, judged.after
    if after is not None and after.early:
        return "break" if above(load.distance_m, limits["break_share"] * after.usual_before_m) else ""
    if limits["ratio_caution"] and above(load.ratio or 0.0, limits["ratio_caution"]):
        return "coach"
    if not judged.rises or judged.returns:
        return ""
    if _spiked(history):
        return "spike"
    return "pain" if _hurts(history) else ""


def _spiked(history: History) -> bool:
    own = history.settings.rules.get(load_session_spike.ENTRY.code)
    limits = {**load_session_spike.ENTRY.thresholds, **(own.thresholds if own else {})}
    spikes = (against_month(history, run) for run in history.runs_by_week.get(history.week, ()))
    return any(one and load_session_spike.spike_severity(one, limits) is Severity.CAUTION for one in spikes)


def _hurts(history: History) -> bool:
    """Whether a day of the week lay above the usual level by 2 or more, or an episode is open at its end."""
    week = history.week
    if any(one.end is None and one.plateau is None and one.start <= week.end for one in find_episodes(history)[-1:]):
        return True
    return any(usual_on(history, day).exceeded(pain) for day, pain in recorded_days(history).items() if day in week)


def _flagged(history: History, judged: _Judged, limits: Mapping[str, float]) -> Outcome:
    load = judged.load
    broken = load.after_break or (judged.after is not None and judged.after.early)
    advice = "advice_race" if judged.race else "advice_break" if broken else "advice"
    why = f"why_{judged.reason}" if judged.reason in {"spike", "pain", "break"} else "why"
    return flag(
        Severity.CAUTION if judged.reason else Severity.NOTE,
        _title(history, judged),
        seen=_seen(load),
        why=Message.of(f"LOAD002.{why}"),
        advice=Message.of(f"LOAD002.{advice}"),
        observed={**_observed(load), "together_with": judged.reason or None, "race": judged.race},
        threshold=shown(limits),
        window=_window(history),
        coverage=Coverage(load.runs - load.runs_without_distance, load.runs, "runs"),
    )


def _title(history: History, judged: _Judged) -> Message:
    load, after = judged.load, judged.after
    so_far = _so_far(load)
    numbers: dict[str, Param] = {"week_start": load.week.start, "rise": (load.ratio or 0.0) - 1,
               "weeks": min(load.weeks_before, WEEKS_IN_HIGHEST)}  # fmt: skip
    if judged.race:
        return Message.of(f"LOAD002.title_race{so_far}", week_start=load.week.start, distance_m=load.distance_m)
    if after is not None and after.usual_before_m and (after.early or judged.returns):
        return _title_of_return(judged, after)
    if not load.mean_before_m:
        return _title_without_mean(history, load)
    highest = load.highest_before_m is not None and load.distance_m > load.highest_before_m
    variant = "title_break" if load.after_break else "title_highest" if highest else "title"
    return Message.of(f"LOAD002.{variant}{so_far}", **numbers)


def _title_of_return(judged: _Judged, after: Comeback) -> Message:
    share = judged.load.distance_m / after.usual_before_m
    if judged.reason == "break":
        return Message.of("LOAD002.title_soon", weeks=after.break_weeks, share=share)
    if after.week_number == 1:
        return Message.of("LOAD002.title_first_again", weeks=after.break_weeks)
    return Message.of("LOAD002.title_return", weeks=after.break_weeks, share=share)


def _title_without_mean(history: History, load: WeekLoad) -> Message:
    last = max((week for week in history.runs_by_week if week < load.week), default=None)
    if last is None:
        return Message.of("LOAD002.title_first", weeks=load.weeks_before)
    weeks = (load.week.start - last.start).days // DAYS_PER_WEEK - 1
    return Message.of("LOAD002.title_first_again", weeks=weeks)


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
