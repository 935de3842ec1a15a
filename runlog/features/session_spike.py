"""Each run of a week against the longest of the 30 days before it."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import dropwhile, takewhile
from typing import Final

from runlog.features.history import History, Session
from runlog.features.race import is_race

LOOK_BACK: Final = timedelta(days=30)
"""Frandsen et al. 2025: the longest run of the past 30 days."""
MIN_RUNS_BEFORE: Final = 3
"""Evidence table: at least three runs in them."""


@dataclass(frozen=True, slots=True)
class Spike:
    """A run and the longest one that it is held against; distances in metres."""

    run: Session
    distance_m: float
    longest: Session
    longest_m: float
    log_begins: date
    race: bool

    @property
    def first(self) -> date:
        """The first day that it was held against: a young log doesn't reach back 30 days."""
        return max(self.run.day - LOOK_BACK, self.log_begins)

    @property
    def ratio(self) -> float:
        """Its distance over the longest before."""
        return self.distance_m / self.longest_m


def against_month(history: History, run: Session) -> Spike | None:
    """A run against the 30 days before it; None without a distance or with fewer than three runs in them."""
    before = runs_before(history, run)
    if not run.distance_m or len(before) < MIN_RUNS_BEFORE:
        return None
    longest = max(before, key=lambda other: other.distance_m or 0.0)
    longest_m = longest.distance_m or 0.0
    race = run.distance_m > longest_m and is_race(history, run)
    return Spike(run, run.distance_m, longest, longest_m, history.sessions[0].day, race)


def runs_before(history: History, run: Session) -> list[Session]:
    """Earlier runs with a distance, of the 30 days before the run's day and of that day itself."""
    first = run.day - LOOK_BACK
    # The asked week ends the history, so that walking back from its end touches a few weeks and not ten years.
    newest = takewhile(lambda other: other.day >= first, reversed(history.runs))
    earlier = dropwhile(lambda other: other is not run, newest)
    return [other for other in earlier if other is not run and other.distance_m][::-1]
