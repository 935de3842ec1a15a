"""Sessions put right where their middle pace or cadence shows a mistaken unit."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from runlog.importers.tables.plausible import check_pace
from runlog.importers.tables.session import Session
from runlog.model import Kind
from runlog.sports import kind_of
from runlog.units import M_PER_KM, S_PER_HOUR, STEPS_PER_CYCLE, Units

ONE_FOOT_MAX_SPM: Final = 120.0
"""A middle running cadence below this counts one foot: no runner takes so few steps a minute."""
BEYOND_KMH: Final = 40.0
"""A single run or swim faster than this had its distance in metres, as lists in km show those of track and pool."""
_SWIM: Final = "swimming"
_SLOWEST_KMH: Final = 0.5


def put_right(sessions: Sequence[Session], units: Units | None = None) -> tuple[tuple[Session, ...], tuple[str, ...]]:
    """The sessions with mistaken units mended, and what was mended.

    `units` are those that were taken for distances without a unit.

    Raises:
        ReadError: the middle pace of the runs cannot be right and no single mistake explains it.
    """
    runs = [one for one in sessions if _kind(one) is Kind.RUN]
    paced = [(one.distance_m, one.duration_s) for one in runs if one.distance_m and one.duration_s]
    right = check_pace(paced, units)
    said = [right.said] if right.said else []
    mended = [_scaled(one, right.distance, right.duration) for one in sessions] if right.said else list(sessions)
    in_metres = [at for at, one in enumerate(mended) if units and _told_in_metres(one)]
    for at in in_metres:
        mended[at] = _scaled(mended[at], 1 / M_PER_KM, 1.0)
    if in_metres:
        said.append(f"{len(in_metres)} distances are metres among others in {units}: corrected")
    steps = sorted(one.avg_cadence_spm for one in runs if one.avg_cadence_spm)
    if steps and steps[len(steps) // 2] < ONE_FOOT_MAX_SPM:
        mended = [_both_feet(one) for one in mended]
        said.append("cadence counts one foot: doubled for runs and walks")
    return tuple(mended), tuple(said)


def _kind(session: Session) -> Kind:
    return kind_of(session.sport, session.sub_sport)


def _told_in_metres(session: Session) -> bool:
    if not session.distance_m or not session.duration_s or (_kind(session) is not Kind.RUN and session.sport != _SWIM):
        return False
    speed_kmh = session.distance_m / session.duration_s * S_PER_HOUR / M_PER_KM
    return speed_kmh > BEYOND_KMH and speed_kmh / M_PER_KM >= _SLOWEST_KMH


def _scaled(session: Session, distance: float, duration: float) -> Session:
    changes: dict[str, Any] = {
        name: value * (distance if name in {"distance_m", "dirt_m"} else duration)
        for name in ("distance_m", "dirt_m", "duration_s", "moving_s")
        if (value := getattr(session, name)) is not None
    }
    return replace(session, **changes)


def _both_feet(session: Session) -> Session:
    if session.avg_cadence_spm is None or _kind(session) not in (Kind.RUN, Kind.WALK):
        return session
    return replace(session, avg_cadence_spm=session.avg_cadence_spm * STEPS_PER_CYCLE)
