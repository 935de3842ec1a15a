"""Whether a spell of pain settles: too long, on a high level, worse after two weeks, or limiting life (K9, ours)."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import Final

from runlog.features.episodes import Episode, find_episodes
from runlog.features.history import DiaryEntry, History
from runlog.features.mornings import first_line_of_day
from runlog.features.pain import recorded_days
from runlog.features.plateau import HIGH_PLATEAU, PLATEAU_WITHIN, Plateau, plateau_at
from runlog.features.signs import Hit, Level, Sign
from runlog.features.spells import spell_starts

TOO_LONG: Final = timedelta(weeks=6)
"""Guidance K9 (ours): an episode of more than six weeks."""
SETTLED_MISSES: Final = 3
"""So many recorded days in a row off a high level don't end it (ours)."""
WORSE_AFTER: Final = timedelta(weeks=2)
"""Guidance K9 (ours): worse at two weeks than in the first."""
WORSE_BY: Final = 2.0
WORSE_SHARE: Final = 0.3
"""A change of 2 points or of 30 % is a real one (evidence table)."""
ONE_WEEK: Final = timedelta(days=7)
MIN_DAYS: Final = 2
"""Weeks are compared by their medians, of at least two recorded days each (ours)."""
LIMITS: Final = 2.0
"""Guidance K9: `limits_0_4` of 2 or more, for a week."""
LIMITED_FOR: Final = timedelta(days=6)
"""A week: its seventh day lies six days after its first."""


def settling_hits(history: History) -> dict[int, list[Hit]]:
    """The signs of a spell that doesn't settle, by the position of the line that shows them."""
    first = first_line_of_day(history.diary)
    hits: dict[int, list[Hit]] = {}
    days = tuple(recorded_days(history))
    for episode in find_episodes(history):
        inside = days[bisect_left(days, episode.start) : bisect_right(days, episode.end or history.as_of)]
        for hit in _of_episode(episode, inside, recorded_days(history)):
            hits.setdefault(first[hit.day], []).append(hit)
    for hit in (*_settled_high(recorded_days(history)), *_limited(history.diary)):
        hits.setdefault(first[hit.day], []).append(hit)
    return hits


def _of_episode(episode: Episode, days: Sequence[date], levels: Mapping[date, float]) -> Iterator[Hit]:
    begin = [levels[day] for day in days if day - episode.start < ONE_WEEK]
    told: set[Sign] = set()
    since = 0
    for position, day in enumerate(days):
        while day - days[since] >= ONE_WEEK:
            since += 1
        if levels[day] <= episode.usual_before:
            continue
        signs: list[Sign] = []
        if day - episode.start > TOO_LONG:
            signs.append("episode_lasting")
        now = [levels[other] for other in days[since : position + 1]]
        if day - episode.start >= WORSE_AFTER and _worse(begin, now):
            signs.append("episode_worse")
        for sign in signs:
            yield Hit(
                sign=sign, variant=sign, level=Level.APPOINTMENT, day=day, strength=levels[day], fresh=sign not in told
            )
            told.add(sign)


def _settled_high(levels: Mapping[date, float]) -> Iterator[Hit]:
    """A plateau at 4 or more that has stood for six weeks, in an episode or from the log's beginning."""
    days, scores = tuple(levels), tuple(levels.values())
    high: dict[date, Plateau] = {}
    for position, level in enumerate(scores):
        plateau = plateau_at(days, scores, position) if level >= HIGH_PLATEAU - PLATEAU_WITHIN else None
        if plateau is not None and plateau.high:
            high[days[position]] = plateau
    starts = spell_starts(((day, day in high) for day in days), longest_gap=ONE_WEEK, misses=SETTLED_MISSES)
    for day, start in starts.items():
        if day - high[start].since > TOO_LONG:
            yield Hit(
                sign="settled_high", variant="settled_high", level=Level.APPOINTMENT, day=day,
                strength=high[day].level,
            )  # fmt: skip


def _worse(begin: Sequence[float], now: Sequence[float]) -> bool:
    if min(len(begin), len(now)) < MIN_DAYS:
        return False
    before, after = median(begin), median(now)
    return after - before >= WORSE_BY or after >= before * (1 + WORSE_SHARE)


def _limited(diary: Sequence[DiaryEntry]) -> Iterator[Hit]:
    worst: dict[date, float] = {}
    for entry in diary:
        if entry.limits_0_4 is not None:
            worst[entry.day] = max(entry.limits_0_4, worst.get(entry.day, 0.0))
    record = ((day, limits >= LIMITS) for day, limits in worst.items())
    told: set[date] = set()
    for day, start in spell_starts(record, longest_gap=ONE_WEEK, misses=0).items():
        if day - start >= LIMITED_FOR:
            yield Hit(
                sign="limits", variant="limits", level=Level.APPOINTMENT, day=day, strength=worst[day],
                fresh=start not in told,
            )  # fmt: skip
            told.add(start)
