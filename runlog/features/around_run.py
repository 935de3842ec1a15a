"""Pain about one run: before it, after it, and on the next morning."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from runlog.features.history import DiaryEntry, History, Session
from runlog.features.pain import back_pain, is_after, is_before, pain_before, run_ids_by_day
from runlog.model import Kind

_ONE_DAY = timedelta(days=1)
_Score = Callable[[DiaryEntry], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundRun:
    """Scores 0 to 10; None is not recorded."""

    before: float | None
    after: float | None
    next_morning: float | None

    @property
    def recorded(self) -> bool:
        """Whether any of the three is."""
        return any(score is not None for score in (self.before, self.after, self.next_morning))


def back_around(history: History, run: Session) -> AroundRun:
    """Back pain about a run: before it as everywhere, after it by that day's lines marked so."""
    return AroundRun(
        before=pain_before(history, run) if run.kind is Kind.RUN else _first(_not_after(history, run), back_pain),
        after=_after(history, run, back_pain),
        next_morning=_next_morning(history, run, back_pain),
    )


def leg_around(history: History, run: Session) -> AroundRun:
    """Leg pain about a run."""
    lines = _not_after(history, run)
    marked = [entry for entry in lines if is_before(entry)]
    return AroundRun(
        before=_first(marked or lines, _leg),
        after=_after(history, run, _leg),
        next_morning=_next_morning(history, run, _leg),
    )


def masked(history: History, run: Session) -> bool:
    """Whether painkillers were taken on the run's day or the next: the scores may be lower for it."""
    days = (run.day, run.day + _ONE_DAY)
    return any(entry.painkillers.yes for day in days for entry in history.diary_by_day.get(day, ()))


def _not_after(history: History, run: Session) -> list[DiaryEntry]:
    return [entry for entry in history.diary_by_day.get(run.day, ()) if not is_after(entry)]


def _leg(entry: DiaryEntry) -> float | None:
    return entry.leg_pain_0_10


def _after(history: History, run: Session, score_of: _Score) -> float | None:
    """What the run's own notes tell; else the day's first `after` line is its first run's, the second the second's.

    The last one is told of all that follow.
    """
    lines = [entry for entry in history.diary_by_day.get(run.day, ()) if is_after(entry)]
    own = [score for entry in lines if entry.from_activity == run.id and (score := score_of(entry)) is not None]
    if own:
        return own[0]
    lines = [entry for entry in lines if entry.from_activity is None]
    scores = [score for entry in lines if (score := score_of(entry)) is not None]
    if not scores:
        return None
    ids = run_ids_by_day(history).get(run.day, [])
    order = ids.index(run.id) if run.id in ids else 0
    return scores[min(order, len(scores) - 1)]


def _next_morning(history: History, run: Session, score_of: _Score) -> float | None:
    following = history.diary_by_day.get(run.day + _ONE_DAY, ())
    return _first([entry for entry in following if not is_after(entry)], score_of)


def _first(entries: Iterable[DiaryEntry], score_of: _Score) -> float | None:
    return next((score for entry in entries if (score := score_of(entry)) is not None), None)
