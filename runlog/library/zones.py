"""Instant and local time of an activity: from its file, else its position, else the settings, else the machine."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from runlog.frame.samples import SAMPLES
from runlog.model import Activity, OffsetBasis
from runlog.units import S_PER_MIN

if TYPE_CHECKING:
    import pandas as pd

MAX_OFFSET_MIN: Final = 14 * 60
"""No place on earth is further from UTC; a file that says so is not believed."""
_LAT: Final = SAMPLES.names.index("lat_deg")
_LON: Final = SAMPLES.names.index("lon_deg")


def with_offset_of_position(activity: Activity, samples: "pd.DataFrame") -> Activity:
    """The activity with the offset of the place where it began, where its file tells none and a position is known."""
    if _offset_known(activity) or activity.date_only or not (activity.start_utc or activity.start_local):
        return activity
    zone = _zone_of(samples)
    return activity if zone is None else _in_zone(activity, zone, "position")


def complete(activity: Activity, zone: str | None) -> Activity | None:
    """The activity with start_utc, start_local, utc_offset_min and offset_basis filled; None where it has no start.

    `zone` is the settings' IANA name; without it, the machine's own zone is taken. Summer time follows its rules.
    """
    if not (activity.start_utc or activity.start_local):
        return None
    try:
        if _offset_known(activity):
            return _from_offset(activity)
        return _in_zone(activity, ZoneInfo(zone) if zone else None, "settings" if zone else "machine")
    except (OverflowError, ValueError, OSError):
        return None


def knows_utc(activity: Activity) -> bool:
    """Whether the source itself tells the instant, or a local time with its offset."""
    return activity.start_utc is not None or _offset_known(activity)


def knows_local(activity: Activity) -> bool:
    """Whether the source itself tells the time on the wall."""
    return activity.start_local is not None or _offset_known(activity)


def _offset_known(activity: Activity) -> bool:
    if activity.start_utc is not None and activity.start_local is not None:
        return True
    return activity.utc_offset_min is not None and abs(activity.utc_offset_min) <= MAX_OFFSET_MIN


def _from_offset(activity: Activity) -> Activity:
    utc, local, offset_min = activity.start_utc, activity.start_local, activity.utc_offset_min
    if offset_min is None or abs(offset_min) > MAX_OFFSET_MIN:
        if utc is None or local is None:
            raise ValueError(activity)
        offset_min = round((local - utc.replace(tzinfo=None)).total_seconds() / S_PER_MIN)
    offset = timedelta(minutes=offset_min)
    if utc is None:
        if local is None:
            raise ValueError(activity)
        utc = (local - offset).replace(tzinfo=UTC)
    if local is None:
        local = (utc + offset).replace(tzinfo=None)
    return _filled(activity, utc, local, offset_min, activity.offset_basis or "file")


def _in_zone(activity: Activity, zone: ZoneInfo | None, basis: OffsetBasis) -> Activity:
    if activity.start_utc is not None:
        aware = activity.start_utc.astimezone(zone)
        local = aware.replace(tzinfo=None)
    elif activity.start_local is not None:
        local = activity.start_local
        aware = local.replace(tzinfo=zone) if zone else local.astimezone()
    else:
        raise ValueError(activity)
    offset = aware.utcoffset() or timedelta()
    return _filled(activity, aware.astimezone(UTC), local, offset.total_seconds() / S_PER_MIN, basis)


def _filled(activity: Activity, utc: datetime, local: datetime, offset_min: float, basis: OffsetBasis) -> Activity:
    return replace(activity, start_utc=utc, start_local=local, utc_offset_min=float(offset_min), offset_basis=basis)


def _zone_of(samples: "pd.DataFrame") -> ZoneInfo | None:
    # One block of floats, seen whole: taking single columns out of a frame costs ten times as much.
    block = samples.to_numpy()
    lat, lon = block[:, _LAT], block[:, _LON]
    # 0, 0 is what devices write before they know where they are.
    known = np.flatnonzero((np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ((lat != 0) | (lon != 0)))  # noqa: PLR2004 (the ends of the scale)
    if not known.size:
        return None
    import tzfpy

    name = tzfpy.get_tz(float(lon[known[0]]), float(lat[known[0]]))
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
