"""Active days with minimal pain: the measure of progress (guidance M12), not kilometres."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.features.care import session_days
from runlog.features.history import History
from runlog.features.memo import once_by_day
from runlog.features.pain import recorded_days

MINIMAL: Final = 2.0
"""Back and leg pain of up to 2 of 10 is minimal (ours; the article says "minimal or no pain")."""


@dataclass(frozen=True, slots=True)
class ActiveDays:
    """Days with a session of any kind: all, those with pain recorded, those with minimal pain."""

    active: int
    recorded: int
    minimal: int


def active_days(history: History, week: Week) -> ActiveDays:
    """The active days of a week; a day without a pain entry is active and unknown, never painless."""
    return active_days_of(history, week.days())


def active_days_of(history: History, days: Iterable[date]) -> ActiveDays:
    """The active days among these, as `active_days` tells them."""
    levels = _worst(history)
    active = [day for day in days if day in session_days(history)]
    known = [levels[day] for day in active if day in levels]
    return ActiveDays(len(active), len(known), sum(level <= MINIMAL for level in known))


@once_by_day
def _worst(history: History) -> Mapping[date, float]:
    """Worst back or leg pain of each day with back pain recorded."""
    worst = dict(recorded_days(history))
    for entry in history.diary:
        if entry.leg_pain_0_10 is not None and entry.day in worst:
            worst[entry.day] = max(worst[entry.day], entry.leg_pain_0_10)
    return worst
