"""How evenly the running of seven days was spread."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, pstdev
from typing import Final

from runlog.clock import DAYS_PER_WEEK, Week
from runlog.features.history import History

_SAME_M: Final = 1e-6
"""A spread below this many metres is rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """The seven days up to `last`: mean and population spread of the daily metres run, a day of rest being zero."""

    first: date
    last: date
    mean_m: float
    spread_m: float
    runs: int
    runs_without_distance: int
    rest_days: int

    @property
    def alike(self) -> bool:
        """Whether all seven days held the same distance above zero: monotony then has no bound."""
        return self.mean_m > 0 and self.spread_m <= _SAME_M

    @property
    def monotony(self) -> float | None:
        """Mean over spread (Foster 1998, here of metres run); None where nothing was run or all days are alike."""
        return self.mean_m / self.spread_m if self.spread_m > _SAME_M else None

    @property
    def strain_m(self) -> float | None:
        """The seven days' metres times their monotony (Foster 1998)."""
        return None if self.monotony is None else DAYS_PER_WEEK * self.mean_m * self.monotony


def seven_days(history: History) -> Rhythm | None:
    """The seven days up to `as_of`, which are the asked week once it is over.

    None where the log began after the week of the first of them: days before a log are not days of rest.
    """
    first = history.as_of - timedelta(days=DAYS_PER_WEEK - 1)
    if not history.sessions or Week.of(first) < Week.of(history.sessions[0].day):
        return None
    metres = {first + timedelta(days=i): 0.0 for i in range(DAYS_PER_WEEK)}
    weeks = dict.fromkeys((Week.of(first), Week.of(history.as_of)))
    runs = [run for week in weeks for run in history.runs_by_week.get(week, ()) if run.day in metres]
    for run in runs:
        metres[run.day] += run.distance_m or 0.0
    return Rhythm(
        first=first,
        last=history.as_of,
        mean_m=fmean(metres.values()),
        spread_m=pstdev(metres.values()),
        runs=len(runs),
        runs_without_distance=sum(run.distance_m is None for run in runs),
        rest_days=DAYS_PER_WEEK - len({run.day for run in runs}),
    )
