"""Folders that mean harm, or only look like it: loops, strange names, too many files, cells without end."""

import os
import sys
import time
from pathlib import Path

import pytest

from runlog.library import FileVerdict, import_exports, inspect_paths, open_log
from runlog.library.log_folder import find_files
from tests.support.library_files import RUNS_HEADER, TODAY, fit_run, runs_csv

MEGABYTE = 1 << 20


def statuses(verdicts: tuple[FileVerdict, ...]) -> dict[str, str]:
    return {verdict.path: verdict.status for verdict in verdicts}


def test_folders_that_link_in_circles_are_read_once(tmp_path: Path) -> None:
    fit_run(tmp_path / "a" / "run.fit")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "b").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    log = open_log(tmp_path, today=TODAY)
    assert len(log.activities) == 1
    assert statuses(log.files) == {"a/run.fit": "read", "loop": "failed"}


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
@pytest.mark.parametrize(
    "name", ["run\n.fit", "run\x1b[31m.fit", "run\u202e.fit", "'; DROP TABLE files; --.fit", "=1+1.fit"]
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    fit_run(tmp_path / name)
    for _ in range(2):
        log = open_log(tmp_path, today=TODAY)
        assert statuses(log.files) == {name: "read"}
        assert len(log.samples(log.activities["id"].iloc[0])) == 151


@pytest.mark.skipif(sys.platform != "linux", reason="other systems hold names in Unicode")
def test_a_name_that_is_no_unicode_is_read_and_kept(tmp_path: Path) -> None:
    fit_run(tmp_path / "run.fit")
    os.rename(os.fsencode(tmp_path / "run.fit"), os.fsencode(tmp_path) + b"/r\xfcn.fit")  # noqa: PTH104 (bytes)
    for _ in range(2):
        log = open_log(tmp_path, today=TODAY)
        assert [file.status for file in log.files] == ["read"]
        assert len(log.activities) == 1


def test_a_deep_folder_is_read(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    fit_run(deep / "run.fit")
    assert len(open_log(tmp_path, today=TODAY).activities) == 1


@pytest.mark.parametrize(
    "cell",
    ["x" * 5 * MEGABYTE, "\x00" * MEGABYTE, '"' * 100_001, "=cmd|' /C calc'!A1", "\x1b]0;owned\x07", "\ud7ff\ufffe"],
    ids=["long", "NUL", "quotes", "formula", "escape", "noncharacter"],
)
def test_a_table_with_such_a_cell_ends_in_a_verdict_and_its_neighbours_are_read(tmp_path: Path, cell: str) -> None:
    runs_csv(tmp_path / "bad" / "runs.csv", f"2026-11-18,07:15,running,5.0,25:00,{cell},,,,,")
    runs_csv(tmp_path / "good" / "runs.csv", "2026-11-19,07:15,running,5.0,25:00,fine,,,,,")
    begun = time.monotonic()
    for _ in range(2):
        log = open_log(tmp_path, today=TODAY)
        assert set(statuses(log.files)) == {"bad/runs.csv", "good/runs.csv"}
        assert "fine" in log.activities["title"].tolist()
    assert time.monotonic() - begun < 20


def test_a_table_of_many_lines_is_read_in_seconds(tmp_path: Path) -> None:
    line = "2026-{m:02}-{d:02},{h:02}:15,running,5.{n},25:00,,,,,,\n"
    lines = [line.format(m=i % 10 + 1, d=i % 28 + 1, h=i % 24, n=i % 10) for i in range(5_000)]
    (tmp_path / "runs.csv").write_text(RUNS_HEADER + "".join(lines))
    begun = time.monotonic()
    assert len(open_log(tmp_path, today=TODAY).files) == 1
    assert time.monotonic() - begun < 30


def test_ten_thousand_small_files_are_listed_in_no_time(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.txt").touch()
    begun = time.monotonic()
    assert len(find_files(tmp_path).files) == 10_000
    assert time.monotonic() - begun < 5


def test_what_runlog_wrote_is_never_an_export_whatever_its_name(tmp_path: Path) -> None:
    fit_run(tmp_path / "run.fit")
    (tmp_path / "check.json").write_text('{"format_version": 1, "files": []}')
    (tmp_path / "week.csv").write_text("id,start_utc,utc_offset_min,offset_basis\n1,2,3,4\n")
    (tmp_path / "page.html").write_text("<html><head><meta name='generator' content='runlog-output'></head></html>")
    (tmp_path / "renamed.fit").write_bytes(b"%PDF-1.7\n" + b"x" * 9000 + b"runlog-output")
    assert statuses(inspect_paths([tmp_path])) == {
        "run.fit": "read", "check.json": "skipped", "week.csv": "skipped", "page.html": "skipped",
        "renamed.fit": "skipped",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
@pytest.mark.parametrize(
    "name", [b"run!.fit", b"a.zip!run.fit", b"!.fit", b"=cmd.fit", b"-rf.fit", b"+1.fit", b"r\xfcn.fit"]
)
def test_a_name_of_any_kind_has_its_verdict_and_its_samples_also_without_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes
) -> None:
    if name == b"r\xfcn.fit" and sys.platform != "linux":
        pytest.skip("other systems hold names in Unicode")
    fit_run(tmp_path / "log" / "run.fit")
    os.rename(os.fsencode(tmp_path / "log" / "run.fit"), os.fsencode(tmp_path / "log") + b"/" + name)  # noqa: PTH104 (bytes)
    log = open_log(tmp_path / "log", today=TODAY)
    assert [file.status for file in log.files] == ["read"]
    monkeypatch.setenv("RUNLOG_CACHE", str(tmp_path / "another"))
    assert len(log.samples(log.activities["id"].iloc[0])) == 151


@pytest.mark.parametrize("name", [b"Cut short!.fit", b"=cmd.fit", b"a!b.gpx", b"-v.tcx", b"caf\xe9.fit", b"@x.fit"])
def test_a_bad_file_of_any_name_is_told_by_inspect_and_by_import(tmp_path: Path, name: bytes) -> None:
    if sys.platform != "linux":
        pytest.skip("other systems hold names in Unicode")
    source, log = tmp_path / "source", tmp_path / "log"
    source.mkdir()
    (log / "exports").mkdir(parents=True)
    path = Path(os.fsdecode(os.fsencode(source) + b"/" + name))
    path.write_bytes(b"\x0e\x10no!")
    assert [one.status for one in inspect_paths([source])] == ["failed"]
    (told,) = import_exports([path], log)
    assert told.status == "copied"
    (verdict,) = open_log(log, today=TODAY).files
    assert (verdict.path, verdict.status) == (told.target, "failed")
