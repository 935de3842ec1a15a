"""The usual level of back pain, and the episodes that rise above it.

The numbers here are runlog's own, not an article's; `guidance.md` calls the section "Episodes (ours)".
A day's level is the worst back pain recorded that day. Days without a record count for nothing.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final

from runlog.features.history import History, later_of
from runlog.features.memo import once
from runlog.features.pain import recorded_days
from runlog.features.plateau import Plateau, plateau_at

USUAL_WINDOW: Final = timedelta(weeks=8)
USUAL_MIN_DAYS: Final = 10
"""With fewer recorded days outside episodes the usual level is not known."""
RAISED_BY: Final = 2.0
"""Two days this far above the usual level begin an episode; a change of 2 points is a real one (evidence table)."""
RAISED_WITHIN: Final = timedelta(days=6)
"""Two days within seven: the second lies at most six days after the first."""
SUDDEN_BY: Final = 4.0
"""One day this far above the usual level begins an episode."""
DAYS_BACK: Final = 7
"""An episode ends with the seventh recorded day back at its usual level."""

_ANY_RISE: Final = 1e-9
_EPISODES_NEAR: Final = 8
"""An episode takes seven recorded days to end, so that no more than this many touch eight weeks."""


@dataclass(frozen=True, slots=True)
class UsualLevel:
    """What is usual for this back; the level is None while too few days are recorded to know it."""

    level: float | None
    days_recorded: int
    """The recorded days of eight weeks outside episodes."""

    def exceeded(self, pain: float, by: float = RAISED_BY) -> bool:
        """Whether a pain lies so far above it; never where it is not known."""
        return self.level is not None and pain >= self.level + by


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A stretch of days with more back pain than usual, from `start` to `end`, both included; None is still open."""

    start: date
    end: date | None
    known_on: date
    """The day whose record made it an episode: the second raised day, or the one sudden day."""
    usual: UsualLevel
    """Fixed at the start."""
    peak: float
    peak_day: date
    days_recorded: int
    last_recorded: date
    """The last day of it with back pain recorded."""
    days_back: int
    """Recorded days back at the usual level so far."""
    plateau: Plateau | None = None
    """The level on which it ended; or, of an open one, the high level on which it stands on its last recorded day."""

    @property
    def usual_before(self) -> float:
        """The usual level at its start, which is known: without it no episode begins."""
        return self.usual.level or 0.0

    def covers(self, day: date) -> bool:
        """Whether the day lies inside the episode, as far as is known."""
        return self.start <= day and (self.end is None or day <= self.end)


@once
def find_episodes(history: History) -> tuple[Episode, ...]:
    """All episodes up to `as_of`, oldest first; the last one may be open."""
    later = later_of(history)
    ended = (one for one in find_episodes(later) if one.end and one.end <= history.as_of) if later else ()
    return episodes_of(recorded_days(history), tuple(ended))


@once
def usual_level(history: History) -> UsualLevel:
    """The usual level at `as_of`: inside an open episode the one fixed at its start."""
    return usual_on(history, history.as_of + timedelta(days=1))


def usual_on(history: History, day: date) -> UsualLevel:
    """The usual level on the morning of a day, from what was recorded before it; inside an episode the one then fixed.

    A later record changes nothing of it.
    """
    episodes = [episode for episode in find_episodes(history) if episode.known_on < day]
    inside = next((episode for episode in reversed(episodes) if episode.covers(day)), None)
    return inside.usual if inside else _usual_on(day, _record(history), episodes)


def usual_of_days(history: History, first: date) -> Mapping[date, float | None]:
    """The usual level that each recorded day from `first` on is held against.

    It is that day's own; the days before it became known are held against the first that was.
    """
    levels = {day: usual_on(history, day).level for day in recorded_days(history) if day >= first}
    known: float | None = None
    for day in reversed(levels):
        known = levels[day] if levels[day] is not None else known
        levels[day] = known
    return levels


@once
def _record(history: History) -> "_Record":
    levels = recorded_days(history)
    return _Record(tuple(levels), tuple(levels.values()))


def open_episode(history: History) -> Episode | None:
    """The episode that is open at `as_of`, if any."""
    episodes = find_episodes(history)
    return episodes[-1] if episodes and episodes[-1].end is None else None


def episodes_of(levels: Mapping[date, float], ended: Sequence[Episode] = ()) -> tuple[Episode, ...]:
    """The episodes in recorded days (day → level, in order of days); `ended` are the first of them, if known."""
    record = _Record(tuple(levels), tuple(levels.values()))
    episodes = list(ended)
    raised: list[tuple[date, UsualLevel]] = []
    position = record.at(ended[-1].end) + 1 if ended and ended[-1].end else 0
    while position < len(record.days):
        begun = _begins(record, position, raised, episodes)
        if begun is None:
            position += 1
            continue
        episode = _follow(record, *begun, known_on=record.days[position])
        episodes.append(episode)
        raised = []
        if episode.end is None:
            break
        position = record.at(episode.end) + 1
    return tuple(episodes)


@dataclass(frozen=True, slots=True)
class _Record:
    """Recorded days and their levels, in order."""

    days: tuple[date, ...]
    levels: tuple[float, ...]

    def at(self, day: date) -> int:
        """Position of the first recorded day that is not before `day`."""
        return bisect_left(self.days, day)


def _begins(
    record: _Record, position: int, raised: list[tuple[date, UsualLevel]], episodes: Sequence[Episode]
) -> tuple[date, UsualLevel] | None:
    """Start and usual level of the episode that this day's record makes known, if it does."""
    day, level = record.days[position], record.levels[position]
    if level < RAISED_BY:
        return None
    for earlier, usual_then in raised:
        if day - earlier <= RAISED_WITHIN and usual_then.exceeded(level):
            return earlier, usual_then
    usual = _usual_on(day, record, episodes)
    if usual.exceeded(level, SUDDEN_BY):
        return day, usual
    if usual.exceeded(level):
        raised[:] = [one for one in raised if day - one[0] < RAISED_WITHIN]
        raised.append((day, usual))
    return None


def _follow(record: _Record, start: date, usual: UsualLevel, *, known_on: date) -> Episode:
    """Follow an episode to its end: seven days back at the usual level, or a plateau that is not a high one.

    A day back at the usual level counts towards the end; a day raised again starts that count afresh; a day in
    between does neither, so that one slightly sorer morning doesn't make an episode endless.
    """
    back = 0
    first = last = peak = record.at(start)
    plateau: Plateau | None = None
    ended = False
    for position in range(first, len(record.days)):
        last, level = position, record.levels[position]
        if level > record.levels[peak]:
            peak = position
        if not usual.exceeded(level, _ANY_RISE):
            back += 1
        elif usual.exceeded(level):
            back = 0
        plateau = plateau_at(record.days, record.levels, position, first=first)
        ended = back == DAYS_BACK or (plateau is not None and not plateau.high)
        if ended:
            break
    return Episode(
        start=start,
        end=record.days[last] if ended else None,
        known_on=known_on,
        usual=usual,
        peak=record.levels[peak],
        peak_day=record.days[peak],
        days_recorded=last - first + 1,
        last_recorded=record.days[last],
        days_back=back,
        plateau=None if back == DAYS_BACK else plateau,
    )


def _usual_on(day: date, record: _Record, episodes: Sequence[Episode]) -> UsualLevel:
    """The usual level on the morning of `day`.

    The median of the recorded days of the eight weeks before, outside episodes, where there are ten of them. After an
    episode that ended on a plateau the days of that plateau count, and none before them.
    """
    since = day - USUAL_WINDOW
    near = [episode for episode in episodes[-_EPISODES_NEAR:] if episode.end is None or episode.end >= since]
    settled = next((one for one in reversed(near) if one.plateau and one.end and one.end < day), None)
    if settled is not None and settled.plateau is not None:
        since = max(since, settled.plateau.since)
        near = near[near.index(settled) + 1 :]
    window = range(record.at(since), record.at(day))
    recent = [record.levels[i] for i in window if not any(episode.covers(record.days[i]) for episode in near)]
    if len(recent) >= USUAL_MIN_DAYS:
        return UsualLevel(median(recent), len(recent))
    return UsualLevel(settled.plateau.level if settled and settled.plateau else None, len(recent))
