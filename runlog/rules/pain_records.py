"""What the rules about pain share: telling a quiet back from a silent diary."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from runlog.features.episodes import Episode
from runlog.features.history import History
from runlog.features.pain import recorded_days
from runlog.messages import Message

PAIN_KEPT: Final = timedelta(days=28)
"""Without a recorded pain (zero is one) in this time nothing is known of the back (ours)."""


def missing_pain(history: History) -> Message | None:
    """How to record what is missing, where no back pain was recorded in the last four weeks."""
    days = recorded_days(history)
    newest = next(reversed(tuple(days)), None)
    if newest is not None and newest >= history.as_of - PAIN_KEPT:
        return None
    return Message.of("pain.missing_diary")


def episode_in_week(history: History, episodes: Sequence[Episode]) -> Episode | None:
    """The newest episode that reaches into the asked week; None too where its record has long gone silent."""
    for episode in reversed(episodes):
        reaches = episode.start <= history.as_of and (episode.end is None or episode.end >= history.week.start)
        if reaches and history.as_of - episode.last_recorded <= PAIN_KEPT:
            return episode
    return None


def days_of(episode: Episode, history: History) -> tuple[date, ...]:
    """The days of an episode up to its end or `as_of`."""
    last = history.as_of if episode.end is None else episode.end
    return tuple(episode.start + timedelta(days=i) for i in range((last - episode.start).days + 1))
