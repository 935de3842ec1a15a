"""Settings: everything optional, errors that name the key and the nearest one."""

from dataclasses import FrozenInstanceError
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
        ({"language": "deutsh"}, "language: 'deutsh' is not a language that runlog has words for; did you mean 'de'?"),
        ({"language": "qq"}, "known: de, en"),
        ({"language": 5}, "language: must be text"),
        ({"time_zone": "Europe/Wien"}, "'Europe/Wien' is not a time zone; did you mean 'Europe/Vienna'?"),
        ({"units": "miles"}, "units: must be 'km' or 'mi'"),
        ({"birth_year": 81}, "birth_year: must be a year from 1900 to 2100"),
        ({"birth_year": "1981"}, "birth_year: must be a whole number"),
        ({"name": 5}, "name: must be text in quotation marks"),
        ({"usual_ground": "lava"}, "usual_ground: must be 'track', 'grass'"),
        ({"usual_ground": ["asphalt"]}, "usual_ground: must be 'track', 'grass'"),
        ({"records": "cross"}, "records: must be a list in [ ]"),
        ({"records": ["cross", "yoga"]}, "records.1: must be 'cross', 'strength'"),
        ({"gait_assessed_on": "spring"}, "gait_assessed_on: must be a date without quotation marks"),
        ({"history": {"cancer": "no"}}, "history.cancer: must be true or false"),
        ({"history": True}, "history: must be a table, such as [history]"),
        ({"shoes": {"name": "blue"}}, "shoes: must be a list, such as [[shoes]]"),
        ({"shoes": [{"model": "x"}]}, "shoes.0: name is missing"),
        ({"shoes": [{"name": "blue", "start_km": -1}]}, "shoes.0.start_km: must be 0 or more"),
        ({"shoes": [{"name": "blue", "start_km": True}]}, "shoes.0.start_km: must be a number"),
        ({"rules": {"LOAD001": True}}, "rules.LOAD001: must be a table, such as [rules.LOAD001]"),
        ({"rules": {"LOAD001": {"ignore": "yes", "reason": "x"}}}, "rules.LOAD001.ignore: must be true or false"),
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


def test_a_date_is_taken_with_and_without_quotation_marks() -> None:
    values = ({"gait_assessed_on": date(2025, 3, 1)}, {"gait_assessed_on": "2025-03-01"})
    assert {parse_settings(value).gait_assessed_on for value in values} == {date(2025, 3, 1)}


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings({"unit": "km", "share": "nothing"})
    assert len(str(caught.value).splitlines()) == 2


def test_settings_cannot_be_changed_after_reading() -> None:
    settings = parse_settings({"name": "Alex"})
    with pytest.raises(FrozenInstanceError):
        setattr(settings, "name", "Kim")  # noqa: B010 (a plain assignment is refused by the type checker too)


def test_a_word_on_tables_is_read_and_a_wrong_one_told() -> None:
    values = {"tables": {"decimal": ",", "units": "mi", "columns": {"Strecke": "distance_km"}}}
    told = parse_settings(values).tables
    assert (told.decimal, told.units, told.dates) == (",", "mi", None)
    assert told.columns == {"Strecke": "distance_km"}
    with pytest.raises(SettingsError, match=r"tables\.decimal: must be '\.' or ','"):
        parse_settings({"tables": {"decimal": ";"}})
