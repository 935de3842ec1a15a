"""`runs.csv`, the log kept by hand: a line an activity, most columns optional."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import Final, TypeVar

from runlog.errors import ReadError
from runlog.frame.samples import no_samples
from runlog.importers import ids
from runlog.importers.cells import read_clock_time, read_date, read_duration, read_number
from runlog.importers.importer import Contents
from runlog.importers.limits import ACTIVITIES_MAX, MIB, TABLE_BYTES_MAX, TABLE_CELLS_MAX, TABLE_LINES_MAX
from runlog.importers.quoted_lines import physical_lines, plain_line, spans
from runlog.model import Activity, Ground, Recording
from runlog.units import M_PER_KM, M_PER_MILE
from runlog.words.ground import parse_ground
from runlog.words.sports import sport_in_words

HEADER: Final = (
    "date", "start_time", "sport", "distance_km", "duration", "title", "notes", "shoe", "ground", "warm_up_min",
    "effort",
)  # fmt: skip
"""The columns as runlog writes them; `distance_mi` is taken too."""
FASTEST_MPS: Final = 20.0
"""A duration that would mean more than this is hours and minutes: cycling's fastest long stretches stay below."""
HOURS_BELOW: Final = 6
"""`1:30` without a distance is an hour and a half: nobody logs a session of under six minutes."""
CELL_CHARS_MAX: Final = 100_000
"""A longer cell is no note but the rest of the file behind a quotation mark that nothing closes."""
_ENDLESS: Final = "a cell has no end: look for a quotation mark that is not closed"

_DISTANCES: Final = {"distance_km": M_PER_KM, "distance_mi": M_PER_MILE}
_KNOWN: Final = frozenset({*HEADER, *_DISTANCES})
_REQUIRED: Final = frozenset({"date", "sport"})
_AMOUNTS: Final = frozenset({*_DISTANCES, "duration"})
_NOON: Final = time(12)
_SEPARATORS: Final = ",;\t"
_EFFORT_LOW, _EFFORT_HIGH = 1, 10
_T = TypeVar("_T")


class RunsCsvImporter:
    """Reads `runs.csv`: comma, semicolon or tab; point or decimal comma; UTF-8 with or without a mark, UTF-16, Latin-1.

    A line that cannot be used is named in a warning, and the others are read.
    """

    id = ids.RUNS_CSV
    format = "runs.csv"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first line names `date`, `sport`, and a distance or duration as `runs.csv` does."""
        del name
        # A stray NUL makes no other format of it.
        if head.startswith((b"<", b"{")):
            return False
        columns = set(_header(_decode(head)[0])[0])
        return columns >= _REQUIRED and bool(columns & _AMOUNTS)

    def read(self, data: bytes, name: str) -> Contents:
        """The activities of a table, in its order.

        Raises:
            ReadError: it has no line that can be used.
        """
        del name
        if len(data) > TABLE_BYTES_MAX:
            raise ReadError(f"larger than {TABLE_BYTES_MAX // MIB} MiB: split the table by years")
        text, warnings = _decode(data)
        _refuse_crowd(text)
        columns, separator = _header(text)
        unknown = [column for column in columns if column and column not in _KNOWN]
        if unknown:
            warnings.append(f"columns not used: {', '.join(unknown)}")
        recordings: list[Recording] = []
        header_seen = False
        for number, cells in _whole_lines(text, separator, columns, warnings):
            if not any(cell.strip() for cell in cells):
                continue
            if not header_seen:
                header_seen = True
                continue
            if len(recordings) + len(warnings) > ACTIVITIES_MAX:
                raise ReadError(f"more than {ACTIVITIES_MAX} activities in one table: split it by years")
            row = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
            try:
                recordings.append(Recording(activity=_activity(row), samples=no_samples()))
            except ValueError as error:
                warnings.append(f"line {number}: {error}; the line was left out")
        if not recordings:
            problems = [warning for warning in warnings if warning.startswith("line ")]
            raise ReadError(problems[0] if problems else "the table has no line below its header: add your activities")
        return Contents(tuple(recordings), tuple(warnings))


def _refuse_crowd(text: str) -> None:
    if max(map(text.count, _SEPARATORS)) > TABLE_CELLS_MAX:
        raise ReadError(f"more than {TABLE_CELLS_MAX} cells: split the table by years")
    if text.count("\n") > TABLE_LINES_MAX:
        raise ReadError(f"more than {TABLE_LINES_MAX} lines: split the table by years")


def _whole_lines(
    text: str, separator: str, columns: Sequence[str], warnings: list[str]
) -> Iterator[tuple[int, list[str]]]:
    """The number of its last line and the cells of each line of a table; what is odd about them goes into `warnings`.

    Raises:
        ReadError: a cell is longer than any note, as after a quotation mark that nothing closes.
    """
    lines = physical_lines(text)
    nul = [number for number, line in enumerate(lines, 1) if "\x00" in line]
    if nul:
        warnings.append(f"empty characters (NUL) passed over at line {nul[0]}: check that line")
    for span in spans(lines, separator, columns.index("date") if "date" in columns else 0):
        if span.cut or span.unclosed:
            warnings.append(
                f"line {span.start + 1}: a quotation mark is not closed before the next date; each line with a date is "
                "read by itself: remove the mark, or write it twice"
            )
        if span.dated:
            warnings.append(f"line {span.dated[0] + 1} begins with a date inside a quoted text: read as part of it")
        part = io.StringIO("".join(map(plain_line, lines[span.start : span.end])), newline="")
        try:
            rows = list(csv.reader(part, delimiter=separator, strict=False))
        except csv.Error:
            raise ReadError(_ENDLESS) from None
        cells = [cell for row in rows for cell in row]
        # The csv module's own limit is shared by the whole process, so that it can't be relied on.
        if max(map(len, cells), default=0) > CELL_CHARS_MAX:
            raise ReadError(_ENDLESS)
        yield span.end, cells


def _decode(data: bytes) -> tuple[str, list[str]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), []
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), ["its letters are not UTF-8: read as Latin-1"]


def _header(text: str) -> tuple[list[str], str]:
    """The column names in lower case, and the separator."""
    first = next((line for line in text.replace("\x00", "").splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    return [cell.strip().strip('"').casefold().replace(" ", "_") for cell in first.split(separator)], separator


def _activity(row: Mapping[str, str]) -> Activity:
    """The activity of one line.

    Raises:
        ValueError: a cell cannot be used; the text names it and says what to write.
    """
    if not row.get("date"):
        raise ValueError("no date: write one such as 2026-11-22")
    if not row.get("sport"):
        raise ValueError("no sport: write one such as running")
    day = _cell(row, "date", read_date, "a date such as 2026-11-22")
    clock = _cell(row, "start_time", read_clock_time, "a time of day such as 07:15")
    distance_m = _distance_m(row)
    duration_s = _cell(
        row,
        "duration",
        lambda cell: read_duration(cell, distance_m, FASTEST_MPS, HOURS_BELOW),
        "a duration such as 45:30 or 1:02:30",
    )
    if distance_m is None and duration_s is None:
        raise ValueError("neither distance nor duration: write one of them")
    if day is None:
        raise ValueError("no date: write one such as 2026-11-22")
    ground = _cell(row, "ground", _ground, "a ground such as gravel, or gravel 60 asphalt 40") or {}
    return Activity(
        sport=sport_in_words(row["sport"]),
        start_local=datetime.combine(day, clock or _NOON),
        date_only=clock is None,
        distance_m=distance_m,
        duration_s=_not_negative(duration_s, "duration"),
        title=row.get("title") or None,
        notes=row.get("notes") or None,
        shoe=row.get("shoe") or None,
        ground=ground,
        ground_basis="note" if ground else None,
        warm_up_min=_not_negative(_cell(row, "warm_up_min", read_number, "minutes such as 10"), "warm_up_min"),
        effort_1_10=_cell(row, "effort", _effort, "a number from 1 to 10"),
    )


def _distance_m(row: Mapping[str, str]) -> float | None:
    for name, metres in _DISTANCES.items():
        distance = _cell(row, name, read_number, "a number such as 7.5")
        if distance is not None:
            return _not_negative(distance * metres, name)
    return None


def _cell(row: Mapping[str, str], name: str, read: Callable[[str], _T], wanted: str) -> _T | None:
    cell = row.get(name)
    if not cell:
        return None
    try:
        return read(cell)
    except (ValueError, OverflowError):
        raise ValueError(f"{name} {cell[:40]!r}: write {wanted}") from None


def _not_negative(value: float | None, name: str) -> float | None:
    if value is not None and value < 0:
        raise ValueError(f"{name} is below zero")
    return value


def _effort(cell: str) -> float:
    effort = read_number(cell.partition("/")[0])
    if not _EFFORT_LOW <= effort <= _EFFORT_HIGH:
        raise ValueError(cell)
    return effort


def _ground(cell: str) -> Mapping[Ground, float]:
    ground = parse_ground(cell)
    if not ground:
        raise ValueError(cell)
    return ground
