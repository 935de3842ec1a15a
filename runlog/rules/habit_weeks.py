"""How long a habit has been missing, how loud that may be, and what was usual before."""

from collections.abc import Callable
from datetime import date
from typing import Final

from runlog.clock import Week
from runlog.rules.finding import Severity

FIRST_WEEK_DAYS: Final = 4
"""The first week of a record counts as a week when at least so many of its days lie in it (ours)."""
SEASON_WEEKS: Final = 13
"""Told again once a season (guidance M4)."""
WEEKS_BEFORE: Final = 8
MIN_WEEKS_BEFORE: Final = 4
"""Own past: the eight weeks before, as far as they are recorded, and at least four of them (ours)."""


def first_whole_week(since: date) -> Week:
    """The first week of a record that began on `since`; a week of which only its end is recorded is left out."""
    week = Week.of(since)
    return week if (week.end - since).days + 1 >= FIRST_WEEK_DAYS else week.before(-1)


def weeks_without(
    week: Week, since: date, sessions: Callable[[Week], int], *, counted: Callable[[Week], bool] = lambda _: True
) -> int:
    """ISO weeks in a row without a session, ending with `week`, none before the first week of the record.

    Weeks that are not `counted` neither count nor end it.
    """
    first = first_whole_week(since)
    missing = 0
    while week >= first and sessions(week) == 0:
        missing += counted(week)
        week = week.before(1)
    return missing


def is_told(missing: int, weeks_caution: float) -> bool:
    """Whether a habit that has been missing is told this week: when it begins, when it is loud, once a season."""
    return missing == 1 or (missing >= weeks_caution and (missing - int(weeks_caution)) % SEASON_WEEKS == 0)


def loudness(missing: int, weeks_caution: float) -> Severity:
    """A caution in the first week that meets the threshold; a note before it and in later weeks (alert budget)."""
    return Severity.CAUTION if missing == int(weeks_caution) else Severity.NOTE


def told_before(week: Week, since: date, *, met: Callable[[Week], bool], kept: Callable[[Week], bool]) -> bool:
    """Whether an earlier week met a threshold, with no week since then in which the habit was kept (alert budget)."""
    first = Week.of(since)
    earlier = week.before(1)
    while earlier >= first:
        if met(earlier):
            return True
        if kept(earlier):
            return False
        earlier = earlier.before(1)
    return False


def usual_before(week: Week, since: date, sessions: Callable[[Week], float]) -> float | None:
    """Sessions a week in the eight weeks before, as far as they are recorded; None with fewer than four of them."""
    first = first_whole_week(since)
    before = [week.before(back) for back in range(1, WEEKS_BEFORE + 1)]
    counts = [sessions(one) for one in before if one >= first]
    return sum(counts) / len(counts) if len(counts) >= MIN_WEEKS_BEFORE else None
