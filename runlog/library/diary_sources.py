"""Diary tables of other programs, as entries for the diary: pain apps' long tables, intervals.icu, spreadsheets."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from runlog.errors import DiaryError, ReadError, SkipFileError
from runlog.frame.diary import DIARY
from runlog.importers.bundles.zips import ZIP_MAGIC
from runlog.importers.diary_tables import FORMATS, TableKind, table_kind
from runlog.importers.sources import HEAD_BYTES, open_bytes, read_path
from runlog.importers.workbook import sheets_as_csv
from runlog.library.diary_cells import CellValue, counted
from runlog.library.diary_intervals import calendar_entries, wellness_entries
from runlog.library.diary_long import long_entries
from runlog.library.diary_read import about_lines, parse_diary
from runlog.library.diary_text import take_apart
from runlog.messages import Message, Speech

SOURCE_BYTES_MAX: Final = 64 * 2**20
"""A longer table is no diary."""
NAMED_NOTICES: Final = 10
WORKBOOKS: Final = (".xlsx", ".xlsm")
_MOMENT: Final = frozenset({"date", "time"})


@dataclass(frozen=True, slots=True)
class DiarySource:
    """What a table holds for the diary: entries in order of days (column → value), and what is to be said of it."""

    format: str
    entries: tuple[Mapping[str, CellValue], ...]
    said: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """How many entries of which days."""
        days = [day for entry in self.entries if isinstance(day := entry["date"], date)]
        return f"{counted(len(days), 'diary entry', 'diary entries')}, {min(days)} to {max(days)}"


def read_source(path: Path, *, today: date) -> DiarySource | None:
    """The diary entries of a table; None for a file that is no diary table. Entries dated after `today` are left out.

    Raises:
        SkipFileError: it is one, and holds nothing that the diary has a field for.
        ReadError: it cannot be read, or no line of it has a usable date.
        OSError: the file cannot be opened.
    """
    table = next((table for table in tables_in(path) if table_kind(table[:HEAD_BYTES])), None)
    kind = table_kind(table[:HEAD_BYTES]) if table else None
    if table is None or kind is None:
        return None
    if len(table) > SOURCE_BYTES_MAX:
        raise ReadError("longer than any diary: split it by years")
    entries, said = _entries(kind, table, today)
    entries, more = _believable(entries)
    said = (*said, *more)
    kept = tuple(entry for entry in entries if isinstance(day := entry["date"], date) and day <= today)
    if len(kept) < len(entries):
        said = (*said, f"dated after today and left out: {counted(len(entries) - len(kept), 'entry', 'entries')}")
    if not kept:
        raise SkipFileError("; ".join(["nothing in it for the diary", *said]))
    return DiarySource(FORMATS[kind], tuple(sorted(kept, key=_day)), said)


def tables_in(path: Path) -> Iterator[bytes]:
    """The table that a file is, unpacked where it is a .gz; each sheet of a spreadsheet.

    Raises:
        ReadError: it cannot be unpacked.
        OSError: it cannot be opened.
    """
    source = open_bytes(read_path(path), path.name)
    if source.head.startswith(ZIP_MAGIC):
        yield from sheets_as_csv(source.data) if source.name.casefold().endswith(WORKBOOKS) else ()
    else:
        yield source.data


def _believable(entries: Sequence[Mapping[str, CellValue]]) -> tuple[list[Mapping[str, CellValue]], tuple[str, ...]]:
    """The entries without numbers that their field cannot take (27 litres), which are named; six digits are kept."""
    kept: list[Mapping[str, CellValue]] = []
    beyond: list[str] = []
    for entry in entries:
        cells: dict[str, CellValue] = {}
        for column, value in entry.items():
            cells[column] = float(f"{value:g}") if isinstance(value, float) else value
            if isinstance(value, float) and not _fits(column, value):
                del cells[column]
                beyond.append(f"{column} {value:g} on {entry['date']}")
        if len(cells) > len(_MOMENT & cells.keys()):
            kept.append(cells)
    if not beyond:
        return kept, ()
    more = f" and {len(beyond) - NAMED_NOTICES} more" if len(beyond) > NAMED_NOTICES else ""
    return kept, (f"beyond what the field can take, and left out: {', '.join(beyond[:NAMED_NOTICES])}{more}",)


def _fits(column: str, value: float) -> bool:
    bounds = DIARY.column(column)
    return (bounds.low is None or value >= bounds.low) and (bounds.high is None or value <= bounds.high)


def _day(entry: Mapping[str, CellValue]) -> date:
    day = entry["date"]
    return day if isinstance(day, date) else date.max


def _entries(kind: TableKind, data: bytes, today: date) -> tuple[Sequence[Mapping[str, CellValue]], tuple[str, ...]]:
    if kind != "diary":
        read = _of_kind(kind, data, today)
        return read[0], (*_about_quotes(data), *read[1])
    try:
        reading = parse_diary(data, today=today)
    except DiaryError as error:
        raise ReadError(str(error)) from None
    said = _said(reading.notices)
    more = [f"and {len(said) - NAMED_NOTICES} more"] if len(said) > NAMED_NOTICES else []
    return [dict(line.cells) for line in reading.lines], (*said[:NAMED_NOTICES], *more)


def _of_kind(kind: TableKind, data: bytes, today: date) -> tuple[Sequence[Mapping[str, CellValue]], tuple[str, ...]]:
    if kind == "long":
        return long_entries(*_table(data), today=today)
    return wellness_entries(_rows(data)) if kind == "wellness" else calendar_entries(_rows(data))


def _said(notices: Iterable[Message]) -> list[str]:
    speech = Speech()
    return [speech.say(notice).replace("diary.csv: ", "").replace("diary.csv ", "") for notice in notices]


def _about_quotes(data: bytes) -> tuple[str, ...]:
    """What is to be said of a table's quotation marks and letters."""
    return () if _is_json(data) else tuple(_said(about_lines(take_apart(data))))


def _is_json(data: bytes) -> bool:
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"["))


def _table(data: bytes) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    try:
        text = take_apart(data)
    except DiaryError as error:
        raise ReadError(str(error).replace("diary.csv ", "")) from None
    header = text.header.cells if text.header else ()
    return header, [(record.line, record.cells) for record in text.records if not record.blank]


def _rows(data: bytes) -> list[Mapping[str, Any]]:
    """A table's or a JSON document's rows by the names of their columns."""
    if not _is_json(data):
        header, records = _table(data)
        return [dict(zip((name.strip() for name in header), cells, strict=False)) for _, cells in records]
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ReadError(f"no whole JSON document ({str(error)[:60]}): export it again") from None
    return list(_objects(document))


def _objects(document: Any) -> Iterable[Mapping[str, Any]]:
    """The list itself, a list inside an object, or one object alone."""
    if isinstance(document, dict):
        inside = next((part for part in document.values() if isinstance(part, list)), None)
        document = [document] if inside is None else inside
    return (row for row in document if isinstance(row, dict))
