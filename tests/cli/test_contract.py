"""The command line's contract: forms, files, exit codes, clear one-line errors."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from runlog import __version__
from runlog.cli.main import COMMANDS, SUMMARIES
from tests.cli.conftest import SAMPLE, Run


def test_help_lists_every_command_and_imports_neither_pandas_nor_matplotlib() -> None:
    code = (
        "import sys\nfrom runlog.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as stop:\n    assert stop.code == 0\n"
        "heavy = {'pandas', 'matplotlib', 'typst', 'rich', 'pydantic'} & set(sys.modules)\nassert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert set(COMMANDS) == set(SUMMARIES)
    for name in COMMANDS:
        assert f"\n  {name} " in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    ended = run(name, "--help")
    assert ended.code == 0
    assert "Usage: runlog" in ended.out


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").out == f"runlog, version {__version__}\n"


def test_an_unknown_command_names_the_nearest_and_is_wrong_usage(run: Run) -> None:
    ended = run("chek")
    assert ended.code == 2
    assert "did you mean 'check'?" in ended.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_a_completion_script(run: Run, shell: str) -> None:
    ended = run("completion", shell)
    assert ended.code == 0
    assert "_RUNLOG_COMPLETE" in ended.out


def test_standard_output_needs_a_format(run: Run, small_log: Path) -> None:
    ended = run("check", small_log, "-o", "-")
    assert ended.code == 2
    assert "needs --format" in ended.err
    assert json.loads(run("check", small_log, "-o", "-", "--format", "json").out)["format_version"] == 1


def test_the_suffix_decides_and_an_unknown_suffix_is_refused(run: Run, small_log: Path, tmp_path: Path) -> None:
    assert run("check", small_log, "-o", tmp_path / "week.json").code == 0
    assert json.loads((tmp_path / "week.json").read_text())["findings"]
    ended = run("report", small_log, "-o", tmp_path / "week.docx")
    assert ended.code == 2
    assert ".pdf" in ended.err
    assert not (tmp_path / "week.docx").exists()


def test_a_report_needs_a_place_to_go(run: Run, small_log: Path) -> None:
    ended = run("report", small_log)
    assert ended.code == 2
    assert "-o page.pdf" in ended.err


def test_a_place_that_cannot_be_written_to_is_wrong_usage_and_says_why(
    run: Run, small_log: Path, tmp_path: Path
) -> None:
    ended = run("report", small_log, "-o", tmp_path / "nowhere" / "week.md")
    assert ended.code == 2
    assert f"there is no folder {tmp_path / 'nowhere'}; make it first" in ended.err
    (tmp_path / "a file").touch()
    ended = run("demo", "-o", tmp_path / "a file" / "below")
    assert ended.code == 2
    assert "cannot make the folder" in ended.err


def test_fail_on_leaves_with_four_only_when_reached(run: Run) -> None:
    assert run("check", SAMPLE, "--fail-on", "note").code == 4
    assert run("check", SAMPLE, "--fail-on", "red-flag").code == 0


def test_a_failed_file_is_told_by_exit_code_three_and_the_rest_is_done(run: Run, small_log: Path) -> None:
    (small_log / "exports" / "broken.fit").write_bytes(b"not what its name says")
    ended = run("check", small_log, "--format", "json")
    assert ended.code == 3
    assert json.loads(ended.out)["findings"]
    inspected = run("inspect", small_log / "exports", "--format", "json")
    assert inspected.code == 3
    verdicts = {file["path"]: file["status"] for file in json.loads(inspected.out)["files"]}
    assert verdicts == {"broken.fit": "failed", "runs.csv": "read"}


def test_a_folder_without_runs_is_explained(run: Run, tmp_path: Path) -> None:
    for command in (("check", tmp_path), ("runs", tmp_path), ("report", tmp_path, "-o", tmp_path / "week.pdf")):
        ended = run(*command)
        assert ended.code == 2
        assert len(ended.err.strip().splitlines()) == 1
        assert "no activity and no diary line" in ended.err


def test_what_is_no_log_is_told_by_what_it_is(run: Run, small_log: Path, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("bought new shoes\n")
    ended = run("check", tmp_path / "note.txt")
    assert ended.code == 2
    assert "(a text file, not a training record); name a log's folder or an export file" in ended.err
    (tmp_path / "club").mkdir()
    assert run("init", tmp_path / "club" / "kim").code == 0
    ended = run("check", tmp_path / "club")
    assert ended.code == 2
    assert "holds logs (kim): name one of them" in ended.err
    assert run("share", small_log, "-o", tmp_path / "bundle").code == 0
    ended = run("check", tmp_path / "bundle")
    assert ended.code == 2
    assert "is the bundle of an athlete: open its report.html" in ended.err


def test_tables_go_into_text_files(run: Run, small_log: Path, tmp_path: Path) -> None:
    assert run("runs", small_log, "-o", tmp_path / "runs.txt").code == 0
    assert "2026-11-20" in (tmp_path / "runs.txt").read_text()
    assert run("diary", "list", "--log", small_log, "-o", tmp_path / "diary.txt").code == 0
    assert ".txt, .json" in run("diary", "list", "--log", small_log, "-o", tmp_path / "diary.doc").err


def test_an_empty_file_and_a_wrong_suffix(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.fit").write_bytes(b"")
    (tmp_path / "really.fit").write_text("date,sport,distance_km\n2026-11-16,run,5.0\n")
    ended = run("inspect", tmp_path, "--format", "json")
    verdicts = {file["path"]: file for file in json.loads(ended.out)["files"]}
    assert verdicts["empty.fit"]["status"] in ("skipped", "failed")
    assert "empty" in verdicts["empty.fit"]["reason"]
    assert verdicts["really.fit"]["status"] == "read"


def test_an_unknown_setting_names_the_nearest_and_nothing_is_lost(run: Run, small_log: Path) -> None:
    (small_log / "runlog.toml").write_text('unit = "km"\n')
    ended = run("check", small_log)
    assert ended.code == 2
    assert "did you mean 'units'?" in ended.err
    assert (small_log / "diary.csv").read_text().startswith("date,pain_0_10,note\n")


def test_a_missing_log_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("check", tmp_path / "nobody").code == 2


def test_a_week_that_is_no_week_is_wrong_usage(run: Run, small_log: Path) -> None:
    ended = run("check", small_log, "--week", "46")
    assert ended.code == 2
    assert "write it as 2026-W46" in ended.err


def test_a_week_to_come_is_wrong_usage_and_told_which_week_it_is(run: Run, small_log: Path, tmp_path: Path) -> None:
    del small_log
    for command in (("check", tmp_path / "kim"), ("report", tmp_path / "kim", "-o", "x.md"), ("team", tmp_path)):
        ended = run(*command, "--week", "2026-W49")
        assert ended.code == 2
        assert "2026-W49 has not begun yet: today is 2026-11-23, in 2026-W48" in ended.err
    assert run("check", tmp_path / "kim", "--week", "2026-W48").code == 0


@pytest.mark.parametrize("arguments", [["check", "LOG"], ["rules"], ["runs", "LOG", "--format", "csv"]])
def test_a_reader_that_goes_away_is_no_failure(arguments: list[str], small_log: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [str(small_log) if word == "LOG" else word for word in arguments]
    with os.fdopen(write_end, "wb") as gone:
        done = subprocess.run(
            [sys.executable, "-m", "runlog", *command], stdout=gone, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_bug_is_called_one_and_keeps_its_traceback_for_debugging(
    run: Run, small_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runlog.app.analysis.run_rules", lambda _history: 1 / 0)
    ended = run("check", small_log)
    assert ended.code == 70
    assert "a bug of ours" in ended.err
    monkeypatch.setenv("RUNLOG_DEBUG", "1")
    assert "Traceback" in run("check", small_log).err


@pytest.mark.parametrize(
    "command",
    [("check", "nobody"), ("runs", "nobody"),
     ("report", "nobody", "-o", "x.pdf"), ("inspect", "nobody"),
     ("import", "nobody", "--into", "."),
     ("diary", "list", "--log", "nobody"), ("diary", "add", "1", "--log", "nobody")],
)  # fmt: skip
def test_what_is_not_there_is_told_in_one_line(
    run: Run, command: tuple[str, ...], small_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_log)
    ended = run(*command)
    assert ended.code == 2
    assert len(ended.err.strip().splitlines()) == 1
    assert "nobody" in ended.err
    assert not (small_log / "x.pdf").exists()


def test_the_console_script_gives_its_exit_code_and_writes_all_it_has_to_say(small_log: Path, tmp_path: Path) -> None:
    code = "from runlog.cli.main import run; run()"
    output = tmp_path / "check.txt"
    with output.open("w") as out:
        done = subprocess.run(
            [sys.executable, "-c", code, "check", str(small_log), "--fail-on", "note"], stdout=out, check=False
        )
    whole = subprocess.run([sys.executable, "-m", "runlog", "check", str(small_log)], capture_output=True, check=True)
    assert done.returncode in (0, 4)
    assert output.read_bytes() == whole.stdout
    missing = subprocess.run([sys.executable, "-m", "runlog", "check", "nobody"], capture_output=True, check=False)
    assert missing.returncode == 2
    assert b"nobody" in missing.stderr
