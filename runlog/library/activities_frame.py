"""The ACTIVITIES frame of a log."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from runlog.derive import ground_of, warm_up_of
from runlog.derive.ground import one_ground_by_km
from runlog.frame.activities import ACTIVITIES, GROUND_COLUMNS
from runlog.library.twins import Joined
from runlog.messages import Message
from runlog.model import HARD_GROUND, MAP_BASES, Activity, Ground, GroundBasis
from runlog.settings import Settings

if TYPE_CHECKING:
    from runlog.derive.ground_match import MapGround

SOURCE_SEPARATOR: Final = " | "
EARLIEST: Final = date(1970, 1, 1)
"""An activity before this day comes from a clock that was never set."""
NAMED: Final = 5
"""So many activities of one kind are named in a notice; the rest are counted."""
_BOUNDED: Final = tuple(
    (column.name, column.low, column.high)
    for column in ACTIVITIES.columns
    if column.low is not None or column.high is not None
)
_AS_TOLD: Final = tuple(
    name
    for name in ACTIVITIES.names
    if name in {"start_utc", "utc_offset_min", "offset_basis", "start_local", "date_only", "sport", "sub_sport",
                "distance_m", "duration_s", "moving_s", "ascent_m", "descent_m", "avg_hr_bpm", "max_hr_bpm",
                "avg_cadence_spm", "avg_vertical_oscillation_mm", "effort_1_10", "title", "notes", "shoe", "device",
                "warm_up_min", "steep_descent_m", "running_min", "steps", "avg_stance_time_ms", "cadence_drift_spm",
                "vertical_oscillation_drift_mm", "stance_time_drift_ms"}
)  # fmt: skip


def activities_frame(
    joined: Sequence[Joined], settings: Settings, *, today: date, mapped: "Mapping[str, MapGround] | None" = None
) -> tuple[pd.DataFrame, tuple[Message, ...]]:
    """The ACTIVITIES frame of activities in order of local time, and notices.

    Activities dated after `today`, or before watches had clocks, are kept out and named; a value outside its column's
    valid range becomes missing. `mapped` is the ground that maps tell, by activity.
    """
    now = [one for one in joined if EARLIEST <= _day(one) <= today]
    notices = [
        *_left_out("notice.activities_future", [one for one in joined if _day(one) > today]),
        *_left_out("notice.activities_past", [one for one in joined if _day(one) < EARLIEST]),
    ]
    now.sort(key=lambda one: (one.activity.start_local, one.best.id))
    rows = [_values(one, settings, (mapped or {}).get(one.best.id)) for one in now]
    for row in rows:
        notices += _unbelievable(row)
    columns = {name: [row.get(name) for row in rows] for name in ACTIVITIES.names}
    return ACTIVITIES.conform(pd.DataFrame(columns, columns=list(ACTIVITIES.names))), tuple(notices)


def _day(one: Joined) -> date:
    return one.activity.start_local.date() if one.activity.start_local else date.max


def _values(one: Joined, settings: Settings, mapped: "MapGround | None") -> dict[str, Any]:
    activity = one.activity
    row: dict[str, Any] = {name: getattr(activity, name) for name in _AS_TOLD}
    shares, ground_basis = ground_of(activity, settings.usual_ground, mapped)
    warm_up, warm_up_basis = warm_up_of(activity)
    row |= {GROUND_COLUMNS[ground]: share for ground, share in shares.items()}
    if mapped is not None and ground_basis in MAP_BASES:
        row |= {"ground_tagged_share": mapped.tagged_share, "ground_inferred_share": mapped.inferred_share}
    row |= {
        "id": one.best.id,
        "kind": one.best.kind.value,
        "sources": SOURCE_SEPARATOR.join(dict.fromkeys(source.path for source in one.rows)),
        "ground_basis": ground_basis,
        "ground_by_km": _by_km(activity, shares, ground_basis, mapped),
        "warm_up": warm_up,
        "warm_up_basis": warm_up_basis,
        "hard_running_min": _hard_running_min(activity, shares),
    }
    return row


def _by_km(
    activity: Activity, shares: Mapping[Ground, float], basis: GroundBasis | None, mapped: "MapGround | None"
) -> str | None:
    """The ground of each kilometre, where it is known where it was: from a map, or of one class throughout."""
    if mapped is not None and basis in MAP_BASES:
        return mapped.by_km
    return one_ground_by_km(shares, basis, activity.distance_m)


def _hard_running_min(activity: Activity, shares: Mapping[Ground, float]) -> float | None:
    """The running minutes on hard ground as far as the ground is known; None where it isn't at all."""
    if activity.running_min is None or not shares:
        return None
    return activity.running_min * min(1.0, sum(shares.get(ground, 0.0) for ground in HARD_GROUND))


def _unbelievable(row: dict[str, Any]) -> list[Message]:
    """Empty the row's cells that hold what cannot be, and say so; the row is this module's own."""
    notices = []
    for name, low, high in _BOUNDED:
        value = row.get(name)
        if value is None or value != value:  # noqa: PLR0124 (NaN is not itself)
            continue
        if (low is not None and value < low) or (high is not None and value > high):
            row[name] = None
            params: Mapping[str, Any] = {
                "column": name,
                "value": float(value),
                "path": row["sources"],
                "day": row["start_local"].date(),
            }
            notices.append(Message("notice.value_out_of_range", params))
    return notices


def _left_out(message_id: str, kept_out: Sequence[Joined]) -> tuple[Message, ...]:
    if not kept_out:
        return ()
    named = tuple(dict.fromkeys(one.best.path for one in kept_out))[:NAMED]
    return (Message.of(message_id, count=len(kept_out), paths=named),)
