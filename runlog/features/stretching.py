"""Hamstring stretching as the diary tells it: days at two, one and none, and days without a record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from runlog.clock import DAYS_PER_WEEK, Week
from runlog.features.history import History
from runlog.features.memo import once_by_day

TIMES_A_DAY: Final = 2
"""McCance: the hamstrings twice a day."""
TIMES_A_WEEK: Final = TIMES_A_DAY * DAYS_PER_WEEK


@dataclass(frozen=True, slots=True)
class WeekStretches:
    """The days of one week by how often the hamstrings were stretched; a third time on one day makes up for nothing."""

    twice: int
    once: int
    none: int
    unrecorded: int

    @property
    def recorded(self) -> int:
        """Days on which the diary tells it, a zero included."""
        return self.twice + self.once + self.none

    @property
    def done(self) -> int:
        """Times recorded, of 14."""
        return TIMES_A_DAY * self.twice + self.once

    @property
    def at_most(self) -> int:
        """Times of 14 if it was done twice on every day without a record: not recorded is not "not done"."""
        return self.done + TIMES_A_DAY * self.unrecorded


def week_stretches(history: History, week: Week) -> WeekStretches:
    """The stretches of a week up to `as_of`, days to come counted as unrecorded.

    Where the settings say that the log always records stretching, a day without a record is a day without it.
    """
    by_day = _times_by_day(history)
    always = "hamstring_stretch" in history.settings.records
    times = [by_day.get(day, 0.0 if always and day <= history.as_of else None) for day in week.days()]
    known = [count for count in times if count is not None]
    twice = sum(count >= TIMES_A_DAY for count in known)
    none = sum(count < 1 for count in known)
    return WeekStretches(twice, len(known) - twice - none, none, len(times) - len(known))


def stretching_recorded_since(history: History) -> date | None:
    """The first day of which stretching is recorded, or the log's first where the settings say that it always is."""
    if "hamstring_stretch" in history.settings.records:
        return history.first_day
    return min(_times_by_day(history), default=None)


@once_by_day
def _times_by_day(history: History) -> Mapping[date, float]:
    """Lines of one day add up: one in the morning and one in the evening are two."""
    days: dict[date, float] = {}
    for entry in history.diary:
        if entry.hamstring_stretch is not None:
            days[entry.day] = days.get(entry.day, 0.0) + entry.hamstring_stretch
    return days
