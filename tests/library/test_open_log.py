"""A log opened from files as runners leave them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from runlog.errors import DiaryError, SettingsError, UsageError
from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import DIARY
from runlog.library import Readers, default_readers, init_log, open_log
from runlog.messages import Speech
from tests.support.library_files import START, TODAY, fit_run, gpx_run, runs_csv


def said(log_notices: object) -> str:
    assert isinstance(log_notices, tuple)
    return "\n".join(Speech().say(notice) for notice in log_notices)


def test_nested_files_of_any_layout_are_found_and_own_files_are_not(tmp_path: Path) -> None:
    init_log(tmp_path / "anna")
    fit_run(tmp_path / "anna" / "exports" / "2026" / "a.FIT")
    fit_run(tmp_path / "anna" / "b.fit.gz", START + timedelta(days=1))
    runs_csv(tmp_path / "anna" / "exports" / "deep" / "er" / "runs.csv", "2026-11-20,,running,7.5,45:00,,,,,,")
    for hidden in (".DS_Store", ".git/x.fit", "__pycache__/x.fit", "__MACOSX/x.fit", "exports/._a.FIT"):
        (tmp_path / "anna" / hidden).parent.mkdir(exist_ok=True)
        (tmp_path / "anna" / hidden).write_bytes(b"x")
    (tmp_path / "anna" / "check.json").write_text('{"format_version": 1, "findings": []}')
    log = open_log(tmp_path / "anna", today=TODAY)
    assert [file.path for file in log.files] == [
        "b.fit.gz", "check.json", "exports/2026/a.FIT", "exports/deep/er/runs.csv",
    ]  # fmt: skip
    assert [file.status for file in log.files] == ["read", "skipped", "read", "read"]
    assert list(log.activities["distance_m"]) == [5000, 5000, 7500]
    assert list(log.activities.dtypes.astype(str)) == [
        {"str": "str"}.get(column.dtype, column.dtype) for column in ACTIVITIES.columns
    ]
    assert log.notices == ()


def test_a_bare_file_is_a_log_with_default_settings_and_no_diary(tmp_path: Path) -> None:
    log = open_log(fit_run(tmp_path / "one.fit"), today=TODAY)
    assert len(log.activities) == 1
    assert log.diary.empty
    assert list(log.diary.columns) == list(DIARY.names)
    assert log.settings.units == "km"
    assert len(log.samples(log.activities["id"].iloc[0])) == 151


def test_a_bare_folder_is_a_log(tmp_path: Path) -> None:
    gpx_run(tmp_path / "phone" / "run.gpx")
    log = open_log(tmp_path / "phone", today=TODAY)
    assert log.activities["offset_basis"].tolist() == ["position"]
    assert log.activities["utc_offset_min"].tolist() == [60]


def test_nothing_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder; name a log"):
        open_log(tmp_path / "nowhere", today=TODAY)


def test_a_folder_without_runs_opens_empty(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("shopping")
    log = open_log(tmp_path, today=TODAY)
    assert log.activities.empty
    assert [(file.path, file.status) for file in log.files] == [("notes.txt", "skipped")]
    assert log.files[0].reason


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    fit_run(tmp_path / "good.fit")
    (tmp_path / "empty.fit").write_bytes(b"")
    (tmp_path / "broken.gpx").write_text("<gpx><trk>")
    (tmp_path / "folder.fit").mkdir()
    (tmp_path / "gone.tcx").symlink_to(tmp_path / "nowhere.tcx")
    log = open_log(tmp_path, today=TODAY)
    verdicts = {file.path: file for file in log.files}
    assert len(log.activities) == 1
    assert verdicts["good.fit"].status == "read"
    assert verdicts["gone.tcx"].status == "failed"
    assert "leads nowhere" in str(verdicts["gone.tcx"].reason)
    assert all(verdicts[name].status == "failed" and verdicts[name].reason for name in ("empty.fit", "broken.gpx"))
    assert "3 files could not be read" in said(log.notices).replace("\u00a0", " ")


def test_a_file_with_a_wrong_suffix_is_read_by_its_content(tmp_path: Path) -> None:
    fit_run(tmp_path / "really-a-fit.gpx")
    log = open_log(tmp_path, today=TODAY)
    assert log.files[0].status == "read"
    assert log.files[0].format == "FIT"


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    fit_run(tmp_path / "a" / "run.fit")
    (tmp_path / "a" / "loop").symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    log = open_log(tmp_path, today=TODAY)
    assert [file.path for file in log.files] == ["a/run.fit"]


def test_a_folder_below_that_is_a_log_of_its_own_is_not_mixed_in(tmp_path: Path) -> None:
    fit_run(tmp_path / "mine.fit")
    init_log(tmp_path / "ben")
    fit_run(tmp_path / "ben" / "exports" / "his.fit", START + timedelta(days=1))
    log = open_log(tmp_path, today=TODAY)
    assert [file.path for file in log.files] == ["mine.fit"]
    assert "ben" in said(log.notices)


def test_the_same_bytes_twice_count_once_and_the_second_is_a_duplicate(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit")
    (tmp_path / "b.fit").write_bytes((tmp_path / "a.fit").read_bytes())
    log = open_log(tmp_path, today=TODAY)
    assert len(log.activities) == 1
    assert [(file.status, file.reason) for file in log.files] == [
        ("read", None),
        ("duplicate", "holds the same bytes as a.fit"),
    ]


def test_activities_dated_after_today_are_left_out_and_named(tmp_path: Path) -> None:
    runs_csv(tmp_path / "runs.csv", "2026-11-20,,running,5,,,,,,,", "2062-11-20,,running,5,,,,,,,")
    log = open_log(tmp_path, today=TODAY)
    assert len(log.activities) == 1
    assert "dated after today" in said(log.notices)


def test_an_activity_of_a_clock_that_was_never_set_is_left_out_and_named(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit")
    gpx_run(tmp_path / "unset.gpx", datetime(1950, 1, 1, tzinfo=UTC))
    log = open_log(tmp_path, today=TODAY)
    assert log.activities["sources"].tolist() == ["a.fit"]
    assert "before 1970 (unset.gpx)" in said(log.notices)


def test_a_value_that_cannot_be_is_missing_and_named(tmp_path: Path) -> None:
    fit_run(tmp_path / "one.fit")
    real = default_readers()
    wild = Readers(real.read_file, lambda r: replace(real.summarise(r), max_hr_bpm=999.0, ascent_m=0.0), real.edition)
    log = open_log(tmp_path, today=TODAY, readers=wild)
    assert log.activities["max_hr_bpm"].isna().all()
    assert log.activities["ascent_m"].tolist() == [0]
    assert said(log.notices) == "one.fit: max_hr_bpm of 999 on 18 November cannot be, so it counts as not recorded."


def test_ids_stay_when_the_hand_kept_log_grows(tmp_path: Path) -> None:
    lines = ["2026-11-18,07:00,running,5,30:00,,,,,,", "2026-11-19,07:00,running,6,36:00,,,,,,"]
    runs_csv(tmp_path / "runs.csv", *lines)
    before = open_log(tmp_path, today=TODAY).activities["id"].tolist()
    runs_csv(tmp_path / "runs.csv", "2026-11-17,07:00,running,4,24:00,,,,,,", *lines)
    after = open_log(tmp_path, today=TODAY).activities["id"].tolist()
    assert before == after[1:]
    assert len(set(after)) == 3


def test_two_equal_lines_of_a_table_have_unlike_ids(tmp_path: Path) -> None:
    line = "2026-11-18,,strength,,30:00,,,,,,"
    log = open_log(runs_csv(tmp_path / "runs.csv", line, line), today=TODAY)
    assert log.activities["id"].is_unique
    assert len(log.activities) == 2


def test_settings_with_an_unknown_key_name_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "runlog.toml").write_text('unit = "km"\n')
    with pytest.raises(SettingsError, match="unknown key 'unit'; did you mean 'units'"):
        open_log(tmp_path, today=TODAY)


def test_a_diary_without_a_date_column_stops_rather_than_hiding_pain(tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text("pain_0_10,note\n3,x\n")
    with pytest.raises(DiaryError, match="no column is called `date`"):
        open_log(tmp_path, today=TODAY)


def test_samples_of_an_unknown_id_name_the_nearest(tmp_path: Path) -> None:
    log = open_log(fit_run(tmp_path / "one.fit"), today=TODAY)
    known = log.activities["id"].iloc[0]
    with pytest.raises(KeyError, match=known):
        log.samples(known[:-1])


def test_usual_ground_of_the_settings_reaches_the_frame_and_is_not_baked_into_the_cache(tmp_path: Path) -> None:
    fit_run(tmp_path / "one.fit")
    before = open_log(tmp_path, today=TODAY).activities
    (tmp_path / "runlog.toml").write_text('usual_ground = "asphalt"\n')
    after = open_log(tmp_path, today=TODAY).activities
    assert before["ground_asphalt_share"].isna().all()
    assert after["ground_asphalt_share"].tolist() == [1.0]
    assert after["ground_basis"].tolist() == ["settings"]


def test_the_order_is_that_of_local_time(tmp_path: Path) -> None:
    runs_csv(tmp_path / "runs.csv", "2026-11-20,,running,5,,,,,,,", "2026-11-02,18:00,walking,3,40:00,,,,,,")
    log = open_log(tmp_path, today=TODAY)
    assert log.activities["start_local"].is_monotonic_increasing
    assert log.activities["kind"].tolist() == ["walk", "run"]
    assert log.activities["start_local"].iloc[1] == pd.Timestamp(2026, 11, 20, 12)


def test_a_day_without_time_is_on_its_day_in_every_zone(tmp_path: Path) -> None:
    runs_csv(tmp_path / "runs.csv", "2026-11-20,,running,5,,,,,,,")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Vienna"):
        (tmp_path / "runlog.toml").write_text(f'time_zone = "{zone}"\n')
        log = open_log(tmp_path, today=TODAY)
        assert log.activities["start_local"].dt.date.tolist() == [date(2026, 11, 20)]
        assert log.activities["date_only"].tolist() == [True]
