"""GPX files: recorded tracks, read by gpxpy, or tolerantly where gpxpy refuses the file.

One file is one activity: its tracks follow each other in time order. A track that begins more than `TRACK_GAP_S` after
the one before it ended begins an activity of its own, so that a collection of days comes out as days.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError, SkipFileError
from runlog.frame.samples import samples_from_arrays
from runlog.grounds import SPORT_GROUND
from runlog.importers import ids
from runlog.importers.importer import Contents
from runlog.importers.track import Points, both_feet, from_unix, is_position, joined, number, read_time
from runlog.importers.xml_tree import as_utf8, is_cut, leaves, parse_tree, refuse_entities, root_name, text_of
from runlog.model import Activity, Kind, Recording
from runlog.sports import canonical_sport, kind_of

TRACK_GAP_S: Final = 4 * 3600.0
"""Tracks further apart than this are different outings."""
_STRAVA_TYPES: Final = {"1": "cycling", "4": "hiking", "9": "running", "10": "walking"}
"""Strava's older exports give the type as a number; these are the numbers commonly seen."""
_NAMES: Final = {
    "ele": "altitude_m", "hr": "hr_bpm", "heartrate": "hr_bpm", "cad": "cadence_spm", "cadence": "cadence_spm",
    "power": "power_w", "watts": "power_w", "powerinwatts": "power_w", "atemp": "temperature_c",
    "temp": "temperature_c", "speed": "speed_mps", "distance": "distance_m",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Track:
    title: str | None
    notes: str | None
    sport: str | None
    points: Points
    dropped: int

    @property
    def start_s(self) -> float:
        return min((time for time in self.points.time_s if not math.isnan(time)), default=math.nan)

    @property
    def end_s(self) -> float:
        return max((time for time in self.points.time_s if not math.isnan(time)), default=math.nan)


@dataclass(frozen=True, slots=True)
class _Document:
    """Tracks with the file's own words, and what else it holds."""

    tracks: tuple[_Track, ...]
    title: str | None
    notes: str | None
    creator: str | None
    routes: int
    waypoints: int
    problem: str | None = None


class GpxImporter:
    """Reads `.gpx`: tracks with times; routes and plans are no training."""

    id = ids.GPX
    format = "GPX"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first tag is `gpx`."""
        del name
        return (root_name(head) or "").casefold() == "gpx"

    def read(self, data: bytes, name: str) -> Contents:
        """The recordings of a GPX file.

        Raises:
            SkipFileError: it holds routes, waypoints, or tracks without any time.
            ReadError: it is broken before its first point, or declares entities.
        """
        del name
        text = as_utf8(data)
        refuse_entities(text)
        document = _by_gpxpy(text) or _tolerantly(text)
        warnings = [document.problem] if document.problem else []
        dropped = sum(track.dropped for track in document.tracks)
        if dropped:
            warnings.append(f"{dropped} point{'s' if dropped > 1 else ''} without a usable position dropped")
        tracks = [track for track in document.tracks if len(track.points)]
        if all(math.isnan(track.start_s) for track in tracks):
            raise _nothing_recorded(document, has_points=bool(tracks))
        recordings = tuple(_recording(group, document) for group in _outings(tracks))
        problems = [problem for recording in recordings for problem in recording.problems]
        return Contents(recordings, tuple(dict.fromkeys([*warnings, *problems])))


def _nothing_recorded(document: _Document, *, has_points: bool) -> Exception:
    if document.problem and not has_points:
        return ReadError(f"no point is left before the break ({document.problem}): export the activity again")
    if has_points:
        return SkipFileError("a track without any time: a plan or a drawn route, not a training record")
    if document.routes:
        return SkipFileError("a route to follow, not a training record")
    if document.waypoints:
        return SkipFileError("waypoints only, not a training record")
    return SkipFileError("a GPX file without any track point, nothing was recorded")


def _outings(tracks: list[_Track]) -> list[list[_Track]]:
    """Tracks in time order, a new list wherever the gap is an outing's; untimed ones stay with those before them."""
    timed = sorted((track for track in tracks if not math.isnan(track.start_s)), key=lambda track: track.start_s)
    outings: list[list[_Track]] = []
    end = -math.inf
    for track in timed:
        if track.start_s - end > TRACK_GAP_S:
            outings.append([])
        outings[-1].append(track)
        end = max(end, track.end_s)
    outings[0] += [track for track in tracks if math.isnan(track.start_s)]
    return outings


def _recording(tracks: list[_Track], document: _Document) -> Recording:
    problems: list[str] = []
    times, arrays = joined([track.points for track in tracks])
    start = float(np.nanmin(times))
    arrays["t_s"] = times - start
    known = times[~np.isnan(times)]
    if (np.diff(known) < 0).any():
        problems.append("time goes backwards within the recording")
    if len(known) < len(times):
        problems.append(f"{len(times) - len(known)} points carry no time")
    told = next((track.sport for track in tracks if track.sport), None)
    strava = "strava" in (document.creator or "").casefold()
    sport = canonical_sport(_STRAVA_TYPES.get(told, told) if strava and told else told)
    arrays["cadence_spm"] = both_feet(arrays["cadence_spm"], sport, problems)
    ground = SPORT_GROUND.get(sport) if kind_of(sport) is Kind.RUN else None
    offset = next((track.points.offset_min for track in tracks if track.points.offset_min is not None), None)
    activity = Activity(
        sport=sport,
        start_utc=from_unix(start),
        utc_offset_min=offset,
        offset_basis=None if offset is None else "file",
        title=next((track.title for track in tracks if track.title), document.title),
        notes=next((track.notes for track in tracks if track.notes), document.notes),
        device=document.creator,
        ground={ground: 1.0} if ground else {},
        ground_basis="device" if ground else None,
    )
    return Recording(activity=activity, samples=samples_from_arrays(arrays, len(times)), problems=tuple(problems))


def _by_gpxpy(text: bytes) -> _Document | None:
    """The document as gpxpy reads it, or None where it refuses the file."""
    import gpxpy

    try:
        gpx = gpxpy.parse(text.decode())
    except Exception:  # noqa: BLE001 (one bad point makes gpxpy refuse the file; the tolerant reader says what is wrong)
        return None
    tracks = []
    for track in gpx.tracks:
        points, dropped = Points(), 0
        for point in (point for segment in track.segments for point in segment.points):
            if not is_position(point.latitude, point.longitude):
                dropped += 1
                continue
            time = read_time(point.time.isoformat()) if point.time else None
            points.append(time, _values(_gpxpy_texts(point), point.latitude, point.longitude))
        tracks.append(_Track(track.name, track.description or track.comment, track.type, points, dropped))
    return _Document(
        tracks=tuple(tracks),
        title=gpx.name,
        notes=gpx.description,
        creator=gpx.creator,
        routes=len(gpx.routes),
        waypoints=len(gpx.waypoints),
    )


def _gpxpy_texts(point: Any) -> Iterator[tuple[str, str]]:
    for extension in point.extensions:
        for element in extension.iter():
            if isinstance(element.tag, str) and element.text:
                yield element.tag.rpartition("}")[2].casefold(), element.text
    if point.elevation is not None:
        yield "ele", str(point.elevation)
    if point.speed is not None:
        yield "speed", str(point.speed)


def _tolerantly(text: bytes) -> _Document:
    """The document read element by element: what cannot be used is dropped and counted."""
    tree = parse_tree(text)
    tracks = []
    for track in tree.root.iter("trk"):
        points, dropped = Points(), 0
        for point in track.iter("trkpt"):
            latitude, longitude = number(point.get("lat")), number(point.get("lon"))
            if is_cut(point) or latitude is None or longitude is None or not is_position(latitude, longitude):
                dropped += 1
                continue
            found = leaves(point)
            points.append(_time(found.get("time")), _values(iter(found.items()), latitude, longitude))
        notes = text_of(track, "desc") or text_of(track, "cmt")
        tracks.append(_Track(text_of(track, "name"), notes, text_of(track, "type"), points, dropped))
    return _Document(
        tracks=tuple(tracks),
        title=text_of(tree.root, "metadata", "name") or text_of(tree.root, "name"),
        notes=text_of(tree.root, "metadata", "desc") or text_of(tree.root, "desc"),
        creator=tree.root.get("creator"),
        routes=len(tree.root.findall("rte")),
        waypoints=len(tree.root.findall("wpt")),
        problem=tree.problem or "gpxpy refuses the file: read point by point instead",
    )


def _time(text: str | None) -> datetime | None:
    return read_time(text)


def _values(texts: Iterator[tuple[str, str]], lat_deg: float, lon_deg: float) -> dict[str, float | None]:
    values: dict[str, float | None] = {"lat_deg": lat_deg, "lon_deg": lon_deg}
    for name, text in texts:
        column = _NAMES.get(name)
        if column and values.get(column) is None:
            values[column] = number(text)
    return values
