"""Settings: everything optional, errors that name the key and the nearest one."""

from datetime import date
from typing import Any

import pytest

from runlog.errors import SettingsError
from runlog.model import Ground
from runlog.settings import Settings, parse_settings


def test_no_setting_is_needed() -> None:
    assert parse_settings({}) == Settings()
    assert parse_settings({}).units == "km"
    assert parse_settings({}).share == "load"


def test_all_sections_of_the_design_are_read() -> None:
    settings = parse_settings(
        {
            "name": "Alex",
            "birth_year": 1981,
            "units": "mi",
            "time_zone": "Europe/Vienna",
            "usual_ground": "asphalt",
            "records": ["cross", "strength"],
            "gait_assessed_on": date(2025, 3, 1),
            "share": "findings",
            "history": {"cancer": False, "known_diagnosis": "spondylolisthesis"},
            "return": {"from": date(2026, 1, 1), "operation_kind": "microdiscectomy"},
            "shoes": [{"name": "blue", "start_km": 120, "comfortable": True}],
            "rules": {"LOAD002": {"caution_ratio": 1.1, "reason": "my coach wants it"}},
        }
    )
    assert settings.usual_ground is Ground.ASPHALT
    assert settings.return_.from_ == date(2026, 1, 1)
    assert settings.shoes[0].start_km == 120
    assert settings.rules["LOAD002"].thresholds == {"caution_ratio": 1.1}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"unit": "km"}, "unknown key 'unit'; did you mean 'units'?"),
        ({"history": {"cancr": True}}, "unknown key 'history.cancr'; did you mean 'cancer'?"),
        ({"return": {"operaton_on": date(2026, 1, 1)}}, "did you mean 'operation_on'?"),
        ({"shoes": [{"nam": "blue"}]}, "did you mean 'name'?"),
        ({"time_zone": "Europe/Wien"}, "'Europe/Wien' is not a time zone; did you mean 'Europe/Vienna'?"),
        ({"units": "miles"}, "units: input should be 'km' or 'mi'"),
        ({"birth_year": 81}, "birth_year"),
        ({"usual_ground": "lava"}, "usual_ground"),
        ({"rules": {"LOAD001": {"ignore": True}}}, "needs a reason"),
        ({"rules": {"LOAD001": {"note_ratio": 1.2}}}, "needs a reason"),
        ({"rules": {"LOAD001": {"note_ratio": "much", "reason": "x"}}}, "note_ratio must be a number"),
    ],
)
def test_a_wrong_setting_is_one_line_that_says_what_to_do(values: dict[str, Any], told: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(values)
    line = next(line for line in str(caught.value).splitlines() if told in line)
    assert line.startswith("runlog.toml: ")


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings({"unit": "km", "share": "nothing"})
    assert len(str(caught.value).splitlines()) == 2


def test_settings_cannot_be_changed_after_reading() -> None:
    settings = parse_settings({"name": "Alex"})
    with pytest.raises(ValueError, match="frozen"):
        settings.name = "Kim"
