"""Vendors' archives in a log: every activity once, whatever was given and however often."""

import zipfile
from pathlib import Path
from typing import IO

import pytest

import runlog
from runlog.errors import ReadError
from runlog.importers import read_bytes
from runlog.library import Log, import_exports, inspect_paths, open_log
from tests.importers.bundles.builders import (
    a_year,
    garmin_files,
    garmin_summaries,
    put,
    put_folder,
    strava_files,
    zipped,
)
from tests.support.library_files import TODAY

YEAR = a_year()


def opened(root: Path) -> Log:
    (root / "runlog.toml").write_text('time_zone = "Europe/Vienna"\n')
    return open_log(root, today=TODAY)


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("as_zip", [True, False])
def test_a_strava_archive_gives_each_activity_once_with_its_words(
    tmp_path: Path, language: str, *, as_zip: bool
) -> None:
    files = strava_files(YEAR, language)
    if as_zip:
        put(tmp_path / "export_1.zip", zipped(files))
    else:
        put_folder(tmp_path / "export_1", files)
    log = opened(tmp_path)
    runs = log.activities[log.activities["kind"] == "run"]
    assert len(log.activities) == len(YEAR)
    assert sorted(runs["distance_m"].round()) == sorted(one.distance_m for one in YEAR if one.with_file)
    assert runs["avg_hr_bpm"].eq(141).all()
    assert runs["notes"].str.contains("back 2").all() == (language != "es")
    assert (log.activities["kind"] == "strength").sum() == 1
    if language in {"en", "de"}:
        assert runs["shoe"].eq("Blue").all()
        assert runs["effort_1_10"].eq(4).all()
        assert runs["ground_gravel_share"].round(2).eq(0.25).all()
        assert runs["ground_basis"].eq("vendor").all()
    reasons = [line.same_as for file in log.files for line in file.activities if line.same_as]
    assert len(reasons) == len(runs)
    assert all("names" in reason for reason in reasons)


def test_the_strava_archive_beside_the_garmin_takeout_doubles_nothing(tmp_path: Path) -> None:
    put(tmp_path / "strava.zip", zipped(strava_files(YEAR)))
    put(tmp_path / "garmin.zip", zipped(garmin_files(YEAR)))
    log = opened(tmp_path)
    assert len(log.activities) == len(YEAR)
    assert log.activities["sources"].str.count(r"\|").tolist() == [3, 3, 1, 3, 3, 3, 3, 3]
    lines = [line for file in log.files for line in file.activities]
    assert sum(line.same_as is None for line in lines) == len(YEAR)
    samples = log.samples(log.activities["id"].iloc[0])
    assert samples["hr_bpm"].eq(141).all()


def test_only_what_is_needed_of_an_archive_is_opened(tmp_path: Path) -> None:
    put(tmp_path / "strava.zip", zipped(strava_files(YEAR)))
    log = opened(tmp_path)
    names = {file.path for file in log.files}
    assert not [name for name in names if "messages" in name or "profile" in name or "media" in name]
    assert "4 files in it" in log.files[0].warnings[0]


def test_reading_again_opens_nothing_and_a_newer_archive_only_what_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "old.zip", zipped(strava_files(YEAR[:-3])))
    first, whole = opened(tmp_path), zipped(strava_files(YEAR))
    opens: list[str] = []
    real = zipfile.ZipFile.open

    def counted(self: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
        opens.append(info.filename)
        return real(self, info)

    monkeypatch.setattr(zipfile.ZipFile, "open", counted)
    again = opened(tmp_path)
    assert not opens
    assert again.activities.equals(first.activities)
    put(tmp_path / "old.zip", whole)
    put(tmp_path / "renamed.zip", whole)
    newer = opened(tmp_path)
    assert len(newer.activities) == len(YEAR)
    assert len(opens) == 3  # the table and the two new runs; the copy under another name costs nothing


def test_importing_an_archive_twice_adds_nothing(tmp_path: Path) -> None:
    log, export = tmp_path / "log", put(tmp_path / "export.zip", zipped(garmin_files(YEAR)))
    log.mkdir()
    assert [one.status for one in import_exports([export], log)] == ["copied"]
    before = len(opened(log).activities)
    assert [one.status for one in import_exports([export], log)] == ["already there"]
    assert (before, len(opened(log).activities)) == (len(YEAR), len(YEAR))


def test_a_takeout_gives_shoes_local_time_and_no_multisport_parent(tmp_path: Path) -> None:
    fitness = {name: data for name, data in garmin_files(YEAR).items() if not name.endswith(".zip")}
    put(tmp_path / "garmin.zip", zipped(fitness))
    log = opened(tmp_path)
    assert len(log.activities) == len(YEAR)
    row = log.activities.iloc[0]
    assert (row["shoe"], row["distance_m"], row["duration_s"], row["ascent_m"]) == ("Blue", 8000, 2880, 61.5)
    assert (row["utc_offset_min"], row["offset_basis"]) == (60, "file")
    assert "told by their parts" in log.files[1].warnings[0]


def test_a_takeout_in_metres_is_noticed_and_put_right() -> None:
    reading = read_bytes(garmin_summaries(YEAR, per_metre=1), name="u_0_summarizedActivities.json")
    assert reading.recordings[0].activity.distance_m == pytest.approx(8000)
    assert "metres, not centimetres: corrected" in reading.warnings[-1]


def test_inspect_lists_the_files_of_an_archive_and_why_they_are_one(tmp_path: Path) -> None:
    path = put(tmp_path / "strava.zip", zipped(strava_files(YEAR)))
    verdicts = inspect_paths([path])
    assert [one.path for one in verdicts][:2] == ["strava.zip", "strava.zip!activities.csv"]
    assert sum(line.same_as is None for one in verdicts for line in one.activities) == len(YEAR)


def test_a_notebook_reads_an_archive_in_one_call(tmp_path: Path) -> None:
    recordings = runlog.read(put(tmp_path / "strava.zip", zipped(strava_files(YEAR))))
    assert len(recordings) == len(YEAR)
    assert {recording.activity.shoe for recording in recordings if len(recording.samples)} == {"Blue"}
    with pytest.raises(ReadError, match="no file in it"):
        runlog.read(put(tmp_path / "empty.zip", zipped({"a.txt": b"x"})))
