"""What lay before an episode: load, ground, warm-up and strength of the 28 days before it began (guidance K4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runlog.features.episodes import Episode
from runlog.features.ground import UNKNOWN, metres_by_ground
from runlog.features.habits import counts_for_cross, recorded_since, warm_up_of
from runlog.features.history import History, Session
from runlog.features.riding import OtherSports, other_sports
from runlog.model import HARD_GROUND, Ground, Kind

DAYS: Final = timedelta(days=28)
"""Guidance K4."""
SPIKE_DAYS: Final = timedelta(days=30)
MIN_RUNS: Final = 3
"""Evidence table: the longest run of the 30 days before, with at least three runs in them."""
_WEEKS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Onset:
    """The 28 days from `first` to `last`, the day before the episode; None is "not known"."""

    first: date
    last: date
    runs: int
    distance_m: float
    distance_before_m: float | None
    """The 28 days before those; None where the log had not begun."""
    last_week_m: float
    """The seven days before the episode."""
    longest_m: float | None
    longest_day: date | None
    longest_ratio: float | None
    """The longest run over the longest of the 30 days before it."""
    hard_share: float | None
    """Hard ground as a share of the known metres; None where less than half of them are known."""
    hard_share_before: float | None
    concrete_share: float | None
    warmed_up: int
    not_warmed_up: int
    warm_up_unknown: int
    strength_days: int | None
    """None where nothing shows that this log records strength work."""
    cross_days: int | None
    other: OtherSports
    """Other endurance sports; their last day is that of the episode's start, as pain may come the same evening."""
    sitting_h: float | None
    """Mean of the recorded hours sitting a day."""
    ran_the_day_before: bool
    cause: tuple[str, ...]
    """What the runner thinks it came from, in their words."""


def onset_of(history: History, episode: Episode) -> Onset:
    """What is recorded of the 28 days before an episode began."""
    first, last = episode.start - DAYS, episode.start - timedelta(days=1)
    runs = [run for run in history.runs if first <= run.day <= last]
    earlier = [run for run in history.runs if first - DAYS <= run.day < first]
    longest = max((run for run in runs if run.distance_m), key=lambda run: run.distance_m or 0.0, default=None)
    warm_ups = [warm_up_of(history, run) for run in runs]
    ground = _ground(runs)
    begun = history.first_day is not None and history.first_day <= first - DAYS
    sat = [
        entry.sat_h
        for day, entries in history.diary_by_day.items()
        if first <= day <= last
        for entry in entries
        if entry.sat_h is not None
    ]
    return Onset(
        first=first,
        last=last,
        runs=len(runs),
        distance_m=_metres(runs),
        distance_before_m=_metres(earlier) if begun else None,
        last_week_m=_metres([run for run in runs if episode.start - run.day <= timedelta(days=7)]),
        longest_m=longest.distance_m if longest else None,
        longest_day=longest.day if longest else None,
        longest_ratio=_spike(history, longest) if longest else None,
        hard_share=ground[0],
        hard_share_before=_ground(earlier)[0],
        concrete_share=ground[1],
        warmed_up=sum(told in {"noted", "detected"} for told in warm_ups),
        not_warmed_up=sum(told == "none" for told in warm_ups),
        warm_up_unknown=sum(told == "unknown" for told in warm_ups),
        strength_days=_strength_days(history, first, last),
        cross_days=_cross_days(history, first, last),
        other=other_sports(history, episode.start),
        sitting_h=sum(sat) / len(sat) if sat else None,
        ran_the_day_before=any(run.day == last for run in runs),
        cause=_causes(history, episode),
    )


def weekly_mean_m(onset: Onset) -> float:
    """Metres a week over the 28 days."""
    return onset.distance_m / _WEEKS


def _metres(runs: Sequence[Session]) -> float:
    return sum(run.distance_m or 0.0 for run in runs)


def _spike(history: History, longest: Session) -> float | None:
    before = [
        run.distance_m
        for run in history.runs
        if run.distance_m and longest.day - SPIKE_DAYS <= run.day and run.start_local < longest.start_local
    ]
    if len(before) < MIN_RUNS or longest.distance_m is None:
        return None
    return longest.distance_m / max(before)


def _ground(runs: Sequence[Session]) -> tuple[float | None, float | None]:
    """Hard and concrete shares of the known metres; None where less than half are known."""
    metres = metres_by_ground(runs)
    total = sum(metres.values())
    known = total - metres.get(UNKNOWN, 0.0)
    if not known or known < total / 2:
        return None, None
    return sum(metres.get(cls, 0.0) for cls in HARD_GROUND) / known, metres.get(Ground.CONCRETE, 0.0) / known


def _strength_days(history: History, first: date, last: date) -> int | None:
    since = recorded_since(history, "strength")
    if since is None or since > last:
        return None
    days = {session.day for session in history.sessions if session.kind is Kind.STRENGTH}
    days |= {entry.day for entry in history.diary if (entry.core_min or 0) > 0}
    return sum(first <= day <= last for day in days)


def _cross_days(history: History, first: date, last: date) -> int | None:
    since = recorded_since(history, "cross")
    if since is None or since > last:
        return None
    return len({one.day for one in history.sessions if counts_for_cross(one) and first <= one.day <= last})


def _causes(history: History, episode: Episode) -> tuple[str, ...]:
    """The runner's own words of the first week of the episode."""
    words = (
        (entry.cause or "").strip()
        for day, entries in history.diary_by_day.items()
        if timedelta(0) <= day - episode.start < timedelta(days=7)
        for entry in entries
    )
    return tuple(dict.fromkeys(word for word in words if word))
