"""Columns of text from points turned into numbers and times, together where all are plain, else one by one."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from runlog.importers.track import local_offset_min, number, read_time

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]
IntColumn = np.ndarray[Any, np.dtype[np.int64]]
Digits = np.ndarray[Any, np.dtype[np.uint8]]

_CORE: Final = len("2026-11-22T07:15:30")
_ZONE: Final = len("+01:00")
_MICROSECOND_DIGITS: Final = 6
_FRACTION_MAX: Final = 9
_S_PER_DAY: Final = 86_400
_MICROSECONDS: Final = 1_000_000
_EPOCH_YEAR, _MONTHS, _LAST_HOUR, _LAST, _NINE = 1970, 12, 23, 59, 9
_EXACT: Final = 2**53
"""A float holds whole numbers up to this."""
_NUMBER_PLACES: Final = (0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18)
_MARKS: Final = ((4, b"-"), (7, b"-"), (10, b"T"), (13, b":"), (16, b":"))


def floats(cells: Sequence[bytes]) -> FloatColumn:
    """Each cell as `track.number` reads it; NaN where it is none."""
    try:
        values = np.fromiter(map(float, cells), np.float64, len(cells))
    except ValueError:
        read = (number(cell.decode()) for cell in cells)
        return np.fromiter((np.nan if value is None else value for value in read), np.float64, len(cells))
    values[np.isinf(values)] = np.nan
    return values


def unix_times(cells: Sequence[bytes]) -> tuple[FloatColumn, FloatColumn]:
    """Each cell as `track.read_time` reads it: Unix seconds (NaN where it is none), minutes from UTC (0 where none)."""
    lengths = np.fromiter(map(len, cells), np.int64, len(cells))
    seconds, offset = np.full(len(cells), np.nan), np.zeros(len(cells))
    for length in np.unique(lengths):
        at = np.flatnonzero(lengths == length)
        chosen = cells if len(at) == len(cells) else [cells[i] for i in at.tolist()]
        plain = _of_one_form(np.frombuffer(b"".join(chosen), np.uint8).reshape(len(at), length))
        seconds[at], offset[at] = plain or _one_by_one(chosen)
    return seconds, offset


def _one_by_one(cells: Sequence[bytes]) -> tuple[list[float], list[float]]:
    times = [read_time(cell.decode()) for cell in cells]
    seconds = [np.nan if time is None else time.timestamp() for time in times]
    return seconds, [(local_offset_min(time) if time else None) or 0.0 for time in times]


def _of_one_form(cells: Digits) -> tuple[FloatColumn, FloatColumn] | None:
    """Times of one length, as rows of bytes; None where they are not all `YYYY-MM-DDThh:mm:ss[.f…][Z|±hh:mm]`."""
    zone = _zone_min(cells)
    if zone is None:
        return None
    width, offset = zone
    core, fraction = cells[:, :_CORE], cells[:, _CORE : cells.shape[1] - width]
    digits = core - np.uint8(ord("0"))
    if (digits[:, _NUMBER_PLACES] > _NINE).any() or any((core[:, at] != mark[0]).any() for at, mark in _MARKS):
        return None
    micro = _microseconds(fraction)
    seconds = _seconds(digits.astype(np.int64))
    if micro is None or seconds is None:
        return None
    whole = (seconds - (offset * 60).astype(np.int64)) * _MICROSECONDS + micro
    if (np.abs(whole) > _EXACT).any():
        return None
    return whole / _MICROSECONDS, offset


def _zone_min(cells: Digits) -> tuple[int, FloatColumn] | None:
    """How many bytes the zone takes at the end, and minutes from UTC; None where the rows differ in it."""
    none = np.zeros(len(cells))
    if cells.shape[1] < _CORE:
        return None
    if cells.shape[1] > _CORE and (cells[:, -1] == ord("Z")).all():
        return 1, none
    if cells.shape[1] >= _CORE + _ZONE:
        zone = cells[:, -_ZONE:]
        sign = np.where(zone[:, 0] == ord("+"), 1, np.where(zone[:, 0] == ord("-"), -1, 0))
        digits = (zone[:, [1, 2, 4, 5]] - np.uint8(ord("0"))).astype(np.int64)
        hours, minutes = digits[:, 0] * 10 + digits[:, 1], digits[:, 2] * 10 + digits[:, 3]
        plain = (
            (sign != 0)
            & (zone[:, 3] == ord(":"))
            & (digits <= _NINE).all(axis=1)
            & (hours <= _LAST_HOUR)
            & (minutes <= _LAST)
        )
        return (_ZONE, (sign * (hours * 60 + minutes)).astype(np.float64)) if plain.all() else None
    return (0, none) if cells.shape[1] == _CORE else None


def _microseconds(fraction: Digits) -> IntColumn | None:
    """The fraction of a second, point and digits; digits behind the sixth are cut off."""
    places = fraction.shape[1] - 1
    if places < 0:
        return np.zeros(len(fraction), np.int64)
    digits = (fraction[:, 1:] - np.uint8(ord("0"))).astype(np.int64)
    if not 0 < places <= _FRACTION_MAX or (fraction[:, 0] != ord(".")).any() or (digits > _NINE).any():
        return None
    used = digits[:, :_MICROSECOND_DIGITS]
    weights: IntColumn = 10 ** np.arange(_MICROSECOND_DIGITS - 1, _MICROSECOND_DIGITS - 1 - used.shape[1], -1)
    micro: IntColumn = used @ weights
    return micro


def _seconds(digits: IntColumn) -> IntColumn | None:
    """Unix seconds of a wall clock taken as UTC; None where a date or a clock is impossible."""
    year = digits[:, 0] * 1000 + digits[:, 1] * 100 + digits[:, 2] * 10 + digits[:, 3]
    month, day, hour, minute, second = (digits[:, at] * 10 + digits[:, at + 1] for at in (5, 8, 11, 14, 17))
    if (year < 1).any() or ((month < 1) | (month > _MONTHS)).any():
        return None
    months = (year - _EPOCH_YEAR) * _MONTHS + month - 1
    first, next_first = _day_of(months), _day_of(months + 1)
    impossible = (day < 1) | (first + day > next_first) | (hour > _LAST_HOUR) | (minute > _LAST) | (second > _LAST)
    if impossible.any():
        return None
    seconds: IntColumn = (first + day - 1) * _S_PER_DAY + hour * 3600 + minute * 60 + second
    return seconds


def _day_of(months: IntColumn) -> IntColumn:
    """Days from 1970 to the first of a month that is counted from 1970."""
    days: IntColumn = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return days
