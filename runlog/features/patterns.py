"""Two courses of pain that the second article describes, as the diary shows them. Neither is a diagnosis.

K5: stiff and sore on the morning after, sometimes not before getting up. K6: sudden low-back pain that spreads to a
leg. Age plays no part in either: the article names ages, and an age alone must never show a pattern.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runlog.features.care import told_on_getting_up, told_sudden
from runlog.features.episodes import find_episodes
from runlog.features.history import DiaryEntry, History
from runlog.features.pain import back_pain, run_ids_by_day
from runlog.features.signs import leg_pain_of
from runlog.features.urgency import last_visit
from runlog.words.parts import parts_named

STIFF_MIN: Final = 15.0
"""Minutes of stiffness on getting up from which a morning counts as stiff (ours)."""
MORNINGS: Final = 3
"""So many stiff mornings after runs make the pattern, or a single one that begins an episode (ours)."""
LOOK_BACK: Final = timedelta(days=28)
TOGETHER: Final = timedelta(days=7)
"""A sudden onset and pain in a leg belong together within a week (ours; as signs are read)."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as recorded: its days, oldest first."""

    days: tuple[date, ...]
    at_onset: bool
    """Whether one of its days began an episode."""
    leg: bool
    """Whether the leg joined in within the same week."""


def stiff_morning_after(history: History) -> Pattern | None:
    """K5 in the four weeks up to `as_of`, with a day in the asked week and not seen to since; else None."""
    ran = run_ids_by_day(history)
    since = _since(history)
    starts = {episode.start for episode in find_episodes(history)}
    days = [
        day
        for day, entries in history.diary_by_day.items()
        if since < day and day - timedelta(days=1) in ran and any(_stiff_and_sore(entry) for entry in entries)
    ]
    if not days or days[-1] not in history.week:
        return None
    at_onset = any(day in starts for day in days)
    if not at_onset and len(days) < MORNINGS:
        return None
    return Pattern(tuple(days), at_onset, _leg_near(history, days))


def sudden_and_radiating(history: History) -> Pattern | None:
    """K6 in the four weeks up to `as_of`, as long as nobody has looked at it since; else None."""
    since = _since(history)
    lines = [entry for entry in history.diary if entry.day > since]
    days = [entry.day for entry in lines if told_sudden(entry) and _near(lines, entry.day)]
    if not days:
        return None
    starts = {episode.start for episode in find_episodes(history)}
    return Pattern(tuple(dict.fromkeys(days)), any(day in starts for day in days), leg=True)


def _near(lines: Sequence[DiaryEntry], day: date) -> bool:
    """Whether back pain and a leg that it spreads to are recorded within a week of a sudden onset."""
    near = [entry for entry in lines if abs(entry.day - day) <= TOGETHER]
    return any(back_pain(entry) for entry in near) and any(_spreads(entry) for entry in near)


def _spreads(entry: DiaryEntry) -> bool:
    return bool(parts_named(entry.radiates_to or "") & {"leg", "whole_leg"}) or bool(leg_pain_of(entry))


def _stiff_and_sore(entry: DiaryEntry) -> bool:
    stiff = (entry.morning_stiffness_min or 0) >= STIFF_MIN or told_on_getting_up(entry)
    return stiff and bool(back_pain(entry))


def _leg_near(history: History, days: Sequence[date]) -> bool:
    return any(
        _spreads(entry) or entry.tingling.yes
        for entry in history.diary
        if any(abs(entry.day - day) <= TOGETHER for day in days)
    )


def _since(history: History) -> date:
    """The day after which lines count: four weeks back, or the last visit if that is later."""
    seen = last_visit(history)
    back = history.as_of - LOOK_BACK
    return back if seen is None else max(back, seen)
