"""`diary.csv` read as the runner left it: what is right is used, what is wrong is named by line and column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runlog.errors import DiaryError
from runlog.frame.diary import DIARY, WRITTEN_COLUMNS
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
from runlog.library.diary_file import bytes_of
from runlog.library.diary_text import DiaryText, Record, take_apart
from runlog.messages import Message
from runlog.words.diary_headings import Headings, match_headings

if TYPE_CHECKING:
    import pandas as pd

NAMED_LINES: Final = 5
"""So many lines of one kind are named in a notice; the rest are counted."""


@dataclass(frozen=True, slots=True)
class DiaryLine:
    """One usable diary line: where it stands, its day, the values of its filled cells."""

    line: int
    day: date
    cells: Mapping[str, CellValue]
    """Column → number, text or date; cells that are empty or wrong are absent."""
    aside: Mapping[str, str] = field(default_factory=dict)
    """The runner's own columns, heading → text."""


@dataclass(frozen=True, slots=True)
class DiaryReading:
    """The diary's lines in order of time, and what is to be said about the rest."""

    lines: tuple[DiaryLine, ...] = ()
    notices: tuple[Message, ...] = ()

    def frame(self) -> "pd.DataFrame":
        """The DIARY frame, one row a line."""
        import pandas as pd

        columns = {name: [line.cells.get(name) for line in self.lines] for name in WRITTEN_COLUMNS}
        return DIARY.conform(pd.DataFrame(columns))


def read_diary(path: Path, *, today: date) -> DiaryReading:
    """Read `diary.csv`; a file that isn't there is an empty diary.

    A wrong cell is reported and its line's other cells are used; a line without a usable date, or dated after
    `today`, is reported and left out. Columns of the runner's own are kept aside.

    Raises:
        DiaryError: the file cannot be opened, or no column of it is the date.
    """
    try:
        data = bytes_of(path)
    except OSError as error:
        raise DiaryError(
            f"{path}: the diary cannot be opened ({error.strerror}); check the file's permissions"
        ) from None
    return parse_diary(data, today=today)


def parse_diary(data: bytes, *, today: date) -> DiaryReading:
    """As `read_diary`, of the file's bytes."""
    text = take_apart(data)
    if text.header is None:
        return DiaryReading()
    headings = match_headings(text.header.cells)
    dates_at = headings.place_of("date")
    if dates_at is None:
        raise DiaryError(
            f"diary.csv line {text.header.line}: no column is called `date`. The first line must name the columns, "
            "such as date,pain_0_10,note; nothing was changed"
        )
    filled = [record for record in text.records if not record.blank]
    order, sure = date_order([_cell(record, dates_at) for record in filled], today)
    reader = _LineReader(text, headings, dates_at, order, today)
    lines = [line for record in filled if (line := reader.read(record)) is not None]
    notices = [*headings.notices, *about_lines(text)]
    if not sure:
        notices.append(Message.of(f"notice.diary_order_{order}"))
    return DiaryReading(_in_order(lines), (*notices, *reader.notices, *reader.summary()))


def about_lines(text: DiaryText) -> list[Message]:
    """What is to be said of how the file is written."""
    notices = [Message.of("notice.diary_quote", line=line) for line in text.unclosed[:NAMED_LINES]]
    notices += [Message.of("notice.diary_cut", line=line, dated=dated) for line, dated in text.cut[:NAMED_LINES]]
    if (more := len(text.unclosed[NAMED_LINES:]) + len(text.cut[NAMED_LINES:])) > 0:
        notices.append(Message.of("notice.diary_cut_more", count=more))
    for name, lines in (("dated", text.dated), ("nul", text.nul), ("letters", text.written.other_letters)):
        if lines:
            notices.append(Message.of(f"notice.diary_{name}", lines=lines[:NAMED_LINES], count=len(lines)))
    if text.written.broken_at is not None:
        notices.append(Message.of("notice.diary_broken", line=text.written.broken_at))
    return notices


def _cell(record: Record, place: int) -> str:
    return record.cells[place].strip() if place < len(record.cells) else ""


class _LineReader:
    """Reads the lines of one file and collects what is wrong with them."""

    def __init__(self, text: DiaryText, headings: Headings, dates_at: int, order: DateOrder, today: date) -> None:
        self._header = text.header.cells if text.header else ()
        self._headings = headings
        self._dates_at = dates_at
        self._order = order
        self._today = today
        self.notices: list[Message] = []
        self._future: list[int] = []

    def read(self, record: Record) -> DiaryLine | None:
        """The line, or None where it has no usable day."""
        text = _cell(record, self._dates_at)
        try:
            day = parse_date(text, self._order) if text else None
        except CellError as error:
            self.notices.append(error.notice(record.line, "date", text))
            return None
        if day is None:
            self.notices.append(Message.of("notice.diary_no_date", line=record.line))
            return None
        if day > self._today:
            self._future.append(record.line)
            return None
        return DiaryLine(record.line, day, self._values(record, day), self._aside(record))

    def _values(self, record: Record, day: date) -> dict[str, CellValue]:
        values: dict[str, CellValue] = {"date": day}
        for place, column in enumerate(self._headings.columns):
            if column is None or place == self._dates_at:
                continue
            text = _cell(record, place)
            try:
                value = parse_cell(column, text, self._order)
            except CellError as error:
                self.notices.append(error.notice(record.line, column, text))
                continue
            if value is not None:
                values[column] = _together(values.get(column), value)
        clock = split_date_and_time(_cell(record, self._dates_at))[1]
        if clock and "time" not in values:
            values["time"] = parse_time(clock)
        return values

    def _aside(self, record: Record) -> dict[str, str]:
        aside = {
            self._header[place].strip(): _cell(record, place)
            for place, column in enumerate(self._headings.columns)
            if column is None and _cell(record, place)
        }
        beyond = [cell.strip() for cell in record.cells[len(self._headings.columns) :] if cell.strip()]
        if beyond:
            self.notices.append(Message.of("notice.diary_beyond", line=record.line, cells=tuple(beyond[:NAMED_LINES])))
        return aside

    def summary(self) -> tuple[Message, ...]:
        """What concerns many lines at once."""
        if not self._future:
            return ()
        lines = tuple(self._future[:NAMED_LINES])
        return (Message.of("notice.diary_future", lines=lines, count=len(self._future), today=self._today),)


def _together(first: CellValue, second: CellValue) -> CellValue:
    """Two cells of one sign (`numb left`, `numb right`) as one answer; where they differ it says both."""
    return second if first is None or not isinstance(first, str) or first == second else f"{first}; {second}"


def _in_order(lines: list[DiaryLine]) -> tuple[DiaryLine, ...]:
    """By day; within a day as written, except that lines with a time of day are in order among themselves."""
    by_day: dict[date, list[DiaryLine]] = {}
    for line in lines:
        by_day.setdefault(line.day, []).append(line)
    ordered: list[DiaryLine] = []
    for day in sorted(by_day):
        timed = iter(sorted((line for line in by_day[day] if "time" in line.cells), key=_clock))
        ordered += [next(timed) if "time" in line.cells else line for line in by_day[day]]
    return tuple(ordered)


def _clock(line: DiaryLine) -> str:
    return str(line.cells["time"])
