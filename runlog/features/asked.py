"""What was written and has to be asked about: answers that are not clear, words in notes, signs that nobody saw."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from runlog.features.body_signs import asked_at_most
from runlog.features.history import DiaryEntry, History, Session
from runlog.features.signs import is_elsewhere, is_race_soreness, leg_pain_of
from runlog.features.urgency import OpenSign, last_visit
from runlog.words.notes import signs_in_note
from runlog.words.places import tells_no_place
from runlog.words.seen import hear_visitor

ASKED_FOR: Final = timedelta(days=28)
"""An occasion stays unanswered for this long, the start of an open episode as long as its diary is kept (ours)."""
HARMLESS_FOR: Final = timedelta(days=7)
"""What has a plain cause is asked about for a week of the diary (ours)."""
WATCHED_FOR: Final = timedelta(days=14)
"""Guidance: a sign that is watched asks for an appointment when it lasts for two weeks."""
SIGN_FIELDS: Final = (
    "bladder_bowel", "saddle", "sexual_function", "weakness", "numbness", "tingling", "growing", "both_sides",
    "unsteady", "fever", "trauma", "weight_loss", "night_pain",
)  # fmt: skip
"""The yes/no fields in which a verdict may lie, the most urgent first."""

Kind = Literal[
    "unclear",
    "unchanged",
    "note",
    "run_note",
    "aged",
    "visitor",
    "saddle_pressure",
    "tight_laces",
    "stumble",
    "after_race",
    "place",
]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to ask: what kind, of which day, by which field or sign, and the runner's own words."""

    kind: Kind
    day: date
    field: str = ""
    words: str = ""


def asks_of(history: History, flags: Sequence[OpenSign]) -> tuple[Ask, ...]:
    """What waits for an answer at `as_of`: signs that nobody saw, unclear answers, then words, the newest first."""
    since = history.as_of - ASKED_FOR
    seen = last_visit(history)
    start = since if seen is None or seen < since else seen + timedelta(days=1)
    lines = history.diary[bisect_left(history.diary, start, key=lambda entry: entry.day) :]
    runs = history.sessions[bisect_left(history.sessions, start, key=lambda session: session.day) :]
    return (
        *(Ask("aged", flag.last_on, flag.variant, flag.words) for flag in flags if flag.aged),
        *(_visitors(history.diary) if flags else ()),
        *_newest_first(_unclear(lines)),
        *_places(lines),
        *_newest_first(_harmless(lines)),
        *_newest_first((*_noted(lines), *_noted_with_runs(runs))),
    )


def _newest_first(asks: Sequence[Ask] | Iterator[Ask]) -> list[Ask]:
    return sorted(asks, key=lambda one: one.day, reverse=True)


def _unclear(lines: Sequence[DiaryEntry]) -> Iterator[Ask]:
    """Unclear answers that no later line answers clearly; of each field the newest."""
    for field in SIGN_FIELDS:
        told = [(entry.day, answer) for entry in lines if (answer := getattr(entry, field)).recorded]
        if told and told[-1][1].unclear:
            day, answer = told[-1]
            yield Ask("unchanged" if answer.says("old") else "unclear", day, field, answer.words)


def _visitors(diary: Sequence[DiaryEntry]) -> Iterator[Ask]:
    """The newest line that says who looked, where that is no clinician: asked while a red flag is open."""
    for entry in reversed(diary):
        by = hear_visitor(entry.seen_by or "")
        if by == "clinician":
            return
        if by != "none" or entry.seen_on:
            yield Ask("visitor", entry.seen_on or entry.day, "seen_by", entry.seen_by or "")
            return


def _places(lines: Sequence[DiaryEntry]) -> Iterator[Ask]:
    """The newest place of pain, where it names no part of the body (guidance: asked, not dropped)."""
    told = [entry for entry in lines if entry.place and entry.pain_0_10]
    if told and tells_no_place(told[-1].place):
        yield Ask("place", told[-1].day, "place", told[-1].place or "")


def _harmless(lines: Sequence[DiaryEntry]) -> Iterator[Ask]:
    """What has a plain cause, and is asked about without a verdict (guidance): laces, a saddle, a stumble, a race."""
    last = lines[-1].day if lines else None
    for entry in lines:
        if last is not None and last - entry.day > HARMLESS_FOR:
            continue
        for field in ("numbness", "tingling", "saddle"):
            answer = getattr(entry, field)
            if answer.past and answer.says("laces"):
                yield Ask("saddle_pressure" if field == "saddle" else "tight_laces", entry.day, field, answer.words)
        if entry.trauma.yes and asked_at_most(entry):
            yield Ask("stumble", entry.day, "trauma", entry.trauma.words)
        if is_race_soreness(entry) and not entry.both_sides.answered:
            yield Ask("after_race", entry.day, "both_sides", entry.note or "")


def _noted(lines: Sequence[DiaryEntry]) -> Iterator[Ask]:
    for entry in lines:
        if entry.note and not entry.from_activity:
            yield from (Ask("note", entry.day, said.sign, said.clause) for said in signs_in_note(entry.note)[:1])


def _noted_with_runs(sessions: Sequence[Session]) -> Iterator[Ask]:
    for session in sessions:
        for text in (session.title, session.notes):
            yield from (Ask("run_note", session.day, said.sign, said.clause) for said in signs_in_note(text or "")[:1])


def watched_signs(history: History) -> tuple[str, ...]:
    """Signs recorded within two weeks that are below the threshold of a level: they leave a trace."""
    lines = [entry for entry in history.diary if entry.day > history.as_of - WATCHED_FOR]
    found: list[str] = []
    for field in ("numbness", "tingling"):
        told = [answer for entry in lines if (answer := getattr(entry, field)).answered]
        if told and told[-1].yes and not is_elsewhere(told[-1]):
            found.append(field)
    legs = [pain for entry in lines if (pain := leg_pain_of(entry)) is not None]
    if legs and legs[-1] > 0:
        found.append("leg_pain")
    return tuple(found)
