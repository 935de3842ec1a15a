"""What a private page may show of one activity: cut before anything is worked out from it."""

import hashlib
import hmac
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any, Final

from runlog.errors import ReadError
from runlog.features.history import History, Session
from runlog.library import Log, areas_of_log
from runlog.model import GroundStretch, Lap
from runlog.report.run_input import ON_FOOT, TRAVELLING

if TYPE_CHECKING:
    from runlog.derive.hidden_areas import Spot
    from runlog.derive.private_cut import PrivateCut
    from runlog.derive.run_profile import Profile
    from runlog.derive.run_track import TrackLine

ASKED: Final = 60
"""So many activities around the asked one tell which places runs often begin or end at (ours)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateRun:
    """The shown part of an activity; its session holds the sums of that part alone."""

    session: Session
    profile: "Profile | None"
    track: "TrackLine | None"
    laps: Sequence[Lap]
    stretches: Sequence[GroundStretch]


def private_run(
    log: Log, history: History, session: Session, column: Mapping[str, Any], laps: Sequence[Lap]
) -> PrivateRun | None:
    """The part that may be shown; None where no position of it is known, so that it tells of no place."""
    from runlog.derive.private_cut import ends_of, private_cut

    ends = ends_of(column)
    if not ends:
        return None
    kept = areas_of_log(log.root, _spots(log, history, session), ends)
    random = _chance(kept.secret, session.id)
    cut = private_cut(column, kept.areas, random)
    if cut is None:
        return None
    if cut.track is None:
        return _without_way(session, column)
    return _shown(log, session, cut, laps, random.uniform(0.0, 2 * math.pi))


def _shown(log: Log, session: Session, cut: "PrivateCut", laps: Sequence[Lap], turn: float) -> PrivateRun:
    from runlog.derive.run_profile import profile_of
    from runlog.derive.run_track import turned

    profile = profile_of(cut.column, (), on_foot=session.kind in ON_FOOT)
    stretches = cut.stretches(log.ground_along(session.id)) if session.kind in ON_FOOT else ()
    return PrivateRun(
        session=_of_part(session, cut, profile),
        profile=profile,
        track=None if cut.track is None else turned(cut.track, turn),
        laps=cut.laps(laps),
        stretches=stretches,
    )


def _of_part(session: Session, cut: "PrivateCut", profile: "Profile | None") -> Session:
    if profile is None or profile.axis != "distance":
        return replace(session, distance_m=None, moving_s=None, duration_s=None, ascent_m=None, descent_m=None)
    part = profile.parts((0.0, profile.end))[0]
    return replace(
        session,
        distance_m=profile.end,
        moving_s=part.moving_s,
        duration_s=cut.duration_s,
        ascent_m=part.ascent_m,
        descent_m=part.descent_m,
    )


def _without_way(session: Session, column: Mapping[str, Any]) -> PrivateRun:
    """All of the way is hidden: pace and heart rate lie nowhere; heights and ground could be laid on a map."""
    import numpy as np

    from runlog.derive.run_profile import profile_of

    nowhere = np.full(len(column["t_s"]), np.nan)
    profile = profile_of({**column, "altitude_m": nowhere}, (), on_foot=session.kind in ON_FOOT)
    return PrivateRun(
        session=replace(session, ascent_m=None, descent_m=None), profile=profile, track=None, laps=(), stretches=()
    )


def _spots(log: Log, history: History, session: Session) -> "tuple[Spot, ...]":
    """Where the activities around one begin and end."""
    import numpy as np

    from runlog.derive.private_cut import ends_of

    moving = [one for one in history.sessions if one.kind in TRAVELLING]
    near = sorted(moving, key=lambda one: abs((one.day - session.day).days))[:ASKED]
    spots: list[Spot] = []
    for one in near:
        try:
            samples = log.samples(one.id)
        except ReadError:
            continue
        column = {str(name): np.asarray(samples[name], dtype="float64") for name in samples.columns}
        spots += ends_of(column)
    return tuple(spots)


def _chance(secret: bytes, activity_id: str) -> Random:
    """What a page leaves to chance: the same every time it is made, and not to be foreseen without the secret."""
    return Random(hmac.new(secret, activity_id.encode(), hashlib.sha256).hexdigest())  # noqa: S311 (its seed is secret)
