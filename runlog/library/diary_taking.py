"""A diary table of another program taken into a log's diary: whole or not at all, and nothing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from runlog.errors import DiaryError
from runlog.library.diary_cells import CellValue
from runlog.library.diary_file import diary_locked, rewrite
from runlog.library.diary_read import DiaryLine, parse_diary
from runlog.library.diary_write import checked, verify, with_rows

_MOMENT: Final = ("date", "time")
_Key = tuple[date, str, str]


@dataclass(frozen=True, slots=True)
class Taken:
    """How many entries were added, were there already, and how many cells the diary tells otherwise (and keeps)."""

    added: int = 0
    there: int = 0
    differing: int = 0
    first_differing: date | None = None


def take_entries(log_root: Path, entries: Sequence[Mapping[str, CellValue]]) -> Taken:
    """Add to the log's diary what it doesn't hold yet of these entries (column → value, `date` among them).

    A cell is there already where a line of the same day and time of day fills that column: the runner's own line wins,
    whatever it says; a note is, where a note of that day begins with it. What is written is read again before it
    replaces the file: every line that was there must be read as before, and the new ones as they were given.

    Raises:
        UsageError: `log_root` is no folder.
        DiaryError: a value that its column cannot take, or the file cannot be written or read; nothing was changed.
    """
    taken = Taken()

    def change(data: bytes) -> bytes:
        nonlocal taken
        missing, taken = _missing(parse_diary(data, today=date.max).lines, entries)
        if not missing:
            return data
        new, _ = with_rows(data, [checked(cells) for cells in missing])
        verify(data, new, missing)
        return new

    with diary_locked(log_root) as path:
        rewrite(path, change)
    return taken


def _missing(
    lines: Sequence[DiaryLine], entries: Sequence[Mapping[str, CellValue]]
) -> tuple[list[dict[str, CellValue]], Taken]:
    held: dict[_Key, list[CellValue]] = {}
    notes: dict[date, list[str]] = {}
    for line in lines:
        notes.setdefault(line.day, []).append(str(line.cells.get("note") or ""))
        for key, value in _cells(line.cells):
            held.setdefault(key, []).append(value)
    met: dict[_Key, int] = {}
    missing: list[dict[str, CellValue]] = []
    there = differing = 0
    first = None
    for entry in entries:
        new: dict[str, CellValue] = {}
        for key, value in _cells(entry):
            if key[2] == "note":
                # The runner may have written on behind it, or moved it to another line of the day.
                if not any(note.startswith(str(value)) for note in notes.get(key[0], ())):
                    new["note"] = value
                continue
            number = met[key] = met.get(key, 0) + 1
            values = held.get(key, [])
            if number > len(values):
                new[key[2]] = value
            elif values[number - 1] != value:
                differing += 1
                first = first or key[0]
        if new:
            missing.append({**{name: entry[name] for name in _MOMENT if name in entry}, **new})
        else:
            there += 1
    return missing, Taken(len(missing), there, differing, first)


def _cells(cells: Mapping[str, CellValue]) -> list[tuple[_Key, CellValue]]:
    day = cells["date"]
    if not isinstance(day, date):
        raise DiaryError("a diary entry needs its date")
    moment = (day, str(cells.get("time") or ""))
    return [
        ((*moment, column), value) for column, value in cells.items() if column not in _MOMENT and value is not None
    ]
