"""How the back was around a run: worse than usual, in a flare, or quiet (guidance K7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from runlog.features.around_run import back_around
from runlog.features.episodes import RAISED_BY, Episode, find_episodes, usual_on
from runlog.features.history import DiaryEntry, History, Session
from runlog.features.pain import recorded_days
from runlog.features.urgency import seen_day
from runlog.words.training import tells_run_allowed

RISING_DAYS: Final = 3
RISING_WITHIN: Final = timedelta(days=7)
"""It rises over the last days when each of three recorded days of a week is worse than the one before, by 2 points or
more in all (ours)."""
LEAVE_HOLDS: Final = timedelta(weeks=26)
"""What a clinician said of running holds for half a year (ours) …"""
_WORSE_BY: Final = RAISED_BY
"""… unless the back has become so much worse since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPain:
    """One run and the back around it; None is not recorded, and of the usual level not known."""

    run: Session
    worst: float | None
    """The worst of its day, before or after it."""
    peak: float | None
    """The worse of that and of the next morning."""
    rise: float | None
    """From before the run to after it or to the next morning, whichever is more."""
    rising: bool
    """Whether pain has risen over the last days."""
    usual: float | None
    episode: Episode | None
    settled: bool
    """Whether the day lies on the high level on which its episode has settled."""

    @property
    def worse_than_usual(self) -> bool:
        """Whether the day was worse than the usual level, as far as both are known."""
        return self.worst is not None and self.usual is not None and self.worst > self.usual

    def raised(self, high: float) -> bool:
        """Two points or more above the usual level; from `high` on where that level is not known."""
        if self.worst is None or self.settled:
            return False
        return self.worst >= (high if self.usual is None else self.usual + RAISED_BY)


def pain_around(history: History, runs: Sequence[Session]) -> tuple[RunPain, ...]:
    """How the back was around each of these runs, as known at `as_of`."""
    return tuple(_around(history, run) for run in runs)


def leave_to_run(history: History) -> bool:
    """Whether a clinician has said, within half a year, that running is all right, and the back is not worse since."""
    cleared = history.settings.return_.cleared_on
    days = [day for entry in history.diary if (day := _leave_day(entry)) is not None and day <= history.as_of]
    days += [cleared] if cleared is not None and cleared <= history.as_of else []
    newest = max(days, default=None)
    if newest is None or history.as_of - newest > LEAVE_HOLDS:
        return False
    levels = recorded_days(history)
    then = [level for day, level in levels.items() if timedelta(0) <= newest - day < RISING_WITHIN]
    now = [level for day, level in levels.items() if timedelta(0) <= history.as_of - day < RISING_WITHIN]
    return not (then and now and max(now) >= max(then) + _WORSE_BY)


def _leave_day(entry: DiaryEntry) -> date | None:
    """The day of the visit that a line tells of, where its words say that running is all right."""
    day = seen_day(entry)
    told = (entry.seen_by, entry.treatment, entry.note)
    return day if day is not None and any(tells_run_allowed(words) for words in told if words) else None


def _around(history: History, run: Session) -> RunPain:
    levels = recorded_days(history)
    episode = next((one for one in reversed(find_episodes(history)) if one.covers(run.day)), None)
    pain = back_around(history, run)
    after = [score for score in (pain.after, pain.next_morning) if score is not None]
    worst = levels.get(run.day)
    plateau = episode.plateau if episode and episode.end is None else None
    return RunPain(
        run=run,
        worst=worst,
        peak=max((score for score in (worst, pain.next_morning) if score is not None), default=None),
        rise=max(after) - pain.before if after and pain.before is not None else None,
        rising=_rising(levels, run.day),
        usual=episode.usual.level if episode else usual_on(history, run.day).level,
        episode=episode,
        settled=plateau is not None and run.day >= plateau.since and (worst is None or worst <= plateau.level + 1),
    )


def _rising(levels: Mapping[date, float], day: date) -> bool:
    week = (day - timedelta(days=back) for back in reversed(range(RISING_WITHIN.days)))
    last = [levels[other] for other in week if other in levels][-RISING_DAYS:]
    climbs = all(later > earlier for earlier, later in pairwise(last))
    return len(last) == RISING_DAYS and climbs and last[-1] - last[0] >= RAISED_BY
