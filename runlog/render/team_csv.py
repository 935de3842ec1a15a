"""The team's page as a table for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from runlog.render.mark import MARK
from runlog.render.visible import FORMULA_STARTS
from runlog.report.team_model import TeamReport, TeamRow

COLUMNS: Final = (
    "place", "athlete", "folder", "state", "state_words", "what_stands_out", "news", "also", "no_longer", "week",
    "week_distance_m", "worst_pain_4_weeks_0_10", "pain_days_recorded_of_28", "pain_shared", "last_record",
    "silent_days", "not_known", "notices", "shares", "made_by",
)  # fmt: skip
_BOM: Final = "\ufeff"


def team_csv(report: TeamReport) -> Iterator[str]:
    """A row an athlete, worst first; empty is not recorded or not shared, which `pain_shared` tells apart.

    Words that a spreadsheet would take for a formula begin with an apostrophe. The file begins with a byte order mark,
    by which spreadsheets know UTF-8.
    """
    yield _BOM + _line(COLUMNS)
    for place, row in enumerate(report.rows, start=1):
        yield _line([_cell(value) for value in _values(place, row, report)])


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()


def _values(place: int, row: TeamRow, report: TeamReport) -> tuple[object, ...]:
    known = None if row.pain is None else sum(day.value is not None for day in row.pain)
    shared = "" if row.tone == "failed" else "no" if row.pain is None else "yes"
    return (
        place, row.name, row.folder, row.tone, row.label, row.reason, row.news, "; ".join(row.more),
        "; ".join(row.gone), report.week, _rounded(row.week_distance_m), row.pain_worst, known, shared,
        row.last_record, row.silent_days, "; ".join(row.unknown), "; ".join(row.notices), row.level, MARK,
    )  # fmt: skip


def _rounded(metres: float | None) -> int | None:
    return None if metres is None else round(metres)


def _cell(value: object) -> object:
    if isinstance(value, str):
        line = " ".join(value.split())
        return f"'{line}" if line.startswith(FORMULA_STARTS) else line
    return "" if value is None else f"{value:g}" if isinstance(value, float) else value
