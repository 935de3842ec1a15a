"""Whether pain is consistently up on the mornings after runs, and more often than after days without one (M8)."""

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runlog.features.history import History
from runlog.features.memo import once_cut
from runlog.features.mornings import Morning, first_line_of_day, mornings
from runlog.features.signs import Hit, Level

RISE: Final = 2.0
LAST_RUNS: Final = 6
RISES: Final = 4
"""Guidance M8 (ours): up by 2 or more by the next morning after at least 4 of the last 6 runs with both recorded."""
LOOK_BACK: Final = timedelta(weeks=8)
"""Runs and days without one further back tell nothing of now (ours)."""
MIN_REST_DAYS: Final = 3
"""With fewer days without a run there is nothing to compare with (ours)."""


@dataclass(frozen=True, slots=True)
class AfterRuns:
    """The mornings after the last days with a run, held against those after days without one."""

    last_day: date | None
    runs: int
    rises: int
    rest_days: int
    rest_rises: int
    mean_rise: float
    """Mean of the rises that count; 0 without any."""
    masked: int
    """Of these runs, those with painkillers on their day or the next."""

    @property
    def often(self) -> bool:
        """Whether at least four of six rose."""
        return self.rises >= RISES

    @property
    def comparable(self) -> bool:
        """Whether enough days without a run are known."""
        return self.rest_days >= MIN_REST_DAYS

    @property
    def consistent(self) -> bool:
        """Whether it rose often, and more often than after days without a run."""
        return self.often and self.comparable and self.rises * self.rest_days > self.rest_rises * self.runs


def after_runs(history: History) -> AfterRuns:
    """How it stands at `as_of`: the last six days with a run and both pains recorded, within eight weeks."""
    states = _states(history)
    newest = states[-1] if states else None
    if newest is None or newest.last_day is None or newest.last_day < history.as_of - LOOK_BACK:
        return AfterRuns(None, 0, 0, 0, 0, 0.0, 0)
    return newest


def _known_by(states: tuple[AfterRuns, ...], history: History) -> tuple[AfterRuns, ...]:
    """Those whose last next morning was over by `as_of`."""
    return states[: bisect_left(states, history.as_of, key=lambda state: state.last_day or date.min)]


@once_cut(_known_by)
def _states(history: History) -> tuple[AfterRuns, ...]:
    """How it stood after each day with a run and both pains recorded."""
    runs: deque[Morning] = deque(maxlen=LAST_RUNS)
    rest: deque[Morning] = deque()
    states: list[AfterRuns] = []
    for morning in mornings(history):
        if not morning.ran:
            rest.append(morning)
            continue
        runs.append(morning)
        since = morning.day - LOOK_BACK
        while rest and rest[0].day < since:
            rest.popleft()
        states.append(_state([one for one in runs if one.day >= since], list(rest)))
    return tuple(states)


def _state(runs: list[Morning], rest: list[Morning]) -> AfterRuns:
    rises = [one.rise for one in runs if one.rise >= RISE]
    return AfterRuns(
        last_day=runs[-1].day,
        runs=len(runs),
        rises=len(rises),
        rest_days=len(rest),
        rest_rises=sum(one.rise >= RISE for one in rest),
        mean_rise=sum(rises) / len(rises) if rises else 0.0,
        masked=sum(one.painkillers for one in runs),
    )


def after_run_hits(history: History) -> dict[int, list[Hit]]:
    """The sign `pain_after_runs`, on the diary line of each morning on which the pattern stood."""
    first = first_line_of_day(history.diary)
    hits: dict[int, list[Hit]] = {}
    for state in _states(history):
        if state.consistent and state.last_day is not None:
            day = state.last_day + timedelta(days=1)
            hit = Hit(
                sign="pain_after_runs", variant="pain_after_runs", level=Level.APPOINTMENT, day=day,
                strength=state.mean_rise,
            )  # fmt: skip
            hits[first[day]] = [hit]
    return hits
