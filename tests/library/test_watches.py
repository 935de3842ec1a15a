"""A watch on the USB cable is found by what lies on it, on every system."""

import os
from pathlib import Path

import pytest

from runlog.library import find_watches, import_exports, init_log, open_log
from runlog.library.watches import mounts
from tests.support.library_files import TODAY, fit_run


@pytest.mark.parametrize(
    ("platform", "mount"),
    [
        ("linux", "media/GARMIN"),
        ("linux", "media/anna/GARMIN"),
        ("linux", "run/media/anna/GARMIN"),
        ("linux", "mnt/watch"),
        ("darwin", "Volumes/GARMIN"),
    ],
)
@pytest.mark.parametrize("folders", ["GARMIN/Activity", "Garmin/ACTIVITY", "garmin/activities"])
def test_a_garmin_drive_is_found_whatever_the_case(tmp_path: Path, platform: str, mount: str, folders: str) -> None:
    (tmp_path / mount / folders).mkdir(parents=True)
    assert find_watches(mounts(platform, tmp_path)) == (tmp_path / mount / folders,)


@pytest.mark.parametrize(
    ("device", "folders"),
    [
        ("mtp:host=Garmin_Forerunner_955_0000", "Internal Storage/GARMIN/Activity"),
        ("mtp:host=Wahoo_Fitness_ELEMNT_BOLT_0000", "USB storage/exports"),
    ],
)
def test_devices_that_linux_reaches_by_mtp_are_found(tmp_path: Path, device: str, folders: str) -> None:
    below = tmp_path / "run/user/1000/gvfs" / device / folders
    below.mkdir(parents=True)
    assert find_watches(mounts("linux", tmp_path)) == (below,)


def test_other_drives_are_no_watches(tmp_path: Path) -> None:
    (tmp_path / "media/anna/STICK/exports").mkdir(parents=True)
    (tmp_path / "media/anna/STICK/Activity").mkdir()
    (tmp_path / "media/anna/STICK/GARMIN").write_text("a file of that name")
    assert find_watches(mounts("linux", tmp_path)) == ()
    assert find_watches([tmp_path / "nowhere"]) == ()


def test_a_watch_under_two_names_is_one(tmp_path: Path) -> None:
    (tmp_path / "media/GARMIN/GARMIN/Activity").mkdir(parents=True)
    (tmp_path / "mnt").mkdir()
    (tmp_path / "mnt/watch").symlink_to(tmp_path / "media/GARMIN", target_is_directory=True)
    assert len(find_watches(mounts("linux", tmp_path))) == 1


def test_a_drive_that_cannot_be_looked_into_is_passed_over(tmp_path: Path) -> None:
    locked = tmp_path / "media/locked"
    locked.mkdir(parents=True)
    (tmp_path / "media/open/GARMIN/Activity").mkdir(parents=True)
    locked.chmod(0)
    try:
        assert len(find_watches(mounts("linux", tmp_path))) == 1
    finally:
        locked.chmod(0o700)


def test_two_watches_are_both_imported_and_the_next_week_only_what_is_new(tmp_path: Path) -> None:
    init_log(tmp_path / "log")
    for number, name in enumerate(("one", "two")):
        fit_run(tmp_path / "media" / name / "GARMIN" / "Activity" / "A1.fit", distance_m=5000 + 2000 * number)
    watches = find_watches(mounts("linux", tmp_path))
    assert [result.status for result in import_exports(watches, tmp_path / "log")] == ["copied", "copied"]
    assert len(open_log(tmp_path / "log", today=TODAY).activities) == 2
    fit_run(watches[0] / "A2.fit", distance_m=9000)
    results = import_exports(watches, tmp_path / "log")
    assert sorted(result.status for result in results) == ["already there", "already there", "copied"]
    told: list[str] = []
    open_log(tmp_path / "log", today=TODAY, progress=lambda _done, _total, name: told.append(name))
    assert [os.path.basename(name) for name in told] == ["A2.fit", ""]  # noqa: PTH119 (a name in the log, no path)
