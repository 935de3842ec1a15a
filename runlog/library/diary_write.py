"""Entries added to and mended in `diary.csv`: under a lock, whole or not at all, the runner's own form kept."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Final

from runlog.errors import DiaryError, UsageError
from runlog.frame.diary import DIARY, WRITTEN_COLUMNS
from runlog.frame.diary_headings import NEW_HEADER, match_headings
from runlog.library.diary_cells import CellError, parse_cell
from runlog.library.diary_read import DiaryLine, DiaryReading, read_diary
from runlog.library.diary_text import DiaryText, Record, count_lines, take_apart
from runlog.library.file_lock import LockTimeoutError, locked, replace_file
from runlog.library.names import DIARY_NAME

LOCK_NAME: Final = ".diary.lock"
FIRST_LINE: Final = ",".join(NEW_HEADER) + "\n"
"""The heading of a new diary."""


def list_entries(log_root: Path, *, today: date) -> tuple[DiaryLine, ...]:
    """The diary's usable lines in order of time, each with its line number for `edit_entry`."""
    return diary_of(log_root, today=today).lines


def diary_of(log_root: Path, *, today: date) -> DiaryReading:
    """The diary of a log; a bare file has none."""
    return read_diary(log_root / DIARY_NAME, today=today) if log_root.is_dir() else DiaryReading()


def append_entry(log_root: Path, values: Mapping[str, object]) -> int:
    """Add one line to the log's diary and return its line number.

    `values` maps DIARY columns to numbers, texts, dates or booleans (yes and no); None and empty texts are left out.
    `date` must be among them. Columns that the file lacks are added to its heading; everything else in the file stays
    as it was, byte for byte. The new file replaces the old one in one step and is synced to disk.

    Raises:
        UsageError: `log_root` is no folder, or a column is unknown.
        DiaryError: a value that its column cannot take, or the file cannot be written.
    """
    cells = checked(values)
    if "date" not in cells:
        raise DiaryError("a diary entry needs its date")
    with diary_locked(log_root) as path:
        text = take_apart(bytes_of(path))
        head, headings = header_with(text, cells)
        row = [localised(cells.get(column or "", ""), column, text) for column in headings]
        body = "".join(record.text for record in text.records)
        before = text.preamble + head + body
        if before and not before.endswith(("\n", "\r")):
            before += text.line_end
        replace_file(path, text.encode(before + text.join(row)))
        return count_lines(before) + 1


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
    with diary_locked(log_root) as path:
        text = take_apart(bytes_of(path))
        record = next((record for record in text.records if record.line == line and not record.blank), None)
        if record is None or (day is not None and not _is_of(path, line, day)):
            raise UsageError(
                f"no diary entry{f' of {day}' if day else ''} begins at line {line}; see: runlog diary list"
            )
        head, headings = header_with(text, {column: cell for column, cell in cells.items() if cell})
        row = [*record.cells, *[""] * (len(headings) - len(record.cells))]
        for place, column in enumerate(headings):
            if column in cells:
                row[place] = localised(cells[column], column, text)
        new = text.join(row)
        if not record.text.endswith(("\n", "\r")):
            new = new.removesuffix(text.line_end)
        body = "".join(new if other is record else other.text for other in text.records)
        replace_file(path, text.encode(text.preamble + head + body))


def _is_of(path: Path, line: int, day: date) -> bool:
    return any(entry.line == line and entry.day == day for entry in read_diary(path, today=date.max).lines)


@contextmanager
def diary_locked(log_root: Path) -> Iterator[Path]:
    """Hold the diary of a log for writing.

    Raises:
        UsageError: `log_root` is no folder.
        DiaryError: another runlog holds it, or the file cannot be written.
    """
    if not log_root.is_dir():
        raise UsageError(
            f"{log_root} is no log folder, so it has no diary: make one with runlog init {log_root.stem}-log"
        )
    path = log_root / DIARY_NAME
    try:
        with locked(log_root / LOCK_NAME):
            yield path
    except LockTimeoutError:
        raise DiaryError(f"{path} is being written by another runlog; try again in a moment") from None
    except OSError as error:
        raise DiaryError(
            f"{path} cannot be written ({error.strerror or error}): close it in other programs and check the folder's "
            "permissions; nothing was changed"
        ) from None


def bytes_of(path: Path) -> bytes:
    """The diary's bytes; none where there is no file yet."""
    return path.read_bytes() if path.exists() else b""


def header_with(text: DiaryText, cells: Mapping[str, str]) -> tuple[str, tuple[str | None, ...]]:
    """The heading's text with every column of `cells` in it, and what each of its places means."""
    if text.header is None:
        return FIRST_LINE, NEW_HEADER
    columns = match_headings(text.header.cells).columns
    missing = [name for name in WRITTEN_COLUMNS if name in cells and name not in columns]
    if "date" in missing:
        raise DiaryError(
            "diary.csv has no column called `date` in its first line: mend that first; nothing was changed"
        )
    if not missing:
        return text.header.text, columns
    # A new column must not fall under cells that stand beyond the heading in some line.
    longest = max([len(columns), *(_width(record) for record in text.records)])
    gap = longest - len(columns)
    header = text.join([*text.header.cells, *[""] * gap, *missing])
    return header, (*columns, *[None] * gap, *missing)


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
