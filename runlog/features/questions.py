"""The six questions: when they are due, and which are still unanswered."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from runlog.features.episodes import Episode, find_episodes
from runlog.features.history import DiaryEntry, History
from runlog.features.memo import once
from runlog.features.pain import back_pain, worst_by_day
from runlog.features.signs import leg_pain_of
from runlog.features.urgency import last_visit

ASK_AT_PAIN: Final = 4.0
ASK_AT_RISE: Final = 2.0
"""Guidance, "Ask": at pain of 4 or more, and at a rise of 2 or more."""
RISE_WITHIN: Final = timedelta(days=14)
"""A rise is one against the recorded day before, if that is at most this long ago (ours)."""
HOLDS: Final = timedelta(days=6)
"""While a strong pain or a leg symptom goes on, an answer holds for this long (ours); anything new asks anew."""
ASKED_FOR: Final = timedelta(days=28)
"""An occasion stays unanswered for this long, the start of an open episode as long as its diary is kept (ours)."""

Reason = Literal["episode", "pain", "rise", "leg", "note"]


@dataclass(frozen=True, slots=True)
class Question:
    """One yes/no question and the diary fields that it joins."""

    id: str
    fields: tuple[str, ...]


SIX_QUESTIONS: Final = (
    Question("legs_weak", ("weakness",)),
    Question("numb", ("numbness", "saddle")),
    Question("bladder_bowel_sexual", ("bladder_bowel", "sexual_function")),
    Question("fever", ("fever",)),
    Question("trauma", ("trauma",)),
    Question("growing_or_both_sides", ("growing", "both_sides")),
)
MOST_URGENT_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "numb": ("saddle",),
    "bladder_bowel_sexual": ("bladder_bowel",),
    "growing_or_both_sides": ("growing", "both_sides"),
}
"""What to record for a bare yes to a question that joins several signs: the most urgent of them (guidance)."""

_ALARMING: Final = re.compile(
    r"\b(?:numb(?:ness|ed|ing)?|tingl\w*|pins and needles|weak(?:ness| legs?| foot)|foot ?drop|drop ?foot|gave way"
    r"|gives way|bladder|bowels?|incontinen\w*|saddle (?:numb|feel|area|anaesth|anesth)\w*"
    r"|can(?:no|')?t (?:pee|wee|feel)|wet myself|fever\w*|feverish|chills"
    r"|fell(?! (?:run|race|asleep|better|well|good))|a fall|accident|crashed into"
    r"|taub(?:heit|es?|er)?|kribbel\w*|schw[aä]che|fu(?:ss|ß)heber\w*|harnblase|blasenschw\w*|stuhlgang|inkontinen\w*"
    r"|fieber|sturz|gest[uü]rzt|unfall"
    r"|engourdi\w*|fourmill\w*|faiblesse|vessie|fi[eè]vre|chute|tomb[eé]e?)\b"
)
_LOST: Final = re.compile(r"\bno (?:bladder|bowel|feeling|sensation|control|power|strength)\b")
"""A loss said with a `no`."""
_NEGATED: Final = re.compile(
    r"\b(?:no|not|without|keine?n?|nicht|ohne|pas de|pas|sans)\s+"
    r"(?:[\w-]+(?:\s*,\s*[\w-]+)*\s*,?\s+(?:or|nor|oder|ou|ni)\s+)?[\w-]+"
)
"""`no numbness`, `no pain or tingling`, `no pain, tingling or numbness`; without its `or` only a list's first."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which the questions became due, why, and the first day whose answers count for it."""

    day: date
    reason: Reason
    answers_from: date


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether the questions are due, by which occasions, and the ids of those still unanswered."""

    occasions: tuple[Occasion, ...]
    unanswered: tuple[str, ...]

    @property
    def due(self) -> bool:
        """Whether there was any occasion to ask."""
        return bool(self.occasions)


@once
def questions_asked(history: History) -> Asked:
    """The questions at `as_of`."""
    return ask(history.diary, history.as_of, find_episodes(history), last_visit(history))


def ask(diary: Sequence[DiaryEntry], on: date, episodes: Sequence[Episode], seen: date | None) -> Asked:
    """The questions on a day, from the diary up to it (in order of time) and its episodes.

    A visit to a clinician on the day of an occasion or later settles it; `seen` is the last one.
    """
    occasions = tuple(occasion for occasion in _occasions(diary, on, episodes) if seen is None or occasion.day > seen)
    if not occasions:
        return Asked((), ())
    since = max(occasion.answers_from for occasion in occasions)
    lines = [entry for entry in diary if entry.day >= since]
    return Asked(occasions, tuple(question.id for question in SIX_QUESTIONS if not _answered(question, lines)))


def _answered(question: Question, lines: Sequence[DiaryEntry]) -> bool:
    """By one yes, or by an answer to each field."""
    answers = [[getattr(entry, field) for entry in lines] for field in question.fields]
    return any(answer.yes for field in answers for answer in field) or all(
        any(answer.recorded for answer in field) for field in answers
    )


def _occasions(diary: Sequence[DiaryEntry], on: date, episodes: Sequence[Episode]) -> Iterator[Occasion]:
    since = on - ASKED_FOR
    # A rise is seen against the day before, and a leg symptom against the week before.
    recent = diary[bisect_left(diary, since - RISE_WITHIN, key=lambda entry: entry.day) :]
    worst = worst_by_day(tuple(recent))
    for episode in episodes:
        if episode.known_on >= since or (episode.end is None and episode.last_recorded >= since):
            yield Occasion(episode.start, "episode", episode.start)
    for day, level in worst.items():
        if day >= since and level >= ASK_AT_PAIN:
            yield Occasion(day, "pain", day - HOLDS)
    yield from (Occasion(day, "rise", day) for day in _rises(recent, worst) if day >= since)
    legs = sorted({entry.day for entry in recent if has_leg_symptom(entry)})
    for index, day in enumerate(legs):
        if day >= since:
            goes_on = index > 0 and day - legs[index - 1] <= HOLDS
            yield Occasion(day, "leg", day - HOLDS if goes_on else day)
    for entry in recent:
        if entry.day >= since and is_alarming(entry.note):
            yield Occasion(entry.day, "note", entry.day)


def _rises(diary: Sequence[DiaryEntry], worst: Mapping[date, float]) -> Iterator[date]:
    for (before, level_before), (day, level) in pairwise(worst.items()):
        if level - level_before >= ASK_AT_RISE and day - before <= RISE_WITHIN:
            yield day
    first: dict[date, float] = {}
    for entry in diary:
        pain = back_pain(entry)
        if pain is not None and pain - first.setdefault(entry.day, pain) >= ASK_AT_RISE:
            yield entry.day


def has_leg_symptom(entry: DiaryEntry) -> bool:
    """Whether a line records anything of the legs."""
    answers = (entry.weakness, entry.numbness, entry.tingling, entry.saddle, entry.unsteady)
    return (leg_pain_of(entry) or 0) > 0 or any(answer.yes for answer in answers)


def is_alarming(note: str | None) -> bool:
    """Whether a free note holds a word that should be asked about; it decides nothing by itself."""
    words = (note or "").casefold()
    return bool(_LOST.search(words) or _ALARMING.search(_NEGATED.sub(" ", words)))
