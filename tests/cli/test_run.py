"""`runlog run`: one run's page from the command line."""

import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from runlog.render.tables import print_lines
from tests.cli.conftest import SAMPLE, Run


def test_the_page_is_a_pdf_a_picture_a_web_page_markdown_or_a_document(run: Run, tmp_path: Path) -> None:
    begins = {
        "pdf": b"%PDF-",
        "png": b"\x89PNG",
        "html": b"<!doctype html>",
        "md": b"<!-- runlog-output -->",
        "json": b"{",
    }
    for suffix, first in begins.items():
        path = tmp_path / f"run.{suffix}"
        ended = run("run", "last", "--log", SAMPLE, "-o", path)
        assert (ended.code, ended.out) == (0, "")
        assert ended.err.endswith(f"Wrote {path}\n")
        assert path.read_bytes().startswith(first)


def test_the_document_has_a_version_and_times_places_and_missing_values_as_json_has_them(run: Run) -> None:
    document = json.loads(run("run", "2026-11-12", "--log", SAMPLE, "--format", "json", "-o", "-").out)
    assert document["format_version"] == 1
    assert document["kind"] == "run"
    assert document["day"] == "2026-11-12"
    assert document["id"].startswith("20261112T")
    assert document["chart"]["panels"][0]["key"] == "pace"
    assert len(document["chart"]["at"]) <= 650
    assert None in document["chart"]["panels"][0]["values"], "a pause breaks the line"
    assert document["laps"] is None


def test_the_log_is_the_current_folder_or_told_by_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNLOG_LOG", str(SAMPLE))
    assert run("run", "last", "--format", "md", "-o", "-").code == 0
    monkeypatch.delenv("RUNLOG_LOG")
    monkeypatch.chdir(SAMPLE)
    assert run("run", "last", "--format", "md", "-o", "-").code == 0


@pytest.mark.parametrize("wanted", ["yesterday", "2026-01-01", "20990101T"])
def test_what_names_no_run_is_told_in_one_line_with_how_to_find_ids(run: Run, wanted: str) -> None:
    ended = run("run", wanted, "--log", SAMPLE, "--format", "md", "-o", "-")
    assert ended.code == 2
    assert "runlog runs" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_without_a_place_to_write_it_says_so(run: Run) -> None:
    ended = run("run", "last", "--log", SAMPLE)
    assert ended.code == 2
    assert "-o" in ended.err


def test_the_ids_that_runs_lists_are_those_that_run_takes(run: Run, small_log: Path) -> None:
    lines = [line for line in run("runs", small_log).out.splitlines() if line.startswith("2026")]
    found = [word for line in lines for word in line.split() if "-running-" in word]
    assert len(found) == len(lines) == 3
    for name in found:
        document = json.loads(run("run", name, "--log", small_log, "--format", "json", "-o", "-").out)
        assert document["id"] == name


def test_a_row_of_a_table_without_samples_has_its_page(run: Run, small_log: Path, tmp_path: Path) -> None:
    told = run("run", "last", "--log", small_log, "--format", "md", "-o", "-").out
    assert "No samples are recorded" in told
    assert run("run", "last", "--log", small_log, "-o", tmp_path / "run.pdf").code == 0


def test_the_same_run_gives_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("one", "other"):
        run("run", "last", "--log", SAMPLE, "-o", tmp_path / f"{name}.pdf")
        run("run", "last", "--log", SAMPLE, "-o", tmp_path / f"{name}.png")
    for suffix in ("pdf", "png"):
        assert (tmp_path / f"one.{suffix}").read_bytes() == (tmp_path / f"other.{suffix}").read_bytes()


def test_a_page_is_no_export_of_its_log(run: Run, small_log: Path) -> None:
    before = run("runs", small_log).out
    for suffix in ("pdf", "png", "html", "md", "json"):
        run("run", "last", "--log", small_log, "-o", small_log / "exports" / f"run.{suffix}")
    assert run("runs", small_log).out == before


@pytest.mark.parametrize("width", [60, 100, 200])
def test_on_a_terminal_of_any_width_every_id_is_whole_and_every_activity_a_line(width: int) -> None:
    heading = ["date", "sport", "id", "title"]
    rows = [
        ["2026-11-19", "running", f"20261119T16050{n}Z-running-a768e3fb", "Riverside concrete path " * 6] for n in "123"
    ]
    out = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    print_lines(out, heading, rows)
    assert isinstance(out.file, StringIO)
    lines = out.file.getvalue().rstrip("\n").split("\n")
    assert len(lines) == 4
    for row, line in zip(rows, lines[1:], strict=True):
        assert row[2] in line.split()
        assert len(line) <= max(width, 70)


def test_in_a_file_no_title_is_cut(run: Run, tmp_path: Path) -> None:
    run("runs", SAMPLE, "--format", "table", "-o", tmp_path / "runs.txt")
    lines = (tmp_path / "runs.txt").read_text().splitlines()
    assert any(line.endswith("Riverside concrete path to the weir") for line in (line.rstrip() for line in lines))
    assert all(line.startswith(("2026-", "date")) for line in lines if line.strip() and "runlog-output" not in line)
