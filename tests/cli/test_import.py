"""`runlog init` and `runlog import`: a log begun, exports copied in, nothing overwritten."""

import os
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Run


def test_a_new_log_can_be_checked_once_it_holds_a_run(run: Run, tmp_path: Path) -> None:
    log = tmp_path / "kim"
    assert run("init", log).code == 0
    assert run("check", log).code == 2
    ended = run("import", SAMPLE / "exports" / "watch" / "2026-11-12-1340.fit.gz", "--into", log)
    assert ended.code == 0
    assert "copied" in ended.out
    assert "2026-11-12 running 21." in ended.out
    assert run("check", log).code == 0


def test_init_overwrites_nothing(run: Run, small_log: Path) -> None:
    kept = (small_log / "diary.csv").read_bytes()
    ended = run("init", small_log)
    assert ended.code == 2
    assert "log already" in ended.err
    assert (small_log / "diary.csv").read_bytes() == kept


def test_importing_again_adds_nothing(run: Run, small_log: Path) -> None:
    source = SAMPLE / "exports" / "watch" / "2026-11-12-1340.fit.gz"
    run("import", source, "--into", small_log)
    files = sorted(small_log.rglob("*"))
    ended = run("import", source, "--into", small_log)
    assert "already there" in ended.out
    assert sorted(small_log.rglob("*")) == files


def test_of_an_archive_it_is_told_how_much_is_in_it(run: Run, small_log: Path, tmp_path: Path) -> None:
    archive, watch = tmp_path / "export.zip", SAMPLE / "exports" / "watch"
    with zipfile.ZipFile(archive, "w") as made:
        for name in ("2026-11-12-1340.fit.gz", "2026-09-13-0830.fit.gz"):
            made.write(watch / name, name)
        made.writestr("bad.fit", b"nothing of the kind")
    for ended in (run("inspect", archive), run("import", archive, "--into", small_log)):
        assert ended.code == 3
        told = ended.out.replace("\N{NO-BREAK SPACE}", " ")
        assert "ZIP: 2 activities in it" in told
        assert "bad.fit" in told
        assert "1 failed, 3 read; 2 activities" in told


def test_a_failed_file_is_told_and_the_others_are_imported(run: Run, small_log: Path, tmp_path: Path) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    whole = (SAMPLE / "exports" / "watch" / "2026-11-12-1340.fit.gz").read_bytes()
    (folder / "good.fit.gz").write_bytes(whole)
    (folder / "bad.fit").write_bytes(b"nothing of the kind")
    ended = run("import", folder, "--into", small_log)
    assert ended.code == 3
    assert "failed" in ended.out
    assert "2026-11-12 running" in ended.out
    assert (small_log / "exports" / "download" / "good.fit.gz").read_bytes() == whole


def test_a_folder_that_is_no_log_is_not_turned_into_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "run.csv").write_text("date,sport,distance_km\n2026-11-21,run,4\n")
    empty = tmp_path / "empty"
    empty.mkdir()
    ended = run("import", tmp_path / "run.csv", "--into", empty)
    assert ended.code == 2
    assert "--into FOLDER" in ended.err
    assert "runlog init" in ended.err
    assert list(empty.iterdir()) == []


def test_a_pain_apps_table_goes_into_the_diary_and_makes_the_questions_due(
    run: Run, small_log: Path, tmp_path: Path
) -> None:
    table = tmp_path / "pain.csv"
    table.write_text("date,category,value,note\n2026-11-20,back pain,7,\n2026-11-20,mood,2,\n")
    ended = run("import", table, "--into", small_log)
    assert ended.code == 0
    assert "1 entry added" in ended.out
    assert "mood (1)" in ended.out
    assert "6\u00a0questions are due" in ended.err
    assert (small_log / "diary.csv").read_text().endswith("2026-11-20,7,\n")
    assert "there already" in run("import", table, "--into", small_log).out


def test_inspecting_a_pain_apps_table_is_no_failure(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "pain.csv"
    table.write_text("date,category,value,note\n2026-11-20,back pain,7,\n")
    ended = run("inspect", table)
    assert ended.code == 0
    assert "1 diary entry" in ended.out


@pytest.mark.skipif(sys.platform != "linux", reason="such names cannot be made elsewhere")
@pytest.mark.parametrize("name", [b"Cut short!.fit", b"=cmd.fit", b"caf\xe9!.fit", b"-x!y!.gpx"])
def test_a_bad_file_of_any_name_has_its_verdict_and_fails_the_import(
    run: Run, small_log: Path, tmp_path: Path, name: bytes
) -> None:
    (tmp_path / "source").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "source") + b"/" + name)).write_bytes(b"\x0e\x10no!")
    for _ in range(2):
        # (the second time it is there already, and as bad as before)
        ended = run("import", tmp_path / "source", "--into", small_log)
        assert ended.code == 3
        assert "failed" in ended.out
        assert "what its name promises" in " ".join(ended.out.split())
