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
    column = _in_order_of_time(column)
    seconds = np.diff(column["t_s"])
    speeds = _step_speeds(column, seconds)
    if speeds is None:
        return None
    moving = float(seconds[(seconds <= GAP_S) & (speeds >= MOVING_MPS)].sum())
    # Indoor sessions of many devices carry a distance and speed of zero throughout: not measured, not standing.
    return moving if np.nansum(np.abs(speeds)) > 0 else None


def _in_order_of_time(column: Mapping[str, FloatColumn]) -> Mapping[str, FloatColumn]:
    time = column["t_s"]
    if not np.isnan(time).any() and bool((time[1:] >= time[:-1]).all()):
        return column
    order = np.argsort(time, kind="stable")
    order = order[~np.isnan(time[order])]
    return {name: column[name][order] for name in ("t_s", "distance_m", "lat_deg", "lon_deg", "speed_mps")}


def _step_speeds(column: Mapping[str, FloatColumn], seconds: FloatColumn) -> FloatColumn | None:
    if not len(seconds):
        return None
    speeds = _per_second(np.diff(column["distance_m"]), seconds)
    missing = np.isnan(speeds)
    if missing.any():
        speeds = np.where(missing, _per_second(haversine_m(column["lat_deg"], column["lon_deg"]), seconds), speeds)
        speeds = np.where(np.isnan(speeds), column["speed_mps"][1:], speeds)
    return None if np.isnan(speeds).all() else speeds


def _per_second(steps: FloatColumn, seconds: FloatColumn) -> FloatColumn:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(seconds > 0, steps / seconds, np.nan)
