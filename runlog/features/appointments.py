"""What asks for an appointment: the third level of the urgency table. It silences nothing and can wait some days."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Final, Literal

from runlog.features.after_runs import after_run_hits
from runlog.features.history import DiaryEntry, History
from runlog.features.lasting_signs import lasting_hits
from runlog.features.memo import once, once_by_day, once_cut
from runlog.features.mornings import first_line_of_day
from runlog.features.pain import back_pain
from runlog.features.settling import settling_hits
from runlog.features.signs import Hit, Level, Sign, is_elsewhere, leg_pain_of
from runlog.features.spells import spell_starts
from runlog.features.urgency import OpenSign, Shown, follow_signs, last_visit
from runlog.settings import Settings
from runlog.words.places import is_back

STEADY_FOR: Final = timedelta(weeks=2)
"""Guidance, urgency table: leg pain, tingling or numbness, mild and steady for more than two weeks."""
STEADY_GAP: Final = timedelta(weeks=1)
BETTER_DAYS: Final = 1
"""A single recorded day without it doesn't end it, two in a row do, or a week without a record of it (ours)."""
YOUNG: Final = 18
OLD: Final = 55
"""Guidance: first back pain under 18 or over 55; the age is the year less the birth year (ours)."""
STIFF_MIN: Final = 30.0
STIFF_FOR: Final = timedelta(weeks=13)
STIFF_BEFORE_AGE: Final = 45
"""Guidance: stiffness of more than 30 minutes every morning for more than 3 months before 45."""
STIFF_GAP: Final = timedelta(weeks=2)
"""Mornings not recorded for longer than this end the spell (ours)."""

Unknown = Literal["birth_year", "earlier_back_pain"]


@once
def appointments(history: History) -> tuple[OpenSign, ...]:
    """The signs of the appointment level open at `as_of`, the oldest first; red flags are not among them."""
    found_open = follow_signs(history.diary, _shown(history), history.as_of)
    return tuple(sorted(found_open, key=lambda sign: (sign.opened_on, sign.sign)))


@once_cut(lambda whole, _: whole)
def _shown(history: History) -> Shown:
    """What the lines show, each from what was known with it: a longer diary shows the same with the lines of this."""
    hits = _table_hits(history)
    for more in (settling_hits(history), after_run_hits(history)):
        for index, found in more.items():
            hits.setdefault(index, []).extend(found)
    return Shown.by(history.diary, hits)


def settings_missing(history: History) -> tuple[Unknown, ...]:
    """What the settings don't tell, although a sign recorded in the diary since the last visit hangs on it."""
    settings, diary = history.settings, history.diary
    seen = last_visit(history)
    first = [index for index in _first_pain(diary) if seen is None or diary[index].day > seen]
    stiff = any(seen is None or day > seen for day in _stiff_spells(history))
    missing: list[Unknown] = []
    if settings.birth_year is None:
        if stiff or (first and settings.history.earlier_back_pain is False):
            missing.append("birth_year")
    elif first and _has_unusual_age(settings, diary[first[0]].day) and _first_of_all(settings) is None:
        missing.append("earlier_back_pain")
    return tuple(missing)


def _table_hits(history: History) -> dict[int, list[Hit]]:
    diary, settings = history.diary, history.settings
    position = first_line_of_day(diary)
    hits: dict[int, list[Hit]] = {}
    for index, entry in enumerate(diary):
        hits_here = list(_in_line(entry))
        if hits_here:
            hits[index] = hits_here
    for index in _first_pain(diary):
        if _first_of_all(settings) and _has_unusual_age(settings, diary[index].day):
            hits.setdefault(index, []).append(_hit("first_pain", diary[index].day))
    for hit in (*_steady_legs(diary), *_stiff(history), *lasting_hits(diary, settings)):
        hits.setdefault(position[hit.day], []).append(hit)
    return hits


def _in_line(entry: DiaryEntry) -> Iterator[Hit]:
    if entry.night_pain.yes and (is_back(entry.place) or leg_pain_of(entry) is not None):
        yield _hit("night_pain", entry.day, entry.night_pain.words)
    if entry.weight_loss.yes:
        yield _hit("weight_loss", entry.day, entry.weight_loss.words)


def _first_pain(diary: Sequence[DiaryEntry]) -> tuple[int, ...]:
    """The position of the first line with any back pain, if there is one."""
    return tuple(islice((index for index, entry in enumerate(diary) if back_pain(entry)), 1))


def _has_unusual_age(settings: Settings, day: date) -> bool:
    age = _age(settings, day)
    return age is not None and (age < YOUNG or age > OLD)


def _age(settings: Settings, day: date) -> int | None:
    return None if settings.birth_year is None else day.year - settings.birth_year


def _first_of_all(settings: Settings) -> bool | None:
    """Whether the log's first back pain is the runner's first; None where nobody said so."""
    if settings.return_.operation_on or settings.return_.operation_kind:
        return False
    earlier = settings.history.earlier_back_pain
    return None if earlier is None else not earlier


def _steady_legs(diary: Sequence[DiaryEntry]) -> Iterator[Hit]:
    signs: tuple[tuple[Sign, Callable[[DiaryEntry], float | None]], ...] = (
        ("leg_pain_steady", leg_pain_of),
        ("tingling_steady", lambda entry: _leg_answer(entry, "tingling")),
        ("numbness_steady", lambda entry: _leg_answer(entry, "numbness")),
    )
    for sign, strength_of in signs:
        worst: dict[date, float] = {}
        for entry in diary:
            strength = strength_of(entry)
            if strength is not None:
                worst[entry.day] = max(strength, worst.get(entry.day, 0.0))
        record = ((day, strength > 0) for day, strength in worst.items())
        told: set[date] = set()
        for day, start in spell_starts(record, longest_gap=STEADY_GAP, misses=BETTER_DAYS).items():
            if day - start > STEADY_FOR:
                strength = worst[day] if sign == "leg_pain_steady" else 0.0
                yield _hit(sign, day, strength=strength, fresh=start not in told)
                told.add(start)


def _leg_answer(entry: DiaryEntry, field: str) -> float | None:
    """1 for a yes, 0 for a no, None where nothing is recorded or another part of the body is named."""
    answer = getattr(entry, field)
    if not answer.answered or (answer.yes and is_elsewhere(answer)):
        return None
    return 1.0 if answer.yes else 0.0


def _stiff(history: History) -> Iterator[Hit]:
    told: set[date] = set()
    for day, start in _stiff_spells(history).items():
        age = _age(history.settings, start)
        if age is not None and age < STIFF_BEFORE_AGE:
            yield _hit("stiffness", day, fresh=start not in told)
            told.add(start)


@once_by_day
def _stiff_spells(history: History) -> Mapping[date, date]:
    """The stiff mornings of spells that have lasted, with the first day of their spell."""
    minutes: dict[date, float] = {}
    for entry in history.diary:
        if entry.morning_stiffness_min is not None:
            minutes[entry.day] = max(entry.morning_stiffness_min, minutes.get(entry.day, 0.0))
    record = ((day, told > STIFF_MIN) for day, told in minutes.items())
    starts = spell_starts(record, longest_gap=STIFF_GAP, misses=BETTER_DAYS)
    return {day: start for day, start in starts.items() if day - start > STIFF_FOR}


def _hit(sign: Sign, day: date, words: str = "", *, strength: float = 0.0, fresh: bool = False) -> Hit:
    return Hit(sign=sign, variant=sign, level=Level.APPOINTMENT, day=day, words=words, strength=strength, fresh=fresh)
