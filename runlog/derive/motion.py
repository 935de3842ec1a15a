"""How far and for how long the runner moved, from positions, the device's distance and its speed."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from runlog.units import EARTH_RADIUS_M

MOVING_MPS: Final = 0.5
"""Slower than this is standing (ours: a slow walk is 0.8 m/s, the drift of a resting GPS stays below 0.4)."""
GAP_S: Final = 30.0
"""Samples further apart than this leave the time between them out of the moving time (smart recording writes at least
every 20 s or so; a pause is longer)."""
FASTEST_STEP_MPS: Final = 40.0
"""Between two positions a faster step is a jump of the GPS and counts for nothing."""

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]


def distance_travelled_m(column: Mapping[str, FloatColumn]) -> float | None:
    """Metres: the device's own count (its highest minus its first), else along the positions, else None."""
    counted = column["distance_m"][~np.isnan(column["distance_m"])]
    if len(counted) > 1 and counted.max() > counted[0]:
        return float(counted.max() - counted[0])
    known = ~(np.isnan(column["lat_deg"]) | np.isnan(column["lon_deg"]))
    if known.sum() > 1:
        steps = haversine_m(column["lat_deg"][known], column["lon_deg"][known])
        seconds = np.diff(column["t_s"][known])
        with np.errstate(invalid="ignore"):
            jump = (seconds > 0) & (steps > FASTEST_STEP_MPS * seconds)
        return float(steps[~jump].sum())
    return float(counted.max() - counted[0]) if len(counted) > 1 else None


def haversine_m(lat_deg: FloatColumn, lon_deg: FloatColumn) -> FloatColumn:
    """Great-circle metres between consecutive positions (one fewer than positions), on a sphere of mean radius."""
    lat, lon = np.radians(lat_deg), np.radians(lon_deg)
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    return np.asarray(2 * EARTH_RADIUS_M * np.arcsin(np.sqrt(np.clip(half, 0, 1))), dtype=np.float64)


def moving_time_s(column: Mapping[str, FloatColumn]) -> float | None:
    """Seconds between samples at most `GAP_S` apart in which the speed was at least `MOVING_MPS`; None without speed.

    Speed between two samples is that of the device's distance, else of the positions, else the device's own speed.
    """
    time = column["t_s"]
    order = np.argsort(time, kind="stable")
    order = order[~np.isnan(time[order])]
    seconds = np.diff(time[order])
    speeds = _step_speeds(column, order, seconds)
    if speeds is None:
        return None
    moving = float(seconds[(seconds <= GAP_S) & (speeds >= MOVING_MPS)].sum())
    # Indoor sessions of many devices carry a distance and speed of zero throughout: not measured, not standing.
    return moving if np.nansum(np.abs(speeds)) > 0 else None


def _step_speeds(
    column: Mapping[str, FloatColumn], order: "np.ndarray[Any, np.dtype[np.intp]]", seconds: FloatColumn
) -> FloatColumn | None:
    if not len(seconds):
        return None
    steps = (
        np.diff(column["distance_m"][order]),
        haversine_m(column["lat_deg"][order], column["lon_deg"][order]),
    )
    speeds = np.full(len(seconds), np.nan)
    for step in steps:
        with np.errstate(divide="ignore", invalid="ignore"):
            speed = np.where(seconds > 0, step / seconds, np.nan)
        speeds = np.where(np.isnan(speeds), speed, speeds)
    own = column["speed_mps"][order][1:]
    speeds = np.where(np.isnan(speeds), own, speeds)
    return None if np.isnan(speeds).all() else speeds
