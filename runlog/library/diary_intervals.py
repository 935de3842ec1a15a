"""intervals.icu's wellness days and calendar as diary entries: what can be mapped honestly, and nothing guessed.

Its soreness and injury are scales of their own (public descriptions say 1 to 4, 1 to 5 or 1 to 10), never pain 0 to 10.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from runlog.library.diary_cells import CellError, CellValue, counted, parse_date

Row = Mapping[str, Any]
Entries = tuple[Sequence[Mapping[str, CellValue]], tuple[str, ...]]

_WORDS: Final = ("soreness", "injury")
_LITRES_MOST: Final = 12.0
"""So much is drunk on the most extreme of days: a larger number is no number of litres."""
_MILLILITRES_LEAST: Final = 100.0
_ML_PER_L: Final = 1000.0
_FOUR: Final = 4.0
_USED: Final = frozenset({"id", "date", "comments", "hydrationvolume", *_WORDS})
_TOLD_APART: Final = frozenset({"SICK", "INJURED"})


def wellness_entries(rows: Sequence[Row]) -> Entries:
    """An entry a day that has anything for the diary, and what was and wasn't taken."""
    lowered = [{str(name).casefold(): value for name, value in row.items()} for row in rows]
    seen = {name: [number for row in lowered if (number := _number(row.get(name))) is not None] for name in _WORDS}
    scale, said = _water_scale([number for row in lowered if (number := _number(row.get("hydrationvolume")))])
    entries: list[Mapping[str, CellValue]] = []
    bad = 0
    for row in lowered:
        day = _day(row.get("id") or row.get("date"))
        if day is None:
            bad += 1
            continue
        cells = _cells(row, seen, scale)
        if cells:
            entries.append({"date": day, **cells})
    for name, values in seen.items():
        if values:
            said.append(
                f"{name} (values from {min(values):g} to {max(values):g}) has a scale of its own and is no pain from 0 "
                "to 10: kept as words in the note"
            )
    unused = sorted(
        {name for row in lowered for name, value in row.items() if name not in _USED and value not in ("", None)}
    )
    if unused:
        said.append(f"not taken: {', '.join(unused)}")
    if bad:
        said.append(f"without a usable date and left out: {counted(bad, 'row')}")
    return entries, tuple(said)


def _cells(row: Row, seen: Mapping[str, Sequence[float]], scale: float | None) -> dict[str, CellValue]:
    words = []
    for name in _WORDS:
        number = _number(row.get(name))
        if number is not None:
            sure = name == "injury" and number == _FOUR == max(seen[name])
            words.append(f"{name} {number:g}{' (injured)' if sure else ''}")
    comment = " ".join(str(row.get("comments") or "").split())
    note = "; ".join([*([comment] if comment else []), *([f"intervals.icu: {', '.join(words)}"] if words else [])])
    cells: dict[str, CellValue] = {"note": note} if note else {}
    water = _number(row.get("hydrationvolume"))
    if water is not None and scale is not None:
        cells["water_l"] = round(water * scale, 3)
    return cells


def _water_scale(volumes: Sequence[float]) -> tuple[float | None, list[str]]:
    """Factor to litres, read from the whole column, and what is said of it; None where it cannot be told."""
    if not volumes:
        return 1.0, []
    if max(volumes) <= _LITRES_MOST:
        return 1.0, [f"hydrationVolume (up to {max(volumes):g}) was read as litres: water_l"]
    if min(volumes) >= _MILLILITRES_LEAST:
        return 1 / _ML_PER_L, [
            f"hydrationVolume ({min(volumes):g} to {max(volumes):g}) was read as millilitres: water_l"
        ]
    return None, [
        f"hydrationVolume ({min(volumes):g} to {max(volumes):g}) is neither litres nor millilitres: not taken"
    ]


def calendar_entries(rows: Sequence[Row]) -> Entries:
    """An entry for each range of being sick or injured, on its first day; the calendar's end dates are exclusive."""
    entries: list[Mapping[str, CellValue]] = []
    others = bad = 0
    for row in rows:
        category = str(row.get("category") or "").upper()
        if category not in _TOLD_APART:
            others += 1
            continue
        first = _day(row.get("start_date_local"))
        if first is None:
            bad += 1
            continue
        beyond = _day(row.get("end_date_local"))
        last = max(first, beyond - timedelta(days=1)) if beyond else first
        stretch = f"{first}" if last == first else f"{first} to {last}"
        told = (" ".join(str(row.get(name) or "").split()) for name in ("name", "description"))
        words = [word for word in dict.fromkeys(told) if word and word.upper() != category]
        entries.append(
            {"date": first, "note": ": ".join([f"{category.lower()} {stretch} (intervals.icu calendar)", *words])}
        )
    said = (
        [f"neither sick nor injured and left out: {counted(others, 'entry', 'entries')} of the calendar"]
        if others
        else []
    )
    if entries:
        said.append("sick and injured ranges are notes of their first day; the calendar's end dates are exclusive")
    if bad:
        said.append(f"without a usable date and left out: {counted(bad, 'range')}")
    return entries, tuple(said)


def _day(value: Any) -> date | None:
    try:
        return parse_date(str(value or "").strip()[: len("2026-11-22")])
    except CellError:
        return None


def _number(value: Any) -> float | None:
    if value is None or isinstance(value, bool):
        return None
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < float("inf") else None
