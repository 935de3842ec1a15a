"""Entries of another program taken into the diary: nothing twice, nothing overwritten, whole or not at all."""

import gzip
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runlog.errors import DiaryError
from runlog.library import append_entry, edit_entry, init_log, inspect_paths, list_entries, open_log
from runlog.library.decoding import options_of
from runlog.library.diary_desk import DiaryDesk
from runlog.library.diary_taking import Taken, take_entries
from runlog.library.importing import import_exports
from runlog.settings import Settings
from tests.support.extras import needs_calamine

DAY = date(2026, 11, 2)
TODAY = date(2026, 11, 23)
TABLE = "date,category,value,note\n2026-11-02,back pain,3,gardening\n2026-11-03,water,1.5 l,\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    init_log(tmp_path / "log")
    return tmp_path / "log"


def cells(log: Path) -> list[Mapping[str, Any]]:
    return [line.cells for line in list_entries(log, today=TODAY)]


def import_(log: Path, *sources: Path) -> Sequence[tuple[str, str]]:
    desk = DiaryDesk(log, today=TODAY, options=options_of(Settings()))
    return [(copy.status, copy.reason or "") for copy in import_exports(sources, log, desk=desk)]


def test_a_table_is_taken_once_and_not_copied(tmp_path: Path, log: Path) -> None:
    table = tmp_path / "pain.csv"
    table.write_text(TABLE)
    (told,) = import_(log, table)
    assert told == ("to the diary", "diary table (date, category, value): 2 entries added")
    after = (log / "diary.csv").read_bytes()
    (again,) = import_(log, table)
    assert again == ("already there", "diary table (date, category, value): 0 entries added, 2 there already")
    assert (log / "diary.csv").read_bytes() == after
    assert list((log / "exports").iterdir()) == []
    assert cells(log) == [
        {"date": DAY, "pain_0_10": 3, "note": "gardening"}, {"date": DAY + timedelta(1), "water_l": 1.5},
    ]  # fmt: skip


def test_what_the_runner_changed_meanwhile_stays(tmp_path: Path, log: Path) -> None:
    table = tmp_path / "pain.csv"
    table.write_text(TABLE)
    import_(log, table)
    edit_entry(log, 2, {"pain_0_10": 5, "note": "gardening, all day"})
    kept = (log / "diary.csv").read_bytes()
    (told,) = import_(log, table)
    assert "1 value told otherwise by the diary" in told[1]
    assert (log / "diary.csv").read_bytes() == kept


def test_the_runners_own_line_of_that_day_wins_and_only_the_rest_is_added(log: Path) -> None:
    append_entry(log, {"date": DAY, "pain_0_10": 1})
    assert take_entries(log, [{"date": DAY, "pain_0_10": 4.0, "leg_pain_0_10": 2.0}]) == Taken(1, 0, 1, DAY)
    assert cells(log) == [{"date": DAY, "pain_0_10": 1}, {"date": DAY, "leg_pain_0_10": 2}]


def test_a_diary_with_semicolons_and_own_columns_keeps_its_form(log: Path) -> None:
    before = b"\xef\xbb\xbfDatum;Wetter;pain_0_10\r\n19.10.2026;Regen;2,5\r\n"
    (log / "diary.csv").write_bytes(before)
    take_entries(log, [{"date": DAY, "pain_0_10": 1.5, "note": "a; b"}])
    assert (log / "diary.csv").read_bytes() == (
        b'\xef\xbb\xbfDatum;Wetter;pain_0_10;note\r\n19.10.2026;Regen;2,5\r\n2026-11-02;;1,5;"a; b"\r\n'
    )


def test_a_value_that_its_field_cannot_take_changes_nothing(log: Path) -> None:
    kept = (log / "diary.csv").read_bytes()
    with pytest.raises(DiaryError, match="pain_0_10"):
        take_entries(log, [{"date": DAY, "pain_0_10": 3.0}, {"date": DAY, "pain_0_10": 30.0}])
    assert (log / "diary.csv").read_bytes() == kept


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(str.strip).filter(bool)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"date": st.dates(DAY, TODAY)},
        optional={
            "pain_0_10": st.sampled_from([0.0, 2.5, 3.0]),
            "leg_pain_0_10": st.sampled_from([0.0, 1.0]),
            "time": st.sampled_from(["07:00", "20:15"]),
            "note": TEXTS,
        },
    ),
    max_size=8,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES, delimiter=st.sampled_from([",", ";"]))
def test_taking_the_same_entries_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, entries: list[dict[str, Any]], delimiter: str
) -> None:
    log = tmp_path_factory.mktemp("log")
    (log / "diary.csv").write_text(delimiter.join(["date", "pain_0_10", "note"]) + "\n")
    first = take_entries(log, entries)
    after = (log / "diary.csv").read_bytes()
    again = take_entries(log, entries)
    assert (again.added, first.differing, again.differing) == (0, 0, 0)
    assert (log / "diary.csv").read_bytes() == after
    told = [cell for entry in entries for name, cell in entry.items() if name == "pain_0_10"]
    assert sorted(line["pain_0_10"] for line in cells(log) if "pain_0_10" in line) == sorted(told)


def test_another_logs_diary_is_taken_when_it_is_named_and_left_alone_in_a_folder(tmp_path: Path, log: Path) -> None:
    init_log(tmp_path / "old")
    append_entry(tmp_path / "old", {"date": DAY, "pain_0_10": 2})
    (tmp_path / "old" / "runlog.toml").unlink()
    assert import_(log, tmp_path / "old") == []
    assert import_(log, tmp_path / "old" / "diary.csv")[0][0] == "to the diary"
    assert cells(log) == [{"date": DAY, "pain_0_10": 2}]
    assert import_(log, log / "diary.csv")[0][0] == "left out"


def test_a_broken_table_fails_alone(tmp_path: Path, log: Path) -> None:
    (tmp_path / "bad.csv").write_text("date,category,value\nsoon,pain,3\n")
    (tmp_path / "good.csv").write_text(TABLE)
    told = import_(log, tmp_path / "bad.csv", tmp_path / "good.csv")
    assert [status for status, _ in told] == ["failed", "to the diary"]
    assert "no usable date" in told[0][1]


def test_inspecting_tells_a_diary_table_by_what_an_import_would_take(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TABLE)
    (tmp_path / "b.csv").write_text(TABLE)
    (tmp_path / "c.csv").write_text("date,category,value\nsoon,pain,3\n")
    (tmp_path / "d.csv").write_text("date,category,value\n2026-11-02,heart rate,50\n")
    told = inspect_paths([tmp_path])
    assert [(one.path, one.status) for one in told] == [
        ("a.csv", "read"), ("b.csv", "duplicate"), ("c.csv", "failed"), ("d.csv", "skipped"),
    ]  # fmt: skip
    assert told[0].format == "diary table (date, category, value)"
    assert "2 diary entries, 2026-11-02 to 2026-11-03" in (told[0].reason or "")
    assert told[0].activities == ()


def test_a_diary_table_among_the_exports_is_skipped_and_says_how_it_is_taken(log: Path) -> None:
    (log / "exports" / "pain.csv").write_text(TABLE)
    opened = open_log(log, today=TODAY)
    assert [(file.status, "runlog import" in (file.reason or "")) for file in opened.files] == [("skipped", True)]
    assert opened.diary.empty


def test_a_packed_table_and_a_spreadsheets_sheet_are_taken_too(tmp_path: Path, log: Path) -> None:
    needs_calamine()
    (tmp_path / "pain.csv.gz").write_bytes(gzip.compress(TABLE.encode()))
    assert import_(log, tmp_path / "pain.csv.gz")[0][0] == "to the diary"
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["Datum", "Schmerz", "Notiz"], [date(2026, 11, 9), 2.5, "x"]):
        book.active.append(row)
    book.save(tmp_path / "diary.xlsx")
    assert [one.status for one in inspect_paths([tmp_path / "diary.xlsx", tmp_path / "pain.csv.gz"])] == [
        "read",
        "read",
    ]
    assert import_(log, tmp_path / "diary.xlsx")[0][0] == "to the diary"
    assert cells(log)[-1] == {"date": date(2026, 11, 9), "pain_0_10": 2.5, "note": "x"}


def test_a_diary_sheet_beside_one_of_runs_does_not_hide_the_runs(tmp_path: Path, log: Path) -> None:
    needs_calamine()
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["date", "sport", "distance_km"], [date(2026, 11, 9), "run", 5]):
        book.active.append(row)
    pain = book.create_sheet("pain")
    for row in (["Datum", "Schmerz", "Notiz"], [date(2026, 11, 9), 2.5, "x"]):
        pain.append(row)
    book.save(tmp_path / "all.xlsx")
    (told,) = inspect_paths([tmp_path / "all.xlsx"])
    assert (told.status, len(told.activities)) == ("read", 1)
    assert import_(log, tmp_path / "all.xlsx")[0][0] == "copied"
