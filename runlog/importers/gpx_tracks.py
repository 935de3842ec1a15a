"""The tracks of a GPX document, with the file's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from xml.etree import ElementTree as ET

import numpy as np

from runlog.importers.track import on_globe
from runlog.importers.xml_table import PointDocument, PointForm, PointTable, places_in
from runlog.importers.xml_tree import text_of

GPX_FORM: Final = PointForm(
    tag="trkpt",
    attributes={"lat": "lat_deg", "lon": "lon_deg"},
    leaves={
        "ele": "altitude_m", "hr": "hr_bpm", "heartrate": "hr_bpm", "cad": "cadence_spm", "cadence": "cadence_spm",
        "power": "power_w", "watts": "power_w", "powerinwatts": "power_w", "atemp": "temperature_c",
        "temp": "temperature_c", "speed": "speed_mps", "distance": "distance_m",
    },
)  # fmt: skip

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Track:
    """One track: its usable points in file order, how many were dropped, and what the file says of it."""

    title: str | None
    notes: str | None
    sport: str | None
    time_s: FloatColumn
    """Unix seconds, NaN where a point has no time."""
    offset_min: float | None
    columns: Mapping[str, FloatColumn]
    dropped: int

    def __len__(self) -> int:
        return len(self.time_s)

    @cached_property
    def start_s(self) -> float:
        """The earliest time, NaN where no point has one."""
        return float(np.fmin.reduce(self.time_s, initial=np.nan))

    @cached_property
    def end_s(self) -> float:
        """The latest time, NaN where no point has one."""
        return float(np.fmax.reduce(self.time_s, initial=np.nan))


@dataclass(frozen=True, slots=True)
class GpxDocument:
    """Tracks with the file's own words, and what else it holds."""

    tracks: tuple[Track, ...]
    title: str | None
    notes: str | None
    creator: str | None
    routes: int
    waypoints: int
    problem: str | None = None


def document_of(read: PointDocument) -> GpxDocument:
    """The tracks of a document whose points have been read."""
    root = read.root
    return GpxDocument(
        tracks=tuple(_track(track, read.points) for track in root.iter("trk")),
        title=text_of(root, "metadata", "name") or text_of(root, "name"),
        notes=text_of(root, "metadata", "desc") or text_of(root, "desc"),
        creator=root.get("creator"),
        routes=len(root.findall("rte")),
        waypoints=len(root.findall("wpt")),
        problem=read.problem,
    )


def track_of(
    title: str | None,
    notes: str | None,
    sport: str | None,
    points: PointTable,
) -> Track:
    """A track of these points; those without a usable position are dropped and counted."""
    usable = on_globe(points.columns["lat_deg"], points.columns["lon_deg"])
    usable[points.cut] = False
    told = points.offset_min[usable & (points.offset_min != 0)]
    return Track(
        title=title,
        notes=notes,
        sport=sport,
        time_s=points.time_s[usable],
        offset_min=float(told[0]) if len(told) else None,
        columns={name: values[usable] for name, values in points.columns.items()},
        dropped=int(len(points) - usable.sum()),
    )


def _track(element: ET.Element, points: PointTable) -> Track:
    notes = text_of(element, "desc") or text_of(element, "cmt")
    return track_of(text_of(element, "name"), notes, text_of(element, "type"), points.taken(places_in(element)))
