"""The pairs of shoes: what is known of each, how far it went, and when a new model came.

Kilometres and age are shown; neither proves that a pair is worn out.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from runlog.clock import Week
from runlog.features.history import History, Session
from runlog.features.memo import once, once_cut
from runlog.settings import Shoe
from runlog.units import M_PER_KM

DAYS_PER_MONTH: Final = 365.2425 / 12
"""Mean month of the Gregorian calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One pair up to `as_of`: the settings' entry joined with the activities that name it."""

    name: str
    model: str
    """The settings' model, or the pair's name where none is given."""
    comfortable: bool | None
    supportive: bool | None
    distance_m: float
    """Its start in the settings and every activity in it; one without a distance adds nothing."""
    activities: int
    without_distance: int
    since: date | None
    """The day it was bought, else the first activity in it: it is at least that old."""

    def age_months(self, day: date) -> float | None:
        """Months from `since` to a day; None where neither a purchase nor an activity is recorded."""
        return None if self.since is None else (day - self.since).days / DAYS_PER_MONTH

    @property
    def judged(self) -> bool:
        """Whether the runner said both whether it is comfortable and whether it is supportive."""
        return self.comfortable is not None and self.supportive is not None

    @property
    def unfit(self) -> bool:
        """Whether the runner calls it uncomfortable or unsupportive."""
        return self.comfortable is False or self.supportive is False


@dataclass(frozen=True, slots=True)
class ModelChange:
    """The first run in a model never worn before, and the model of the run before it."""

    day: date
    model: str
    before: str


@once
def pairs(history: History) -> Mapping[str, Pair]:
    """Every pair by its key (see `shoe_key`): those of the settings first, then those that only activities name."""
    worn = _worn(history)
    known = {shoe_key(shoe.name): shoe for shoe in history.settings.shoes}
    return {key: _pair(known.get(key), worn.get(key, [])) for key in dict.fromkeys([*known, *worn])}


def _worn_by(worn: Mapping[str, Sequence[Session]], history: History) -> Mapping[str, Sequence[Session]]:
    cut = {key: of[: bisect_right(of, history.as_of, key=lambda one: one.day)] for key, of in worn.items()}
    return {key: sessions for key, sessions in cut.items() if sessions}


@once_cut(_worn_by)
def _worn(history: History) -> Mapping[str, Sequence[Session]]:
    """The sessions of each pair that they name, in order of their first ones."""
    worn: dict[str, list[Session]] = {}
    for session in history.sessions:
        if session.shoe:
            worn.setdefault(shoe_key(session.shoe), []).append(session)
    return worn


def pairs_worn(history: History, week: Week) -> tuple[Pair, ...]:
    """The pairs of the week's runs, in the order in which they were worn."""
    keys = dict.fromkeys(shoe_key(run.shoe) for run in history.runs_by_week.get(week, ()) if run.shoe)
    return tuple(pairs(history)[key] for key in keys)


def pair_before(history: History, day: date) -> Pair | None:
    """The pair of the last run before a day, such as the start of an episode; None where that run names none."""
    run = next((run for run in reversed(history.runs) if run.day < day), None)
    return pairs(history)[shoe_key(run.shoe)] if run is not None and run.shoe else None


@once_cut(lambda whole, history: tuple(one for one in whole if one.day <= history.as_of))
def model_changes(history: History) -> tuple[ModelChange, ...]:
    """The first run in each model but the log's first one, oldest first; runs without a recorded shoe tell nothing."""
    changes: list[ModelChange] = []
    seen: set[str] = set()
    before: str | None = None
    for run in history.runs:
        if not run.shoe:
            continue
        model = pairs(history)[shoe_key(run.shoe)].model
        if before is not None and shoe_key(model) not in seen:
            changes.append(ModelChange(run.day, model, before))
        seen.add(shoe_key(model))
        before = model
    return tuple(changes)


@lru_cache(maxsize=256)
def shoe_key(name: str) -> str:
    """A shoe's name without case and doubled spaces, so that exports and settings meet."""
    return " ".join(name.split()).casefold()


def _pair(shoe: Shoe | None, worn: Sequence[Session]) -> Pair:
    metres = [session.distance_m for session in worn if session.distance_m is not None]
    name = shoe.name if shoe else str(worn[0].shoe)
    first = worn[0].day if worn else None
    return Pair(
        name=name,
        model=(shoe.model if shoe and shoe.model else name),
        comfortable=shoe.comfortable if shoe else None,
        supportive=shoe.supportive if shoe else None,
        distance_m=sum(metres) + (shoe.start_km * M_PER_KM if shoe else 0.0),
        activities=len(worn),
        without_distance=len(worn) - len(metres),
        since=(shoe.bought_on or first) if shoe else first,
    )
