"""The six questions: when they are due, which are still unanswered, and what was written that has to be asked about."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from runlog.features.asked import ASKED_FOR, Ask, asks_of
from runlog.features.episodes import find_episodes, usual_on
from runlog.features.history import DiaryEntry, History
from runlog.features.memo import once
from runlog.features.pain import back_pain, recorded_days, worst_by_day
from runlog.features.signs import is_elsewhere, leg_pain_of
from runlog.features.urgency import last_visit, red_flags

ASK_AT_PAIN: Final = 4.0
ASK_AT_RISE: Final = 2.0
"""Guidance, "Ask": at pain of 4 or more, and at a rise of 2 or more."""
RISE_WITHIN: Final = timedelta(days=14)
"""A rise is one against the recorded day before, if that is at most this long ago (ours)."""
HOLDS: Final = timedelta(days=6)
"""While a strong pain or a leg symptom goes on, an answer holds for this long (ours); anything new asks anew."""

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


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which the questions became due, why, and the first day whose answers count for it."""

    day: date
    reason: Reason
    answers_from: date


@dataclass(frozen=True, slots=True)
class Asked:
    """Whether the questions are due, by which occasions, the ids of those still unanswered, and words to ask about."""

    occasions: tuple[Occasion, ...]
    unanswered: tuple[str, ...]
    asks: tuple[Ask, ...] = ()
    """What was written and is not clear, or has to be asked about, the newest first."""

    @property
    def due(self) -> bool:
        """Whether there was any occasion to ask."""
        return bool(self.occasions or self.asks)

    @property
    def open(self) -> bool:
        """Whether anything waits for an answer."""
        return bool(self.unanswered or self.asks)


@once
def questions_asked(history: History) -> Asked:
    """The questions at `as_of`."""
    asks = asks_of(history, red_flags(history))
    told = (*_occasions(history), *(Occasion(day, "note", day) for day in _note_days(asks)))
    asked = ask(history.diary, told, last_visit(history))
    # Words that raised the questions are quoted until the questions are answered.
    kept = tuple(one for one in asks if one.kind not in {"note", "run_note"} or asked.unanswered)
    return Asked(asked.occasions, asked.unanswered, kept)


def _as_usual(history: History) -> frozenset[date]:
    """The days of strong pain that is the usual one: asked about before it was known to be, and not again."""
    since = history.as_of - ASKED_FOR
    strong = {day: level for day, level in recorded_days(history).items() if day >= since and level >= ASK_AT_PAIN}
    return frozenset(
        day for day, pain in strong.items() if (usual := usual_on(history, day).level) is not None and pain <= usual
    )


def _note_days(asks: Sequence[Ask]) -> tuple[date, ...]:
    return tuple(sorted({one.day for one in asks if one.kind in {"note", "run_note"}}))


def ask(diary: Sequence[DiaryEntry], told: Sequence[Occasion], seen: date | None) -> Asked:
    """The questions that are due by these occasions, with a diary in order of time.

    A visit to a clinician on the day of an occasion or later settles it; `seen` is the last one.
    """
    occasions = tuple(occasion for occasion in told if seen is None or occasion.day > seen)
    if not occasions:
        return Asked((), ())
    since = max(occasion.answers_from for occasion in occasions)
    lines = [entry for entry in diary if entry.day >= since]
    return Asked(occasions, tuple(question.id for question in SIX_QUESTIONS if not _answered(question, lines)))


def _answered(question: Question, lines: Sequence[DiaryEntry]) -> bool:
    """By one yes, or by a clear answer to each field."""
    answers = [[getattr(entry, field) for entry in lines] for field in question.fields]
    return any(answer.yes for field in answers for answer in field) or all(
        any(answer.answered for answer in field) for field in answers
    )


def _occasions(history: History) -> Iterator[Occasion]:
    diary, on, episodes, as_usual = history.diary, history.as_of, find_episodes(history), _as_usual(history)
    since = on - ASKED_FOR
    # A rise is seen against the day before, and a leg symptom against the week before.
    recent = diary[bisect_left(diary, since - RISE_WITHIN, key=lambda entry: entry.day) :]
    worst = worst_by_day(tuple(recent))
    for episode in episodes:
        if episode.known_on >= since or (episode.end is None and episode.last_recorded >= since):
            yield Occasion(episode.start, "episode", episode.start)
    for day, level in worst.items():
        if day >= since and level >= ASK_AT_PAIN and day not in as_usual:
            yield Occasion(day, "pain", day - HOLDS)
    yield from (Occasion(day, "rise", day) for day in _rises(recent, worst) if day >= since)
    legs = sorted({entry.day for entry in recent if has_leg_symptom(entry)})
    for index, day in enumerate(legs):
        if day >= since:
            goes_on = index > 0 and day - legs[index - 1] <= HOLDS
            yield Occasion(day, "leg", day - HOLDS if goes_on else day)


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
    return (leg_pain_of(entry) or 0) > 0 or any(answer.yes and not is_elsewhere(answer) for answer in answers)
