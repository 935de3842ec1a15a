"""`runlog team` as a contract: forms, files, exit codes, clear one-line errors."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run, run
from tests.team.folders import athlete

__all__ = ["run"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("anna", "ben"):
        athlete(tmp_path / "club", name)
    return tmp_path / "club"


def test_without_an_output_it_prints_a_table(run: Run, root: Path) -> None:
    ended = run("team", root, "--jobs", "1")
    assert ended.code == 0
    assert "2 in all" in ended.out
    assert ended.out.index("Anna") < ended.out.index("Ben")


def test_a_folder_gets_every_form_and_a_report_each(run: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ended = run("team", root, "-o", out, "--jobs", "1", "--reports", "html")
    assert ended.code == 0
    assert "2 looked at, 0 unchanged" in ended.err
    files = {path.name for path in out.rglob("*") if path.is_file() and ".runlog-team" not in path.parts}
    assert files == {"index.html", "team.pdf", "team.csv", "team.json", "anna.html", "ben.html"}
    assert 'href="athletes/anna.html"' in (out / "index.html").read_text()
    assert "0 looked at, 2 unchanged" in run("team", root, "-o", out, "--jobs", "1", "--reports", "html").err


def test_with_if_changed_the_same_page_is_left_alone(run: Run, root: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "out", tmp_path / "team.pdf"):
        command = ("team", root, "-o", out, "--jobs", "1", "--if-changed")
        assert f"Wrote {out}" in run(*command).err
        before = {file: file.stat().st_mtime_ns for file in (out.rglob("*.*") if out.is_dir() else [out])}
        ended = run(*command)
        assert ended.code == 0
        assert f"Nothing changed: {out} stands as it was" in ended.err
        assert before == {file: file.stat().st_mtime_ns for file in before}


def test_the_language_asked_for_is_that_of_the_page_and_of_each_report(run: Run, root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("team", root, "-o", out, "--jobs", "1", "--reports", "html", "--lang", "de").code == 0
    for page in (out / "index.html", out / "athletes" / "anna.html"):
        assert '<html lang="de">' in page.read_text()
    assert "Das Team diese Woche" in (out / "index.html").read_text()


@pytest.mark.parametrize("form", ["pdf", "html", "csv", "json"])
def test_the_suffix_decides_the_form_of_one_file(run: Run, root: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"page.{form}"
    assert run("team", root, "-o", file, "--jobs", "1").code == 0
    assert file.stat().st_size > 100


def test_standard_output_takes_a_form(run: Run, root: Path) -> None:
    assert run("team", root, "-o", "-").code == 2
    document = json.loads(run("team", root, "-o", "-", "--format", "json", "--jobs", "1").out)
    assert [athlete["name"] for athlete in document["athletes"]] == ["Anna", "Ben"]


def test_the_week_is_that_of_yesterday_or_the_one_asked_for(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("team", root, "--format", "json", "--jobs", "1")
    assert json.loads(run(*command).out)["week"] == "2026-W47"  # today is Monday of week 48
    monkeypatch.setenv("RUNLOG_TODAY", "2026-11-24")
    assert json.loads(run(*command).out)["week"] == "2026-W48"
    assert json.loads(run(*command, "--week", "2026-W46").out)["week"] == "2026-W46"


def test_a_broken_log_leaves_with_three_and_the_page_is_written(run: Run, root: Path, tmp_path: Path) -> None:
    (root / "ben" / "runlog.toml").write_text("units = kilometres\n")
    ended = run("team", root, "-o", tmp_path / "team.json", "--jobs", "1")
    assert ended.code == 3
    assert [one["state"] for one in json.loads((tmp_path / "team.json").read_text())["athletes"]] == ["failed", "quiet"]


def test_a_file_that_cannot_be_read_leaves_with_three_on_every_run(run: Run, root: Path, tmp_path: Path) -> None:
    (root / "ben" / "exports" / "broken.fit").write_bytes(b"not what its name says")
    for _ in range(2):
        assert run("team", root, "-o", tmp_path / "out", "--jobs", "1", "--reports", "none").code == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--jobs", "0"), "--jobs"),
        (("--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"), "exclude each other"),
        (("--week", "soon"), "is not a week"),
        (("-o", "page.docx"), ".pdf"),
    ],
)
def test_wrong_usage_is_told_in_one_line(run: Run, root: Path, arguments: tuple[str, ...], said: str) -> None:
    ended = run("team", root, *arguments)
    assert ended.code == 2
    assert said in ended.err
    assert "Traceback" not in ended.err


def test_a_folder_that_is_no_team_is_wrong_usage(run: Run, root: Path) -> None:
    for folder in (root / "anna", root / "nobody"):
        ended = run("team", folder)
        assert ended.code == 2
        assert len(ended.err.strip().splitlines()) == 1


def test_processes_leave_nothing_behind_and_say_nothing_of_their_own(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "runlog", "team", str(root), "-o", str(tmp_path / "team.json"), "--jobs", "2"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
