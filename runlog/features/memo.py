"""Answers about one `History`, worked out once and kept with it, or cut out of the answer about a later evening."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from itertools import islice
from typing import Any, TypeVar

from runlog.clock import Week
from runlog.features.history import History, later_of

T = TypeVar("T")
Question = Callable[[History], T]
DayMap = Mapping[date, T]
WeekMap = Mapping[Week, T]


def once(function: Question[T]) -> Question[T]:
    """Keep the answer of a function of a history in that history, as `cached_property` would.

    A history is frozen, so the answer never goes stale; several rules ask for the same episodes.
    """
    key = _key(function)

    @wraps(function)
    def answer(history: History) -> T:
        return _kept(history, key, function)

    return answer


def once_cut(cut: Callable[[T, History], T]) -> Callable[[Question[T]], Question[T]]:
    """As `once`, where the answer about an earlier evening is a part of the later one's, which `cut` takes out of it.

    A report of many years asks about each of its weeks; so the log is gone through once, and not once a week.
    """

    def decorate(function: Question[T]) -> Question[T]:
        def found(history: History) -> T:
            later = later_of(history)
            return function(history) if later is None else cut(answer(later), history)

        answer = once(wraps(function)(found))
        return answer

    return decorate


def once_by_day(function: Question[DayMap[T]]) -> Question[DayMap[T]]:
    """As `once_cut`, for a mapping in order of days in which a day's value hangs on that day's records alone."""
    key = f"{_key(function)} days"

    def cut(whole: DayMap[T], history: History) -> DayMap[T]:
        days = _kept(later_of(history) or history, key, lambda _: tuple(whole))
        return dict(islice(whole.items(), bisect_right(days, history.as_of)))

    return once_cut(cut)(function)


def once_by_week(function: Question[WeekMap[T]]) -> Question[WeekMap[T]]:
    """As `once_by_day`, for ISO weeks; one that `as_of` cuts is worked out anew, with all others."""
    key = f"{_key(function)} weeks"

    def answer(history: History) -> WeekMap[T]:
        later = later_of(history)
        if later is None or history.as_of != Week.of(history.as_of).end:
            return function(history)
        whole = weeks(later)
        starts = _kept(later, key, lambda _: tuple(week.start for week in whole))
        return dict(islice(whole.items(), bisect_right(starts, history.as_of)))

    weeks = once(wraps(function)(answer))
    return weeks


def _key(function: Callable[..., Any]) -> str:
    return f"_once_{function.__module__}.{function.__qualname__}"


def _kept(history: History, key: str, make: Question[T]) -> T:
    kept: dict[str, Any] = history.__dict__
    if key not in kept:
        kept[key] = make(history)
    found: T = kept[key]
    return found
