"""Long and hot days, and the water recorded on them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.features.history import History, Session
from runlog.words.care import tells_heat

LONG_S: Final = 2 * 3600.0
"""A day with this much running is a long one (ours; the article names no length)."""


@dataclass(frozen=True, slots=True)
class DemandingDay:
    """A day that was long or hot; `water_l` None is "not recorded"."""

    day: date
    running_s: float
    hot: bool
    water_l: float | None


def demanding_days(history: History, week: Week, long_s: float = LONG_S) -> tuple[DemandingDay, ...]:
    """The week's days with `long_s` of running or more, or with a run and words of heat in its notes or the diary's."""
    by_day: dict[date, list[Session]] = {}
    for run in history.runs_by_week.get(week, ()):
        by_day.setdefault(run.day, []).append(run)
    days = (_day(history, day, runs) for day, runs in by_day.items())
    return tuple(day for day in days if day.hot or day.running_s >= long_s)


def _day(history: History, day: date, runs: list[Session]) -> DemandingDay:
    entries = history.diary_by_day.get(day, ())
    texts = [*(run.title for run in runs), *(run.notes for run in runs), *(entry.note for entry in entries)]
    litres = [entry.water_l for entry in entries if entry.water_l is not None]
    return DemandingDay(
        day,
        sum(run.duration_s or 0.0 for run in runs),
        any(tells_heat(text) for text in texts if text),
        max(litres, default=None),
    )
