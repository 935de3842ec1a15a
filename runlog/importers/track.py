"""What the text formats share: numbers, times and positions read, one foot's cadence made two."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np

from runlog.model import Kind
from runlog.sports import kind_of
from runlog.units import S_PER_MIN, STEPS_PER_CYCLE

ONE_FOOT_MAX_SPM: Final = 120.0
"""A median running cadence above this already counts both feet: no runner takes 240 steps a minute."""
FloatColumn = np.ndarray[Any, np.dtype[np.float64]]
BoolColumn = np.ndarray[Any, np.dtype[np.bool_]]
_LAT_MAX, _LON_MAX = 90.0, 180.0


def read_time(text: str | None) -> datetime | None:
    """An ISO 8601 time, aware; one without a zone is UTC, as GPX and TCX have it. None where it is no time."""
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def local_offset_min(time: datetime) -> float | None:
    """Minutes from UTC that a time tells; None for UTC itself, which tells nothing about where the runner was."""
    offset = time.utcoffset()
    return offset.total_seconds() / S_PER_MIN if offset else None


def from_unix(seconds: float) -> datetime:
    """The UTC instant of Unix seconds."""
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds)


def number(text: str | None) -> float | None:
    """A finite number, or None."""
    try:
        value = float(text) if text else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def on_globe(lat_deg: FloatColumn, lon_deg: FloatColumn) -> BoolColumn:
    """Where both are told and lie on the globe."""
    inside: BoolColumn = (np.abs(lat_deg) <= _LAT_MAX) & (np.abs(lon_deg) <= _LON_MAX)
    return inside


def both_feet(cadence: FloatColumn, sport: str, problems: list[str]) -> FloatColumn:
    """Steps a minute of both feet from what a device counts: one foot of a run or walk, as FIT and TCX define it.

    A file whose median on foot is above `ONE_FOOT_MAX_SPM` already counts both and is left as it is, with a word.
    """
    if kind_of(sport) not in (Kind.RUN, Kind.WALK):
        return cadence
    moving = cadence[cadence > 0]
    if len(moving) and float(np.median(moving)) > ONE_FOOT_MAX_SPM:
        problems.append("its cadence already counts both feet and was not doubled")
        return cadence
    return cadence * STEPS_PER_CYCLE
