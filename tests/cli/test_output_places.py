"""What isn't runlog's is never replaced by an output; pipes and devices are written to, links followed."""

import os
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes and devices as files there")


@pytest.mark.parametrize("name", ["diary.csv", "runlog.toml", "exports/runs.csv", "notes.csv", "Diary.CSV"])
@pytest.mark.parametrize("command", ["runs", "rules"])
def test_a_file_that_runlog_did_not_make_is_left_as_it_is(run: Run, small_log: Path, name: str, command: str) -> None:
    file = small_log / name
    file.write_text(before := (file.read_text() if file.exists() else "mine\n"))
    asked = ("runs", small_log, "--format", "csv") if command == "runs" else ("rules", "--format", "json")
    ended = run(*asked, "-o", file)
    assert ended.code == 2
    assert len(ended.err.strip().splitlines()) == 1
    assert file.read_text() == before


def test_a_link_to_a_diary_is_judged_by_what_it_leads_to(run: Run, small_log: Path, tmp_path: Path) -> None:
    before = (small_log / "diary.csv").read_bytes()
    (tmp_path / "page.json").symlink_to(small_log / "diary.csv")
    assert run("check", small_log, "-o", tmp_path / "page.json").code == 2
    assert (small_log / "diary.csv").read_bytes() == before


def test_a_link_to_an_output_of_ours_stays_a_link(run: Run, small_log: Path, tmp_path: Path) -> None:
    assert run("check", small_log, "-o", tmp_path / "real.json").code == 0
    (tmp_path / "page.json").symlink_to(tmp_path / "real.json")
    (tmp_path / "real.json").write_text('{"format_version": 0}')
    assert run("check", small_log, "-o", tmp_path / "page.json").code == 0
    assert (tmp_path / "page.json").is_symlink()
    assert "runlog-output" in (tmp_path / "real.json").read_text()


@pytest.mark.parametrize("name", ["week.pdf", "sub/week.json", "week.txt"])
def test_nothing_is_written_among_a_logs_exports(run: Run, small_log: Path, name: str) -> None:
    (small_log / "exports" / "sub").mkdir()
    ended = run("check" if name.endswith("txt") else "report", small_log, "-o", small_log / "exports" / name)
    assert ended.code == 2
    assert "exports" in ended.err
    assert not (small_log / "exports" / name).exists()


def test_with_force_it_is_replaced(run: Run, small_log: Path, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("mine")
    assert run("check", small_log, "-o", tmp_path / "old.json", "--force").code == 0
    assert "format_version" in (tmp_path / "old.json").read_text()


@pytest.mark.parametrize(
    ("command", "name"),
    [("check", "a.txt"), ("check", "a.json"), ("runs", "a.txt"), ("runs", "a.csv"), ("report", "a.html"),
     ("report", "a.md"), ("report", "a.pdf"), ("report", "a.png"), ("clinic", "a.pdf"), ("clinic", "a.json")],
)  # fmt: skip
def test_every_output_of_ours_is_replaced_without_a_word(
    run: Run, small_log: Path, tmp_path: Path, command: str, name: str
) -> None:
    for _ in range(2):
        assert run(command, small_log, "-o", tmp_path / name).code == 0
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [name]


def test_a_pipe_is_written_to_and_stays_one(run: Run, small_log: Path, tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "page.json")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    assert run("check", small_log, "-o", pipe).code == 0
    reader.join(timeout=10)
    assert read[0].startswith(b"{")
    assert pipe.is_fifo()


@pytest.mark.parametrize("device", ["/dev/null", "/dev/stdout", "/dev/fd/1"])
def test_a_device_is_written_to_and_stays_one(run: Run, small_log: Path, device: str) -> None:
    before = Path("/dev/null").stat().st_mode
    ended = run("check", small_log, "--format", "json", "-o", device)
    assert ended.code == 0
    assert ended.out.startswith("{") == (device != "/dev/null")
    assert Path("/dev/null").stat().st_mode == before


def test_a_full_disk_is_told_in_one_line(run: Run, small_log: Path) -> None:
    ended = run("check", small_log, "--format", "json", "-o", "/dev/full")
    assert ended.code == 2
    assert len(ended.err.strip().splitlines()) == 1
