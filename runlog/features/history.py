"""`History`: everything that a rule may ask, typed and read-only."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Any, Final, Literal, TypeVar

from runlog.clock import Week
from runlog.features.answer import Answer
from runlog.model import Ground, GroundBasis, Kind, WarmUp
from runlog.settings import Settings

T = TypeVar("T", "Session", "DiaryEntry")
_LATER: Final = "_later"
_day_of = attrgetter("day")

Withheld = Literal["pain", "diary", "ground"]
"""Parts of a log that a reader may not see: the course of pain with all that hangs on it; the diary's lines; ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One activity as rules see it; None is "not recorded"."""

    id: str
    day: date
    start_local: datetime
    date_only: bool
    kind: Kind
    sport: str
    sub_sport: str | None
    distance_m: float | None
    duration_s: float | None
    moving_s: float | None
    ascent_m: float | None
    descent_m: float | None
    avg_cadence_spm: float | None
    avg_vertical_oscillation_mm: float | None
    effort_1_10: float | None
    title: str | None
    notes: str | None
    shoe: str | None
    ground: Mapping[Ground, float]
    """Share of the distance per known class; what they leave is unknown."""
    ground_basis: GroundBasis | None
    ground_tagged_share: float | None = None
    """Where a map tells the ground: the share of the distance whose surface it tells …"""
    ground_inferred_share: float | None = None
    """… and the share whose surface was inferred from the kind of way."""
    warm_up: WarmUp
    warm_up_min: float | None
    warm_up_basis: str | None = None
    """How `warm_up` is known: file, note, samples."""
    steep_descent_m: float | None = None
    running_min: float | None = None
    hard_running_min: float | None = None
    steps: float | None = None
    avg_stance_time_ms: float | None = None
    cadence_drift_spm: float | None = None
    vertical_oscillation_drift_mm: float | None = None
    stance_time_drift_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEntry:
    """One diary line; None (or an `Answer` not recorded) is "not recorded", zero pain is an entry."""

    day: date
    time: str | None = None
    pain_0_10: float | None = None
    leg_pain_0_10: float | None = None
    before_after: str | None = None
    place: str | None = None
    side: str | None = None
    radiates_to: str | None = None
    numbness: Answer = Answer()
    tingling: Answer = Answer()
    weakness: Answer = Answer()
    both_sides: Answer = Answer()
    growing: Answer = Answer()
    bladder_bowel: Answer = Answer()
    sexual_function: Answer = Answer()
    saddle: Answer = Answer()
    fever: Answer = Answer()
    weight_loss: Answer = Answer()
    unsteady: Answer = Answer()
    trauma: Answer = Answer()
    onset: str | None = None
    cause: str | None = None
    morning_stiffness_min: float | None = None
    night_pain: Answer = Answer()
    after_activity: str | None = None
    warm_up_min: float | None = None
    hamstring_stretch: float | None = None
    core_min: float | None = None
    moved: Answer = Answer()
    sat_h: float | None = None
    water_l: float | None = None
    painkillers: Answer = Answer()
    self_care: str | None = None
    helped: str | None = None
    treatment: str | None = None
    limits_0_4: float | None = None
    q_participation: float | None = None
    q_volume: float | None = None
    q_performance: float | None = None
    q_pain: float | None = None
    odi_0_100: float | None = None
    rmdq_0_24: float | None = None
    seen_on: date | None = None
    seen_by: str | None = None
    note: str | None = None
    from_activity: str | None = None
    """The activity whose notes tell this entry; None for a line of `diary.csv`."""


@dataclass(frozen=True)
class History:
    """A log up to `as_of`, asked about `week`.

    `as_of` is the asked week's last day, or `today` if that is earlier. `sessions` and `diary` end there;
    `diary_to_today` goes on to `today` and is for red flags alone, which show even when an earlier week is asked.
    All are in order of time; lines dated after `today` are in none of them.
    """

    week: Week
    as_of: date
    today: date
    settings: Settings
    sessions: tuple[Session, ...]
    diary: tuple[DiaryEntry, ...]
    diary_to_today: tuple[DiaryEntry, ...]
    withheld: frozenset[Withheld] = frozenset()
    """What was recorded, or not, and is kept from this reader; it must not be told as "not recorded"."""

    @property
    def week_is_over(self) -> bool:
        """Whether the asked week has ended; rules about too little wait for that."""
        return self.today > self.week.end

    @cached_property
    def runs(self) -> tuple[Session, ...]:
        """The runs among the sessions."""
        later = later_of(self)
        if later is not None:
            return _until(later.runs, self.as_of)
        return tuple(session for session in self.sessions if session.kind is Kind.RUN)

    @cached_property
    def runs_by_week(self) -> Mapping[Week, tuple[Session, ...]]:
        """The runs of each ISO week that has any."""
        weeks: dict[Week, list[Session]] = {}
        later = later_of(self)
        if later is not None:
            return {
                week: runs if runs[-1].day <= self.as_of else _until(runs, self.as_of)
                for week, runs in later.runs_by_week.items()
                if runs[0].day <= self.as_of
            }
        for run in self.runs:
            weeks.setdefault(Week.of(run.day), []).append(run)
        return {week: tuple(runs) for week, runs in weeks.items()}

    @cached_property
    def diary_by_day(self) -> Mapping[date, tuple[DiaryEntry, ...]]:
        """The diary lines of each day that has any, up to `as_of`."""
        later = later_of(self)
        if later is not None:
            return dict(islice(later.diary_by_day.items(), bisect_right(later.diary_days, self.as_of)))
        days: dict[date, list[DiaryEntry]] = {}
        for entry in self.diary:
            days.setdefault(entry.day, []).append(entry)
        return {day: tuple(entries) for day, entries in days.items()}

    @cached_property
    def diary_days(self) -> tuple[date, ...]:
        """The days with a diary line, in order, up to `as_of`."""
        return tuple(self.diary_by_day)

    @cached_property
    def first_day(self) -> date | None:
        """The first day with an activity or a diary line."""
        days = [self.sessions[0].day] if self.sessions else []
        days += [self.diary[0].day] if self.diary else []
        return min(days, default=None)


def as_of_week(history: History, week: Week) -> History:
    """The history asked about an earlier week; what is known by today, such as an open red flag, stays known."""
    as_of = min(week.end, history.as_of)
    return _cut(history, as_of, week=week)


def history_until(history: History, end: date) -> History:
    """The history as it was on the evening of a day, nothing later known, asked about the week that holds it."""
    to_today = _until(history.diary_to_today, end)
    return _cut(history, end, week=Week.of(end), today=end + timedelta(days=1), diary_to_today=to_today)


def later_of(history: History) -> History | None:
    """The history that this one was cut from: its sessions and lines begin with this one's, and it has its settings.

    None where this one was not cut, or has been changed since: `replace` does not hand it on.
    """
    later: History | None = history.__dict__.get(_LATER)
    return later


def _cut(history: History, as_of: date, **changes: Any) -> History:
    cut = replace(
        history,
        as_of=as_of,
        sessions=_until(history.sessions, as_of),
        diary=_until(history.diary, as_of),
        **changes,
    )
    cut.__dict__[_LATER] = later_of(history) or history
    return cut


def _until(rows: Sequence[T], end: date) -> tuple[T, ...]:
    """Of rows in order of days, those up to the end of a day."""
    return tuple(rows[: bisect_right(rows, end, key=_day_of)])
