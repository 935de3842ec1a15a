"""Spreadsheets read by calamine in a process of its own, which may take so much memory and time and no more.

Run by its path and by nothing else, so that it imports next to no part of runlog: the workbook on standard input, a
JSON list of the sheets as CSV on standard output, or `{"problem": …}`. A sheet of two cells far apart, or a text that
every cell repeats, takes any amount of memory there, which nobody can tell from the file's size.
"""

import csv
import io
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta

from runlog.lifeline import end_with_parent

MIDNIGHT = time()
MIB = 2**20


class TooMuchError(Exception):
    """A sheet holds more than any log."""


def sheets_as_csv(data: bytes, *, sheets_max: int, cells_max: int, chars_max: int) -> Iterator[str]:
    """Each sheet of a workbook as CSV text.

    Raises:
        TooMuchError: all sheets together hold more cells or text than that.
    """
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names[:sheets_max]:
        sheet = book.get_sheet_by_name(name)
        cells_max -= sheet.total_height * sheet.total_width
        if cells_max < 0:
            raise TooMuchError
        text = _as_csv(sheet.iter_rows(), chars_max)
        chars_max -= len(text)
        yield text


def _as_csv(rows: Iterable[Sequence[object]], chars_max: int) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        cells = [_cell(value) for value in row]
        if any(cells):
            writer.writerow(cells)
        if text.tell() > chars_max:
            raise TooMuchError
    return text.getvalue()


def _cell(value: object) -> str:
    """A cell as a table has it: days and times ISO 8601, spans as hours, minutes, seconds."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == MIDNIGHT else value.isoformat(sep=" ")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def _cap(memory_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # (Windows)
        return
    # (a limit on address space, as on resident memory none is kept)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def main() -> None:
    """Read standard input within the limits that the command line tells: MiB, sheets, cells, characters."""
    end_with_parent()
    memory_mib, sheets_max, cells_max, chars_max = map(int, sys.argv[1:])
    _cap(memory_mib * MIB)
    answer: object
    try:
        found = sheets_as_csv(sys.stdin.buffer.read(), sheets_max=sheets_max, cells_max=cells_max, chars_max=chars_max)
        answer = list(found)
    except (TooMuchError, MemoryError):
        answer = {"problem": "too much"}
    except Exception as error:  # noqa: BLE001 (a damaged workbook raises whatever its parts raise)
        answer = {"problem": type(error).__name__}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
