"""The same activity from several files becomes one row with the best of each; a second session never does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from runlog.library.apart import NONE_APART, Apart
from runlog.library.lines_again import told_again
from runlog.library.rows import Row
from runlog.model import Activity
from runlog.sports import kind_of

SAME_START_S: Final = 60.0
"""Two clocks that start one activity differ by less than this; ours."""
OVERLAP_OF_SHORTER: Final = 0.5
DISTANCE_TOLERANCE: Final = 0.10
DATE_ONLY_TOLERANCE: Final = 0.02
"""A hand-kept row without a time of day is a recorded activity where their distances differ by at most this; ours."""
SHIFT_STEP_S: Final = 15 * 60
SHIFT_SLACK_S: Final = 5.0
MAX_SHIFT: Final = timedelta(hours=14)
EQUAL_DISTANCE: Final = 0.001
EQUAL_DURATION_S: Final = 1.0
UNKNOWN_SPORT: Final = "unknown"
_LOOK_BACK: Final = timedelta(hours=36)
_BASIS_RANK: Final = {"file": 0, "position": 1, "settings": 2, "machine": 3, None: 4}
_TABLE_FIRST: Final = ("title", "notes", "shoe", "effort_1_10", "warm_up_min")
_BEST_FIRST: Final = (
    "sub_sport", "distance_m", "duration_s", "moving_s", "ascent_m", "descent_m", "avg_hr_bpm", "max_hr_bpm",
    "avg_cadence_spm", "avg_vertical_oscillation_mm", "device",
)  # fmt: skip
_SEEN_FIRST: Final = (
    "warm_up_seen", "steep_descent_m", "running_min", "steps", "avg_stance_time_ms", "cadence_drift_spm",
    "vertical_oscillation_drift_mm", "stance_time_drift_ms",
)  # fmt: skip
"""What samples show: best source first, but no reason to prefer a source."""

_Cluster = list[tuple[Row, str]]
"""Rows of one activity, each with the reason why it is the same as those before."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One activity with the rows that tell of it, best source first, and why each of the others is the same."""

    best: Row
    activity: Activity
    others: tuple[tuple[Row, str], ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of its rows, best first."""
        return (self.best, *(row for row, _ in self.others))


def join_twins(rows: Sequence[Row], apart: Apart = NONE_APART) -> tuple[Joined, ...]:
    """Rows in order of time → activities in order of time.

    Two rows are the same activity where they are of one kind, of different files, their distances differ by at most
    10 %, and they start within 60 s of one another or overlap for half of the shorter. A row without a time of day
    is the same as the recorded activity of that day and kind whose distance is within 2 %; as another such row only
    where another version of its table tells the very same line. What `apart` names is never joined.
    """
    clusters: list[_Cluster] = []
    pairs = _named_pairs(rows)
    homes: dict[str, _Cluster] = {}
    for row in rows:
        partner = pairs.get(row.id)
        home = homes.get(partner.id) if partner else None
        if home is not None and partner is not None and not apart.forbids(row, _members(home)):
            home.append((row, _named(row, partner)))
        elif not row.activity.date_only:
            homes[row.id] = _into_cluster(row, clusters, apart, paired=partner is not None)
    days, copies = told_again([row for row in rows if row.activity.date_only], apart)
    alone = _match_by_day(days, clusters, apart)
    clusters += [[(row, "")] for row in alone]
    for cluster in clusters:
        for row in _members(cluster):
            cluster.extend(copies.get((row.key, row.place), ()))
    joined = [_join(cluster) for cluster in clusters]
    return tuple(sorted(joined, key=lambda one: (_utc(one.activity), one.best.path, one.best.place)))


def shifted_copies(joined: Sequence[Joined], apart: Apart = NONE_APART) -> Iterator[tuple[Joined, Joined, float]]:
    """Equal activities that lie a multiple of 15 minutes apart, and by how many seconds.

    Perhaps they are one, read in the wrong zone; both stay. What the settings keep apart is not asked about.
    """
    for at, one in enumerate(joined):
        for other in joined[at + 1 :]:
            apart_s = (_utc(other.activity) - _utc(one.activity)).total_seconds()
            if apart_s > MAX_SHIFT.total_seconds():
                break
            if _is_shifted_copy(one, other, apart_s) and not apart.forbids(one.best, other.rows):
                yield one, other, apart_s


def _is_shifted_copy(one: Joined, other: Joined, apart_s: float) -> bool:
    first, second = one.activity, other.activity
    if one.best.kind != other.best.kind or first.date_only or second.date_only or one.best.key == other.best.key:
        return False
    if not (first.distance_m and second.distance_m and first.duration_s and second.duration_s):
        return False
    off_step = (apart_s + SHIFT_STEP_S / 2) % SHIFT_STEP_S - SHIFT_STEP_S / 2
    return (
        apart_s >= SHIFT_STEP_S - SHIFT_SLACK_S
        and abs(off_step) <= SHIFT_SLACK_S
        and abs(first.distance_m - second.distance_m) <= EQUAL_DISTANCE * first.distance_m
        and abs(first.duration_s - second.duration_s) <= EQUAL_DURATION_S
    )


def _members(cluster: _Cluster) -> tuple[Row, ...]:
    return tuple(row for row, _ in cluster)


def _named_pairs(rows: Sequence[Row]) -> dict[str, Row]:
    """Rows of a table and the only row of the file that each names, both ways, by id."""
    by_content: dict[str, list[Row]] = {}
    for row in rows:
        by_content.setdefault(row.content, []).append(row)
    pairs: dict[str, Row] = {}
    for row in rows:
        held = by_content.get(row.recorded_in, []) if row.recorded_in else []
        if len(held) == 1 and held[0].id not in pairs and held[0].content != row.content:
            pairs[row.id], pairs[held[0].id] = held[0], row
    return pairs


def _named(row: Row, partner: Row) -> str:
    table, file = (row, partner) if row.recorded_in else (partner, row)
    return f"{table.path} names {file.path} as its file"


def _into_cluster(row: Row, clusters: list[_Cluster], apart: Apart, *, paired: bool) -> _Cluster:
    for cluster in reversed(clusters):
        if _utc(row.activity) - _utc(cluster[0][0].activity) > _LOOK_BACK:
            break
        if any(member.key == row.key or (paired and member.recorded_in) for member, _ in cluster):
            continue
        if apart.forbids(row, _members(cluster)):
            continue
        reason = next((why for member, _ in cluster if (why := _same(member, row))), None)
        if reason:
            cluster.append((row, reason))
            return cluster
    clusters.append([(row, "")])
    return clusters[-1]


def _same(one: Row, other: Row) -> str | None:
    """Why two timed rows are one activity, or None where they aren't."""
    first, second = one.activity, other.activity
    if not _one_kind(one, other) or not _near(first.distance_m, second.distance_m, DISTANCE_TOLERANCE):
        return None
    apart_s = abs((_start(other, one) - _start(one, other)).total_seconds())
    if apart_s <= SAME_START_S:
        return f"starts {apart_s:.0f} s apart"
    if first.duration_s is None or second.duration_s is None:
        return None
    starts = (_start(one, other), _start(other, one))
    ends = (starts[0] + timedelta(seconds=first.duration_s), starts[1] + timedelta(seconds=second.duration_s))
    overlap_s = (min(ends) - max(starts)).total_seconds()
    shorter_s = min(first.duration_s, second.duration_s)
    if shorter_s > 0 and overlap_s >= OVERLAP_OF_SHORTER * shorter_s:
        return f"overlaps for {overlap_s / shorter_s:.0%} of the shorter"
    return None


def _one_kind(one: Row, other: Row) -> bool:
    # A track without a word on its sport may be of any.
    return one.kind == other.kind or UNKNOWN_SPORT in (one.activity.sport, other.activity.sport)


def _near(one: float | None, other: float | None, tolerance: float) -> bool:
    if one is None or other is None:
        return True
    return abs(one - other) <= tolerance * max(one, other)


def _start(row: Row, other: Row) -> datetime:
    # Compared on the clock that both sources tell; an offset that runlog assumed proves nothing.
    if not (row.knows_utc and other.knows_utc) and row.knows_local and other.knows_local:
        return _local(row.activity)
    return _utc(row.activity).replace(tzinfo=None)


def _match_by_day(days: Sequence[Row], clusters: list[_Cluster], apart: Apart) -> list[Row]:
    """Put rows without a time of day to the recorded activity of their day, nearest distance first; return the rest."""
    by_day: dict[Any, list[int]] = {}
    for number, cluster in enumerate(clusters):
        by_day.setdefault(_local(cluster[0][0].activity).date(), []).append(number)
    pairs: list[tuple[float, int, int]] = []
    for at, row in enumerate(days):
        for number in by_day.get(_local(row.activity).date(), ()):
            difference = _day_difference(row, clusters[number][0][0])
            if difference is not None:
                pairs.append((difference, at, number))
    taken: set[int] = set()
    for _, at, number in sorted(pairs):
        row = days[at]
        members = _members(clusters[number])
        free = all(member.key != row.key and not member.activity.date_only for member in members)
        free = free and not apart.forbids(row, members)
        if at not in taken and free:
            clusters[number].append((row, "same day, kind and distance; this row has no time of day"))
            taken.add(at)
    return [row for at, row in enumerate(days) if at not in taken]


def _day_difference(row: Row, recorded: Row) -> float | None:
    told, measured = row.activity.distance_m, recorded.activity.distance_m
    if not told and not measured:
        # Strength and the like: what is left to compare is how long they took.
        told, measured = row.activity.duration_s, recorded.activity.duration_s
    if row.kind != recorded.kind or not told or not measured:
        return None
    apart = abs(told - measured) / max(told, measured)
    return apart if apart <= DATE_ONLY_TOLERANCE else None


def _join(cluster: _Cluster) -> Joined:
    ranked = sorted(cluster, key=lambda pair: _rank(pair[0]))
    best = ranked[0][0]
    if len(ranked) == 1:
        return Joined(best, best.activity)
    # Whichever row came first in time carries no reason of its own; the pair's reason then stands with the other.
    spare = next(reason for _, reason in ranked if reason)
    others = tuple((row, reason or spare) for row, reason in ranked[1:])
    activity = _best_of_each([row for row, _ in ranked])
    return Joined(replace(best, kind=kind_of(activity.sport, activity.sub_sport)), activity, others)


def _rank(row: Row) -> tuple[bool, int, int, str, int]:
    filled = sum(getattr(row.activity, name) is not None for name in _BEST_FIRST)
    return row.activity.date_only, -row.samples, -filled, row.path, row.place


def _best_of_each(rows: Sequence[Row]) -> Activity:
    """Measured values from the best source; name, notes, shoe and effort from a table, which its owner wrote."""
    activities = [row.activity for row in rows]
    by_hand = [row.activity for row in rows if not row.samples]
    changes: dict[str, Any] = {name: _first(activities, name) for name in (*_BEST_FIRST, *_SEEN_FIRST)}
    changes |= {name: _first([*by_hand, *activities], name) for name in _TABLE_FIRST}
    grounded = next((activity for activity in activities if activity.ground), activities[0])
    changes |= {"ground": grounded.ground, "ground_basis": grounded.ground_basis}
    changes["sport"] = next((one.sport for one in activities if one.sport != UNKNOWN_SPORT), UNKNOWN_SPORT)
    clock = next((row.activity for row in rows if row.knows_utc), activities[0])
    zone = min((activity for activity in activities if not activity.date_only), key=_basis_rank, default=clock)
    local = (_utc(clock) + timedelta(minutes=zone.utc_offset_min or 0)).replace(tzinfo=None)
    changes |= {
        "start_utc": clock.start_utc,
        "start_local": local,
        "utc_offset_min": zone.utc_offset_min,
        "offset_basis": zone.offset_basis,
        "date_only": clock.date_only,
    }
    return replace(activities[0], **changes)


def _basis_rank(activity: Activity) -> int:
    return _BASIS_RANK[activity.offset_basis]


def _first(activities: Sequence[Activity], name: str) -> Any:
    return next((value for activity in activities if (value := getattr(activity, name)) is not None), None)


def _utc(activity: Activity) -> datetime:
    if activity.start_utc is None:
        raise ValueError("the row's time was not completed")
    return activity.start_utc


def _local(activity: Activity) -> datetime:
    if activity.start_local is None:
        raise ValueError("the row's time was not completed")
    return activity.start_local
