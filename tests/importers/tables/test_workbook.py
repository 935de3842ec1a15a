"""Spreadsheets: each sheet is read as the table it is; a damaged or foreign one is told so."""

import io
from datetime import date, time
from typing import Any

import pytest
from openpyxl import Workbook

from runlog.importers import read_bytes
from runlog.importers.options import ReadOptions
from tests.support.extras import needs_calamine

needs_calamine()


def workbook(*sheets: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


LOG: list[list[Any]] = [
    ["date", "sport", "distance_km", "duration", "notes"],
    [date(2026, 11, 12), "run", 8.5, time(0, 51), "stiff"],
    [date(2026, 11, 14), "run", 6, time(0, 36), None],
]


def test_a_hand_kept_log_is_read_from_a_sheet_with_days_spans_and_numbers() -> None:
    reading = read_bytes(workbook([["shopping"], ["milk"]], LOG), name="log.xlsx")
    assert reading.status == "read", reading.reason
    first, second = (recording.activity for recording in reading.recordings)
    assert (first.distance_m, first.duration_s, first.notes) == (8500, 51 * 60, "stiff")
    assert second.start_local is not None
    assert second.start_local.date() == date(2026, 11, 14)


def test_a_sheet_of_ones_own_is_read_by_a_mapping() -> None:
    own: list[list[Any]] = [["Tag", "Strecke"], [date(2026, 11, 12), 8.5]]
    options = ReadOptions(columns=(("Tag", "date"), ("Strecke", "distance_km")))
    reading = read_bytes(workbook(own), name="log.xlsx", options=options)
    assert [recording.activity.distance_m for recording in reading.recordings] == [8500]
    assert "--map" in (read_bytes(workbook(own), name="log.xlsx").reason or "")


@pytest.mark.parametrize("cut", [30, 400, -10])
def test_a_damaged_spreadsheet_fails_with_what_to_do(cut: int) -> None:
    reading = read_bytes(workbook(LOG)[:cut], name="log.xlsx")
    assert reading.status == "failed"
    assert "save it anew" in (reading.reason or "")


def test_a_spreadsheet_that_inflates_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlog.importers.limits.WORKBOOK_INFLATED_MAX", 100)
    assert "inflates" in (read_bytes(workbook(LOG), name="log.xlsx").reason or "")
