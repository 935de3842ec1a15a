"""Which runs were races: no training error, whatever their length (guidance, last line of *Words*)."""

from datetime import timedelta
from typing import Final

from runlog.clock import Week
from runlog.features.history import History, Session
from runlog.words.training import tells_race

RACES_M: Final = (
    (20_900.0, 21_900.0),
    (41_800.0, 43_200.0),
    (49_500.0, 51_500.0),
    (99_000.0, 103_000.0),
    (159_000.0, 164_000.0),
)
"""Half marathon, marathon, 50 km, 100 km and 100 miles, as watches measure them (ours)."""
FAR_ABOVE: Final = 1.5
"""A race's distance is told as one where it is so far above the runner's own (ours)."""
OWN: Final = timedelta(days=90)
"""The runner's own: the longest run of so many days before (ours)."""


def is_race(history: History, run: Session) -> bool:
    """Whether a run was a race: its title or notes say so, or it has a race's distance far above the runner's own."""
    if any(tells_race(text) for text in (run.title, run.notes) if text):
        return True
    metres = run.distance_m or 0.0
    if not any(least <= metres <= most for least, most in RACES_M):
        return False
    before = [
        other.distance_m
        for other in history.runs
        if other.distance_m and other.start_local < run.start_local and run.day - other.day <= OWN
    ]
    return bool(before) and metres > FAR_ABOVE * max(before)


def races_of(history: History, week: Week) -> tuple[Session, ...]:
    """The races of a week."""
    return tuple(run for run in history.runs_by_week.get(week, ()) if is_race(history, run))
