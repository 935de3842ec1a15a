"""Other sports and this back: how much was ridden, swum or the like, and whether a bike brought the pain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from runlog.features.episodes import RAISED_BY, open_episode
from runlog.features.habits import counts_for_cross
from runlog.features.history import History, Session
from runlog.features.memo import once
from runlog.features.pain import back_pain
from runlog.units import S_PER_HOUR
from runlog.words.training import tells_bike

_ON_A_BIKE: Final = ("cycl", "biking", "bike")
"""Parts of the canonical names of sports on a bike."""
WEEK: Final = timedelta(days=7)
BEFORE: Final = timedelta(days=28)
WEEKS_EARLIER: Final = 3
"""The weeks of the 28 days before the last one."""
CAMP: Final = 1.5
MIN_HOURS: Final = 4.0
"""So many hours on the bike in a week, and so much above the three weeks before, are a week of riding (ours)."""
WORDS_HOLD: Final = timedelta(weeks=4)
"""Words that name the bike count in the episode, or for four weeks (ours)."""


@dataclass(frozen=True, slots=True)
class OtherSports:
    """Hours of other endurance sports in the 28 days before a day, and in the last seven of them, by sport."""

    hours: float
    last_week_h: float
    ridden_last_week_h: float
    without_duration: int

    @property
    def earlier_h(self) -> float:
        """Hours a week of the three weeks before the last."""
        return (self.hours - self.last_week_h) / WEEKS_EARLIER

    @property
    def most_is_riding(self) -> bool:
        """Whether more than half of the last week was on a bike."""
        return self.ridden_last_week_h > self.last_week_h / 2

    @property
    def ridden_much(self) -> bool:
        """Whether the last week was one of riding, far above the three before it."""
        return self.ridden_last_week_h >= MIN_HOURS and self.last_week_h > CAMP * self.earlier_h


def other_sports(history: History, until: date) -> OtherSports:
    """The other endurance sports of the 28 days up to `until`, that day included."""
    sessions = [one for one in history.sessions if timedelta(0) <= until - one.day < BEFORE and counts_for_cross(one)]
    last_week = [one for one in sessions if until - one.day < WEEK]
    return OtherSports(
        hours=_hours(sessions),
        last_week_h=_hours(last_week),
        ridden_last_week_h=_hours([one for one in last_week if is_ride(one)]),
        without_duration=sum(one.duration_s is None for one in sessions),
    )


def is_ride(session: Session) -> bool:
    """Whether a session was on a bike."""
    return _is_on_a_bike(session.sport)


@lru_cache(maxsize=1024)
def _is_on_a_bike(sport: str) -> bool:
    return any(part in sport for part in _ON_A_BIKE)


@once
def bike_hurts(history: History) -> bool:
    """Whether this back was hurt by a bike, as far as words, marks on rides and a week of riding tell.

    A bike is then no remedy for it.
    """
    episode = open_episode(history)
    since = history.as_of - WORDS_HOLD
    if episode is not None:
        since = min(since, episode.start - timedelta(days=1))
    rides = {one.id for one in history.sessions if one.day >= since and is_ride(one)}
    for entry in history.diary:
        pain = back_pain(entry) or 0.0
        if entry.day < since or not pain:
            continue
        told = (entry.cause, entry.after_activity, *((entry.onset, entry.note) if pain >= RAISED_BY else ()))
        if any(tells_bike(words) for words in told if words) or (entry.from_activity in rides and pain >= RAISED_BY):
            return True
    return episode is not None and other_sports(history, episode.start).ridden_much


def _hours(sessions: Sequence[Session]) -> float:
    return sum(one.duration_s or 0.0 for one in sessions) / S_PER_HOUR
