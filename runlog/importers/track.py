"""What the text formats share: points gathered into columns, times read, one foot's cadence made two."""

import math
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np

from runlog.model import Kind
from runlog.sports import kind_of
from runlog.units import S_PER_MIN, STEPS_PER_CYCLE

ONE_FOOT_MAX_SPM: Final = 120.0
"""A median running cadence above this already counts both feet: no runner takes 240 steps a minute."""
COLUMNS: Final = (
    "lat_deg", "lon_deg", "altitude_m", "distance_m", "speed_mps", "hr_bpm", "cadence_spm", "power_w", "temperature_c",
)  # fmt: skip

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]
_LAT_MAX, _LON_MAX = 90.0, 180.0


class Points:
    """Points of one track in file order: Unix seconds (NaN where untimed) and the columns of `COLUMNS`."""

    def __init__(self) -> None:
        self.time_s: list[float] = []
        self.offset_min: float | None = None
        self._columns: dict[str, list[float]] = {name: [] for name in COLUMNS}

    def __len__(self) -> int:
        return len(self.time_s)

    def append(self, time: datetime | None, values: dict[str, float | None]) -> None:
        """Add a point; a column that is not among `values` is missing there."""
        self.time_s.append(math.nan if time is None else time.timestamp())
        if time is not None and self.offset_min is None:
            self.offset_min = local_offset_min(time)
        for name, column in self._columns.items():
            value = values.get(name)
            column.append(math.nan if value is None else value)

    def arrays(self) -> dict[str, FloatColumn]:
        """The columns as arrays, without the time."""
        return {name: np.array(column, dtype=np.float64) for name, column in self._columns.items()}


def joined(tracks: list[Points]) -> tuple[FloatColumn, dict[str, FloatColumn]]:
    """Times and columns of several tracks, one after the other."""
    times = np.concatenate([np.array(track.time_s, dtype=np.float64) for track in tracks])
    parts = [track.arrays() for track in tracks]
    return times, {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}


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


def is_position(lat_deg: float | None, lon_deg: float | None) -> bool:
    """Whether both are there and on the globe."""
    return lat_deg is not None and lon_deg is not None and abs(lat_deg) <= _LAT_MAX and abs(lon_deg) <= _LON_MAX


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
