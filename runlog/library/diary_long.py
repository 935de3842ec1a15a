"""A pain app's long table (`date,category,value,note`) as diary entries: units are told or seen, never guessed."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from runlog.errors import ReadError
from runlog.frame.diary import DIARY
from runlog.importers.diary_tables import LONG_CATEGORY, LONG_DATE, LONG_VALUE
from runlog.library.diary_cells import (
    CellError,
    CellValue,
    DateOrder,
    date_order,
    parse_cell,
    parse_date,
    parse_time,
    split_date_and_time,
)
from runlog.library.diary_words import OPEN_SCALES, SCALES, SUMMED, UNITS, Category, category_of, names_itself
from runlog.words.answers import hear_answer
from runlog.words.diary_headings import plain_name

_TIME: Final = frozenset({"time", "uhrzeit", "zeit"})
_UNIT: Final = frozenset({"unit", "units", "einheit"})
_NOTE: Final = frozenset({"note", "notes", "comment", "comments", "notiz", "notizen", "bemerkung", "kommentar"})
_NUMBER: Final = re.compile(r"(?P<n>[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+))\s*(?P<unit>\D.*)?")
NAMED: Final = 8
"""So many categories or lines of one kind are named; the rest are counted."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the table, its category understood."""

    line: int
    day: date
    time: str | None
    category: str
    column: str
    place: str | None
    text: str
    number: float | None
    unit: str | None
    note: str


@dataclass(slots=True)
class _Day:
    """What is put together for one moment."""

    entries: list[dict[str, CellValue]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def long_entries(
    header: Sequence[str], records: Sequence[tuple[int, Sequence[str]]], *, today: date
) -> tuple[list[dict[str, CellValue]], tuple[str, ...]]:
    """The diary entries of a long table, and what was and wasn't taken of it.

    Lines of one moment become one entry; numbers of one day that add up (water, minutes) are summed. A number without
    a unit is taken where the whole category shows what it is; else its words are kept in the note, and that is said.

    Raises:
        ReadError: no line has a usable date.
    """
    lines, said = _lines(header, records, today)
    scales = {column: _scales([line for line in lines if line.category == column]) for column in _categories(lines)}
    days: dict[tuple[date, str], _Day] = {}
    refused: list[int] = []
    for line in lines:
        factor, _ = scales[line.category]
        _put(days, line, factor, refused)
    said += [text for _, text in scales.values() if text]
    if refused:
        said.append(f"not a value that the field can take, and left out: {_named(map(str, refused), 'line')}")
    entries = [entry for (day, time), one in days.items() for entry in _finished(day, time, one)]
    return entries, tuple(said)


def _categories(lines: Iterable[_Line]) -> list[str]:
    return list(dict.fromkeys(line.category for line in lines))


def _lines(
    header: Sequence[str], records: Sequence[tuple[int, Sequence[str]]], today: date
) -> tuple[list[_Line], list[str]]:
    at = {name: _place(header, names) for name, names in
          (("date", LONG_DATE), ("time", _TIME), ("category", LONG_CATEGORY), ("value", LONG_VALUE), ("unit", _UNIT),
           ("note", _NOTE))}  # fmt: skip
    rows = [(line, {name: _cell(cells, place) for name, place in at.items()}) for line, cells in records]
    order, sure = date_order([row["date"] for _, row in rows], today)
    unknown: Counter[str] = Counter()
    bad: list[int] = []
    lines = []
    for number, row in rows:
        moment = _moment(row, order)
        if moment is None:
            bad.append(number)
            continue
        category = category_of(row["category"])
        if category is None:
            unknown[row["category"] or "(empty)"] += 1
        else:
            lines.append(_line(number, moment, row, category))
    if rows and len(bad) == len(rows):
        raise ReadError(f"line {bad[0]}: no usable date, nor in any other line: write dates as 2026-11-22")
    said = [] if sure else [f"dates were read as {'day before month' if order == 'dmy' else 'month before day'}"]
    if bad:
        said.append(f"without a usable date and left out: {_named(map(str, bad), 'line')}")
    if unknown:
        counted = (f"{name} ({count})" for name, count in unknown.most_common())
        said.append(f"categories that the diary has no field for: {_named(counted, '')}")
    return lines, said


def _line(number: int, moment: tuple[date, str | None], row: Mapping[str, str], category: Category) -> _Line:
    match = _NUMBER.fullmatch(row["value"])
    told = (match["unit"] if match else None) or row["unit"] or category.unit
    return _Line(
        line=number,
        day=moment[0],
        time=moment[1],
        category=row["category"],
        column=category.column,
        place=category.place,
        text=row["value"],
        number=float(match["n"].replace(",", ".")) if match else None,
        unit=told.strip().casefold() if told else None,
        note=row["note"],
    )


def _moment(row: dict[str, str], order: DateOrder) -> tuple[date, str | None] | None:
    try:
        day = parse_date(row["date"], order)
    except CellError:
        return None
    clock = row["time"] or split_date_and_time(row["date"])[1]
    try:
        return day, parse_time(clock) if clock else None
    except CellError:
        return day, None


def _scales(lines: Sequence[_Line]) -> tuple[float | None, str | None]:
    """The factor of a category's numbers without a unit, and what is said; None where they are kept as words."""
    column, category = lines[0].column, lines[0].category
    bare = [line.number for line in lines if line.unit is None and line.number is not None]
    if DIARY.column(column).dtype != "float64" or not bare:
        return 1.0, None
    span = f"{bare[0]:g}" if min(bare) == max(bare) else f"{min(bare):g} to {max(bare):g}"
    seen = f"{category} ({span}, no unit)"
    factor, meaning = _seen_scale(column, bare)
    if factor is None:
        return None, f"{seen}: {meaning}; kept as words in the note"
    return factor, f"{seen} was read as {meaning}"


def _seen_scale(column: str, bare: Sequence[float]) -> tuple[float | None, str]:
    """What numbers without a unit can only be, read from all of them; no factor where they can be several things."""
    for scale in SCALES.get(column, ()):
        if scale.least <= min(bare) and scale.most_at_least <= max(bare) <= scale.most:
            return scale.factor, scale.meaning
    return None, OPEN_SCALES.get(column, "no scale of that field")


def _put(days: dict[tuple[date, str], _Day], line: _Line, scale: float | None, refused: list[int]) -> None:
    summed = line.column in SUMMED
    one = days.setdefault((line.day, "" if summed else line.time or ""), _Day())
    if line.note and line.note not in one.notes:
        one.notes.append(line.note)
    value = None if line.column == "note" else _value(line, scale)
    if value is None:
        words = line.text if line.column == "note" else f"{line.category} {line.text}"
        if line.text and words not in one.notes:
            one.notes.append(words)
        return
    try:
        value = parse_cell(line.column, f"{value:g}" if isinstance(value, float) else str(value), "dmy")
    except CellError:
        refused.append(line.line)
        return
    _add(one, line, value, summed=summed)


def _add(one: _Day, line: _Line, value: CellValue, *, summed: bool) -> None:
    for entry in one.entries:
        before = entry.get(line.column)
        if summed and isinstance(before, float) and isinstance(value, float):
            entry[line.column] = round(before + value, 3)
            return
        if before is None and ("place" not in entry) and (line.place is None or "pain_0_10" not in entry):
            break
    else:
        entry = {}
        one.entries.append(entry)
    entry[line.column] = value
    if line.place:
        entry["place"] = line.place


def _value(line: _Line, scale: float | None) -> CellValue:
    """The cell of a line; None where it is kept as words."""
    if DIARY.column(line.column).dtype != "float64":
        if names_itself(line.category):
            return None if not line.text or hear_answer(line.text).verdict in {"no", "past", "none"} else line.category
        return line.text or None
    if line.number is None:
        return None
    if line.unit is None:
        return None if scale is None else round(line.number * scale, 3)
    factor = UNITS.get(line.column, {}).get(line.unit)
    return None if factor is None else round(line.number * factor, 3)


def _finished(day: date, time: str, one: _Day) -> list[dict[str, CellValue]]:
    entries = one.entries or ([{}] if one.notes else [])
    clock: dict[str, CellValue] = {"time": time} if time else {}
    finished = [{"date": day, **clock, **entry} for entry in entries]
    if one.notes:
        finished[0]["note"] = "; ".join(one.notes)
    return finished


def _place(header: Sequence[str], names: frozenset[str]) -> int | None:
    return next((place for place, cell in enumerate(header) if plain_name(cell) in names), None)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place].strip() if place is not None and place < len(cells) else ""


def _named(names: Iterable[str], kind: str) -> str:
    every = list(names)
    more = f" and {len(every) - NAMED} more" if len(every) > NAMED else ""
    return f"{kind}{'s' if kind and len(every) > 1 else ''} {', '.join(every[:NAMED])}{more}".strip()
