"""Days without moving while the back is worse than usual.

What it looks at
Inside an episode (a stretch of days with more back pain than usual): the days whose `moved` says no. Three or more of
them, one of these in the asked week, are a note. A day with any session in the log counts as moved.

Why it matters
Rest from running is not bed rest. The surgeon warns that taking to bed makes a sore back worse; most do better with
gentle movement.

What to do
Walk a little, several times a day, as far as it goes without making things worse; hot or cold packs may ease it.
Painkillers only on a doctor's or pharmacist's advice.

Limits
Walks are seldom logged: a day without an answer is unknown and never counts as not moved. Three days are runlog's own.

Sources
Kieffer, back tips for Run Reigate: don't take to bed; gentle walking, hot and cold compresses.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from runlog.features.care import moved_unknown, not_moved
from runlog.features.episodes import Episode, find_episodes
from runlog.features.history import History
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import at_least, flag, ok, shown, unknown
from runlog.rules.pain_records import days_of, episode_in_week, missing_pain
from runlog.rules.rule import RuleEntry

DAYS_NOTE: Final = 3
"""Evidence table, keep moving: 3 days recorded as not moved in an episode (ours)."""

ENTRY: Final = RuleEntry(
    code="PAIN004",
    name="not-moving",
    family="pain",
    guidance=("K8",),
    evidence=Evidence.MODERATE,
    sources=("Kieffer, back tips for Run Reigate",),
    thresholds={"days_note": DAYS_NOTE},
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The days of the week's episode that are recorded as not moved."""
    episode = episode_in_week(history, find_episodes(history))
    if episode is None:
        missing = missing_pain(history)
        return (
            ok(Message.of("PAIN004.no_episode")) if missing is None else unknown(Message.of("PAIN004.unknown"), missing)
        )
    still = not_moved(history, days_of(episode, history))
    this_week = [day for day in days_of(episode, history) if day in history.week]
    open_days = moved_unknown(history, this_week)
    coverage = Coverage(len(this_week) - len(open_days), len(this_week), "days")
    if still and at_least(len(still), limits["days_note"]) and still[-1] in history.week:
        return _flagged(still, episode, limits, coverage)
    if open_days:
        missing = Message.of("PAIN004.missing", days=len(open_days))
        return unknown(Message.of("PAIN004.unknown"), missing, coverage=coverage, threshold=shown(limits))
    return ok(Message.of("PAIN004.ok"), coverage=coverage, threshold=shown(limits))


def _flagged(still: tuple[date, ...], episode: Episode, limits: Mapping[str, float], coverage: Coverage) -> Outcome:
    return flag(
        Severity.NOTE,
        Message.of("PAIN004.title", days=len(still)),
        seen=Message.of("PAIN004.seen", start=episode.start, days=len(still), last=still[-1]),
        why=Message.of("PAIN004.why"),
        advice=Message.of("PAIN004.advice"),
        observed={"days_not_moved": still, "episode_start": episode.start},
        threshold=shown(limits),
        window=(episode.start, still[-1]),
        coverage=coverage,
    )
