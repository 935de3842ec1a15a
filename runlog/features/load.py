"""Weekly running distance against the runner's own past."""

from dataclasses import dataclass
from typing import Final

from runlog.clock import Week
from runlog.features.history import History

WEEKS_IN_MEAN: Final = 4
"""The mean is that of the four weeks before (evidence table, weekly mileage jump)."""
WEEKS_IN_HIGHEST: Final = 8
"""The highest is that of the eight weeks before (same row)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLoad:
    """One week's running; distances in metres, a run without a recorded distance adds nothing."""

    week: Week
    in_log: bool
    """Whether the log had begun by this week; before that, nothing is known of it."""
    distance_m: float
    runs: int
    runs_without_distance: int
    mean_before_m: float | None
    """Mean of the four weeks before; None unless all four lie inside the log."""
    highest_before_m: float | None
    """Highest of the eight weeks before, as far as they lie inside the log; None as above."""
    weeks_before: int
    """How many of the eight weeks before lie inside the log."""
    runs_without_distance_before: int
    """Runs of the four weeks before whose distance is not recorded: the mean is then too low."""
    after_break: bool
    """Whether any of the four weeks before, inside the log, was without runs."""
    so_far: bool
    """Whether the week is not over."""

    @property
    def ratio(self) -> float | None:
        """This week's distance over the mean of the four before; None without a mean above zero."""
        return self.distance_m / self.mean_before_m if self.mean_before_m else None


def week_loads(history: History, weeks: int) -> tuple[WeekLoad, ...]:
    """The last `weeks` weeks, oldest first, ending with the asked week.

    The log begins with the week of its first activity of any sport: a diary kept before it tells nothing of running.
    """
    first = Week.of(history.sessions[0].day) if history.sessions else None
    return tuple(_week_load(history, history.week.before(back), first) for back in reversed(range(weeks)))


def _week_load(history: History, week: Week, first: Week | None) -> WeekLoad:
    distance_m, runs, without = _sums(history, week)
    before = [week.before(back) for back in range(1, WEEKS_IN_HIGHEST + 1)]
    inside = [_sums(history, earlier) for earlier in before if first is not None and earlier >= first]
    four = inside[:WEEKS_IN_MEAN]
    enough = len(four) == WEEKS_IN_MEAN
    return WeekLoad(
        week=week,
        in_log=first is not None and week >= first,
        distance_m=distance_m,
        runs=runs,
        runs_without_distance=without,
        mean_before_m=sum(metres for metres, _, _ in four) / WEEKS_IN_MEAN if enough else None,
        highest_before_m=max(metres for metres, _, _ in inside) if enough else None,
        weeks_before=len(inside),
        runs_without_distance_before=sum(unmeasured for _, _, unmeasured in four),
        after_break=any(count == 0 for _, count, _ in four),
        so_far=history.today <= week.end,
    )


def _sums(history: History, week: Week) -> tuple[float, int, int]:
    """Metres, runs, and runs without a distance."""
    runs = history.runs_by_week.get(week, ())
    metres = [run.distance_m for run in runs if run.distance_m is not None]
    return sum(metres), len(runs), len(runs) - len(metres)
