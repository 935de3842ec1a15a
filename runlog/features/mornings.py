"""How pain stood the next morning, day by day: on days with a run and on days without."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runlog.features.history import DiaryEntry, History
from runlog.features.memo import once_cut
from runlog.features.pain import back_pain, is_after, is_before, run_ids_by_day
from runlog.features.signs import leg_pain_of

_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Morning:
    """One day with pain recorded before and on the next morning; a rise is None where either is not recorded."""

    day: date
    ran: bool
    back_rise: float | None
    leg_rise: float | None
    painkillers: bool
    """A painkiller was taken on the day or on the next: the scores may be masked."""

    @property
    def rise(self) -> float:
        """The larger rise, of back or leg; negative where pain fell."""
        return max(rise for rise in (self.back_rise, self.leg_rise) if rise is not None)


@once_cut(lambda whole, history: whole[: bisect_left(whole, history.as_of, key=lambda morning: morning.day)])
def mornings(history: History) -> tuple[Morning, ...]:
    """Every day with both recorded, oldest first, up to the day before `as_of`.

    Before = the day's first line marked `before`, else its first line that isn't marked `after` a run. Next morning =
    the next date's first line that isn't marked `after`. Two runs on a day share one morning and count once.
    """
    ran = run_ids_by_day(history)
    days = history.diary_by_day
    found: list[Morning] = []
    for day, lines in days.items():
        following = days.get(day + _ONE_DAY)
        if following is None:
            continue
        back, leg = (_rise(lines, following, pain, ran=day in ran) for pain in (back_pain, leg_pain_of))
        if back is not None or leg is not None:
            masked = any(entry.painkillers.yes for entry in (*lines, *following))
            found.append(Morning(day, day in ran, back, leg, masked))
    return tuple(found)


def _rise(
    lines: Sequence[DiaryEntry],
    following: Sequence[DiaryEntry],
    pain_of: Callable[[DiaryEntry], float | None],
    *,
    ran: bool,
) -> float | None:
    known = [entry for entry in lines if pain_of(entry) is not None and not is_after(entry)]
    marked = [entry for entry in known if is_before(entry)] if ran else []
    before = next((pain_of(entry) for entry in marked or known), None)
    morning = next((pain for entry in following if not is_after(entry) and (pain := pain_of(entry)) is not None), None)
    return None if before is None or morning is None else morning - before


def first_line_of_day(diary: Sequence[DiaryEntry]) -> Mapping[date, int]:
    """The position of each day's first line."""
    first: dict[date, int] = {}
    for index, entry in enumerate(diary):
        first.setdefault(entry.day, index)
    return first
