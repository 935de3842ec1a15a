"""What became of each file of a log, activity by activity."""

from dataclasses import dataclass
from datetime import datetime

from runlog.model import Kind, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """One activity of one file, in short; `samples` counts its sample rows."""

    id: str
    start_utc: datetime
    sport: str
    kind: Kind
    distance_m: float | None
    duration_s: float | None
    samples: int
    same_as: str | None = None
    """Where another file holds the same activity: which, and how that was seen."""
    same_as_id: str | None = None
    """The id of the activity there; `[[apart]]` in `runlog.toml` undoes the joining by both ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """One file: read, duplicate, skipped or failed, and why."""

    path: str
    status: Status
    reason: str | None = None
    format: str | None = None
    reader: str | None = None
    warnings: tuple[str, ...] = ()
    activities: tuple[ActivityLine, ...] = ()
