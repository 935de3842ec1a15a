"""GPX files: recorded tracks.

One file is one activity: its tracks follow each other in time order. A track that begins more than `TRACK_GAP_S` after
the one before it ended begins an activity of its own, so that a collection of days comes out as days.
"""

from typing import Final

import numpy as np

from runlog.errors import ReadError, SkipFileError
from runlog.frame.samples import samples_from_arrays
from runlog.importers import ids
from runlog.importers.gpx_tracks import GPX_FORM, GpxDocument, Track, document_of
from runlog.importers.importer import Contents
from runlog.importers.limits import RECORDED_MAX, TRACKS_MAX
from runlog.importers.track import both_feet, from_unix
from runlog.importers.xml_points import read_points
from runlog.importers.xml_tree import as_utf8, root_name
from runlog.model import Activity, Kind, Recording
from runlog.sports import UNTOLD_SPORTS, kind_of
from runlog.words.ground import SPORT_GROUND
from runlog.words.sports import sport_in_title, sport_in_words

TRACK_GAP_S: Final = 4 * 3600.0
"""Tracks further apart than this are different outings."""
_TRACKS: Final = (b"<trk>", b"<trk ", b"<trk\n", b":trk>")
_STRAVA_TYPES: Final = {"1": "cycling", "4": "hiking", "9": "running", "10": "walking"}
"""Strava's older exports give the type as a number; these are the numbers commonly seen."""


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
            ReadError: it is broken before its first point, declares entities, or passes a limit.
        """
        del name
        document = _document(as_utf8(data))
        warnings = [document.problem] if document.problem else []
        dropped = sum(track.dropped for track in document.tracks)
        if dropped:
            warnings.append(f"{dropped} point{'s' if dropped > 1 else ''} without a usable position dropped")
        tracks = [track for track in document.tracks if len(track)]
        if all(np.isnan(track.start_s) for track in tracks):
            raise _nothing_recorded(document, has_points=bool(tracks))
        outings = _outings(tracks)
        if len(outings) > RECORDED_MAX:
            raise ReadError(f"more than {RECORDED_MAX} activities in one file: export them one by one")
        recordings = tuple(_recording(group, document) for group in outings)
        problems = [problem for recording in recordings for problem in recording.problems]
        return Contents(recordings, tuple(dict.fromkeys([*warnings, *problems])))


def _document(text: bytes) -> GpxDocument:
    """The document by our own reader, or by gpxpy should that ever fail on it.

    Raises:
        ReadError: it is broken before its first element, or passes a limit.
    """
    if sum(map(text.count, _TRACKS)) > TRACKS_MAX:
        raise ReadError(f"more than {TRACKS_MAX} tracks in one file: export them one by one")
    try:
        return document_of(read_points(text, GPX_FORM))
    except ReadError:
        raise
    except Exception:  # (a second way, should the first stumble)
        from runlog.importers.gpx_fallback import by_gpxpy

        document = by_gpxpy(text)
        if document is None:
            raise
        return document


def _nothing_recorded(document: GpxDocument, *, has_points: bool) -> Exception:
    if document.problem and not has_points:
        return ReadError(f"no point is left before the break ({document.problem}): export the activity again")
    if has_points:
        return SkipFileError("a track without any time: a plan or a drawn route, not a training record")
    if document.routes:
        return SkipFileError("a route to follow, not a training record")
    if document.waypoints:
        return SkipFileError("waypoints only, not a training record")
    return SkipFileError("a GPX file without any track point, nothing was recorded")


def _outings(tracks: list[Track]) -> list[list[Track]]:
    """Tracks in time order, a new list wherever the gap is an outing's; untimed ones stay with those before them."""
    timed = sorted((track for track in tracks if not np.isnan(track.start_s)), key=lambda track: track.start_s)
    outings: list[list[Track]] = []
    end = -np.inf
    for track in timed:
        if track.start_s - end > TRACK_GAP_S:
            outings.append([])
        outings[-1].append(track)
        end = max(end, track.end_s)
    outings[0] += [track for track in tracks if np.isnan(track.start_s)]
    return outings


def _recording(tracks: list[Track], document: GpxDocument) -> Recording:
    problems: list[str] = []
    times = np.concatenate([track.time_s for track in tracks])
    arrays = {name: np.concatenate([track.columns[name] for track in tracks]) for name in GPX_FORM.columns}
    start = float(np.nanmin(times))
    arrays["t_s"] = times - start
    known = times[~np.isnan(times)]
    if (np.diff(known) < 0).any():
        problems.append("time goes backwards within the recording")
    if len(known) < len(times):
        problems.append(f"{len(times) - len(known)} points carry no time")
    told = next((track.sport for track in tracks if track.sport and any(map(str.isalnum, track.sport))), None)
    title = next((track.title for track in tracks if track.title), document.title)
    sport = _sport(told, title, document.creator)
    arrays["cadence_spm"] = both_feet(arrays["cadence_spm"], sport, problems)
    ground = SPORT_GROUND.get(sport) if kind_of(sport) is Kind.RUN else None
    offset = next((track.offset_min for track in tracks if track.offset_min is not None), None)
    activity = Activity(
        sport=sport,
        start_utc=from_unix(start),
        utc_offset_min=offset,
        offset_basis=None if offset is None else "file",
        title=title,
        notes=next((track.notes for track in tracks if track.notes), document.notes),
        device=document.creator,
        ground={ground: 1.0} if ground else {},
        ground_basis="device" if ground else None,
    )
    return Recording(activity=activity, samples=samples_from_arrays(arrays, len(times)), problems=tuple(problems))


def _sport(told: str | None, title: str | None, creator: str | None) -> str:
    """The sport of its type, else of a title that names one; a number that tells nothing stays as it is."""
    strava = "strava" in (creator or "").casefold()
    sport = sport_in_words(_STRAVA_TYPES.get(told, told) if strava and told else told)
    return (sport_in_title(title) or sport) if sport in UNTOLD_SPORTS or sport.isdecimal() else sport
