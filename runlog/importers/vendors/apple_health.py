"""Apple Health's `export.xml`: workouts with their statistics; their routes are GPX files beside it.

A workout that several apps wrote down is one activity: the one with a route, then with most told, is kept.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runlog.errors import SkipFileError
from runlog.importers import ids
from runlog.importers.importer import ByteStream, Contents
from runlog.importers.options import Context
from runlog.importers.tables.dates import When
from runlog.importers.tables.headers import UNIT_SCALES
from runlog.importers.tables.session import Session
from runlog.importers.vendors.apple_xml import Workout, read_workouts
from runlog.importers.vendors.documents import ForwardImporter, contents_of
from runlog.model import Kind
from runlog.sports import kind_of
from runlog.units import S_PER_MIN
from runlog.words.sports import sport_in_words

_ROOT: Final = re.compile(rb"<!DOCTYPE\s+HealthData\b|<HealthData\b")
_TYPE: Final = "HKWorkoutActivityType"
_QUANTITY: Final = "HKQuantityTypeIdentifier"
_DISTANCES: Final = ("DistanceWalkingRunning", "DistanceCycling", "DistanceSwimming", "DistanceWheelchair")
_CAPITALS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MEASURE: Final = re.compile(r"\s*([\d.]+)\s*([a-zA-Z]*)")
_SPORTS: Final = {
    "flexibility": "flexibility_training", "mind and body": "mobility", "cross training": "functional_training",
    "mixed cardio": "aerobics", "stair climbing": "stair_climbing", "cooldown": "stretching",
}  # fmt: skip
SAME_SHARE: Final = 0.5
SAME_DISTANCE: Final = 0.10
"""Two apps' workouts of one kind are one where they share half of the shorter's time and differ by at most 10 %."""


class AppleHealthImporter(ForwardImporter):
    """Reads `export.xml`, whatever its localised name."""

    id = ids.APPLE_HEALTH
    format = "Apple Health"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the document's root is Apple's `HealthData`."""
        del name
        return _ROOT.search(head) is not None

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The workouts of an export.

        Raises:
            SkipFileError: it holds none.
            ReadError: it declares entities, or is no XML.
        """
        del name
        workouts, problem = read_workouts(stream)
        sessions = [session for workout in workouts if (session := _session(workout))]
        if not sessions:
            raise SkipFileError("Apple Health data without any workout")
        kept, twins = _without_twins(sessions)
        said = [problem] if problem else []
        said += [f"{twins} workouts that another app wrote down too were left out"] if twins else []
        undated = len(workouts) - len(sessions)
        said += [f"{undated} workouts without a start left out"] if undated else []
        return contents_of(kept, context.options.tz, said)


def _session(workout: Workout) -> Session | None:
    told = workout.attributes
    start = _time(told.get("startDate"))
    if start is None:
        return None
    word = _CAPITALS.sub(" ", told.get("workoutActivityType", "").removeprefix(_TYPE)).casefold()
    sport = _SPORTS.get(word) or sport_in_words(word)
    indoor = workout.metadata.get("HKIndoorWorkout") == "1"
    duration_s = _scaled(told.get("duration"), told.get("durationUnit", "min")) or _span_s(start, told.get("endDate"))
    heart = workout.statistics.get(f"{_QUANTITY}HeartRate", {})
    steps = _number(workout.statistics.get(f"{_QUANTITY}StepCount", {}).get("sum"))
    bounce = workout.statistics.get(f"{_QUANTITY}RunningVerticalOscillation", {})
    oscillation_m = _scaled(bounce.get("average"), bounce.get("unit", "cm"))
    return Session(
        sport=sport,
        sub_sport="indoor_running" if indoor and kind_of(sport) is Kind.RUN else None,
        when=When(start),
        utc_offset_min=_offset_min(start, workout.metadata.get("HKTimeZone")),
        distance_m=_distance_m(workout),
        duration_s=duration_s,
        ascent_m=_measure(workout.metadata.get("HKElevationAscended")),
        descent_m=_measure(workout.metadata.get("HKElevationDescended")),
        avg_hr_bpm=_number(heart.get("average")),
        max_hr_bpm=_number(heart.get("maximum")),
        avg_cadence_spm=steps / duration_s * S_PER_MIN if steps and duration_s and kind_of(sport) is Kind.RUN else None,
        avg_vertical_oscillation_mm=oscillation_m * 1000 if oscillation_m else None,
        device=told.get("sourceName"),
        recorded_in=workout.routes[0] if workout.routes else None,
    )


def _distance_m(workout: Workout) -> float | None:
    for name in _DISTANCES:
        told = workout.statistics.get(f"{_QUANTITY}{name}")
        if told and (metres := _scaled(told.get("sum"), told.get("unit", "km"))) is not None:
            return metres
    # Up to iOS 15 the distance is an attribute; zero then stands for none.
    told = workout.attributes
    return _scaled(told.get("totalDistance"), told.get("totalDistanceUnit", "km")) or None


def _offset_min(start: datetime, zone: str | None) -> float | None:
    # The offset in the dates is that of the phone when it exported; the workout's own zone is right where it is told.
    try:
        offset = start.astimezone(ZoneInfo(zone)).utcoffset() if zone else start.utcoffset()
    except (KeyError, ValueError, OSError):
        offset = start.utcoffset()
    return None if offset is None else offset.total_seconds() / S_PER_MIN


def _time(told: str | None) -> datetime | None:
    try:
        time = datetime.fromisoformat((told or "").replace(" +", "+").replace(" -", "-"))
    except ValueError:
        return None
    return time if time.tzinfo else None


def _span_s(start: datetime, end: str | None) -> float | None:
    until = _time(end)
    return (until - start).total_seconds() if until and until > start else None


def _number(told: str | None) -> float | None:
    try:
        value = float(told) if told else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < float("inf") else None


def _scaled(told: str | None, unit: str) -> float | None:
    value, scale = _number(told), UNIT_SCALES.get(unit.casefold())
    return value * scale if value is not None and scale is not None else None


def _measure(told: str | None) -> float | None:
    """Metres of a value with its unit, such as `8520 cm`."""
    match = _MEASURE.fullmatch(told or "")
    return _scaled(match[1], match[2] or "m") if match else None


def _without_twins(sessions: Sequence[Session]) -> tuple[list[Session], int]:
    """The sessions in order of start, each once however many apps wrote it down."""
    kept: list[Session] = []
    for session in sorted(sessions, key=lambda one: one.when.time):
        at = next((at for at in range(len(kept) - 1, max(-1, len(kept) - 6), -1) if _same(kept[at], session)), None)
        if at is None:
            kept.append(session)
        elif _told(session) > _told(kept[at]):
            kept[at] = session
    return kept, len(sessions) - len(kept)


def _same(one: Session, other: Session) -> bool:
    if one.device == other.device or kind_of(one.sport) is not kind_of(other.sport):
        return False
    if not one.duration_s or not other.duration_s:
        return False
    if one.distance_m and other.distance_m:
        longer = max(one.distance_m, other.distance_m)
        if abs(one.distance_m - other.distance_m) > SAME_DISTANCE * longer:
            return False
    ends = [session.when.time + timedelta(seconds=session.duration_s or 0) for session in (one, other)]
    shared_s = (min(ends) - max(one.when.time, other.when.time)).total_seconds()
    return shared_s >= SAME_SHARE * min(one.duration_s, other.duration_s)


def _told(session: Session) -> tuple[bool, int]:
    values: Mapping[str, object] = {name: getattr(session, name) for name in session.__slots__}
    return session.recorded_in is not None, sum(value is not None for value in values.values())
