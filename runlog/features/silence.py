"""When an athlete has gone silent: longer without a record than is usual for this athlete."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

SILENT_DAYS: Final = 10
"""Nobody is called silent after fewer days (ours)."""
PAST_DAYS: Final = 182
"""The own past that is looked at: half a year before the last record (ours)."""


def usual_pause(recorded: Iterable[date]) -> int | None:
    """Days from one record to the next in the athlete's longest pause but one of the half year before the last record.

    The longest is left out, so that one holiday does not hide the next silence. None with fewer than three records.
    """
    days = sorted(set(recorded))
    recent = [day for day in days if days[-1] - day <= timedelta(days=PAST_DAYS)]
    pauses = sorted((later - earlier).days for earlier, later in pairwise(recent))
    return pauses[-2] if len(pauses) > 1 else None


def silent_for(last: date | None, pause_days: int | None, as_of: date) -> int | None:
    """Days since the last record where they make a silence: ten or more, and more than the usual pause; else None."""
    if last is None:
        return None
    days = (as_of - last).days
    return days if days >= max(SILENT_DAYS, (pause_days or 0) + 1) else None
