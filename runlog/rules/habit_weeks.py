"""How long a habit has been missing, and how loud that may be."""

from collections.abc import Callable
from datetime import date

from runlog.clock import Week
from runlog.rules.finding import Severity


def weeks_without(week: Week, since: date, sessions: Callable[[Week], int]) -> int:
    """ISO weeks in a row without a session, ending with `week`, none earlier than the week of `since`."""
    first = Week.of(since)
    missing = 0
    while week >= first and sessions(week) == 0:
        missing += 1
        week = week.before(1)
    return missing


def loudness(missing: int, weeks_caution: float) -> Severity:
    """A caution in the first week that meets the threshold; a note before it and in later weeks (alert budget)."""
    return Severity.CAUTION if missing == int(weeks_caution) else Severity.NOTE
