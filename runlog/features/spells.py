"""How long something has gone on, from the days on which it was recorded as there or not there."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta


def spell_starts(record: Iterable[tuple[date, bool]], *, longest_gap: timedelta, misses: int) -> Mapping[date, date]:
    """For each day on which it was there: the first day of the spell that the day belongs to.

    Args:
        record: recorded days in order, each once, and whether it was there; days not recorded are absent.
        longest_gap: two days with it that lie further apart belong to two spells.
        misses: so many recorded days in a row without it don't end a spell; one more does.
    """
    starts: dict[date, date] = {}
    start: date | None = None
    last: date | None = None
    missed = 0
    for day, there in record:
        if not there:
            missed += 1
            continue
        if start is None or last is None or missed > misses or day - last > longest_gap:
            start = day
        starts[day] = start
        last, missed = day, 0
    return starts
