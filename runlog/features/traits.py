"""Traits of days, asked one by one what the next morning's pain goes along with (guidance M7)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from runlog.features.ground import UNKNOWN, metres_by_ground
from runlog.features.habits import counts_for_cross, warm_up_of
from runlog.features.history import History, Session
from runlog.features.memo import once, once_by_day, once_cut
from runlog.features.mornings import mornings
from runlog.features.riding import is_ride
from runlog.model import HARD_GROUND, Kind, WarmUp

LOOK_BACK: Final = timedelta(weeks=52)
"""Older days tell of another back (ours)."""
HALF: Final = 0.5
"""A run is on hard ground when more than half of its known metres are, with at least half of them known (ours)."""
_ONE_DAY: Final = timedelta(days=1)
SPIKE: Final = 1.10
SPIKE_DAYS: Final = timedelta(days=30)
MIN_RUNS: Final = 3
"""A spike as in LOAD001: longer by a tenth than any run of the 30 days before, with three runs in them."""
EARLY_HOUR: Final = 9
"""Runs that begin before nine are early ones (ours)."""
LONG_SITTING_H: Final = 8.0
"""Hours sitting from which a day counts as much sitting (ours)."""
PAIRS: Final = 2
"""So many pairs of shoes are asked about, the most worn ones (ours)."""


@dataclass(frozen=True, slots=True)
class Trait:
    """One trait: which of the days that can be judged have it, and how their pain changed by the next morning."""

    name: str
    """An id of the word table `words.trait`."""
    opposite: str | None
    """The id of its absence, where that is a trait, too (early or late); else None."""
    detail: str
    """The pair of shoes; empty for every other trait."""
    days: tuple[date, ...]
    has_it: tuple[bool, ...]
    rises: tuple[float, ...]


@once
def traits(history: History) -> tuple[Trait, ...]:
    """Every trait that some days have and some lack, over the last year up to `as_of`.

    A day counts with back pain recorded before and on the next morning and no painkiller on either day, which would
    mask the score. Traits of runs are asked of days with a run, by the day's longest; other activities of days without
    a run; sitting of all days.
    """
    since = history.as_of - LOOK_BACK
    every = mornings(history)
    known = {
        one.day: one.back_rise
        for one in every[bisect_left(every, since, key=lambda one: one.day) :]
        if one.back_rise is not None and not one.painkillers
    }
    found = [*_of_runs(history, known), *_of_others(history, known), *_of_sitting(history, known)]
    return tuple(trait for trait in found if any(trait.has_it) and not all(trait.has_it))


def _trait(
    name: str, marks: Mapping[date, bool], known: Mapping[date, float], *, opposite: str | None = None, detail: str = ""
) -> Trait:
    days = [day for day in known if day in marks]
    has_it, rises = [marks[day] for day in days], [known[day] for day in days]
    return Trait(name, opposite, detail, tuple(days), tuple(has_it), tuple(rises))


def _of_runs(history: History, known: Mapping[date, float]) -> Iterator[Trait]:
    longest: dict[date, Session] = {}
    asked = _since(history.runs, history.as_of - LOOK_BACK - _ONE_DAY)
    for run in asked:
        if run.day in known and (run.distance_m or 0) >= (
            longest[run.day].distance_m or 0 if run.day in longest else 0
        ):
            longest[run.day] = run
    runs = list(longest.values())
    facts = _facts(history)
    yield _trait("hard_ground", {run.day: mark for run in runs if (mark := facts[run.id].hard) is not None}, known)
    yield _trait("long", _above_median(runs, _metres), known)
    yield _trait("spike", _spikes(history, runs), known)
    yield _trait("descent", _above_median(runs, _descent), known)
    yield _trait("fast", _above_median(runs, _speed), known, opposite="slow")
    warm_ups = {run.day: facts[run.id].warm_up for run in runs}
    yield _trait("no_warm_up", {day: told == "none" for day, told in warm_ups.items() if told != "unknown"}, known)
    hours = {run.day: run.start_local.hour < EARLY_HOUR for run in runs if not run.date_only}
    yield _trait("early", hours, known, opposite="late")
    ran = {run.day for run in asked}
    yield _trait("back_to_back", {run.day: run.day - _ONE_DAY in ran for run in runs}, known)
    worn = Counter(run.shoe for run in runs if run.shoe)
    for shoe, _ in worn.most_common(PAIRS):
        yield _trait("shoe", {run.day: run.shoe == shoe for run in runs if run.shoe}, known, detail=shoe or "")


def _of_others(history: History, known: Mapping[date, float]) -> Iterator[Trait]:
    """Rides apart from the other sports; and the longer rides against the shorter ones, on whatever day."""
    kinds = _kinds_by_day(history)
    quiet = [day for day in known if Kind.RUN.value not in kinds.get(day, ())]
    for name in ("ride", "cross", Kind.STRENGTH.value):
        yield _trait(name, {day: name in kinds.get(day, ()) for day in quiet}, known)
    ridden = {day: seconds for day, seconds in _ridden_by_day(history).items() if day in known}
    middle = median(ridden.values()) if ridden else 0.0
    yield _trait("long_ride", {day: seconds > middle for day, seconds in ridden.items()}, known)


@once_by_day
def _kinds_by_day(history: History) -> Mapping[date, set[str]]:
    kinds: dict[date, set[str]] = {}
    for session in history.sessions:
        cross = "ride" if is_ride(session) else "cross"
        name = cross if counts_for_cross(session) else session.kind.value
        kinds.setdefault(session.day, set()).add(name)
    return kinds


@once_by_day
def _ridden_by_day(history: History) -> Mapping[date, float]:
    """Seconds on a bike of each day with any."""
    seconds: dict[date, float] = {}
    for session in history.sessions:
        if session.duration_s and is_ride(session):
            seconds[session.day] = seconds.get(session.day, 0.0) + session.duration_s
    return seconds


def _of_sitting(history: History, known: Mapping[date, float]) -> Iterator[Trait]:
    yield _trait("sitting", _long_sitting(history), known)


@once_by_day
def _long_sitting(history: History) -> Mapping[date, bool]:
    return {
        day: max(told) >= LONG_SITTING_H
        for day, entries in history.diary_by_day.items()
        if (told := [entry.sat_h for entry in entries if entry.sat_h is not None])
    }


@dataclass(frozen=True, slots=True)
class _RunFacts:
    """What later days change nothing of."""

    hard: bool | None
    warm_up: WarmUp


@once_cut(lambda whole, _: whole)
def _facts(history: History) -> Mapping[str, _RunFacts]:
    return {run.id: _RunFacts(_hard(run), warm_up_of(history, run)) for run in history.runs}


def _hard(run: Session) -> bool | None:
    metres = metres_by_ground([run])
    total = sum(metres.values())
    known = total - metres.get(UNKNOWN, 0.0)
    if not known or known < HALF * total:
        return None
    return sum(metres.get(cls, 0.0) for cls in HARD_GROUND) > HALF * known


def _above_median(runs: Sequence[Session], value_of: Callable[[Session], float | None]) -> dict[date, bool]:
    values = {run.day: value for run in runs if (value := value_of(run)) is not None}
    middle = median(values.values()) if values else 0.0
    return {day: value > middle for day, value in values.items()}


def _spikes(history: History, runs: Sequence[Session]) -> dict[date, bool]:
    marks = _spike_days(history)
    return {run.day: marks[run.day] for run in runs if run.day in marks}


@once_by_day
def _spike_days(history: History) -> Mapping[date, bool]:
    """Whether a run of the day was a spike, for days of which it can be told."""
    measured = [run for run in history.runs if run.distance_m]
    marks: dict[date, bool] = {}
    first = 0
    for position, run in enumerate(measured):
        while measured[first].day < run.day - SPIKE_DAYS:
            first += 1
        if position - first >= MIN_RUNS:
            before = max(other.distance_m or 0.0 for other in measured[first:position])
            marks[run.day] = marks.get(run.day, False) or (run.distance_m or 0.0) > SPIKE * before
    return marks


def _since(sessions: Sequence[Session], day: date) -> Sequence[Session]:
    return sessions[bisect_left(sessions, day, key=lambda session: session.day) :]


def _metres(run: Session) -> float | None:
    return run.distance_m


def _descent(run: Session) -> float | None:
    return run.descent_m


def _speed(run: Session) -> float | None:
    seconds = run.moving_s or run.duration_s
    return run.distance_m / seconds if run.distance_m and seconds else None
