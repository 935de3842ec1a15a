"""What is kept of a file once it was read: verdict and summary rows as JSON, samples as compressed arrays."""

import io
import json
import zipfile
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from runlog.frame.samples import SAMPLES, samples_from_arrays
from runlog.model import Activity, Ground, Recording, Status

if TYPE_CHECKING:
    import pandas as pd

COMPRESSION_LEVEL: Final = 1
"""zlib's fastest: samples are written once and read seldom."""

_FIELDS: Final = tuple(field.name for field in fields(Activity))
_TIMES: Final = tuple(_FIELDS.index(name) for name in ("start_utc", "start_local"))
_GROUND: Final = _FIELDS.index("ground")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredActivity:
    """One recording without its samples: the derived activity, its number of sample rows, what was wrong with it."""

    activity: Activity
    samples: int
    problems: tuple[str, ...] = ()
    recorded_in: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReading:
    """One file's verdict with its activities; samples are kept apart."""

    status: Status
    reason: str | None = None
    format: str | None = None
    reader: str | None = None
    warnings: tuple[str, ...] = ()
    activities: tuple[StoredActivity, ...] = ()


def encode_activities(activities: tuple[StoredActivity, ...]) -> str:
    """Activities as one JSON text; `decode_activities` gives them back."""
    return json.dumps([[_plain(one.activity), one.samples, one.problems, one.recorded_in] for one in activities])


def decode_activities(text: str) -> tuple[StoredActivity, ...]:
    """The activities in a text of `encode_activities`.

    Raises:
        ValueError, TypeError, LookupError: the text is damaged.
    """
    return tuple(
        StoredActivity(activity=_activity(values), samples=samples, problems=tuple(problems), recorded_in=recorded_in)
        for values, samples, problems, recorded_in in json.loads(text)
    )


def _plain(activity: Activity) -> list[Any]:
    values = [getattr(activity, name) for name in _FIELDS]
    for place in _TIMES:
        values[place] = values[place].isoformat() if values[place] else None
    values[_GROUND] = {ground.value: share for ground, share in activity.ground.items()}
    return values


def _activity(values: list[Any]) -> Activity:
    for place in _TIMES:
        values[place] = datetime.fromisoformat(values[place]) if values[place] else None
    if values[_GROUND]:
        values[_GROUND] = {Ground(name): share for name, share in values[_GROUND].items()}
    return Activity(**dict(zip(_FIELDS, values, strict=True)))


def encode_details(recording: Recording) -> str:
    """Laps and timer events as JSON."""
    laps = [[lap.start_s, lap.duration_s, lap.distance_m, lap.name, lap.intensity] for lap in recording.laps]
    return json.dumps({"laps": laps, "timer": [[event.t_s, event.running] for event in recording.timer_events]})


def pack_samples(samples: "pd.DataFrame") -> bytes:
    """A SAMPLES frame as a compressed npz: its recorded columns only, `rows` besides."""
    arrays: dict[str, Any] = {"rows": np.array(len(samples))}
    for name in SAMPLES.names:
        column = samples[name].to_numpy(dtype="float64")
        if not np.isnan(column).all():
            arrays[name] = column
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as member:
                np.lib.format.write_array(member, array, allow_pickle=False)
    return buffer.getvalue()


def unpack_samples(blob: bytes) -> "pd.DataFrame":
    """The SAMPLES frame in a blob of `pack_samples`; never unpickles.

    Raises:
        ValueError, LookupError, OSError, zipfile.BadZipFile: the blob is damaged.
    """
    with np.load(io.BytesIO(blob), allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files if name != "rows"}
        return samples_from_arrays(arrays, int(archive["rows"]))
