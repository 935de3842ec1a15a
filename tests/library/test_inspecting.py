"""Files inspected: a verdict each, and nothing kept."""

import os
from pathlib import Path

import pytest

from runlog.errors import ReadError
from runlog.library import inspect_paths
from runlog.library.decoding import Readers
from runlog.model import FileReading, Kind
from tests.support.library_files import START, CountingReaders, fit_run, gpx_run, runs_csv


def test_each_file_has_a_verdict_relative_to_its_source_and_nothing_is_kept(tmp_path: Path) -> None:
    fit_run(tmp_path / "src" / "x" / "a.fit")
    (tmp_path / "src" / "b.fit").write_bytes((tmp_path / "src" / "x" / "a.fit").read_bytes())
    (tmp_path / "src" / "empty.gpx").write_bytes(b"")
    (tmp_path / "src" / "notes.txt").write_text("x")
    one = gpx_run(tmp_path / "one.gpx")
    verdicts = inspect_paths([tmp_path / "src", one])
    assert [(verdict.path, verdict.status) for verdict in verdicts] == [
        ("b.fit", "read"),
        ("empty.gpx", "failed"),
        ("notes.txt", "skipped"),
        ("x/a.fit", "duplicate"),
        ("one.gpx", "read"),
    ]
    assert all(verdict.reason for verdict in verdicts if verdict.status != "read")
    assert os.listdir(os.environ["RUNLOG_CACHE"]) == []  # noqa: PTH208 (names are what is asked)


def test_the_activities_of_a_file_are_listed_with_their_samples(tmp_path: Path) -> None:
    (verdict,) = inspect_paths([fit_run(tmp_path / "a.fit")])
    (line,) = verdict.activities
    assert (line.start_utc, line.sport, line.kind, line.distance_m, line.duration_s, line.samples) == (
        START, "running", Kind.RUN, 5000, 1500, 151,
    )  # fmt: skip
    assert line.id.startswith("20261118T061500Z-running-")


def test_the_same_activity_in_two_files_is_told_with_its_reason(tmp_path: Path) -> None:
    fit_run(tmp_path / "watch.fit")
    runs_csv(tmp_path / "runs.csv", "2026-11-18,,running,5.0,25:00,,,,,,")
    told = {verdict.path: verdict.activities[0].same_as for verdict in inspect_paths([tmp_path])}
    assert told["watch.fit"] is None
    assert str(told["runs.csv"]).startswith("watch.fit: same day")


def test_a_source_given_twice_is_read_once(tmp_path: Path) -> None:
    path = fit_run(tmp_path / "a.fit")
    assert [verdict.path for verdict in inspect_paths([tmp_path, path, tmp_path])] == ["a.fit"]


def test_equal_paths_below_two_sources_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    fit_run(Path("one") / "a.fit")
    gpx_run(Path("two") / "a.fit")
    assert [verdict.path for verdict in inspect_paths([Path("one"), Path("two")])] == ["one/a.fit", "two/a.fit"]


def test_settings_and_diary_named_themselves_are_skipped_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text("date\n")
    (verdict,) = inspect_paths([tmp_path / "diary.csv"])
    assert verdict.status == "skipped"
    assert "runlog check" in str(verdict.reason)


def test_a_source_that_is_not_there_fails_by_itself(tmp_path: Path) -> None:
    verdicts = inspect_paths([tmp_path / "nowhere.fit", fit_run(tmp_path / "a.fit")])
    assert [verdict.status for verdict in verdicts] == ["failed", "read"]
    assert "No such file" in str(verdicts[0].reason)


@pytest.mark.parametrize("trouble", [ReadError("no"), ValueError("no"), OSError(5, "Input/output error")])
def test_a_reader_that_raises_fails_its_file_and_no_other(tmp_path: Path, trouble: Exception) -> None:
    counting = CountingReaders()

    def read(path: Path, *, name: str | None = None) -> FileReading:
        if path.name == "a.fit":
            raise trouble
        return counting.readers.read_file(path, name=name)

    fit_run(tmp_path / "a.fit")
    gpx_run(tmp_path / "b.gpx")
    readers = Readers(read, counting.readers.summarise, counting.readers.edition)
    verdicts = inspect_paths([tmp_path], readers=readers)
    assert [verdict.status for verdict in verdicts] == ["failed", "read"]
    assert verdicts[0].reason


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes on this system")
    os.mkfifo(tmp_path / "pipe.fit")
    (verdict,) = inspect_paths([tmp_path])
    assert (verdict.status, verdict.reason) == ("failed", "neither a file nor a folder, so there is nothing to read")
