"""What a run's page is made from: the session, what samples tell of it, and how much of it may be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from runlog.features.form import speed_mps
from runlog.features.history import History, Session
from runlog.messages import Speech
from runlog.model import GroundStretch, Kind, Lap
from runlog.units import M_PER_FOOT, M_PER_UNIT, S_PER_HOUR

if TYPE_CHECKING:
    from runlog.derive.run_profile import Profile
    from runlog.derive.run_track import TrackLine

NoTrack = Literal["none", "indoors", "hidden"]
APART = 0.02
"""Samples that tell a distance this much off the activity's own are another one (ours)."""
ON_FOOT = frozenset({Kind.RUN, Kind.WALK})
TRAVELLING = ON_FOOT | {Kind.CROSS}


@dataclass(frozen=True, kw_only=True)
class RunInput:
    """One activity of a history, and what was derived from its samples."""

    history: History
    session: Session
    avg_hr_bpm: float | None
    max_hr_bpm: float | None
    device: str | None
    profile: "Profile | None"
    """None where it has no samples."""
    laps: Sequence[Lap]
    warm_up_lap_s: float | None
    """Seconds that a lap named as the warm-up lasts from the start."""
    stretches: Sequence[GroundStretch]
    track: "TrackLine | None"
    no_track: NoTrack | None
    private: bool = False
    part: Literal["all", "some", "none"] = "all"
    """How much of the way its samples tell of, on a private page; with `some` all numbers are those of that part."""

    @property
    def travels(self) -> bool:
        """Whether distance, speed and a way are asked of it, or only time and heart rate."""
        return self.session.kind in TRAVELLING

    @property
    def on_foot(self) -> bool:
        """Whether pace, steps and the body's load are asked of it."""
        return self.session.kind in ON_FOOT


def mean_speed_mps(told: RunInput) -> float | None:
    """Mean speed in motion: by the activity's own totals, or by its samples alone where those tell another distance."""
    profile, own = told.profile, told.session.distance_m
    if profile is not None and profile.axis == "distance" and not covers(profile.end, own):
        whole = profile.parts((0.0, profile.end))[0]
        return whole.moved_m / whole.moving_s if whole.moved_m and whole.moving_s else None
    return speed_mps(told.session)


def covers(samples_m: float, own_m: float | None) -> bool:
    """Whether samples tell the activity's own distance, near enough."""
    return own_m is not None and own_m > 0 and abs(samples_m / own_m - 1) <= APART


def clock(seconds: float) -> str:
    """`5:32`, or `1:02:10` from an hour on."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def pace_s(speed_mps: float, speech: Speech) -> float:
    """Seconds for one of the reader's units of distance."""
    return M_PER_UNIT[speech.units] / speed_mps


def speed_per_h(speed_mps: float, speech: Speech) -> float:
    """The reader's units of distance an hour."""
    return speed_mps * S_PER_HOUR / M_PER_UNIT[speech.units]


def rate(speed_mps: float, speech: Speech, *, on_foot: bool) -> str:
    """A pace on foot (`6:24`), else a speed (`24.6`)."""
    if on_foot:
        return clock(pace_s(speed_mps, speech))
    return speech.number(speed_per_h(speed_mps, speech))


def height(metres: float, speech: Speech) -> float:
    """Metres, or feet for a reader in miles."""
    return metres if speech.units == "km" else metres / M_PER_FOOT


def height_unit(speech: Speech) -> str:
    """`m` or `ft`."""
    return "m" if speech.units == "km" else "ft"
