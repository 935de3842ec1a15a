"""The weekly overuse questionnaire: four items, a score from 0 to 100, and what counts as substantial.

The items are asked in runlog's own words, so that this is not the validated form; the arithmetic is that of the 2020
form of the Oslo questionnaire (evidence table: read in an open implementation).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.features.history import DiaryEntry, History
from runlog.features.memo import once_by_week

ITEMS: Final = ("q_participation", "q_volume", "q_performance", "q_pain")
ANSWERS: Final = frozenset({0.0, 8.0, 17.0, 25.0})
"""The four answers of each item, from no problem to the worst."""
CANNOT: Final = 25.0
"""Item 1: cannot take part."""
MODERATE: Final = 17.0
"""Items 2 and 3: substantial from a moderate reduction on (evidence table)."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One week's answers; None is "not recorded"."""

    day: date
    participation: float | None
    volume: float | None
    performance: float | None
    pain: float | None

    @property
    def score(self) -> float | None:
        """0 to 100; None where an item that is needed is missing or is none of the four answers."""
        items = (self.participation, self.volume, self.performance, self.pain)
        if any(item is not None and item not in ANSWERS for item in items) or self.participation is None:
            return None
        if self.participation == 0:
            return 0.0
        rest = items[1:]
        if self.participation == CANNOT and None in rest:
            return 100.0
        known = [item for item in items if item is not None]
        return sum(known) if len(known) == len(items) else None

    @property
    def substantial(self) -> bool:
        """Item 1 at 25, or item 2 or 3 at 17 or more; never where item 1 is 0, as the others are then not asked."""
        if not self.score:
            return False
        reduced = ((item or 0.0) >= MODERATE for item in (self.volume, self.performance))
        return self.participation == CANNOT or any(reduced)


@once_by_week
def weekly_answers(history: History) -> Mapping[Week, Answers]:
    """Each week's answers, in order; where a week has several lines, each item's newest."""
    weeks: dict[Week, Answers] = {}
    for entry in history.diary:
        if any(getattr(entry, item) is not None for item in ITEMS):
            week = Week.of(entry.day)
            weeks[week] = _joined(weeks.get(week), entry)
    return weeks


def _joined(before: Answers | None, entry: DiaryEntry) -> Answers:
    if before is None:
        return Answers(entry.day, entry.q_participation, entry.q_volume, entry.q_performance, entry.q_pain)
    return Answers(
        entry.day,
        before.participation if entry.q_participation is None else entry.q_participation,
        before.volume if entry.q_volume is None else entry.q_volume,
        before.performance if entry.q_performance is None else entry.q_performance,
        before.pain if entry.q_pain is None else entry.q_pain,
    )


def substantial_since(history: History) -> Week | None:
    """The first of the weeks in a row with a substantial problem that end with the asked one; None without any."""
    answers = weekly_answers(history)
    week, first = history.week, None
    while (told := answers.get(week)) is not None and told.substantial:
        first, week = week, week.before(1)
    return first
