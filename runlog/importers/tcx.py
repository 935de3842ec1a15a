"""TCX files (Garmin's Training Center): each activity with its laps and track points."""

from typing import Any, Final
from xml.etree import ElementTree as ET

import numpy as np

from runlog.errors import ReadError, SkipFileError
from runlog.frame.samples import samples_from_arrays
from runlog.importers import ids
from runlog.importers.importer import Contents
from runlog.importers.limits import RECORDED_MAX
from runlog.importers.track import both_feet, from_unix, number, on_globe, read_time
from runlog.importers.xml_points import read_points
from runlog.importers.xml_table import FloatColumn, PointForm, PointTable, places_in
from runlog.importers.xml_tree import as_utf8, is_cut, root_name, text_of
from runlog.model import Activity, Lap, Recording
from runlog.sports import UNTOLD_SPORTS
from runlog.words.sports import sport_in_title, sport_in_words

TCX_FORM: Final = PointForm(
    tag="Trackpoint",
    attributes={},
    leaves={
        "latitudedegrees": "lat_deg", "longitudedegrees": "lon_deg", "altitudemeters": "altitude_m",
        "distancemeters": "distance_m", "heartratebpm": "hr_bpm", "speed": "speed_mps", "watts": "power_w",
        "runcadence": "run_cadence_spm", "cadence": "cadence_spm",
    },
)  # fmt: skip
_CROWD: Final = f"more than {RECORDED_MAX} activities in one file: export them one by one"
_ROOTS: Final = frozenset({"trainingcenterdatabase", "activities"})


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
            ReadError: it is broken before its first activity, tells no time, declares entities, or passes a limit.
        """
        del name
        text = as_utf8(data)
        if text.count(b"<Activity ") > RECORDED_MAX:
            raise ReadError(_CROWD)
        document = read_points(text, TCX_FORM)
        activities = list(document.root.iter("Activity"))
        if len(activities) > RECORDED_MAX:
            raise ReadError(_CROWD)
        if not activities:
            if document.problem:
                raise ReadError(f"{document.problem}, which is nothing: export the activity again")
            raise SkipFileError(f"{_other_kind(document.root)}, not a training record")
        recordings: list[Recording] = []
        warnings = [document.problem] if document.problem else []
        for activity in activities:
            recording = _recording(activity, document.points.taken(places_in(activity)))
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


def _recording(element: ET.Element, points: PointTable) -> Recording | None:
    problems: list[str] = []
    if len(points.cut):
        problems.append("the last point is cut off and was left out")
    whole = np.ones(len(points), dtype=bool)
    whole[points.cut] = False
    times, offsets = points.time_s[whole], points.offset_min[whole]
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
    arrays = _arrays({name: values[whole] for name, values in points.columns.items()})
    arrays["cadence_spm"] = both_feet(arrays["cadence_spm"], sport, problems)
    arrays["t_s"] = times - start
    offset = float(offsets[offsets != 0][0]) if offsets.any() else None
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
    sport = sport_in_words(element.get("Sport"))
    return (sport_in_title(text_of(element, "Name")) or "unknown") if sport in UNTOLD_SPORTS else sport


def _arrays(columns: dict[str, FloatColumn]) -> dict[str, FloatColumn]:
    """Columns of SAMPLES: a position counts as a whole, and a foot pod's cadence before a bicycle's."""
    on_foot = columns.pop("run_cadence_spm")
    columns["cadence_spm"] = np.where(np.isnan(on_foot), columns["cadence_spm"], on_foot)
    placed = on_globe(columns["lat_deg"], columns["lon_deg"])
    for name in ("lat_deg", "lon_deg"):
        columns[name] = np.where(placed, columns[name], np.nan)
    return columns


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
