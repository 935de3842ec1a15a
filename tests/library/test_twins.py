"""One activity from several files is one row; a second session never is."""

from datetime import timedelta
from pathlib import Path

import pytest

from runlog.library import Log, open_log
from tests.support.library_files import START, TODAY, fit_run, gpx_run, runs_csv


def opened(root: Path) -> Log:
    (root / "runlog.toml").write_text('time_zone = "Europe/Vienna"\n')
    return open_log(root, today=TODAY)


def test_the_watch_and_the_table_become_one_row_with_the_best_of_each(tmp_path: Path) -> None:
    fit_run(tmp_path / "watch.fit")
    runs_csv(tmp_path / "runs.csv", "2026-11-18,07:15,running,5.0,25:00,By the river,back 2,Blue,,12,4")
    log = opened(tmp_path)
    assert len(log.activities) == 1
    row = log.activities.iloc[0]
    assert (row["title"], row["notes"], row["shoe"], row["effort_1_10"], row["warm_up_min"]) == (
        "By the river", "back 2", "Blue", 4, 12,
    )  # fmt: skip
    assert row["avg_hr_bpm"] == 140
    assert row["offset_basis"] == "file"
    assert row["sources"] == "watch.fit | runs.csv"
    ids = {file.path: file.activities[0] for file in log.files}
    assert row["id"] == ids["watch.fit"].id
    assert ids["runs.csv"].same_as == "watch.fit: starts 0 s apart"
    assert ids["watch.fit"].same_as is None
    assert len(log.samples(ids["runs.csv"].id)) == 151


def test_a_device_that_was_started_late_is_the_same_run_by_overlap(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit", distance_m=5000)
    fit_run(tmp_path / "b.fit", START + timedelta(minutes=3), distance_m=4700, duration_s=1320)
    assert len(opened(tmp_path).activities) == 1


@pytest.mark.parametrize(
    ("minutes", "distance_m", "sport", "rows"),
    [
        (0, 5400, "running", 1),  # 8 % further: the other device's distance
        (0, 5600, "running", 2),  # 11 % further
        (0, 5000, "cycling", 2),  # another kind
        (13, 5000, "running", 2),  # overlaps for less than half
        (12, 5000, "running", 1),  # overlaps for just over half
        (26, 5000, "running", 2),  # after the first has ended
    ],
)
def test_time_kind_and_distance_decide(tmp_path: Path, minutes: int, distance_m: float, sport: str, rows: int) -> None:
    fit_run(tmp_path / "a.fit")
    fit_run(tmp_path / "b.fit", START + timedelta(minutes=minutes), distance_m=distance_m, sport=sport)
    assert len(opened(tmp_path).activities) == rows


def test_a_second_session_of_the_day_is_never_swallowed(tmp_path: Path) -> None:
    fit_run(tmp_path / "morning.fit")
    fit_run(tmp_path / "evening.fit", START + timedelta(hours=11))
    runs_csv(
        tmp_path / "runs.csv",
        "2026-11-18,,running,5.0,25:00,one,,,,,",
        "2026-11-18,,running,5.0,25:00,two,,,,,",
        "2026-11-18,,running,5.0,25:00,three,,,,,",
    )
    log = opened(tmp_path)
    assert len(log.activities) == 3
    assert sorted(log.activities["title"]) == ["one", "three", "two"]


def test_two_hand_kept_lines_without_time_are_two_sessions(tmp_path: Path) -> None:
    runs_csv(tmp_path / "a" / "runs.csv", "2026-11-18,,running,5.0,25:00,,,,,,")
    runs_csv(tmp_path / "b" / "runs.csv", "2026-11-18,,running,5.0,25:00,evening,,,,,")
    assert len(opened(tmp_path).activities) == 2


@pytest.mark.parametrize(("km", "rows"), [("5.1", 1), ("5.11", 2)])
def test_a_line_without_time_is_the_recorded_run_of_that_day_within_2_percent(
    tmp_path: Path, km: str, rows: int
) -> None:
    fit_run(tmp_path / "watch.fit")
    runs_csv(tmp_path / "runs.csv", f"2026-11-18,,running,{km},,mine,,,,,")
    log = opened(tmp_path)
    assert len(log.activities) == rows
    assert not log.activities["date_only"].all()
    assert "mine" in log.activities["title"].tolist()


def test_the_lines_of_one_file_are_never_one_another(tmp_path: Path) -> None:
    line = "2026-11-18,07:15,running,5.0,25:00,,,,,,"
    runs_csv(tmp_path / "runs.csv", line, line)
    assert len(opened(tmp_path).activities) == 2


def test_a_table_with_local_times_meets_the_watch_whatever_zone_was_assumed(tmp_path: Path) -> None:
    gpx_run(tmp_path / "phone.gpx", lat=47.2, lon=9.5)
    runs_csv(tmp_path / "runs.csv", "2026-11-18,07:15,running,4.97,24:50,titled,,,,,")
    (tmp_path / "runlog.toml").write_text('time_zone = "America/New_York"\n')
    log = open_log(tmp_path, today=TODAY)
    assert log.activities["title"].tolist() == ["titled"]
    assert log.activities["utc_offset_min"].tolist() == [60]


def test_equal_copies_a_whole_zone_apart_are_reported_and_both_kept(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit")
    fit_run(tmp_path / "b.fit", START + timedelta(hours=1))
    log = opened(tmp_path)
    assert len(log.activities) == 2
    assert [notice.id for notice in log.notices] == ["notice.shifted_copy"]


def test_joining_does_not_depend_on_names_of_files(tmp_path: Path) -> None:
    for names in (("a", "b", "c"), ("c", "a", "b")):
        root = tmp_path / "".join(names)
        fit_run(root / f"{names[0]}.fit")
        fit_run(root / f"{names[1]}.fit", START + timedelta(seconds=40), distance_m=5040)
        runs_csv(root / f"{names[2]}.csv", "2026-11-18,07:16,running,5.0,25:00,x,,,,,")
        assert len(opened(root).activities) == 1


TABLE = "date,sport,distance_km,duration,title\n2026-11-16,run,5,0:30:00,\n2026-11-16,run,5,0:30:00,\n"


def kept_table(log: Path, **tables: str) -> Path:
    (log / "exports").mkdir(parents=True)
    for name, text in tables.items():
        (log / "exports" / f"{name}.csv").write_text(text)
    return log


def test_a_later_version_of_a_hand_kept_table_doubles_nothing(tmp_path: Path) -> None:
    later = TABLE + "2026-11-18,run,8,0:48:00,easy\n"
    log = open_log(kept_table(tmp_path / "kim", old=TABLE, newer=later), today=TODAY)
    assert log.activities["distance_m"].tolist() == [5000, 5000, 8000]
    reasons = {line.same_as for file in log.files for line in file.activities if line.same_as}
    assert any("the same line stands in exports/newer.csv" in reason for reason in reasons)


@pytest.mark.parametrize("other", ["5.1,0:30:00,", "5,0:31:00,", "5,0:30:00,evening"])
def test_a_line_that_differs_in_anything_is_a_session_of_its_own(tmp_path: Path, other: str) -> None:
    head = "date,sport,distance_km,duration,title\n"
    tables = {"old": f"{head}2026-11-16,run,5,0:30:00,\n", "newer": f"{head}2026-11-16,run,{other}\n"}
    log = open_log(kept_table(tmp_path / "kim", **tables), today=TODAY)
    assert len(log.activities) == 2
