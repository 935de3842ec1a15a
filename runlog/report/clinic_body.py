"""Where it hurts, from the diary's words: regions of the body with their side; what has no place stays in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from runlog.features.answer import Answer
from runlog.features.history import DiaryEntry
from runlog.messages import Speech
from runlog.report.clinic_model import BodyChart, BodyMark, MarkKind, Radiation, Side, Table
from runlog.report.words import say, word
from runlog.words.places import LEG_REGIONS, regions_of, sides_of

_MIDDLE: Final = frozenset({"low_back", "sacrum", "saddle", "neck", "upper_back"})
"""Regions that have a middle; of the others a side must be known to draw them."""
_SPREAD: Final = LEG_REGIONS | {"buttock"}
_MOST_ROWS: Final = 9


@dataclass(slots=True)
class _Found:
    """What the half year's lines say of one place and kind."""

    days: set[date] = field(default_factory=set)
    worst: float | None = None

    def add(self, day: date, pain: float | None) -> None:
        self.days.add(day)
        if pain is not None:
            self.worst = max(pain, self.worst or 0.0)


def body_chart(entries: Iterable[DiaryEntry], speech: Speech) -> BodyChart:
    """The places of pain, numbness and weakness, and where pain spreads to."""
    marks: dict[tuple[MarkKind, str, Side], _Found] = {}
    spreads: dict[tuple[str, Side], set[date]] = {}
    unplaced: dict[str, set[date]] = {}
    nowhere = _Found()
    for entry in entries:
        for kind, words, side_words, pain in _said(entry):
            placed = list(_placed(words, side_words))
            for region, side in placed:
                marks.setdefault((kind, region, side), _Found()).add(entry.day, pain)
            if kind == "pain" and not words.strip():
                nowhere.add(entry.day, pain)
            elif not placed:
                unplaced.setdefault(_in_words(kind, words, side_words, speech), set()).add(entry.day)
        for region, side in _spread(entry):
            spreads.setdefault((region, side), set()).add(entry.day)
    return _chart(marks, spreads, unplaced, nowhere, speech)


def _said(entry: DiaryEntry) -> Iterator[tuple[MarkKind, str, str, float | None]]:
    """Kind, words of the place, words of the side, pain: of everything that one line records at a place."""
    side = entry.side or ""
    if entry.pain_0_10:
        yield "pain", entry.place or "", f"{side} {entry.place or ''}", entry.pain_0_10
    radiates = entry.radiates_to if _recorded(entry.radiates_to) else None
    if entry.leg_pain_0_10:
        yield "pain", radiates or "leg", f"{side} {radiates or ''}", entry.leg_pain_0_10
    answers: tuple[tuple[MarkKind, Answer], ...] = (
        ("numb", entry.numbness), ("tingling", entry.tingling), ("weak", entry.weakness),
    )  # fmt: skip
    for kind, answer in answers:
        if answer.yes:
            words = "" if answer.bare else answer.words
            yield kind, words, f"{side} {words}", None
    if entry.saddle.yes:
        yield "numb", "saddle", "", None


def _recorded(words: str | None) -> bool:
    told = Answer.of(words)
    return told.recorded and not told.no


def _placed(words: str, side_words: str) -> Iterator[tuple[str, Side]]:
    for region in regions_of(words):
        sides = sides_of(side_words)
        if sides:
            yield from ((region, side) for side in sides)
        elif region in _MIDDLE:
            yield region, "middle"


def _spread(entry: DiaryEntry) -> Iterator[tuple[str, Side]]:
    if _recorded(entry.radiates_to):
        words = entry.radiates_to or ""
        yield from (place for place in _placed(words, f"{entry.side or ''} {words}") if place[0] in _SPREAD)


def _in_words(kind: MarkKind, words: str, side_words: str, speech: Speech) -> str:
    regions = regions_of(words)
    place = " ".join(word(speech, "clinic.region", region) for region in regions) if regions else words.strip()
    lacking = "no_side" if regions and not sides_of(side_words) else "no_place" if not words.strip() else ""
    said = f"{word(speech, 'clinic.kind', kind)}: {place}".rstrip(": ")
    return ", ".join(filter(None, (said, word(speech, "clinic.kind", lacking, ""))))


def _chart(
    marks: dict[tuple[MarkKind, str, Side], _Found],
    spreads: dict[tuple[str, Side], set[date]],
    unplaced: dict[str, set[date]],
    nowhere: _Found,
    speech: Speech,
) -> BodyChart:
    order = sorted(marks.items(), key=lambda item: (-len(item[1].days), item[0]))
    drawn = tuple(
        BodyMark(region=region, side=side, kind=kind, days=len(found.days), worst=found.worst)
        for (kind, region, side), found in order
    )
    arrows = tuple(
        Radiation(region=region, side=side, days=len(days))
        for (region, side), days in sorted(spreads.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    rows = [_row(mark, max(marks[mark.kind, mark.region, mark.side].days), speech) for mark in drawn]
    for arrow in arrows:
        if ("pain", arrow.region, arrow.side) not in marks:
            last = speech.short_date(max(spreads[arrow.region, arrow.side]))
            rows.append((_place("radiation", arrow.region, arrow.side, speech), str(arrow.days), "", last))
    rows[_MOST_ROWS - 1 : _MOST_ROWS - 1] = list(_nowhere(nowhere, speech))
    left_out = len(rows) - _MOST_ROWS
    words = tuple(
        say(speech, "clinic.body.unplaced_place", words=words, days=len(days)) for words, days in unplaced.items()
    )
    kinds = dict.fromkeys([mark.kind for mark in drawn])
    keys = {kind: say(speech, f"clinic.body.key_{kind}") for kind in [*kinds, *(["radiation"] if arrows else [])]}
    columns = ("place", "days", "worst", "last")
    empty = say(speech, "clinic.body.empty")
    said = tuple(f"{place} {days}" for place, days, *_ in rows)
    return BodyChart(
        heading=say(speech, "clinic.body.heading"),
        alt=say(speech, "clinic.body.alt", places=said) if rows else empty,
        marks=drawn,
        radiations=arrows,
        places=Table(
            heading=say(speech, "clinic.body.places"),
            columns=tuple(say(speech, f"clinic.body.{name}") for name in columns),
            rows=tuple(rows[:_MOST_ROWS]),
            numeric=(1, 2),
            empty=empty,
            note=say(speech, "clinic.body.more", count=left_out) if left_out > 0 else "",
        ),
        unplaced=say(speech, "clinic.body.unplaced", places=words) if words else "",
        left=say(speech, "clinic.body.left"),
        right=say(speech, "clinic.body.right"),
        keys=keys,
    )


def _nowhere(found: _Found, speech: Speech) -> Iterator[tuple[str, ...]]:
    """Pain whose place is not recorded: a row of its own, never drawn; rules count it as low back."""
    if found.days:
        worst = "" if found.worst is None else speech.number(found.worst)
        last = speech.short_date(max(found.days))
        yield word(speech, "clinic.kind", "no_place", ""), str(len(found.days)), worst, last


def _row(mark: BodyMark, last: date, speech: Speech) -> tuple[str, ...]:
    worst = "" if mark.worst is None else speech.number(mark.worst)
    return _place(mark.kind, mark.region, mark.side, speech), str(mark.days), worst, speech.short_date(last)


def _place(kind: str, region: str, side: Side, speech: Speech) -> str:
    name = word(speech, "clinic.region", region)
    place = name if side == "middle" else f"{name}, {word(speech, 'clinic.side', side)}"
    return say(speech, f"clinic.kind.{kind}_at", place=place)
