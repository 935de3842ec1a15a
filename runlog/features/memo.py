"""Answers about one `History`, worked out once and kept with it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from runlog.features.history import History

T = TypeVar("T")


def once(function: Callable[[History], T]) -> Callable[[History], T]:
    """Keep the answer of a function of a history in that history, as `cached_property` would.

    A history is frozen, so the answer never goes stale; several rules ask for the same episodes.
    """
    key = f"_once_{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def answer(history: History) -> T:
        kept: dict[str, Any] = history.__dict__
        if key not in kept:
            kept[key] = function(history)
        found: T = kept[key]
        return found

    return answer
