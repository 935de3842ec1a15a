"""Entries added to and mended in `diary.csv`: under a lock, whole or not at all, the runner's own form kept."""

import difflib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final

from runlog.errors import DiaryError, UsageError
from runlog.frame.diary import DIARY, WRITTEN_COLUMNS
from runlog.library.diary_bytes import written
from runlog.library.diary_cells import CellError, CellValue, parse_cell, parse_time, split_date_and_time
from runlog.library.diary_file import about_names, diary_locked, diary_path, rewrite, tidy
from runlog.library.diary_read import DiaryLine, DiaryReading, parse_diary, read_diary
from runlog.library.diary_text import DiaryText, Record, take_apart
from runlog.words.diary_headings import NEW_HEADER, match_headings

FIRST_LINE: Final = ",".join(NEW_HEADER) + "\n"
"""The heading of a new diary."""


def list_entries(log_root: Path, *, today: date) -> tuple[DiaryLine, ...]:
    """The diary's usable lines in order of time, each with its line number for `edit_entry`."""
    return diary_of(log_root, today=today).lines


def diary_of(log_root: Path, *, today: date) -> DiaryReading:
    """The diary of a log; a bare file has none."""
    if not log_root.is_dir():
        return DiaryReading()
    tidy(log_root)
    reading = read_diary(diary_path(log_root), today=today)
    return DiaryReading(reading.lines, (*about_names(log_root), *reading.notices))


def append_entry(log_root: Path, values: Mapping[str, object]) -> int:
    """Add one line to the log's diary and return its line number.

    `values` maps DIARY columns to numbers, texts, dates or booleans (yes and no); None and empty texts are left out.
    `date` must be among them. Columns that the file lacks are added to its heading; everything else in the file stays
    as it was, byte for byte. The new file is read back before it replaces the old one in one step, synced to disk; a
    file that another program changed meanwhile is read again.

    Raises:
        UsageError: `log_root` is no folder, or a column is unknown.
        DiaryError: a value that its column cannot take, or the file cannot be written or would not be read back as
            meant; nothing was changed.
    """
    cells = checked(values)
    if "date" not in cells:
        raise DiaryError("a diary entry needs its date")
    line = 0

    def change(data: bytes) -> bytes:
        nonlocal line
        new, line = with_rows(data, [cells])
        verify(data, new, [meant(cells)])
        return new

    with diary_locked(log_root) as path:
        rewrite(path, change)
    return line


def edit_entry(log_root: Path, line: int, values: Mapping[str, object], *, day: date | None = None) -> None:
    """Change cells of the diary line that begins at line number `line`; None or an empty text empties a cell.

    With `day` given, the line must be of that day, so that a line that moved meanwhile isn't changed by mistake.

    Raises:
        UsageError: `log_root` is no folder, a column is unknown, or no line begins there.
        DiaryError: as `append_entry`.
    """
    cells = checked(values) | {column: "" for column, value in values.items() if value is None or value == ""}
    if not cells.get("date", "x"):
        raise DiaryError("a diary entry needs its date: delete the line in an editor to be rid of it")

    def change(data: bytes) -> bytes:
        new = _with_change(data, line, cells, day)
        verify(data, new, [], changed={line: cells})
        return new

    with diary_locked(log_root) as path:
        rewrite(path, change)


def _with_change(data: bytes, line: int, cells: Mapping[str, str], day: date | None) -> bytes:
    text = take_apart(data)
    record = next((record for record in text.records if record.line == line and not record.blank), None)
    if record is None or (day is not None and not _is_of(data, line, day)):
        raise UsageError(f"no diary entry{f' of {day}' if day else ''} begins at line {line}; see: runlog diary list")
    head, headings = header_with(text, {column: cell for column, cell in cells.items() if cell})
    row = [*record.cells, *[""] * (len(headings) - len(record.cells))]
    for place, column in enumerate(headings):
        if column is not None and column in cells:
            row[place] = localised(cells[column], column, text)
    joined = text.join(row)
    if not record.raw.endswith((text.encode("\n"), text.encode("\r"))):
        joined = joined.removesuffix(text.line_end)
    new = text.encode(joined)
    return text.preamble + head + b"".join(new if other is record else other.raw for other in text.records)


def _is_of(data: bytes, line: int, day: date) -> bool:
    return any(entry.line == line and entry.day == day for entry in parse_diary(data, today=date.max).lines)


def with_rows(data: bytes, rows: Sequence[Mapping[str, str]]) -> tuple[bytes, int]:
    """The diary's bytes with rows (column → text of its cell) behind what is there, and the first one's line number."""
    text = take_apart(data)
    columns = dict.fromkeys(name for row in rows for name in row)
    head, headings = header_with(text, dict.fromkeys(columns, "x"))
    before = text.whole(head, [record.raw for record in text.records])
    lines = [text.join([localised(row.get(column or "", ""), column, text) for column in headings]) for row in rows]
    return before + text.encode("".join(lines)), len(written(before).lines) + 1


def meant(cells: Mapping[str, str]) -> dict[str, CellValue]:
    """What a row of checked cells says when it is read."""
    values = {column: parse_cell(column, cell, "dmy") for column, cell in cells.items()}
    clock = split_date_and_time(cells["date"])[1]
    return values | ({"time": parse_time(clock)} if clock and "time" not in values else {})


def verify(
    old: bytes,
    new: bytes,
    added: Sequence[Mapping[str, CellValue]],
    *,
    changed: Mapping[int, Mapping[str, str]] | None = None,
) -> None:
    """Read new bytes back: each line as it was, save those `changed` (by line number), and behind them those `added`.

    Raises:
        DiaryError: they would be read otherwise.
    """
    before = _as_read(old)
    after = _as_read(new)
    none: Mapping[str, str] = {}
    wanted: list[tuple[Mapping[str, CellValue], Mapping[str, str]]] = []
    for line in before:
        values = dict(line.cells)
        mine = (changed or {}).get(line.line, none)
        values = {name: value for name, value in values.items() if name not in mine}
        values |= {name: parse_cell(name, cell, "dmy") for name, cell in mine.items() if cell}
        wanted.append((values, _named(line)))
    wanted += [(cells, {}) for cells in added]
    if [(dict(line.cells), _named(line)) for line in after] != wanted:
        raise DiaryError(
            "the diary would not be read back as it was and as it was meant, so nothing was changed. Look for a "
            "quotation mark without its partner or an odd character, in the entry and in the file: runlog check tells"
        )


def _named(line: DiaryLine) -> Mapping[str, str]:
    """The runner's own cells; one beyond the heading may have come under an empty name."""
    return {name: cell for name, cell in line.aside.items() if name}


def _as_read(data: bytes) -> list[DiaryLine]:
    return sorted(parse_diary(data, today=date.max).lines, key=lambda line: line.line)


def header_with(text: DiaryText, cells: Mapping[str, str]) -> tuple[bytes, tuple[str | None, ...]]:
    """The heading's bytes with every column of `cells` in it, and what each of its places means."""
    if text.header is None:
        return text.encode(FIRST_LINE), NEW_HEADER
    columns = match_headings(text.header.cells).columns
    missing = [name for name in WRITTEN_COLUMNS if name in cells and name not in columns]
    if "date" in missing:
        raise DiaryError(
            "diary.csv has no column called `date` in its first line: mend that first; nothing was changed"
        )
    if not missing:
        return text.header.raw, columns
    # A new column must not fall under cells that stand beyond the heading in some line.
    longest = max([len(columns), *(_width(record) for record in text.records)])
    gap = longest - len(columns)
    header = text.join([*text.header.cells, *[""] * gap, *missing])
    return text.encode(header), (*columns, *[None] * gap, *missing)


def _width(record: Record) -> int:
    filled = [place for place, cell in enumerate(record.cells) if cell.strip()]
    return filled[-1] + 1 if filled else 0


def checked(values: Mapping[str, object]) -> dict[str, str]:
    """Column → the text of its cell, each proved readable."""
    cells: dict[str, str] = {}
    for column, value in values.items():
        if column not in WRITTEN_COLUMNS:
            near = difflib.get_close_matches(column, WRITTEN_COLUMNS, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else "the first line of diary.csv names them all"
            raise UsageError(f"the diary has no column {column!r}; {hint}")
        text = _as_text(value)
        if not text:
            continue
        try:
            parse_cell(column, text, "dmy")
        except CellError as error:
            raise DiaryError(_complaint(error, column, text)) from None
        cells[column] = text
    return cells


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:g}"
    return str(value).strip()


_EXPECTED: Final[Mapping[str, Callable[[str], str]]] = {
    "number": lambda _: "a number such as 3 or 2.5",
    "range": lambda column: f"a number from {DIARY.column(column).low:g} to {DIARY.column(column).high:g}",
    "date": lambda _: "a date such as 2026-11-22",
    "time": lambda _: "a time of day such as 07:30",
    "before_after": lambda _: "`before` or `after`",
}


def _complaint(error: CellError, column: str, text: str) -> str:
    return f"{column} is {text!r}: write {_EXPECTED[error.kind](column)}; nothing was changed"


def localised(cell: str, column: str | None, text: DiaryText) -> str:
    """A cell's text as this file writes it."""
    # Where cells are parted by semicolons, spreadsheets write 2,5; they would take 2.5 for the second of May.
    if column is None or text.delimiter != ";" or DIARY.column(column).dtype != "float64":
        return cell
    return cell.replace(".", ",")
