"""`runlog.toml` read, and a new log begun."""

import os
import re
import tomllib
from pathlib import Path

import pytest

from runlog.errors import SettingsError, UsageError
from runlog.frame.diary import WRITTEN_COLUMNS
from runlog.library import init_log, open_log, read_settings
from runlog.library.settings_file import keep_tables, settings_template
from runlog.settings import HealthHistory, Settings, Shoe, TableReading, keys_of, parse_settings
from tests.support.library_files import TODAY


def test_a_new_log_can_speak_another_language(tmp_path: Path) -> None:
    init_log(tmp_path / "anna", language="de")
    assert read_settings(tmp_path / "anna").language == "de"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights bind neither root nor Windows")
def test_what_is_told_of_tables_in_a_log_that_cannot_be_written_is_wrong_usage(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UsageError, match=r"runlog.toml cannot be written \(Permission denied\)"):
            keep_tables(tmp_path, TableReading(units="mi"))
    finally:
        tmp_path.chmod(0o700)


def test_no_file_and_a_bare_file_mean_default_settings(tmp_path: Path) -> None:
    (tmp_path / "a.fit").write_bytes(b"")
    assert read_settings(tmp_path) == Settings()
    assert read_settings(tmp_path / "a.fit") == Settings()


def test_a_saved_by_notepad_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "runlog.toml").write_bytes(b'\xef\xbb\xbfname = "Alex"\r\nunits = "mi"\r\n')
    assert (read_settings(tmp_path).name, read_settings(tmp_path).units) == ("Alex", "mi")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('name = "Alex"\nunits = km\n', "line 2, column 9"),
        ("name = \n", "line 1, column 8"),
        ('name = "a"\nname = "b"\n', "overwrite"),
        ('name = "a', "runlog.toml, "),
    ],
)
def test_a_slip_in_toml_is_one_line_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "runlog.toml").write_text(text)
    with pytest.raises(SettingsError) as error:
        read_settings(tmp_path)
    assert says in str(error.value)
    assert "mend that line" in str(error.value)
    assert "\n" not in str(error.value)


def test_settings_that_are_not_utf8_are_said(tmp_path: Path) -> None:
    (tmp_path / "runlog.toml").write_bytes(b'name = "J\xfcrgen"\n')
    with pytest.raises(SettingsError, match="byte 10 is not UTF-8; save the file as UTF-8"):
        read_settings(tmp_path)


def test_settings_that_are_a_folder_are_said(tmp_path: Path) -> None:
    (tmp_path / "runlog.toml").mkdir()
    with pytest.raises(SettingsError, match="cannot be opened"):
        read_settings(tmp_path)


def test_a_new_log_has_everything_and_opens_without_a_word(tmp_path: Path) -> None:
    init_log(tmp_path / "deep" / "anna")
    assert sorted(path.name for path in (tmp_path / "deep" / "anna").iterdir()) == [
        "diary.csv", "exports", "runlog.toml",
    ]  # fmt: skip
    log = open_log(tmp_path / "deep" / "anna", today=TODAY)
    assert log.settings == Settings()
    assert log.notices == ()
    header = (tmp_path / "deep" / "anna" / "diary.csv").read_text().strip().split(",")
    assert sorted(header) == sorted(WRITTEN_COLUMNS)
    assert header[:3] == ["date", "time", "pain_0_10"]


def test_init_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "diary.csv").write_text("date\n")
    with pytest.raises(UsageError, match=r"a log already: it holds diary\.csv; nothing was changed"):
        init_log(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.csv"]


def test_init_where_a_file_is_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="choose another folder"):
        init_log(tmp_path / "file" / "log")


def test_every_line_of_the_template_is_valid_once_uncommented_and_every_key_is_in_it() -> None:
    lines = settings_template().splitlines()
    settings_lines = [line[2:] for line in lines if re.match(r"# (\w+ = |\[)", line)]
    values = tomllib.loads("\n".join(settings_lines))
    parse_settings(values)
    assert {"from", "operation_on", "operation_kind", "cleared_by", "cleared_on"} == set(values["return"])
    assert set(values["shoes"][0]) == set(keys_of(Shoe))
    assert set(values["history"]) == set(keys_of(HealthHistory))
    assert set(values) == set(keys_of(Settings))
    assert all("#" in line for line in settings_lines), "each key has a word of explanation"
