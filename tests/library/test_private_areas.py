"""What a log's private pages hide is drawn once, kept with the log, and never quietly drawn anew."""

import json
import stat
import sys
from pathlib import Path

import pytest

from runlog.errors import UsageError
from runlog.library import areas_of_log
from runlog.library.log_folder import find_files
from runlog.library.private_areas import NAME

HOME, NEAR, FAR = (47.0, 9.0), (47.0004, 9.0004), (47.1, 9.1)


def test_the_same_log_hides_the_same_every_time(tmp_path: Path) -> None:
    first = areas_of_log(tmp_path, [HOME] * 3, [HOME, HOME])
    assert len(first.areas) == 1
    assert areas_of_log(tmp_path, [HOME] * 9, [NEAR, HOME]) == first
    assert areas_of_log(tmp_path, [], []) == first


def test_a_new_place_gets_an_area_and_the_others_stay(tmp_path: Path) -> None:
    first = areas_of_log(tmp_path, [], [HOME])
    second = areas_of_log(tmp_path, [], [HOME, FAR])
    assert second.areas[:1] == first.areas
    assert len(second.areas) == 2
    assert second.secret == first.secret


def test_two_logs_with_one_home_hide_different_areas(tmp_path: Path) -> None:
    logs = [tmp_path / name for name in ("a", "b")]
    for log in logs:
        log.mkdir()
    a, b = (areas_of_log(log, [], [HOME]) for log in logs)
    assert a.areas != b.areas
    assert a.secret != b.secret


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_it_is_for_the_users_eyes_alone_and_is_no_file_of_the_log(tmp_path: Path) -> None:
    areas_of_log(tmp_path, [], [HOME])
    assert stat.S_IMODE((tmp_path / NAME).stat().st_mode) == 0o600
    assert not find_files(tmp_path).files


def test_a_log_that_is_a_file_has_its_areas_in_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNLOG_DATA", str(tmp_path / "data"))
    export = tmp_path / "run.gpx"
    export.write_text("")
    assert areas_of_log(export, [], [HOME]) == areas_of_log(export, [], [HOME])
    assert len(list((tmp_path / "data").glob("*.json"))) == 1
    assert not (tmp_path / NAME).exists()


@pytest.mark.parametrize(
    "damage",
    [b"{", b"\x00\xff", b"[]", b'{"version": 2}', b'{"version": 1, "secret": "00", "areas": []}', b"[" * 200_000],
    ids=["torn", "bytes", "list", "version", "short secret", "deep"],
)
def test_a_damaged_file_is_named_with_what_to_do_and_stays(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    with pytest.raises(UsageError, match="Bring it back from a copy") as error:
        areas_of_log(tmp_path, [], [HOME])
    assert len(str(error.value).splitlines()) == 1
    assert (tmp_path / NAME).read_bytes() == damage


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "x", None])
def test_an_area_that_is_none_is_no_area(tmp_path: Path, number: object) -> None:
    areas_of_log(tmp_path, [], [HOME])
    told = json.loads((tmp_path / NAME).read_text())
    told["areas"][0]["radius_m"] = number
    (tmp_path / NAME).write_text(json.dumps(told))
    with pytest.raises(UsageError, match="can't be read"):
        areas_of_log(tmp_path, [], [])


def test_one_that_was_begun_and_is_empty_is_written(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    assert areas_of_log(tmp_path, [], [HOME]) == areas_of_log(tmp_path, [], [HOME])
