"""Appointment signs that hang on age, place and words: the young back, the mid-back, a bone under stress."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from runlog.features.history import DiaryEntry
from runlog.features.pain import back_pain
from runlog.features.signs import Hit, Level, Sign
from runlog.features.spells import spell_starts
from runlog.settings import Settings
from runlog.words.notes import mentions
from runlog.words.parts import parts_named

YOUNG: Final = 18
YOUNG_FOR: Final = timedelta(weeks=3)
"""Guidance: under 18, pain for more than three weeks or on bending backwards (the age is the year less its birth)."""
THORACIC_FROM_AGE: Final = 50
THORACIC_FOR: Final = timedelta(weeks=2)
"""Guidance: mid or upper back pain for more than two weeks at 50 or more."""
GAP: Final = timedelta(weeks=1)
BETTER_DAYS: Final = 1
"""A single recorded day without pain doesn't end a spell, two in a row do, or a week without a record (ours)."""
TOGETHER: Final = timedelta(days=7)
"""What a line says of place, hopping or bending goes with the pain of a week (ours)."""


def lasting_hits(diary: Sequence[DiaryEntry], settings: Settings) -> Iterator[Hit]:
    """The appointment signs of age, place and words, each on the days that show it."""
    born = settings.birth_year
    if born is not None:
        yield from _lasting(diary, "young_lasting", YOUNG_FOR, lambda entry: entry.day.year - born < YOUNG)
        yield from _told(diary, "young_bending", lambda line: line.day.year - born < YOUNG and _says(line, "arching"))
        yield from _lasting(
            diary,
            "thoracic_lasting",
            THORACIC_FOR,
            lambda entry: entry.day.year - born >= THORACIC_FROM_AGE and "mid_back" in parts_named(entry.place or ""),
        )
    yield from _told(diary, "bone_stress", _is_bone_stress)


def _is_bone_stress(line: DiaryEntry) -> bool:
    """Pain at the sacrum or buttock that hurts on hopping, or with missing periods."""
    return "sacral" in parts_named(line.place or "") and (_says(line, "hop") or _says(line, "no_period"))


def _says(line: DiaryEntry, concept: str) -> bool:
    told = ", ".join(filter(None, (line.note, line.cause, line.place, line.after_activity, line.onset)))
    return bool(told) and mentions(told, "stress_injury", concept)


def _told(diary: Sequence[DiaryEntry], sign: Sign, shows: Callable[[DiaryEntry], bool]) -> Iterator[Hit]:
    last: date | None = None
    for entry in diary:
        if back_pain(entry) and shows(entry):
            yield _hit(sign, entry.day, fresh=last is None or entry.day - last > TOGETHER)
            last = entry.day


def _lasting(
    diary: Sequence[DiaryEntry], sign: Sign, longer_than: timedelta, counts: Callable[[DiaryEntry], bool]
) -> Iterator[Hit]:
    told: set[date] = set()
    for day, start in _spells(diary, counts).items():
        if day - start > longer_than:
            yield _hit(sign, day, fresh=start not in told)
            told.add(start)


def _spells(diary: Sequence[DiaryEntry], counts: Callable[[DiaryEntry], bool]) -> Mapping[date, date]:
    """The days with such pain, each with the first day of its spell."""
    shown: dict[date, bool] = {}
    for entry in diary:
        pain = back_pain(entry)
        if pain is not None:
            shown[entry.day] = (pain > 0 and counts(entry)) or shown.get(entry.day, False)
    return spell_starts(shown.items(), longest_gap=GAP, misses=BETTER_DAYS)


def _hit(sign: Sign, day: date, *, fresh: bool) -> Hit:
    return Hit(sign=sign, variant=sign, level=Level.APPOINTMENT, day=day, fresh=fresh)
