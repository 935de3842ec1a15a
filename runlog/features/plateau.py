"""Whether back pain has settled on a level: three weeks without rise or fall (guidance, "Episodes (ours)")."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

PLATEAU_FOR: Final = timedelta(days=20)
"""Three weeks: the last day lies twenty days after the first."""
PLATEAU_MIN_DAYS: Final = 10
PLATEAU_WITHIN: Final = 1.0
"""No recorded day lies further than this from their median."""
HIGH_PLATEAU: Final = 4.0
"""From here on a plateau is no new usual level but a matter for an appointment (guidance M9, K9)."""
LAST_DAYS: Final = 3
"""It still rises while the median of the last three recorded days lies above that of all (ours)."""


@dataclass(frozen=True, slots=True)
class Plateau:
    """A level that back pain has kept since a day, and the recorded day on which that was known."""

    level: float
    since: date
    known_on: date

    @property
    def high(self) -> bool:
        """Whether it is too high for a usual level."""
        return self.level >= HIGH_PLATEAU


def plateau_at(days: Sequence[date], levels: Sequence[float], position: int, *, first: int = 0) -> Plateau | None:
    """The plateau that the recorded day at `position` ends, if there is one.

    It is looked for in the shortest run of recorded days up to that day which spans three weeks and holds ten of them,
    none before position `first`. Days and levels are those of the recorded days, in order.
    """
    start = position - PLATEAU_MIN_DAYS + 1
    # Most days of most courses are told apart here: ten days that lie too far from each other are no plateau.
    if start < first or max(levels[start : position + 1]) - min(levels[start : position + 1]) > 2 * PLATEAU_WITHIN:
        return None
    while start > first and days[position] - days[start] < PLATEAU_FOR:
        start -= 1
    if days[position] - days[start] < PLATEAU_FOR:
        return None
    told = levels[start : position + 1]
    level = median(told)
    if max(told) - level > PLATEAU_WITHIN or level - min(told) > PLATEAU_WITHIN:
        return None
    if median(told[-LAST_DAYS:]) > level:
        return None
    return Plateau(level, days[start], days[position])
