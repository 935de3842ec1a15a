"""Red flags over time: a sign opens, stays open until someone has looked at it, and opens again when new or worse."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from runlog.features.answer import Answer
from runlog.features.body_signs import signs_of
from runlog.features.episodes import episodes_of
from runlog.features.history import DiaryEntry, History
from runlog.features.memo import once, once_by_day, once_cut
from runlog.features.pain import back_pain, worst_by_day
from runlog.features.signs import STEADY_DAYS, Hit, Level, Recent, Sign, leg_pain_of
from runlog.settings import Settings
from runlog.words.parts import parts_named
from runlog.words.seen import hear_visitor

CONTEXT: Final = timedelta(days=7)
"""A line is read together with the seven days before it (guidance: "the field was `no` within the 7 days before")."""
NEW_AGAIN: Final = timedelta(days=28)
"""A sign that was seen to, and is recorded again after this long without a record, is a new one (ours)."""
NO_PAIN_BEFORE: Final = timedelta(weeks=8)
"""Back pain without any in the eight weeks before is new, as is the start of an episode (ours)."""
WORSE_BY: Final = 2.0
"""Leg pain this much above what was seen to is worse; a change of 2 points is a real one (evidence table)."""

AGED: Final = timedelta(days=14)
"""A sign whose last yes lies further back than this, and that was denied since, is told with other words (guidance)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSign:
    """A sign that nobody has looked at yet, at its most urgent."""

    sign: Sign
    variant: str
    """An id of the word table `words.sign`."""
    level: Level
    opened_on: date
    last_on: date
    words: str
    strength: float
    aged: bool = False
    """It was last recorded over two weeks ago and denied since; it stays open, in other words."""


@dataclass(slots=True)
class _Case:
    """What is known of one sign while the diary is read from its beginning."""

    now: OpenSign
    is_open: bool = True
    denied: bool = False
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """The signs that lines show, by a line's position, and which lines tell anything of them."""

    hits: Mapping[int, Sequence[Hit]]
    telling: Sequence[int]
    """The positions, in order, of lines that show or deny one of these signs or tell of a visit."""
    red: bool = False
    """They are emergency and urgent signs, which a clinician closes; others any visit."""

    @classmethod
    def by(cls, diary: Sequence[DiaryEntry], hits: Mapping[int, Sequence[Hit]], *, red: bool = False) -> "Shown":
        """What the lines of a diary show."""
        signs = {hit.sign for found in hits.values() for hit in found}
        telling = [
            index
            for index, entry in enumerate(diary)
            if index in hits or seen_day(entry) is not None or any(_denies(entry, sign) for sign in signs)
        ]
        return cls(hits, telling, red)


@once
def red_flags(history: History) -> tuple[OpenSign, ...]:
    """The emergency and urgent signs open at `as_of`, and those open today, most urgent first.

    The week asked for uses nothing later than its end; a red flag that is open today shows all the same.
    """
    flags = {flag.sign: flag for flag in follow_signs(history.diary, _shown(history), history.as_of)}
    if len(history.diary_to_today) > len(history.diary):
        for flag in open_signs(history.diary_to_today, history.settings, history.today):
            if flag.sign not in flags or flag.level >= flags[flag.sign].level:
                flags[flag.sign] = flag
    red = (flag for flag in flags.values() if flag.level >= Level.URGENT)
    return tuple(sorted(red, key=lambda flag: (-flag.level, flag.opened_on, flag.sign)))


def _shown(history: History) -> Shown:
    """What lines show hangs on what went before, so that a longer diary shows the same with the lines of this one.

    Not so with a history of cancer: which line began an episode is known from later ones alone.
    """
    return _shown_by(history.diary, history.settings) if history.settings.history.cancer else _shown_by_all(history)


@once_cut(lambda whole, _: whole)
def _shown_by_all(history: History) -> Shown:
    return _shown_by(history.diary, history.settings)


def _shown_by(diary: Sequence[DiaryEntry], settings: Settings) -> Shown:
    return Shown.by(diary, _hits_by_line(diary, settings), red=True)


def open_signs(diary: Sequence[DiaryEntry], settings: Settings, until: date) -> tuple[OpenSign, ...]:
    """The signs open at the end of the day `until`; `diary` is in order of time and ends there.

    Only a clinician who looked at it closes signs, those up to that day. A line without symptoms closes nothing.
    """
    return follow_signs(diary, _shown_by(diary, settings), until)


def follow_signs(diary: Sequence[DiaryEntry], shown: Shown, until: date) -> tuple[OpenSign, ...]:
    """The signs open at the end of the day `until`, from what the lines show; what later lines show is passed over."""
    cases: dict[Sign, _Case] = {}
    for kind, index in _timeline(diary, shown, until):
        if kind == "seen":
            for case in cases.values():
                case.is_open = False
            continue
        for sign, case in cases.items():
            if _denies(diary[index], sign):
                case.denied = True
        for hit in shown.hits.get(index, ()):
            _note(cases, hit)
    return tuple(_as_told(case, until) for case in cases.values() if case.is_open)


def _as_told(case: _Case, until: date) -> OpenSign:
    return replace(case.now, aged=case.denied and until - case.now.last_on > AGED)


def _timeline(diary: Sequence[DiaryEntry], shown: Shown, until: date) -> Iterator[tuple[str, int]]:
    """Telling lines, and days of being seen, in order; a visit told later (or before) comes at the end of its day."""
    events: list[tuple[date, int, int, str]] = []
    for index in shown.telling[: bisect_left(shown.telling, len(diary))]:
        entry = diary[index]
        events.append((entry.day, index, 0, "line"))
        seen = seen_day(entry, by_clinician=shown.red)
        if seen is not None and seen <= until:
            events.append((seen, index if seen == entry.day else len(diary), 1, "seen"))
    for _, index, _, kind in sorted(events):
        yield kind, index


def seen_day(entry: DiaryEntry, *, by_clinician: bool = False) -> date | None:
    """The day on which somebody who can have looked at it did, as this line tells; None where nobody did.

    A day needs no name, except `by_clinician`, as emergency and urgent signs need both. Nobody yet, an appointment to
    come and somebody who can't have looked (a masseur, a coach) are no visit, whatever day is given.
    """
    by = hear_visitor(entry.seen_by or "")
    if by == "clinician":
        return entry.seen_on or entry.day
    if by_clinician or by in {"layman", "not_yet"}:
        return None
    return entry.seen_on or (entry.day if by == "unknown" else None)


def last_visit(history: History) -> date | None:
    """The last day up to `as_of` on which somebody who can have looked at it did; None where none is recorded."""
    days = (day for told in _visits(history).values() for day in told)
    return max((day for day in days if day <= history.as_of), default=None)


@once_by_day
def _visits(history: History) -> Mapping[date, Sequence[date]]:
    """The days on which a clinician looked at it, by the day of the line that tells of it."""
    visits: dict[date, list[date]] = {}
    for entry in history.diary:
        seen = seen_day(entry)
        if seen is not None:
            visits.setdefault(entry.day, []).append(seen)
    return visits


def _note(cases: dict[Sign, _Case], hit: Hit) -> None:
    sides = parts_named(hit.words) & {"left", "right"} if hit.words else frozenset()
    case = cases.get(hit.sign)
    if case is None or (not case.is_open and _new_or_worse(case, hit, sides)):
        cases[hit.sign] = _Case(_opened(hit), sides=sides)
        return
    case.sides |= sides
    case.denied = False
    now = case.now
    if case.is_open:
        now = replace(now, strength=max(now.strength, hit.strength))
    if case.is_open and hit.level > now.level:
        now = replace(now, variant=hit.variant, level=hit.level)
    case.now = replace(now, last_on=hit.day, words=hit.words or now.words)


def _opened(hit: Hit) -> OpenSign:
    return OpenSign(
        sign=hit.sign, variant=hit.variant, level=hit.level, opened_on=hit.day, last_on=hit.day,
        words=hit.words, strength=hit.strength,
    )  # fmt: skip


def _new_or_worse(case: _Case, hit: Hit, sides: frozenset[str]) -> bool:
    """Whether a sign that was seen to has come anew or grown since."""
    then = case.now
    return (
        hit.fresh
        or hit.growing_here
        or case.denied
        or hit.level > then.level
        or hit.strength >= then.strength + WORSE_BY
        or hit.day - then.last_on > NEW_AGAIN
        or Answer(hit.words).says("worse")
        or bool(case.sides and sides - case.sides)
    )


def _denies(entry: DiaryEntry, sign: Sign) -> bool:
    if sign == "leg_pain":
        return entry.leg_pain_0_10 == 0
    answer = getattr(entry, sign, None)
    return answer is not None and answer.no


def _hits_by_line(diary: Sequence[DiaryEntry], settings: Settings) -> dict[int, tuple[Hit, ...]]:
    new_pain = _new_pain_lines(diary) if settings.history.cancer else frozenset()
    hits: dict[int, tuple[Hit, ...]] = {}
    legs: list[tuple[date, float]] = []
    start = 0
    for index, entry in enumerate(diary):
        while diary[start].day < entry.day - CONTEXT:
            start += 1
        leg = leg_pain_of(entry)
        # A day without leg pain between tells nothing of how it grows: it must not close what the others show.
        if leg:
            worst = max(leg, legs.pop()[1]) if legs and legs[-1][0] == entry.day else leg
            legs.append((entry.day, worst))
        if not _speaks(entry):
            continue
        recent_days = [pain for day, pain in legs[-STEADY_DAYS:] if day >= entry.day - 2 * CONTEXT]
        found = signs_of(Recent(entry, diary[start:index], recent_days), settings, new_pain=index in new_pain)
        if found:
            hits[index] = found
    return hits


def _speaks(entry: DiaryEntry) -> bool:
    """Whether a line can show a sign at all; most lines of most diaries cannot."""
    return (
        (entry.pain_0_10 or 0) > 0
        or (entry.leg_pain_0_10 or 0) > 0
        or any(
            answer.yes
            for answer in (
                entry.weakness, entry.numbness, entry.tingling, entry.saddle, entry.bladder_bowel,
                entry.sexual_function, entry.growing, entry.both_sides, entry.trauma, entry.fever, entry.unsteady,
            )
        )
    )  # fmt: skip


def _new_pain_lines(diary: Sequence[DiaryEntry]) -> frozenset[int]:
    """Lines with which back pain is new: the first in eight weeks, or the first raised one of an episode."""
    starts = {episode.start for episode in episodes_of(worst_by_day(tuple(diary)))}
    lines: set[int] = set()
    last: date | None = None
    for index, entry in enumerate(diary):
        if not back_pain(entry):
            continue
        if last is None or entry.day - last > NO_PAIN_BEFORE or (entry.day in starts and last != entry.day):
            lines.add(index)
        last = entry.day
    return frozenset(lines)
