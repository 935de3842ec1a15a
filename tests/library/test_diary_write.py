"""The diary written: nothing lost, the runner's own form kept, whole or not at all."""

import csv
import multiprocessing
import os
import stat
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runlog.errors import DiaryError, UsageError
from runlog.library import append_entry, edit_entry, init_log, list_entries
from runlog.library.file_lock import locked, replace_file
from runlog.words.diary_headings import EVERYDAY_COLUMNS, NEW_HEADER
from tests.support.library_files import TODAY

DAY = date(2026, 11, 20)


@pytest.fixture
def log_root(tmp_path: Path) -> Path:
    init_log(tmp_path / "log")
    return tmp_path / "log"


def diary_with(folder: Path, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "diary.csv").write_bytes(data)
    return folder / "diary.csv"


def test_a_new_entry_stands_at_the_end(log_root: Path) -> None:
    assert append_entry(log_root, {"date": DAY, "pain_0_10": 3.0, "moved": True, "note": None}) == 2
    assert append_entry(log_root, {"date": DAY, "pain_0_10": 0, "painkillers": False}) == 3
    assert [line.cells for line in list_entries(log_root, today=TODAY)] == [
        {"date": DAY, "pain_0_10": 3, "moved": "yes"},
        {"date": DAY, "pain_0_10": 0, "painkillers": "no"},
    ]
    assert (log_root / "diary.csv").read_text().startswith(",".join(EVERYDAY_COLUMNS))


def test_a_log_without_a_diary_gets_one(tmp_path: Path) -> None:
    append_entry(tmp_path, {"date": DAY, "pain_0_10": 2})
    assert [line.cells["pain_0_10"] for line in list_entries(tmp_path, today=TODAY)] == [2]


@pytest.mark.parametrize(
    "before",
    [
        b"sep=;\r\n\r\nDatum;pain_0_10\r\n19.11.2026;2,5\r\n",
        b"Datum;weather;pain_0_10\r\n19.11.2026;rain;2,5\r\n",
        b"\xef\xbb\xbfdate,pain_0_10,note\n2026-11-19,2,\xc3\xa4",
        b"note\tpain_0_10\tdate\r\xfcbel\t1\t2026-11-19\r",
        '\ufeffdate,pain_0_10,note\n2026-11-19,2,"ä,\nü"\n'.encode("utf-16-le"),
    ],
)
def test_what_was_there_stays_byte_for_byte(tmp_path: Path, before: bytes) -> None:
    path = diary_with(tmp_path, before)
    append_entry(tmp_path, {"date": DAY, "pain_0_10": 3.5})
    after = path.read_bytes()
    assert after.startswith(before)
    assert [line.cells["pain_0_10"] for line in list_entries(tmp_path, today=TODAY)][-1] == 3.5
    assert len(list_entries(tmp_path, today=TODAY)) == 2


def test_a_file_with_semicolons_gets_decimal_commas(tmp_path: Path) -> None:
    path = diary_with(tmp_path, b"date;pain_0_10\r\n")
    append_entry(tmp_path, {"date": DAY, "pain_0_10": 2.5})
    assert path.read_bytes() == b"date;pain_0_10\r\n2026-11-20;2,5\r\n"


def test_a_missing_column_is_added_and_stray_cells_do_not_fall_into_it(tmp_path: Path) -> None:
    path = diary_with(tmp_path, b"date,pain_0_10\n2026-11-18,1,7\n2026-11-19,2\n")
    append_entry(tmp_path, {"date": DAY, "weakness": "no"})
    assert path.read_bytes() == b"date,pain_0_10,,weakness\n2026-11-18,1,7\n2026-11-19,2\n2026-11-20,,,no\n"
    assert [line.cells.get("weakness") for line in list_entries(tmp_path, today=TODAY)] == [None, None, "no"]


def test_a_text_that_the_files_encoding_lacks_is_refused_with_what_to_do(tmp_path: Path) -> None:
    before = b"date,note\n2026-11-19,R\xfccken\n"
    path = diary_with(tmp_path, before)
    with pytest.raises(DiaryError, match=r"lack →.*save it once as UTF-8"):
        append_entry(tmp_path, {"date": DAY, "note": "besser → morgen"})
    assert path.read_bytes() == before


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    note=st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff") | st.sampled_from("\",;\t\r\n'")),
    cause=st.text(st.sampled_from('ab",;\t\r\n ')),
    pain=st.none() | st.integers(0, 10),
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_appended_is_what_is_read(  # noqa: PLR0913 (one argument a drawn value)
    tmp_path: Path, *, note: str, cause: str, pain: int | None, delimiter: str, end: str
) -> None:
    diary_with(tmp_path, delimiter.join(["date", "pain_0_10", "note"]).encode() + end.encode())
    values = {"date": DAY, "note": note, "cause": cause, "pain_0_10": pain}
    append_entry(tmp_path, values)
    append_entry(tmp_path, {"date": DAY, "note": "the next"})
    first, second = list_entries(tmp_path, today=TODAY)
    wanted = {"date": DAY, "note": note.strip(), "cause": cause.strip(), "pain_0_10": pain}
    assert first.cells == {name: value for name, value in wanted.items() if value not in (None, "")}
    assert second.cells["note"] == "the next"


def test_an_edit_changes_its_cells_and_nothing_else(tmp_path: Path) -> None:
    path = diary_with(tmp_path, b'date,weather,pain_0_10,note\n2026-11-19,"a\nb",2,x\n2026-11-20,sun,3,"q""q"\n')
    edit_entry(tmp_path, 4, {"pain_0_10": 5, "note": None}, day=DAY)
    assert path.read_bytes() == b'date,weather,pain_0_10,note\n2026-11-19,"a\nb",2,x\n2026-11-20,sun,5,\n'
    edit_entry(tmp_path, 2, {"saddle": "no"})
    assert [line.cells.get("saddle") for line in list_entries(tmp_path, today=TODAY)] == ["no", None]


def test_an_edit_of_a_line_that_moved_changes_nothing(tmp_path: Path) -> None:
    path = diary_with(tmp_path, b"date,pain_0_10\n2026-11-19,2\n")
    for line, day in ((2, DAY), (3, None), (1, None)):
        with pytest.raises(UsageError, match="begins at line"):
            edit_entry(tmp_path, line, {"pain_0_10": 5}, day=day)
    with pytest.raises(DiaryError, match="needs its date"):
        edit_entry(tmp_path, 2, {"date": None})
    assert path.read_bytes() == b"date,pain_0_10\n2026-11-19,2\n"


@pytest.mark.parametrize(
    ("values", "error", "text"),
    [
        ({"pain_0_10": 3}, DiaryError, "needs its date"),
        ({"date": DAY, "pain_0_10": 12}, DiaryError, "a number from 0 to 10"),
        ({"date": DAY, "pain_0_10": "much"}, DiaryError, "a number such as 3"),
        ({"date": "soon"}, DiaryError, "a date such as 2026-11-22"),
        ({"date": DAY, "pian_0_10": 3}, UsageError, "did you mean 'pain_0_10'"),
    ],
)
def test_a_value_that_its_column_cannot_take_changes_nothing(
    log_root: Path, values: dict[str, object], error: type[Exception], text: str
) -> None:
    before = (log_root / "diary.csv").read_bytes()
    with pytest.raises(error, match=text):
        append_entry(log_root, values)
    assert (log_root / "diary.csv").read_bytes() == before


def test_a_bare_file_has_no_diary(tmp_path: Path) -> None:
    (tmp_path / "run.fit").write_bytes(b"x")
    with pytest.raises(UsageError, match="no log folder"):
        append_entry(tmp_path / "run.fit", {"date": DAY})


@pytest.mark.skipif(os.name == "nt", reason="permissions are another matter there")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = diary_with(tmp_path / "elsewhere", b"date,pain_0_10\n")
    target.chmod(0o640)
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "diary.csv").symlink_to(target)
    append_entry(tmp_path / "log", {"date": DAY, "pain_0_10": 1})
    assert (tmp_path / "log" / "diary.csv").is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert target.read_bytes().endswith(b"2026-11-20,1\n")


def test_a_write_that_fails_leaves_the_old_file_and_no_remains(log_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append_entry(log_root, {"date": DAY, "pain_0_10": 1})
    before = (log_root / "diary.csv").read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("runlog.library.file_lock.os.fsync", full)
    with pytest.raises(DiaryError, match="No space left on device"):
        append_entry(log_root, {"date": DAY, "pain_0_10": 2})
    assert (log_root / "diary.csv").read_bytes() == before
    assert not list(log_root.glob("*.part")) + list(log_root.glob(".runlog-*"))


def test_a_diary_that_stays_locked_is_said(log_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with locked(log_root / ".diary.lock"):
        monkeypatch.setattr("runlog.library.file_lock.LOCK_TIMEOUT_S", 0.05)
        with pytest.raises(DiaryError, match="another runlog"):
            append_entry(log_root, {"date": DAY})


def test_a_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        replace_file(tmp_path / "new", b"x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o644


def _append_for_ever(root: str) -> None:
    number = 0
    while True:
        append_entry(Path(root), {"date": DAY, "note": f"entry {number}\nin two lines", "core_min": number})
        number += 1


def test_a_process_killed_while_it_writes_leaves_no_half_line(log_root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    for _ in range(3):
        process = context.Process(target=_append_for_ever, args=(str(log_root),))
        before = len(list_entries(log_root, today=TODAY))
        process.start()
        while len(list_entries(log_root, today=TODAY)) < before + 5 and process.is_alive():
            time.sleep(0.01)
        process.kill()
        process.join(timeout=60)
    lines = list_entries(log_root, today=TODAY)
    assert len(lines) >= 15
    assert all(str(line.cells["note"]).endswith("\nin two lines") and "core_min" in line.cells for line in lines)
    append_entry(log_root, {"date": DAY, "note": "the lock is free"})


def _append_twenty(root: str, writer: int) -> None:
    for number in range(20):
        append_entry(Path(root), {"date": DAY, "note": f"writer {writer}, entry {number}", "core_min": number})


def test_two_processes_that_write_at_once_lose_nothing(log_root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_append_twenty, args=(str(log_root), writer)) for writer in range(2)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=120)
    assert [process.exitcode for process in processes] == [0, 0]
    notes = sorted(str(line.cells["note"]) for line in list_entries(log_root, today=TODAY))
    assert notes == sorted(f"writer {writer}, entry {number}" for writer in range(2) for number in range(20))
    with (log_root / "diary.csv").open(newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {len(NEW_HEADER)}
