"""Lines of a hand-kept table that a later version of the table tells again."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from runlog.library.apart import Apart
from runlog.library.rows import Row

Line = tuple[date, str, int | None, int | None, str]
"""What makes a line the same: day, sport, metres, seconds, title."""


def told_again(days: Sequence[Row], apart: Apart) -> tuple[list[Row], dict[tuple[str, int], list[tuple[Row, str]]]]:
    """Rows without a time of day → those that are told for the first time, and their copies in other files.

    The second of two equal lines of one table is a second session, and the copy of the second in another version.
    Copies are listed by key and place of the first, each with the reason why it is the same.
    """
    firsts: dict[tuple[Line, int], Row] = {}
    times: Counter[tuple[str, Line]] = Counter()
    copies: dict[tuple[str, int], list[tuple[Row, str]]] = {}
    for row in days:
        line = _line(row)
        times[row.key, line] += 1
        first = firsts.setdefault((line, times[row.key, line]), row)
        if first is not row and not apart.forbids(row, (first,)):
            copies.setdefault((first.key, first.place), []).append((row, f"the same line stands in {first.path}"))
    again = {(row.key, row.place) for found in copies.values() for row, _ in found}
    return [row for row in days if (row.key, row.place) not in again], copies


def _line(row: Row) -> Line:
    told = row.activity
    if told.start_local is None:
        raise ValueError(f"{row.path}: a line without a day")
    metres = None if told.distance_m is None else round(told.distance_m)
    seconds = None if told.duration_s is None else round(told.duration_s)
    return told.start_local.date(), told.sport, metres, seconds, (told.title or "").strip().casefold()
