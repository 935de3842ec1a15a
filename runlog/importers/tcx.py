"""TCX files (Garmin's Training Center): each activity with its laps and track points."""

from typing import Any, Final
from xml.etree import ElementTree as ET

import numpy as np

from runlog.errors import ReadError, SkipFileError
from runlog.frame.samples import samples_from_arrays
from runlog.importers import ids
from runlog.importers.importer import Contents
from runlog.importers.track import Points, both_feet, from_unix, is_position, number, read_time
from runlog.importers.xml_tree import as_utf8, is_cut, leaves, parse_tree, root_name, text_of
from runlog.model import Activity, Lap, Recording
from runlog.sports import canonical_sport

_NAMES: Final = {
    "altitudemeters": "altitude_m", "distancemeters": "distance_m", "heartratebpm": "hr_bpm", "speed": "speed_mps",
    "watts": "power_w",
}  # fmt: skip
_ROOTS: Final = frozenset({"trainingcenterdatabase", "activities"})
_VAGUE: Final = frozenset({"other"})


class TcxImporter:
    """Reads `.tcx`; a file that breaks off gives what comes before the break."""

    id = ids.TCX
    format = "TCX"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first tag is `TrainingCenterDatabase`, or `Activities` where a tool left that out."""
        del name
        return (root_name(head) or "").casefold() in _ROOTS

    def read(self, data: bytes, name: str) -> Contents:
        """The recordings of a TCX file, one an `Activity` element.

        Raises:
            SkipFileError: it holds workouts or courses only.
            ReadError: it is broken before its first activity, tells no time, or declares entities.
        """
        del name
        tree = parse_tree(as_utf8(data))
        activities = list(tree.root.iter("Activity"))
        if not activities:
            if tree.problem:
                raise ReadError(f"{tree.problem}, which is nothing: export the activity again")
            raise SkipFileError(f"{_other_kind(tree.root)}, not a training record")
        recordings: list[Recording] = []
        warnings = [tree.problem] if tree.problem else []
        for activity in activities:
            recording = _recording(activity)
            if recording is None:
                warnings.append("an activity without any time was left out")
            else:
                recordings.append(recording)
        if not recordings:
            raise ReadError("no date and time in it: enter the activity in runs.csv")
        warnings += [problem for recording in recordings for problem in recording.problems]
        return Contents(tuple(recordings), tuple(dict.fromkeys(warnings)))


def _other_kind(root: ET.Element) -> str:
    for name, kind in (("Workout", "a planned workout"), ("Course", "a course to follow")):
        if root.find(f".//{name}") is not None:
            return kind
    return "a TCX file without any activity"


def _recording(element: ET.Element) -> Recording | None:
    problems: list[str] = []
    points, cut = _points(element)
    if cut:
        problems.append("the last point is cut off and was left out")
    times = np.array(points.time_s, dtype=np.float64)
    told = read_time(text_of(element, "Id"))
    known = times[~np.isnan(times)]
    if len(known):
        start = float(known.min())
    elif told is not None:
        start = told.timestamp()
    else:
        return None
    if (np.diff(known) < 0).any():
        problems.append("time goes backwards within the recording")
    if len(known) < len(times):
        problems.append(f"{len(times) - len(known)} points carry no time")
    sport = _sport(element)
    arrays = points.arrays()
    arrays["cadence_spm"] = both_feet(arrays["cadence_spm"], sport, problems)
    arrays["t_s"] = times - start
    offset = points.offset_min
    laps = tuple(_lap(lap, start) for lap in element.findall("Lap"))
    activity = Activity(
        sport=sport,
        start_utc=from_unix(start),
        utc_offset_min=offset,
        offset_basis=None if offset is None else "file",
        notes=text_of(element, "Notes"),
        device=text_of(element, "Creator", "Name"),
        **_totals(element, laps),
    )
    samples = samples_from_arrays(arrays, len(times))
    return Recording(activity=activity, samples=samples, laps=laps, problems=tuple(problems))


def _sport(element: ET.Element) -> str:
    told = element.get("Sport")
    return "unknown" if (told or "").casefold() in _VAGUE else canonical_sport(told)


def _points(element: ET.Element) -> tuple[Points, bool]:
    points, cut = Points(), False
    for point in element.iter("Trackpoint"):
        if is_cut(point):
            cut = True
            continue
        found = leaves(point)
        values: dict[str, float | None] = {column: number(found.get(name)) for name, column in _NAMES.items()}
        lat_deg, lon_deg = number(found.get("latitudedegrees")), number(found.get("longitudedegrees"))
        if is_position(lat_deg, lon_deg):
            values |= {"lat_deg": lat_deg, "lon_deg": lon_deg}
        cadence = number(found.get("runcadence"))
        values["cadence_spm"] = number(found.get("cadence")) if cadence is None else cadence
        points.append(read_time(found.get("time")), values)
    return points, cut


def _lap(element: ET.Element, start: float) -> Lap:
    time = read_time(element.get("StartTime"))
    return Lap(
        start_s=0.0 if time is None else time.timestamp() - start,
        duration_s=number(text_of(element, "TotalTimeSeconds")),
        distance_m=number(text_of(element, "DistanceMeters")),
        name=text_of(element, "TriggerMethod"),
        intensity=text_of(element, "Intensity"),
    )


def _totals(element: ET.Element, laps: tuple[Lap, ...]) -> dict[str, Any]:
    """Distance and time as the laps tell them, where every lap does and the file is whole."""
    if not laps or is_cut(element):
        return {}
    distances = [lap.distance_m for lap in laps if lap.distance_m is not None]
    durations = [lap.duration_s for lap in laps if lap.duration_s is not None]
    return {
        "distance_m": sum(distances) if len(distances) == len(laps) else None,
        "duration_s": sum(durations) if len(durations) == len(laps) else None,
    }
