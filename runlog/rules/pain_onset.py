"""What lay before a spell of pain.

What it looks at
In the week in which an episode of back pain becomes known: the 28 days before it began. Distance against the 28 days
before those, the longest run, the ground, warm-ups, strength, and the hours of rides and other sports, as far as they
are recorded.

Why it matters
Kieffer says that back injuries come from bad luck, but often from a lack of preparation or from overexertion. What went
before is forgotten soon; here it is kept for you and for the person you show it to.

What to do
Look at what was different. Take it along when you see someone. When you build up again, change one thing at a time.

Limits
What came before need not be the cause; pain often comes without any. What is not recorded is not known. The card is
shown once for each episode.

Sources
Kieffer, back tips for Run Reigate: bad luck, lack of preparation, overexertion.
Guidance K4: the 28 days before an episode began.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from runlog.features.episodes import Episode, find_episodes
from runlog.features.history import History
from runlog.features.onset import Onset, onset_of
from runlog.features.riding import OtherSports
from runlog.messages import Message
from runlog.rules.finding import Coverage, Evidence, Outcome, Severity
from runlog.rules.outcomes import flag, ok, unknown
from runlog.rules.pain_records import missing_pain
from runlog.rules.rule import RuleEntry

ENTRY: Final = RuleEntry(
    code="PAIN010",
    name="before-onset",
    family="pain",
    guidance=("K4", "M0"),
    evidence=Evidence.EXPERT_OPINION,
    sources=("Kieffer, back tips for Run Reigate",),
)


def check(history: History, limits: Mapping[str, float]) -> Outcome:
    """The card of an episode that became known in the asked week."""
    del limits
    begun = [episode for episode in find_episodes(history) if episode.known_on in history.week]
    if begun:
        return _flagged(begun[-1], onset_of(history, begun[-1]))
    missing = missing_pain(history)
    if missing is not None:
        return unknown(Message.of("PAIN010.unknown"), missing)
    return ok(Message.of("PAIN010.ok"))


def _flagged(episode: Episode, onset: Onset) -> Outcome:
    return flag(
        Severity.NOTE,
        Message.of("PAIN010.title", start=episode.start),
        seen=Message.of("PAIN010.seen", parts=tuple(_parts(onset))),
        why=Message.of("PAIN010.why"),
        advice=Message.of("PAIN010.advice"),
        observed={
            "episode_start": episode.start, "runs": onset.runs, "distance_m": onset.distance_m,
            "distance_before_m": onset.distance_before_m, "last_week_m": onset.last_week_m,
            "longest_m": onset.longest_m, "longest_day": onset.longest_day, "longest_ratio": onset.longest_ratio,
            "hard_share": onset.hard_share, "hard_share_before": onset.hard_share_before,
            "concrete_share": onset.concrete_share, "warmed_up": onset.warmed_up,
            "not_warmed_up": onset.not_warmed_up, "warm_up_unknown": onset.warm_up_unknown,
            "strength_days": onset.strength_days, "cross_days": onset.cross_days, "cause": onset.cause,
            "other_sports_h": onset.other.hours, "other_sports_last_week_h": onset.other.last_week_h,
            "rides_last_week_h": onset.other.ridden_last_week_h,
        },
        window=(onset.first, onset.last),
        coverage=Coverage(onset.runs - onset.warm_up_unknown, onset.runs, "runs"),
    )  # fmt: skip


def _parts(onset: Onset) -> Iterator[Message]:
    """What is known, a sentence each."""
    if onset.runs:
        yield Message.of(
            "PAIN010.part_runs", runs=onset.runs, distance_m=onset.distance_m, last_week_m=onset.last_week_m
        )
    else:
        yield Message.of("PAIN010.part_no_runs")
    if onset.distance_before_m is not None:
        yield Message.of("PAIN010.part_before", before_m=onset.distance_before_m)
    yield from _longest(onset)
    yield from _other(onset.other)
    if onset.hard_share is not None and onset.hard_share_before is not None:
        yield Message.of("PAIN010.part_ground_before", hard=onset.hard_share, before=onset.hard_share_before)
    elif onset.hard_share is not None:
        yield Message.of("PAIN010.part_ground", hard=onset.hard_share)
    if onset.warmed_up or onset.not_warmed_up:
        yield Message.of(
            "PAIN010.part_warm_up", with_it=onset.warmed_up, without=onset.not_warmed_up, unknown=onset.warm_up_unknown
        )
    if onset.strength_days is not None:
        yield Message.of("PAIN010.part_strength", days=onset.strength_days)
    else:
        yield Message.of("PAIN010.part_strength_unknown")
    if onset.cause:
        yield Message.of("PAIN010.part_cause", cause=onset.cause)


def _other(other: OtherSports) -> Iterator[Message]:
    """Hours of other sports; a week of riding stands out as such."""
    if other.hours:
        variant = "part_rides" if other.most_is_riding else "part_other"
        numbers = {"last_week_h": other.last_week_h, "rides_h": other.ridden_last_week_h, "earlier_h": other.earlier_h}
        yield Message.of(f"PAIN010.{variant}", **numbers)


def _longest(onset: Onset) -> Iterator[Message]:
    if onset.longest_m is None or onset.longest_day is None:
        return
    if onset.longest_ratio is None:
        yield Message.of("PAIN010.part_longest", longest_m=onset.longest_m, day=onset.longest_day)
    else:
        yield Message.of(
            "PAIN010.part_spike", longest_m=onset.longest_m, day=onset.longest_day, longer_by=onset.longest_ratio - 1
        )
