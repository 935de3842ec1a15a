"""The frozen values that travel from a file to the log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import pandas as pd


class Kind(StrEnum):
    """What an activity is to the back, whatever the vendor calls it."""

    RUN = "run"
    WALK = "walk"
    CROSS = "cross"
    STRENGTH = "strength"
    MOBILITY = "mobility"
    OTHER = "other"


class Ground(StrEnum):
    """The ground classes, softest and most even first; what none of them covers is unknown."""

    TRACK = "track"
    GRASS = "grass"
    TRAIL = "trail"
    GRAVEL = "gravel"
    TREADMILL = "treadmill"
    ASPHALT = "asphalt"
    CONCRETE = "concrete"
    PAVING = "paving"


HARD_GROUND = frozenset({Ground.ASPHALT, Ground.CONCRETE, Ground.PAVING})

OffsetBasis = Literal["file", "position", "settings", "machine"]
GroundBasis = Literal["device", "tagged", "inferred", "note", "settings", "vendor"]
MAP_BASES: Final = frozenset({"tagged", "inferred"})
"""The bases that are a map's; where one is shown, the map's makers are credited."""
WarmUp = Literal["noted", "detected", "none", "unknown"]
Status = Literal["read", "duplicate", "skipped", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One activity as its source tells it; None is "not recorded", zero is zero.

    Either `start_utc` (aware, UTC) or `start_local` (naive wall clock) is known. `date_only` marks a source
    that gives no time of day; its `start_local` is then noon. Cadence counts both feet.
    """

    sport: str
    sub_sport: str | None = None
    start_utc: datetime | None = None
    start_local: datetime | None = None
    date_only: bool = False
    utc_offset_min: float | None = None
    offset_basis: OffsetBasis | None = None
    distance_m: float | None = None
    duration_s: float | None = None
    moving_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr_bpm: float | None = None
    max_hr_bpm: float | None = None
    avg_cadence_spm: float | None = None
    avg_vertical_oscillation_mm: float | None = None
    effort_1_10: float | None = None
    title: str | None = None
    notes: str | None = None
    shoe: str | None = None
    device: str | None = None
    ground: Mapping[Ground, float] = field(default_factory=dict)
    """Share of the distance (0 to 1) per class, where the source itself tells it."""
    ground_basis: GroundBasis | None = None
    warm_up_min: float | None = None
    warm_up_seen: WarmUp | None = None
    """What the samples show of a warm-up; None where they don't tell."""
    steep_descent_m: float | None = None
    running_min: float | None = None
    steps: float | None = None
    avg_stance_time_ms: float | None = None
    cadence_drift_spm: float | None = None
    vertical_oscillation_drift_mm: float | None = None
    stance_time_drift_ms: float | None = None


@dataclass(frozen=True, slots=True)
class GroundStretch:
    """Metres of an activity's distance on one class of ground; both None where it is unknown."""

    from_m: float
    to_m: float
    ground: Ground | None = None
    basis: GroundBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """One lap: seconds after the activity's start, duration in seconds, metres, what set it off."""

    start_s: float
    duration_s: float | None = None
    distance_m: float | None = None
    name: str | None = None
    intensity: str | None = None


@dataclass(frozen=True, slots=True)
class TimerEvent:
    """The watch's timer was started or stopped at `t_s` seconds after the activity's start."""

    t_s: float
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """One activity with its samples (a SAMPLES frame, one row a sample, possibly none), laps and timer events."""

    activity: Activity
    samples: "pd.DataFrame"
    laps: tuple[Lap, ...] = ()
    timer_events: tuple[TimerEvent, ...] = ()
    problems: tuple[str, ...] = ()
    recorded_in: str | None = None
    """The file that holds this activity's samples, as a row of a vendor's table names it, relative to that table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What became of one file: its verdict, and its recordings where it was read."""

    path: str
    status: Status
    reason: str | None = None
    format: str | None = None
    reader: str | None = None
    """Name and version of the importer, such as `fit-fitparse/1`."""
    warnings: tuple[str, ...] = ()
    recordings: tuple[Recording, ...] = field(default=(), repr=False)
