"""Coming back to running after a pause: weeks without a run, and what was usual before them."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from runlog.clock import DAYS_PER_WEEK, Week
from runlog.features.history import History
from runlog.features.memo import once
from runlog.features.return_plan import STEPS, return_state

MIN_BREAK_WEEKS: Final = 3
"""Evidence table, weekly mileage jump: a break of three weeks or more."""
FIRST_WEEKS: Final = 4
"""Same row: the first four weeks after it."""
WEEKS_BEFORE: Final = 4
"""What was usual before it is the mean of the four weeks before (ours)."""
LOOK_BACK: Final = 52
"""A break that ended further back than so many weeks has nothing to say of this one (ours)."""


@dataclass(frozen=True, slots=True)
class Comeback:
    """The week's place after the last break; distances in metres a week."""

    break_weeks: int
    week_number: int
    """1 is the first week with runs after the break."""
    usual_before_m: float
    """Mean of the four weeks before the break, as far as they lie inside the log."""
    highest_before_m: float

    @property
    def early(self) -> bool:
        """Whether it is one of the first four weeks after the break."""
        return self.week_number <= FIRST_WEEKS


@once
def comeback(history: History) -> Comeback | None:
    """How the asked week stands after the last break of three weeks or more; None without one in the year before it."""
    weeks = [history.week, *(week for week in sorted(history.runs_by_week, reverse=True) if week < history.week)]
    for after, last in pairwise(weeks):
        gap = _weeks_between(after, last) - 1
        number = _weeks_between(history.week, after) + 1
        if number > LOOK_BACK:
            return None
        if gap >= MIN_BREAK_WEEKS:
            return Comeback(gap, number, *_before(history, last))
    return None


def _weeks_between(later: Week, earlier: Week) -> int:
    return (later.start - earlier.start).days // DAYS_PER_WEEK


def is_coming_back(history: History) -> bool:
    """Whether the asked week lies in a return plan or in the first weeks after a break."""
    found = comeback(history)
    return return_state(history).now is not None or (found is not None and found.early)


def in_plans_step(history: History) -> bool:
    """Whether the week's runs keep to a return plan's own step; rules of load and of pain are then silent."""
    now = return_state(history).now
    return now is not None and bool(STEPS[now.step].runs) and not (now.too_many or now.too_long)


def _before(history: History, last: Week) -> tuple[float, float]:
    first = Week.of(history.runs[0].day)
    weeks = [one for one in (last.before(back) for back in range(WEEKS_BEFORE)) if one >= first]
    sums = [sum(run.distance_m or 0.0 for run in history.runs_by_week.get(one, ())) for one in weeks]
    return sum(sums) / len(sums), max(sums)
