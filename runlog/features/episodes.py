"""The usual level of back pain, and the episodes that rise above it.

The numbers here are runlog's own, not an article's; `guidance.md` calls the section "Episodes (ours)".
A day's level is the worst back pain recorded that day. Days without a record count for nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Final, Literal

from runlog.features.history import History
from runlog.features.memo import once
from runlog.features.pain import recorded_days

USUAL_WINDOW: Final = timedelta(weeks=8)
USUAL_MIN_DAYS: Final = 10
FIRST_DAYS: Final = 10
FIRST_DAYS_HIGHEST_USUAL: Final = 3.0
"""A log that begins with more pain than this most likely begins inside an episode: its usual level is then 0."""
RAISED_BY: Final = 2.0
"""Two days this far above the usual level begin an episode; a change of 2 points is a real one (evidence table)."""
RAISED_WITHIN: Final = timedelta(days=6)
"""Two days within seven: the second lies at most six days after the first."""
SUDDEN_BY: Final = 4.0
"""One day this far above the usual level begins an episode."""
DAYS_BACK: Final = 7
"""An episode ends with the seventh recorded day back at its usual level."""

Basis = Literal["eight weeks", "first days", "too high at first", "nothing recorded"]


@dataclass(frozen=True, slots=True)
class UsualLevel:
    """What is usual for this back: the level, from how many recorded days, and by which way."""

    level: float
    days_recorded: int
    basis: Basis


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

    def covers(self, day: date) -> bool:
        """Whether the day lies inside the episode, as far as is known."""
        return self.start <= day and (self.end is None or day <= self.end)


@once
def find_episodes(history: History) -> tuple[Episode, ...]:
    """All episodes up to `as_of`, oldest first; the last one may be open."""
    return episodes_of(recorded_days(history))


@once
def usual_level(history: History) -> UsualLevel:
    """The usual level at `as_of`: inside an open episode the one fixed at its start."""
    episodes = find_episodes(history)
    if episodes and episodes[-1].end is None:
        return episodes[-1].usual
    return _usual_on(history.as_of + timedelta(days=1), recorded_days(history), episodes)


def open_episode(history: History) -> Episode | None:
    """The episode that is open at `as_of`, if any."""
    episodes = find_episodes(history)
    return episodes[-1] if episodes and episodes[-1].end is None else None


def episodes_of(levels: Mapping[date, float]) -> tuple[Episode, ...]:
    """The episodes in recorded days (day → level, in order of days)."""
    episodes: list[Episode] = []
    raised: list[tuple[date, UsualLevel]] = []
    days = list(levels)
    position = 0
    while position < len(days):
        day = days[position]
        begun = _begins(day, levels, raised, episodes)
        if begun is None:
            position += 1
            continue
        start, usual = begun
        episode = _follow(start, day, usual, levels)
        episodes.append(episode)
        raised = []
        if episode.end is None:
            break
        position = days.index(episode.end) + 1
    return tuple(episodes)


def _begins(
    day: date, levels: Mapping[date, float], raised: list[tuple[date, UsualLevel]], episodes: Iterable[Episode]
) -> tuple[date, UsualLevel] | None:
    """Start and usual level of the episode that this day's record makes known, if it does."""
    level = levels[day]
    if level < RAISED_BY:
        return None
    for earlier, usual_then in raised:
        if day - earlier <= RAISED_WITHIN and level >= usual_then.level + RAISED_BY:
            return earlier, usual_then
    usual = _usual_on(day, levels, episodes)
    if level >= usual.level + SUDDEN_BY:
        return day, usual
    if level >= usual.level + RAISED_BY:
        raised.append((day, usual))
    return None


def _follow(start: date, known_on: date, usual: UsualLevel, levels: Mapping[date, float]) -> Episode:
    """Follow an episode to its end.

    A day back at the usual level counts towards the end; a day raised again starts that count afresh; a day in
    between does neither, so that one slightly sorer morning doesn't make an episode endless.
    """
    back = 0
    end = None
    inside: dict[date, float] = {}
    for day, level in levels.items():
        if day < start:
            continue
        inside[day] = level
        if level <= usual.level:
            back += 1
        elif level >= usual.level + RAISED_BY:
            back = 0
        if back == DAYS_BACK:
            end = day
            break
    peak_day = max(inside, key=lambda day: (inside[day], -day.toordinal()))
    return Episode(
        start=start, end=end, known_on=known_on, usual=usual, peak=inside[peak_day], peak_day=peak_day,
        days_recorded=len(inside), last_recorded=max(inside), days_back=back,
    )  # fmt: skip


def _usual_on(day: date, levels: Mapping[date, float], episodes: Iterable[Episode]) -> UsualLevel:
    """The usual level on the morning of `day`.

    The median of the recorded days of the eight weeks before, outside episodes, where there are ten of them; else
    the median of the log's first ten recorded days (as many as there are yet) if that is 3 or less; else 0.
    """
    inside = tuple(episodes)
    recent = [
        level
        for other, level in levels.items()
        if day - USUAL_WINDOW <= other < day and not any(episode.covers(other) for episode in inside)
    ]
    if len(recent) >= USUAL_MIN_DAYS:
        return UsualLevel(median(recent), len(recent), "eight weeks")
    first = list(levels.values())[:FIRST_DAYS]
    if not first:
        return UsualLevel(0.0, 0, "nothing recorded")
    level = median(first)
    if level > FIRST_DAYS_HIGHEST_USUAL:
        return UsualLevel(0.0, len(first), "too high at first")
    return UsualLevel(level, len(first), "first days")
