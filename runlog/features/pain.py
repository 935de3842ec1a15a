"""Back and leg pain by calendar day, and around a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from runlog.features.history import DiaryEntry, History, Session
from runlog.features.memo import once_by_day
from runlog.words.care import moment_of
from runlog.words.places import is_back


@dataclass(frozen=True, slots=True)
class DayPain:
    """The worst recorded on one day, 0 to 10; None is "not recorded", zero is a recorded zero."""

    day: date
    worst_0_10: float | None
    leg_0_10: float | None
    painkillers: bool
    """A painkiller was taken: the score may be masked."""


def daily_pain(history: History, first: date, last: date) -> tuple[DayPain, ...]:
    """One row per calendar day from `first` to `last`, both included; nothing later than `as_of` is known."""
    days = ((last - first).days + 1) if last >= first else 0
    return tuple(_day_pain(history, first + timedelta(days=i)) for i in range(days))


@once_by_day
def recorded_days(history: History) -> Mapping[date, float]:
    """Worst back pain of each day with a recorded one, in order of days, up to `as_of`."""
    return worst_by_day(history.diary)


def worst_by_day(entries: tuple[DiaryEntry, ...]) -> Mapping[date, float]:
    """Worst back pain of each day that has one recorded, in the order of the entries."""
    worst: dict[date, float] = {}
    for entry in entries:
        pain = back_pain(entry)
        if pain is not None:
            worst[entry.day] = max(pain, worst.get(entry.day, 0.0))
    return worst


def back_pain(entry: DiaryEntry) -> float | None:
    """The back pain of one line; None where none is recorded or the place is another part of the body."""
    return entry.pain_0_10 if entry.pain_0_10 is not None and is_back(entry.place) else None


def is_before(entry: DiaryEntry) -> bool:
    """Whether the line is marked as before a run."""
    return moment_of(entry.before_after or "") == "before"


def is_after(entry: DiaryEntry) -> bool:
    """Whether the line is marked as after a run."""
    return moment_of(entry.before_after or "") == "after"


def pain_before(history: History, run: Session) -> float | None:
    """Back pain before a run: its `before` line, else that day's first line that isn't marked after a run.

    The second `before` line of a day belongs to the second run, and so on; what a run's own notes tell is of that run.
    """
    lines = [entry for entry in history.diary_by_day.get(run.day, ()) if back_pain(entry) is not None]
    lines = [entry for entry in lines if entry.from_activity in (None, run.id)]
    noted = next((entry for entry in lines if is_before(entry) and entry.from_activity), None)
    if noted:
        return back_pain(noted)
    marked = [entry for entry in lines if is_before(entry)]
    order = run_ids_by_day(history)[run.day].index(run.id)
    if order < len(marked):
        return back_pain(marked[order])
    return next((back_pain(entry) for entry in lines if not is_after(entry)), None)


@once_by_day
def run_ids_by_day(history: History) -> Mapping[date, list[str]]:
    """The ids of each day's runs, in their order."""
    days: dict[date, list[str]] = {}
    for run in history.runs:
        days.setdefault(run.day, []).append(run.id)
    return days


def pain_next_morning(history: History, day: date) -> float | None:
    """Back pain on the next day's first line that isn't marked after a run."""
    following = history.diary_by_day.get(day + timedelta(days=1), ())
    return next((pain for entry in following if not is_after(entry) and (pain := back_pain(entry)) is not None), None)


def _day_pain(history: History, day: date) -> DayPain:
    entries = history.diary_by_day.get(day, ())
    legs = [entry.leg_pain_0_10 for entry in entries if entry.leg_pain_0_10 is not None]
    return DayPain(
        day=day,
        worst_0_10=recorded_days(history).get(day),
        leg_0_10=max(legs, default=None),
        painkillers=any(entry.painkillers.yes for entry in entries),
    )
