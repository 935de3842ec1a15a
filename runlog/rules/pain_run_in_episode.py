"""Running while the back was worse than usual.

What it looks at
Runs on days inside an episode: a stretch of days on which back pain stood above this runner's own usual level (see
below). Any such run is a note. It is a caution when pain was 4 or more that day, before or after, or 2 or more points
higher the next morning than before the run.

Why it matters
Eight of ten sore backs get better by themselves, over weeks rather than days. Training on through it is what the
surgeon warns of: it makes the pain worse.

What to do
Rest from running and keep moving: walk, or ride a static bike gently, until the back has been at its usual level for a
week of recorded days. Don't take to bed.

Limits
The usual level, the start and the end of an episode are runlog's own: the median of the recorded days of eight weeks;
two days within seven at 2 or more above it, or one at 4 or more; the end after seven recorded days back. A diary with
gaps makes it less sure, and painkillers mask the score. When the last entry of an open episode is more than two weeks
old, nobody knows whether it goes on, and the rule says so.

Sources
Kieffer, back tips for Run Reigate: rest while keeping mobile; training on makes it worse; eight of ten get better.
Vincent & Vincent 2017, doi 10.1249/JSR.0000000000000362: pain rules for runners' joints, clinical opinion.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runlog.features.episodes import Episode, find_episodes, usual_level
from runlog.features.history import History, Session
from runlog.features.pain import pain_before, pain_next_morning, recorded_days
from runlog.messages import Message, Param
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import at_least, flag, ok, shown, unknown
from runlog.rules.rule import RuleEntry

PAIN_CAUTION: Final = 4.0
"""Guidance K7: loud at 4 or more (ours)."""
RISE_CAUTION: Final = 2.0
"""Evidence table, pain and runs: up by 2 or more the next morning."""
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
    ),
    thresholds={"pain_caution": PAIN_CAUTION, "rise_caution": RISE_CAUTION},
)


@dataclass(frozen=True, slots=True)
class _Strained:
    """A run inside an episode with the pain around it."""

    run: Session
    worst: float | None
    rise: float | None

    def loud(self, limits: Mapping[str, float]) -> bool:
        strong = self.worst is not None and at_least(self.worst, limits["pain_caution"])
        return strong or (self.rise is not None and at_least(self.rise, limits["rise_caution"]))


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The week's runs that fell inside an episode."""
    runs = history.runs_by_week.get(history.week, ())
    if not runs:
        return ok(Message.of("PAIN001.no_runs"))
    levels = recorded_days(history)
    known = sum(1 for run in runs if run.day in levels or run.day + timedelta(days=1) in levels)
    coverage = Coverage(known, len(runs), "runs")
    inside = [(run, episode) for run in runs if (episode := _episode_of(history, run.day)) is not None]
    sure = [(run, episode) for run, episode in inside if run.day - episode.last_recorded <= RECORD_GOES_STALE]
    if sure:
        return _flagged(history, [run for run, _ in sure], sure[-1][1], limits, coverage)
    if inside:
        missing = Message.of("PAIN001.missing_stale", last_day=inside[-1][1].last_recorded)
        return unknown(Message.of("PAIN001.unknown_stale"), missing, coverage=coverage)
    if not known:
        return unknown(Message.of("PAIN001.unknown"), Message.of("PAIN001.missing"), coverage=coverage)
    return ok(
        Message.of("PAIN001.ok", usual=usual_level(history).level),
        observed={"usual": usual_level(history).level}, coverage=coverage, threshold=shown(limits),
    )  # fmt: skip


def _episode_of(history: History, day: date) -> Episode | None:
    return next((episode for episode in reversed(find_episodes(history)) if episode.covers(day)), None)


def _flagged(
    history: History, runs: list[Session], episode: Episode, limits: Mapping[str, float], coverage: Coverage
) -> Outcome:
    strained = [_strained(history, run) for run in runs]
    loud = [one for one in strained if one.loud(limits)]
    days = tuple(dict.fromkeys(run.day for run in runs))
    worst = max((one.worst for one in strained if one.worst is not None), default=None)
    rise = max((one.rise for one in strained if one.rise is not None), default=None)
    numbers: dict[str, Param] = {"runs": len(runs), "days": days, "start": episode.start, "usual": episode.usual.level}
    if worst is None:
        seen = Message.of("PAIN001.seen_unrecorded", **numbers)
    elif rise is not None and at_least(rise, limits["rise_caution"]):
        seen = Message.of("PAIN001.seen_rise", worst=worst, rise=rise, **numbers)
    else:
        seen = Message.of("PAIN001.seen", worst=worst, **numbers)
    masked = tuple(day for day in days if any(entry.painkillers.yes for entry in history.diary_by_day.get(day, ())))
    if masked:
        seen = Message.of("PAIN001.seen_masked", seen=seen, masked=masked)
    return flag(
        Severity.CAUTION if loud else Severity.NOTE,
        Message.of("PAIN001.title" if len(runs) > 1 else "PAIN001.title_once", runs=len(runs)),
        seen=seen,
        why=Message.of("PAIN001.why"),
        advice=Message.of("PAIN001.advice"),
        observed={
            "runs": len(runs), "run_days": days, "loud_runs": len(loud), "worst_pain": worst, "rise": rise,
            "usual": episode.usual.level, "episode_start": episode.start, "episode_peak": episode.peak,
            "painkiller_days": masked,
        },
        threshold=shown(limits),
        window=(history.week.start, history.as_of),
        coverage=coverage,
    )  # fmt: skip


def _strained(history: History, run: Session) -> _Strained:
    before, morning = pain_before(history, run), pain_next_morning(history, run.day)
    rise = morning - before if before is not None and morning is not None else None
    return _Strained(run, recorded_days(history).get(run.day), rise)
