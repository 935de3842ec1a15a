"""What is kept of a file once it was read: its verdict and summary rows as JSON."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final

from runlog.model import Activity, Ground, Status

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
