"""A track from samples, in even steps of its distance; what the GPS did not see is marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.derive.motion import GAP_S, haversine_m
from runlog.units import EARTH_RADIUS_M

Floats = np.ndarray[Any, np.dtype[np.float64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Places = np.ndarray[Any, np.dtype[np.intp]]

STEP_M: Final = 10.0
"""Length of one step: about what a GPS can tell apart."""
GAP_M: Final = 100.0
"""Between positions further apart nobody saw the way (smart recording writes one every 70 m or so); ours."""
PAUSE_M: Final = 40.0
"""After a silence longer than `GAP_S`, or a jump, positions this near still tell the way between them; ours."""
JUMP_MPS: Final = 12.0
"""No run or walk is faster: what is, is the GPS finding itself, or a ride on something."""
SMOOTH_M: Final = 10.0
"""Positions are averaged over about this length to either side; ours."""
MAX_SMOOTH: Final = 4
"""So many samples to either side at most, so that a slow walk is not averaged over a minute."""
MERCATOR_LIMIT_DEG: Final = 85.0


@dataclass(frozen=True, slots=True)
class Track:
    """Steps along a track: their middles in Mercator metres, edges (one more) in metres from the first position.

    `scale` turns Mercator metres at a step into metres on the ground; `seen` is false where no GPS saw the step.
    `total_m` also counts what was recorded without positions before (`before_m`) and after. `row` names the samples
    that have a position, `row_m` is how far along the track each of them is.
    """

    x: Floats
    y: Floats
    scale: Floats
    edges_m: Floats
    seen: Bools
    total_m: float
    before_m: float
    row: Places
    row_m: Floats


@dataclass(frozen=True, slots=True)
class _Line:
    """Positions in order, how far along each is, and which stretches between two of them were not seen."""

    x: Floats
    y: Floats
    scale: Floats
    along_m: Floats
    lost: Bools


def mercator(lat_deg: Floats, lon_deg: Floats) -> tuple[Floats, Floats]:
    """Degrees to metres at the equator on the sphere of mean radius, by the Mercator projection."""
    lat = np.radians(np.clip(lat_deg, -MERCATOR_LIMIT_DEG, MERCATOR_LIMIT_DEG))
    return EARTH_RADIUS_M * np.radians(lon_deg), EARTH_RADIUS_M * np.arcsinh(np.tan(lat))


def track_of(column: Mapping[str, Floats]) -> Track | None:
    """The track in SAMPLES columns `t_s`, `lat_deg`, `lon_deg`, `distance_m`; None where no two positions differ.

    Distance is the device's own count where every position has one and it never falls, else the length of the
    smoothed positions.
    """
    row = positioned(column)
    if len(row) < 2:  # noqa: PLR2004 (a line has two ends)
        return None
    line = _line(column, row)
    length_m = float(line.along_m[-1])
    if length_m <= 0:
        return None
    before_m = _before_m(column["distance_m"], row[0])
    edges_m = np.linspace(0.0, length_m, max(1, round(length_m / STEP_M)) + 1)
    middle = (edges_m[:-1] + edges_m[1:]) / 2
    stretch = np.clip(np.searchsorted(line.along_m, middle, "right") - 1, 0, len(line.lost) - 1)
    return Track(
        x=np.interp(middle, line.along_m, line.x),
        y=np.interp(middle, line.along_m, line.y),
        scale=np.interp(middle, line.along_m, line.scale),
        edges_m=edges_m,
        seen=~line.lost[stretch],
        total_m=max(length_m + before_m, _told_m(column["distance_m"])),
        before_m=before_m,
        row=row,
        row_m=line.along_m,
    )


def positioned(column: Mapping[str, Floats]) -> Places:
    """The places of samples with a position, in order of time; a receiver without a fix writes zero for both."""
    lat, lon, time = column["lat_deg"], column["lon_deg"], column["t_s"]
    known = np.isfinite(lat) & np.isfinite(lon) & ((lat != 0) | (lon != 0)) & (np.abs(lat) <= MERCATOR_LIMIT_DEG)
    row = np.flatnonzero(known)
    return row if np.isnan(time[row]).any() else row[np.argsort(time[row], kind="stable")]


def _line(column: Mapping[str, Floats], row: Places) -> _Line:
    lat, lon = column["lat_deg"][row], column["lon_deg"][row]
    steps, seconds = haversine_m(lat, lon), np.diff(column["t_s"][row])
    jumped = (steps > JUMP_MPS * seconds) & (steps > PAUSE_M)
    lost = jumped | ((seconds > GAP_S) & (steps > PAUSE_M)) | (steps > GAP_M)
    x, y = mercator(lat, lon)
    piece, reach = np.concatenate([[0], np.cumsum(lost)]), _reach(steps[~lost])
    x, y = _smooth(x, piece, reach), _smooth(y, piece, reach)
    scale = np.cos(np.radians(lat))
    along_m = _counted(column["distance_m"][row])
    if along_m is None:
        moved = np.hypot(np.diff(x), np.diff(y)) * scale[1:]
        along_m = np.concatenate([[0.0], np.cumsum(np.where(jumped, 0.0, moved))])
    return _Line(x, y, scale, along_m, lost | (np.diff(along_m) > GAP_M))


def _reach(steps: Floats) -> int:
    moving = steps[steps > 0]
    usual_m = float(np.median(moving)) if len(moving) else SMOOTH_M
    return int(min(MAX_SMOOTH, SMOOTH_M // usual_m))


def _smooth(values: Floats, piece: Places, reach: int) -> Floats:
    """Means over `reach` neighbours to either side within the same piece; over fewer, evenly, near its ends."""
    if not reach:
        return values
    place = np.arange(len(values))
    first, last = np.searchsorted(piece, piece, "left"), np.searchsorted(piece, piece, "right") - 1
    near = np.minimum(reach, np.minimum(place - first, last - place))
    # Summed about the first value: Mercator metres are large and their differences small.
    sums = np.concatenate([[0.0], np.cumsum(values - values[0])])
    return np.asarray((sums[place + near + 1] - sums[place - near]) / (2 * near + 1) + values[0], dtype=np.float64)


def _counted(told_m: Floats) -> Floats | None:
    if np.isnan(told_m).any() or told_m[-1] <= told_m[0] or (np.diff(told_m) < 0).any():
        return None
    return np.asarray(told_m - told_m[0], dtype=np.float64)


def _before_m(distance_m: Floats, first: Any) -> float:
    """What the device counted before the first position, as far as it counted at all."""
    told = distance_m[: first + 1]
    told = told[np.isfinite(told)]
    return max(0.0, float(told[-1] - told[0])) if len(told) else 0.0


def _told_m(distance_m: Floats) -> float:
    told = distance_m[np.isfinite(distance_m)]
    return float(told.max() - told.min()) if len(told) else 0.0
