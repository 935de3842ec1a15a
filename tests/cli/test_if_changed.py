"""`--if-changed`: a file that already holds just this is left alone, and it is said."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Run

LONG_AGO = (1_000_000_000, 1_000_000_000)


def made_long_ago(file: Path) -> None:
    os.utime(file, LONG_AGO)


@pytest.mark.parametrize("form", ["pdf", "png", "html", "md", "json"])
def test_the_same_report_is_not_written_again(run: Run, small_log: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"week.{form}"
    command = ("report", small_log, "-o", file, "--if-changed")
    assert f"Wrote {file}" in run(*command).err
    made_long_ago(file)
    ended = run(*command)
    assert ended.code == 0
    assert ended.err.strip() == f"Nothing changed: {file} stands as it was"
    assert file.stat().st_mtime == LONG_AGO[1]


def test_a_new_line_in_the_diary_and_another_week_are_changes(run: Run, small_log: Path, tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    command = ("report", small_log, "-o", file, "--if-changed")
    run(*command)
    with (small_log / "diary.csv").open("a") as diary:
        diary.write("2026-11-20,5,\n")
    assert "Wrote" in run(*command).err
    assert "Wrote" in run(*command, "--week", "2026-W46").err
    assert "Nothing changed" in run(*command, "--week", "2026-W46").err


def test_a_week_that_is_over_stays_as_it_is_on_later_days(
    run: Run, small_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("report", small_log, "-o", tmp_path / "week.pdf", "--if-changed")
    run(*command)
    monkeypatch.setenv("RUNLOG_TODAY", "2026-11-27")
    assert "Nothing changed" in run(*command).err


def test_without_it_the_file_is_written(run: Run, small_log: Path, tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    run("report", small_log, "-o", file)
    made_long_ago(file)
    assert "Wrote" in run("report", small_log, "-o", file).err
    assert file.stat().st_mtime > LONG_AGO[1]


@pytest.mark.parametrize("output", [("--format", "json", "-o", "-"), ("-o", "week.txt")])
def test_it_needs_a_file_to_compare_with(run: Run, small_log: Path, output: tuple[str, ...]) -> None:
    ended = run("report", small_log, "--if-changed", *output)
    assert ended.code == 2
    assert "--if-changed needs a file" in ended.err
