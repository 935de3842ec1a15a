"""Exports copied into a log: nothing overwritten, nothing lost, each file accounted for."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from runlog.errors import UsageError
from runlog.library import CopyResult, import_exports, init_log, open_log
from tests.support.library_files import START, TODAY, fit_run, runs_csv


@pytest.fixture
def log_root(tmp_path: Path) -> Path:
    init_log(tmp_path / "log")
    return tmp_path / "log"


def brief(results: tuple[CopyResult, ...]) -> list[tuple[str, str, str | None]]:
    return [(Path(result.source).name, result.status, result.target) for result in results]


def test_a_file_is_copied_once_and_keeps_its_time(tmp_path: Path, log_root: Path) -> None:
    source = fit_run(tmp_path / "run.fit")
    os.utime(source, (1_700_000_000, 1_700_000_000))
    assert brief(import_exports([source], log_root)) == [("run.fit", "copied", "exports/run.fit")]
    assert brief(import_exports([source], log_root)) == [("run.fit", "already there", "exports/run.fit")]
    copy = log_root / "exports" / "run.fit"
    assert copy.read_bytes() == source.read_bytes()
    assert copy.stat().st_mtime == 1_700_000_000
    assert [path.name for path in (log_root / "exports").iterdir()] == ["run.fit"]
    assert len(open_log(log_root, today=TODAY).activities) == 1


def test_a_file_whose_copy_has_its_name_size_and_time_is_not_read_again(
    tmp_path: Path, log_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = fit_run(tmp_path / "run.fit")
    import_exports([source], log_root)
    read: list[Path] = []
    monkeypatch.setattr("runlog.library.importing.content_key", read.append)
    assert brief(import_exports([source], log_root)) == [("run.fit", "already there", "exports/run.fit")]
    assert read == []
    source.rename(tmp_path / "other.fit")
    with pytest.raises(AttributeError):
        import_exports([tmp_path / "other.fit"], log_root)
    assert read == [tmp_path / "other.fit"]


def test_another_content_under_a_taken_name_gets_a_number(tmp_path: Path, log_root: Path) -> None:
    first = fit_run(tmp_path / "a" / "run.fit.gz")
    second = fit_run(tmp_path / "b" / "run.fit.gz", START + timedelta(days=1))
    third = fit_run(tmp_path / "c" / "run.fit.gz", START + timedelta(days=2))
    assert brief(import_exports([first, second, third], log_root)) == [
        ("run.fit.gz", "copied", "exports/run.fit.gz"),
        ("run.fit.gz", "copied", "exports/run-2.fit.gz"),
        ("run.fit.gz", "copied", "exports/run-3.fit.gz"),
    ]
    assert (log_root / "exports" / "run.fit.gz").read_bytes() == first.read_bytes()


def test_the_same_content_under_another_name_is_there_already(tmp_path: Path, log_root: Path) -> None:
    import_exports([fit_run(tmp_path / "run.fit")], log_root)
    (tmp_path / "copy.fit").write_bytes((tmp_path / "run.fit").read_bytes())
    assert brief(import_exports([tmp_path / "copy.fit"], log_root)) == [
        ("copy.fit", "already there", "exports/run.fit")
    ]


def test_a_folder_keeps_its_order_and_what_is_no_export_is_named(tmp_path: Path, log_root: Path) -> None:
    watch = tmp_path / "GARMIN"
    fit_run(watch / "Activity" / "A1.FIT")
    runs_csv(watch / "runs.csv", "2026-11-01,,running,5,,,,,,,")
    (watch / "film.mp4").write_bytes(b"x")
    (watch / ".hidden.fit").write_bytes(b"x")
    (watch / "diary.csv").write_text("date\n")
    results = import_exports([watch], log_root)
    assert brief(results) == [
        ("A1.FIT", "copied", "exports/GARMIN/Activity/A1.FIT"),
        ("film.mp4", "left out", None),
        ("runs.csv", "copied", "exports/GARMIN/runs.csv"),
    ]
    assert "name the file itself" in str(results[1].reason)
    assert {status for _, status, _ in brief(import_exports([watch], log_root))} == {"already there", "left out"}


def test_a_file_named_itself_is_copied_whatever_its_suffix(tmp_path: Path, log_root: Path) -> None:
    source = fit_run(tmp_path / "run.bin")
    assert brief(import_exports([source], log_root)) == [("run.bin", "copied", "exports/run.bin")]


def test_a_diary_is_never_copied_among_exports(tmp_path: Path, log_root: Path) -> None:
    (tmp_path / "diary.csv").write_text("date\n")
    assert [result.status for result in import_exports([tmp_path / "diary.csv"], log_root)] == ["left out"]


def test_one_file_that_cannot_be_read_never_stops_the_rest(tmp_path: Path, log_root: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "gone.fit").symlink_to(tmp_path / "nowhere.fit")
    fit_run(tmp_path / "src" / "run.fit")
    results = import_exports([tmp_path / "src"], log_root)
    assert [result.status for result in results] == ["failed", "copied"]
    assert "leads nowhere" in str(results[0].reason)


def test_a_copy_that_differs_gets_no_name(tmp_path: Path, log_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = fit_run(tmp_path / "run.fit")

    def cut_short(_: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:100])

    monkeypatch.setattr("runlog.library.importing.shutil.copyfile", cut_short)
    (result,) = import_exports([source], log_root)
    assert result.status == "failed"
    assert "differs from its source" in str(result.reason)
    assert list((log_root / "exports").iterdir()) == []


def test_a_missing_source_or_log_is_said_before_anything_is_copied(tmp_path: Path, log_root: Path) -> None:
    source = fit_run(tmp_path / "run.fit")
    with pytest.raises(UsageError, match="nothing was copied"):
        import_exports([source, tmp_path / "nowhere"], log_root)
    with pytest.raises(UsageError, match="runlog init"):
        import_exports([source], tmp_path / "no-log")
    assert list((log_root / "exports").iterdir()) == []


def test_importing_a_logs_own_exports_changes_nothing(log_root: Path) -> None:
    fit_run(log_root / "exports" / "run.fit")
    assert brief(import_exports([log_root / "exports"], log_root)) == [("run.fit", "already there", "exports/run.fit")]
