"""Polar's account takeout: one `training-session-*.json` a session, with its samples."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from runlog.errors import ReadError, SkipFileError
from runlog.frame.samples import no_samples, samples_from_arrays
from runlog.importers import ids
from runlog.importers.importer import ByteStream, Contents
from runlog.importers.options import Context
from runlog.importers.tables.dates import When
from runlog.importers.tables.session import Session, to_recording
from runlog.importers.vendors.documents import (
    ForwardImporter,
    child,
    number,
    positive,
    starts_with_key,
    text,
    whole_document,
)
from runlog.model import Recording
from runlog.units import M_PER_KM, S_PER_HOUR, S_PER_MIN
from runlog.words.sports import sport_in_words

if TYPE_CHECKING:
    import pandas as pd

_KEYS: Final = re.compile(rb'"exportVersion".*"startTime"|"startTime".*"exportVersion"', re.DOTALL)
_DURATION: Final = re.compile(r"P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?")
_COLUMNS: Final = {
    "heartRate": ("hr_bpm", 1.0), "altitude": ("altitude_m", 1.0), "distance": ("distance_m", 1.0),
    "speed": ("speed_mps", M_PER_KM / S_PER_HOUR), "temperature": ("temperature_c", 1.0),
}  # fmt: skip
"""Polar's sample lists → column and factor. Cadence is left out: whether it counts one foot or both is not known."""
_S_PER_DAY: Final = 24 * S_PER_HOUR


class PolarImporter(ForwardImporter):
    """Reads a training session; each exercise of it is an activity of its own."""

    id = ids.POLAR
    format = "Polar takeout"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first bytes name the export's version and a start."""
        del name
        return starts_with_key(head, _KEYS)

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The exercises of a session, or the session itself where it has none."""
        del name
        session = whole_document(stream)
        if not isinstance(session, dict) or not text(session.get("startTime")) or "duration" not in session:
            raise SkipFileError("a Polar document without a training session")
        exercises = [one for one in session.get("exercises") or () if isinstance(one, dict)] or [{}]
        alone = len(exercises) == 1
        return Contents(tuple(_recording(session, one, context, alone=alone) for one in exercises))


def _recording(session: Mapping[str, Any], exercise: Mapping[str, Any], context: Context, *, alone: bool) -> Recording:
    def told(name: str) -> Any:
        own = exercise.get(name)
        return session.get(name) if own is None and alone else own

    start = _time(text(told("startTime")))
    offset = number(exercise.get("timezoneOffset"))
    heart = exercise.get("heartRate")
    row = Session(
        sport=sport_in_words(text(exercise.get("sport")) or text(session.get("name")) or "unknown"),
        when=When(start),
        utc_offset_min=number(session.get("timeZoneOffset")) if offset is None else offset,
        distance_m=number(told("distance")),
        duration_s=_seconds(text(told("duration"))),
        ascent_m=number(exercise.get("ascent")),
        descent_m=number(exercise.get("descent")),
        avg_hr_bpm=positive(child(heart, "avg")) or (positive(session.get("averageHeartRate")) if alone else None),
        max_hr_bpm=positive(child(heart, "max")) or (positive(session.get("maximumHeartRate")) if alone else None),
        title=text(session.get("name")),
        notes=text(session.get("note")),
    )
    return to_recording(row, _samples(exercise.get("samples"), start), tz=context.options.tz)


def _time(told: str | None) -> datetime:
    try:
        return datetime.fromisoformat(told or "").replace(tzinfo=None)
    except ValueError:
        raise ReadError("its start is no time: export it again") from None


def _seconds(told: str | None) -> float | None:
    match = _DURATION.fullmatch(told or "")
    if not match or not any(match.groups()):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * _S_PER_DAY + hours * S_PER_HOUR + minutes * S_PER_MIN + seconds


def _samples(lists: Any, start: datetime) -> "pd.DataFrame":
    """The sample lists side by side on their common clock; a drop-out (no value) is missing."""
    columns: dict[str, dict[float, float]] = {}
    for name, (column, scale) in _COLUMNS.items():
        columns[column] = _by_time(child(lists, name), start, "value", scale)
    route = child(lists, "recordedRoute")
    columns["lat_deg"] = _by_time(route, start, "latitude", 1.0)
    columns["lon_deg"] = _by_time(route, start, "longitude", 1.0)
    if not columns["altitude_m"]:
        columns["altitude_m"] = _by_time(route, start, "altitude", 1.0)
    times = sorted({time for column in columns.values() for time in column})
    if not times:
        return no_samples()
    arrays = {
        name: np.array([column.get(time, np.nan) for time in times]) for name, column in columns.items() if column
    }
    return samples_from_arrays({"t_s": np.array(times), **arrays}, len(times))


def _by_time(samples: Any, start: datetime, key: str, scale: float) -> dict[float, float]:
    found: dict[float, float] = {}
    for sample in samples if isinstance(samples, list) else ():
        value, told = number(child(sample, key)), text(child(sample, "dateTime"))
        try:
            time = datetime.fromisoformat(told or "").replace(tzinfo=None)
        except ValueError:
            continue
        seconds = (time - start).total_seconds()
        if value is not None and seconds >= 0:
            found[seconds] = value * scale
    return found
