"""Short ways to say what a rule found, and the one comparison that all thresholds share."""

from collections.abc import Mapping
from typing import Any, Final

from runlog.messages import Message
from runlog.rules.finding import Outcome, Severity, Status

ROUNDING: Final = 1e-9
"""A ratio of decimal distances misses its threshold by less than this when it lies exactly on it."""


def above(value: float, limit: float) -> bool:
    """Whether a value lies above a threshold; exactly on it is not above."""
    return value > limit + ROUNDING


def at_least(value: float, limit: float) -> bool:
    """Whether a value reaches a threshold; exactly on it does."""
    return value >= limit - ROUNDING


def ok(title: Message, **rest: Any) -> Outcome:
    """Looked at, and nothing stands out."""
    return Outcome(status=Status.OK, title=title, **rest)


def unknown(title: Message, *missing: Message, **rest: Any) -> Outcome:
    """Not known; `missing` says what is not recorded and how to record it."""
    return Outcome(status=Status.UNKNOWN, title=title, missing=missing, **rest)


def flag(severity: Severity, title: Message, *, seen: Message, why: Message, advice: Message, **rest: Any) -> Outcome:
    """Something stands out."""
    return Outcome(status=Status.FLAG, severity=severity, title=title, seen=seen, why=why, advice=advice, **rest)


def shown(limits: Mapping[str, float], *names: str) -> Mapping[str, float]:
    """Those thresholds that an outcome was held against."""
    return {name: limits[name] for name in names or limits}
