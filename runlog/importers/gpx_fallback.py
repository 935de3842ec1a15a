"""GPX read by gpxpy: the second way, for files that our own reader should ever stumble over."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from runlog.importers.gpx_tracks import GPX_FORM, GpxDocument, Track, track_of
from runlog.importers.track import local_offset_min, number
from runlog.importers.xml_table import PointTable


def by_gpxpy(text: bytes) -> GpxDocument | None:
    """The document as gpxpy reads it, or None where it refuses the file."""
    import gpxpy

    if b"<!DOCTYPE" in text:  # (its parser may expand entities)
        return None
    try:
        gpx = gpxpy.parse(text.decode())
    except Exception:  # noqa: BLE001 (one bad point makes gpxpy refuse a file, and it leaks what its parser raises)
        return None
    return GpxDocument(
        tracks=tuple(_track(track) for track in gpx.tracks),
        title=gpx.name,
        notes=gpx.description,
        creator=gpx.creator,
        routes=len(gpx.routes),
        waypoints=len(gpx.waypoints),
        problem="read by gpxpy, as our own reader could not cope with it",
    )


def _track(track: Any) -> Track:
    points = [point for segment in track.segments for point in segment.points]
    rows = [_values(point) for point in points]
    times = [point.time for point in points]
    table = PointTable(
        time_s=np.array([time.timestamp() if time else np.nan for time in times], dtype=np.float64),
        offset_min=np.array([(local_offset_min(time) if time else None) or 0.0 for time in times], dtype=np.float64),
        columns={name: np.array([row.get(name, np.nan) for row in rows]) for name in GPX_FORM.columns},
        cut=np.empty(0, np.intp),
    )
    return track_of(track.name, track.description or track.comment, track.type, table)


def _values(point: Any) -> dict[str, float]:
    values = {"lat_deg": point.latitude, "lon_deg": point.longitude}
    for name, text in _texts(point):
        column = GPX_FORM.leaves.get(name)
        value = number(text) if column else None
        if column and value is not None:
            values.setdefault(column, value)
    return values


def _texts(point: Any) -> Iterator[tuple[str, str]]:
    for extension in point.extensions:
        for element in extension.iter():
            if isinstance(element.tag, str) and element.text:
                yield element.tag.rpartition("}")[2].casefold(), element.text
    if point.elevation is not None:
        yield "ele", str(point.elevation)
    if point.speed is not None:
        yield "speed", str(point.speed)
