"""Instant and local time: the file's offset, else the position's, else the settings' zone, else the machine's."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from runlog.frame.samples import no_samples, samples_from_arrays
from runlog.library import open_log
from runlog.library.zones import complete, with_offset_of_position
from runlog.model import Activity
from tests.support.library_files import TODAY, CountingReaders, fit_run, gpx_run, runs_csv


def wall(*parts: int) -> datetime:
    """A time on the wall, without a zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]  # (the parts are ints)


@pytest.mark.parametrize(
    ("utc", "offset_min"),
    [
        (datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC), 60),
        (datetime(2026, 3, 29, 1, 0, 0, tzinfo=UTC), 120),
        (datetime(2026, 10, 25, 0, 59, 59, tzinfo=UTC), 120),
        (datetime(2026, 10, 25, 1, 0, 0, tzinfo=UTC), 60),
    ],
)
def test_summer_time_changes_at_its_instant(utc: datetime, offset_min: int) -> None:
    done = complete(Activity(sport="running", start_utc=utc), "Europe/Vienna")
    assert done is not None
    assert done.utc_offset_min == offset_min
    assert done.start_local == (utc + timedelta(minutes=offset_min)).replace(tzinfo=None)
    assert done.offset_basis == "settings"


def test_a_local_time_gets_its_instant_from_the_zone() -> None:
    winter = complete(Activity(sport="running", start_local=wall(2026, 1, 5, 7)), "Europe/Vienna")
    summer = complete(Activity(sport="running", start_local=wall(2026, 7, 5, 7)), "Europe/Vienna")
    assert winter is not None
    assert summer is not None
    assert winter.start_utc == datetime(2026, 1, 5, 6, 0, tzinfo=UTC)
    assert summer.start_utc == datetime(2026, 7, 5, 5, 0, tzinfo=UTC)


def test_the_files_own_offset_wins_over_position_and_settings() -> None:
    activity = Activity(sport="running", start_utc=datetime(2026, 1, 5, 6, 0, tzinfo=UTC), utc_offset_min=330)
    here = samples_from_arrays({"lat_deg": np.array([47.2]), "lon_deg": np.array([9.5])}, 1)
    done = complete(with_offset_of_position(activity, here), "Europe/Vienna")
    assert done is not None
    assert (done.utc_offset_min, done.offset_basis) == (330, "file")
    assert done.start_local == wall(2026, 1, 5, 11, 30)


def test_an_offset_that_no_place_has_is_not_believed() -> None:
    activity = Activity(sport="running", start_utc=datetime(2026, 1, 5, 6, 0, tzinfo=UTC), utc_offset_min=5000)
    done = complete(activity, "Europe/Vienna")
    assert done is not None
    assert (done.utc_offset_min, done.offset_basis) == (60, "settings")


def test_an_activity_without_a_start_is_not_completed() -> None:
    assert complete(Activity(sport="running"), None) is None
    assert with_offset_of_position(Activity(sport="running"), no_samples()) == Activity(sport="running")


def test_changed_settings_move_local_times_without_decoding(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit", offset_min=None)
    (tmp_path / "runlog.toml").write_text('time_zone = "Europe/Vienna"\n')
    vienna = open_log(tmp_path, today=TODAY)
    (tmp_path / "runlog.toml").write_text('time_zone = "America/New_York"\n')
    counting = CountingReaders()
    york = open_log(tmp_path, today=TODAY, readers=counting.readers)
    assert counting.names == []
    assert vienna.activities["start_local"].tolist() == [wall(2026, 11, 18, 7, 15)]
    assert york.activities["start_local"].tolist() == [wall(2026, 11, 18, 1, 15)]
    assert vienna.activities["id"].tolist() == york.activities["id"].tolist()


def test_the_position_wins_over_the_settings(tmp_path: Path) -> None:
    gpx_run(tmp_path / "tokyo.gpx", lat=35.6, lon=139.7)
    (tmp_path / "runlog.toml").write_text('time_zone = "Europe/Vienna"\n')
    log = open_log(tmp_path, today=TODAY)
    assert log.activities["utc_offset_min"].tolist() == [540]
    assert log.activities["offset_basis"].tolist() == ["position"]


def test_without_any_other_zone_the_machines_is_taken_and_said(tmp_path: Path) -> None:
    fit_run(tmp_path / "a.fit", offset_min=None)
    runs_csv(tmp_path / "runs.csv", "2026-11-10,07:00,running,5,25:00,,,,,,")
    log = open_log(tmp_path, today=TODAY)
    assert log.activities["offset_basis"].tolist() == ["machine", "machine"]
    zone = [notice for notice in log.notices if notice.id == "notice.zone_from_machine"]
    assert [notice.params["count"] for notice in zone] == [1]
