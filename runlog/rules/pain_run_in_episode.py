"""Running with a back that is worse than usual.

What it looks at
The week's runs and the pain around them. A caution is a run in a flare: on a day at 2 or more above this runner's own
usual level (at 4 or more where that level is not known), after pain that rises over the last days, or with pain up by 2
or more from before the run to after it or to the next morning. At 3 or less and not rising, or where a clinician has
said that running is all right, it is a note at most, as is any other run inside an episode (see below), one on the
high level on which an episode has settled among them. Inside a return plan's own step it is silent.

Why it matters
Eight of ten sore backs get better by themselves, over weeks rather than days. Training on through a flare is what the
surgeon whose article runlog follows warns of. A steady low pain is another matter: in one small trial people with a
chronic back ran and walked by turns for twelve weeks and had less pain in the end.

What to do
In a flare leave running for some days and keep moving: walk, or ride a static bike gently unless the bike hurts. Else
run shorter, or walk and run by turns, and watch the next morning.

Limits
The usual level, the start and the end of an episode are runlog's own: the median of ten or more recorded days of eight
weeks; two days within seven at 2 or more above it, or one at 4 or more; the end after seven recorded days back, or on a
level kept for three weeks. A diary with gaps makes it less sure, and painkillers mask the score. From the third week of
one spell on it is told in short and as a note, unless it has grown louder. When the last entry of an open episode is
more than two weeks old, nobody knows whether it goes on, and the rule says so.

Sources
Kieffer, back tips for Run Reigate: rest while keeping mobile; training on makes it worse; eight of ten get better.
Vincent & Vincent 2017, doi 10.1249/JSR.0000000000000362: pain rules for runners' joints, clinical opinion.
Neason et al. 2024, Br J Sports Med, doi 10.1136/bjsports-2024-108245: 40 adults with a chronic back, none of them
runners; three sessions of running and walking a week.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runlog.features.comeback import in_plans_step
from runlog.features.episodes import RAISED_BY, usual_level
from runlog.features.flare import RunPain, leave_to_run, pain_around
from runlog.features.history import History
from runlog.features.pain import recorded_days
from runlog.features.riding import bike_hurts
from runlog.messages import Message, Param
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import above, at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

PAIN_CAUTION: Final = 4.0
"""Guidance K7: from here on where the usual level is not known (ours)."""
PAIN_NOTE: Final = 3.0
"""Guidance K7: at 3 or less and not rising, a note at most (ours, as a British trust's page has it)."""
RISE_CAUTION: Final = 2.0
"""Evidence table, pain and runs: up by 2 or more."""
TOLD_WHOLE: Final = 2
"""Guidance, How often: the same finding is told whole at most twice running."""
LOUDER_BY: Final = 1.0
"""More pain than in the weeks before by so much is told whole again (ours)."""
RECORD_GOES_STALE: Final = timedelta(days=14)
"""An open episode whose last entry is older than this may long be over (ours)."""

ENTRY: Final = RuleEntry(
    code="PAIN001",
    name="run-in-episode",
    family="pain",
    guidance=("K7", "M0"),
    evidence=Evidence.EXPERT_OPINION,
    sources=(
        "Kieffer, back tips for Run Reigate",
        "Vincent & Vincent 2017, doi 10.1249/JSR.0000000000000362 (joints, clinical opinion)",
        "Neason et al. 2024, doi 10.1136/bjsports-2024-108245 (chronic backs, a small trial, not runners)",
    ),
    thresholds={"pain_caution": PAIN_CAUTION, "pain_note": PAIN_NOTE, "rise_caution": RISE_CAUTION},
)


@dataclass(frozen=True, slots=True)
class _Told:
    """The runs that the rule speaks of, those of them in a flare, and how often that was told before."""

    runs: Sequence[RunPain]
    loud: Sequence[RunPain]
    weeks_before: int = 0
    """Weeks in a row before this one of the same spell with such a run."""
    louder: bool = True

    @property
    def worse(self) -> list[RunPain]:
        """The runs on days that were worse than usual; a settled pain is none."""
        return [one for one in self.runs if one.worse_than_usual and not one.settled]

    @property
    def severity(self) -> Severity:
        return Severity.CAUTION if self.loud and not self.folded else Severity.NOTE

    @property
    def folded(self) -> bool:
        return self.weeks_before >= TOLD_WHOLE and not self.louder


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's runs with the pain around them."""
    runs = history.runs_by_week.get(history.week, ())
    if not runs:
        return ok(Message.of("PAIN001.no_runs"))
    levels = recorded_days(history)
    known = sum(1 for run in runs if run.day in levels or run.day + timedelta(days=1) in levels)
    coverage = Coverage(known, len(runs), "runs")
    if in_plans_step(history):
        return ok(Message.of("PAIN001.ok_plan"), coverage=coverage, threshold=shown(limits))
    around = pain_around(history, runs)
    fresh = [one for one in around if not _is_stale(one)]
    loud = [one for one in fresh if _is_loud(one, limits)]
    told = [one for one in fresh if one.episode is not None or one in loud or _rose(one, limits)]
    if told:
        return _flagged(history, _in_spell(history, told, loud, limits), limits, coverage)
    if len(fresh) < len(around):
        last = next(one.episode.last_recorded for one in reversed(around) if one.episode and _is_stale(one))
        missing = Message.of("PAIN001.missing_stale", last_day=last)
        return unknown(Message.of("PAIN001.unknown_stale"), missing, coverage=coverage)
    if not known:
        return unknown(Message.of("PAIN001.unknown"), Message.of("PAIN001.missing"), coverage=coverage)
    usual = usual_level(history).level
    title = Message.of("PAIN001.ok_usual_unknown") if usual is None else Message.of("PAIN001.ok", usual=usual)
    return ok(title, observed={"usual": usual}, coverage=coverage, threshold=shown(limits))


def _is_stale(one: RunPain) -> bool:
    return one.episode is not None and one.run.day - one.episode.last_recorded > RECORD_GOES_STALE


def _rose(one: RunPain, limits: Mapping[str, float]) -> bool:
    return one.rise is not None and at_least(one.rise, limits["rise_caution"])


def _is_loud(one: RunPain, limits: Mapping[str, float]) -> bool:
    """In a flare, and neither low and steady nor a single morning within what is usual."""
    raised, rose = one.raised(limits["pain_caution"]), _rose(one, limits)
    if rose and (one.usual is None or one.episode is not None or raised or _next_raised(one)):
        return not one.settled
    return raised and (one.rising or above(one.worst or 0.0, limits["pain_note"]))


def _next_raised(one: RunPain) -> bool:
    """Whether the rise led above the usual level."""
    return one.peak is not None and one.usual is not None and one.peak >= one.usual + RAISED_BY


def _in_spell(history: History, told: Sequence[RunPain], loud: Sequence[RunPain], limits: Mapping[str, float]) -> _Told:
    if loud and leave_to_run(history):
        return _Told(told, ())
    if not loud:
        return _Told(told, loud)
    weeks, worst = 0, 0.0
    week = history.week.before(1)
    while before := [one for one in pain_around(history, history.runs_by_week.get(week, ())) if _is_loud(one, limits)]:
        worst = max(worst, *(one.worst or 0.0 for one in before))
        weeks, week = weeks + 1, week.before(1)
    now = max(one.worst or 0.0 for one in loud)
    return _Told(told, loud, weeks, louder=at_least(now, worst + LOUDER_BY))


def _flagged(history: History, told: _Told, limits: Mapping[str, float], coverage: Coverage) -> Outcome:
    episode = next((one.episode for one in reversed(told.runs) if one.episode is not None), None)
    days = tuple(dict.fromkeys(one.run.day for one in told.runs))
    worst = max((one.worst for one in told.runs if one.worst is not None), default=None)
    rise = max((one.rise for one in told.runs if one.rise is not None), default=None)
    masked = tuple(day for day in days if any(entry.painkillers.yes for entry in history.diary_by_day.get(day, ())))
    usual = told.runs[-1].usual
    return flag(
        told.severity,
        _title(told),
        seen=_seen(told, worst, masked, limits),
        why=Message.of(f"PAIN001.why{_register(told)}"),
        advice=Message.of(f"PAIN001.advice{_register(told)}{_bike(history, told)}"),
        observed={
            "runs": len(told.runs), "run_days": days, "loud_runs": len(told.loud), "worst_pain": worst, "rise": rise,
            "usual": usual, "episode_start": episode.start if episode else None,
            "episode_peak": episode.peak if episode else None, "painkiller_days": masked,
            "weeks_told_before": told.weeks_before,
        },
        threshold=shown(limits),
        window=(history.week.start, history.as_of),
        coverage=coverage,
    )  # fmt: skip


def _register(told: _Told) -> str:
    if told.folded:
        return "_again"
    if told.loud:
        return ""
    return "_settled" if any(one.settled for one in told.runs) else "_quiet"


def _bike(history: History, told: _Told) -> str:
    return "_no_bike" if told.loud and not told.folded and bike_hurts(history) else ""


def _title(told: _Told) -> Message:
    """What the day was: worse than usual only where it was."""
    if told.folded:
        return Message.of("PAIN001.title_again", weeks=told.weeks_before + 1)
    if worse := told.worse:
        return Message.of("PAIN001.title" if len(worse) > 1 else "PAIN001.title_once", runs=len(worse))
    strong = [one for one in told.loud if one.raised(PAIN_CAUTION)]
    if strong:
        return Message.of("PAIN001.title_strong", worst=max(one.worst or 0.0 for one in strong))
    if any(one.episode is not None for one in told.runs) and not told.loud:
        settled = any(one.settled for one in told.runs)
        return Message.of("PAIN001.title_settled" if settled else "PAIN001.title_not_over")
    return Message.of("PAIN001.title_rise")


def _seen(told: _Told, worst: float | None, masked: tuple[date, ...], limits: Mapping[str, float]) -> Message:
    days = tuple(dict.fromkeys(one.run.day for one in told.worse or told.runs))
    numbers: dict[str, Param] = {"days": days, "worst": worst or 0.0}
    parts = [Message.of("PAIN001.seen_unrecorded" if worst is None else "PAIN001.seen_days", **numbers)]
    usual = told.runs[-1].usual
    parts.append(
        Message.of("PAIN001.seen_usual_unknown") if usual is None else Message.of("PAIN001.seen_usual", usual=usual)
    )
    rise = max((one.rise or 0.0 for one in told.runs if _rose(one, limits)), default=None)
    if rise is not None:
        parts.append(Message.of("PAIN001.seen_rise", rise=rise))
    start = next((one.episode.start for one in reversed(told.runs) if one.episode is not None), None)
    if start is not None:
        parts.append(Message.of("PAIN001.seen_start", start=start))
    if masked:
        parts.append(Message.of("PAIN001.seen_masked", masked=masked))
    return Message.of("PAIN001.seen", parts=tuple(parts))
