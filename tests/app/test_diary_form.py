"""The full entry as a form: every field once, asked for when it makes sense, checked at once."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from runlog.app.diary_form import GROUPS, Field, asked, cell_of, wanted, week_is_answered
from runlog.frame.diary import WRITTEN_COLUMNS
from runlog.library import append_entry
from runlog.library.diary_cells import CellError
from runlog.messages import Message, Speech

FIELDS = [field for group in GROUPS for field in group.fields]
GROUP = {group.name: group for group in GROUPS}
SHORT = {"b": "before", "a": "after", "leicht": "minor"}


def names(group: str, cells: Mapping[str, object]) -> list[str]:
    return [field.name for field in asked(GROUP[group], cells)]


def test_every_field_of_the_diary_is_asked_for_once() -> None:
    # Date and time are the entry's own; scores of clinicians' questionnaires are set by name.
    assert sorted(field.name for field in FIELDS) == sorted(
        set(WRITTEN_COLUMNS) - {"date", "time", "odi_0_100", "rmdq_0_24"}
    )


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_field_and_every_complaint_has_its_words(language: str) -> None:
    speech = Speech(language=language)
    for field in FIELDS:
        assert speech.say(Message.of(f"diary.field.{field.name}"))
        assert speech.say(wanted(field))
    for group in GROUPS:
        assert speech.say(Message.of(f"diary.group.{group.name}"))


def test_what_was_given_is_not_asked_for_again() -> None:
    assert "pain_0_10" not in names("pain", {"pain_0_10": 3.0})


@pytest.mark.parametrize(
    ("cells", "further"),
    [
        ({}, False), ({"leg_pain_0_10": 0.0, "numbness": "no", "tingling": "n"}, False), ({"leg_pain_0_10": 1.0}, True),
        ({"numbness": "left foot"}, True),
    ],
)  # fmt: skip
def test_growing_and_both_sides_are_asked_of_a_sign_alone(cells: Mapping[str, object], *, further: bool) -> None:
    assert ("growing" in names("leg", cells)) is further


def test_a_week_without_trouble_ends_its_questions() -> None:
    assert names("week", {"q_participation": 0.0}) == []
    assert names("week", {"q_participation": 8.0}) == ["q_volume", "q_performance", "q_pain"]


@pytest.mark.parametrize(
    ("name", "text", "cell"),
    [
        ("pain_0_10", "3,5", 3.5), ("pain_0_10", "0", 0.0), ("before_after", "b", "before"), ("numbness", "y", "yes"),
        ("numbness", "n", "n"), ("numbness", "left foot", "left foot"), ("trauma", "leicht", "minor"),
        ("q_volume", "2", 17.0), ("seen_on", "20.11.2026", date(2026, 11, 20)), ("place", " low back ", "low back"),
    ],
)  # fmt: skip
def test_an_answer_becomes_a_cell(name: str, text: str, cell: object) -> None:
    assert cell_of(Field(name), text, SHORT) == cell


@pytest.mark.parametrize(
    ("name", "text"),
    [("pain_0_10", "11"), ("pain_0_10", "much"), ("q_pain", "8"), ("before_after", "n"), ("seen_on", "friday")],
)
def test_what_a_field_cannot_take_is_refused(name: str, text: str) -> None:
    with pytest.raises(CellError):
        cell_of(Field(name), text, SHORT)


def test_the_weekly_questions_are_due_once_in_a_week(tmp_path: Path) -> None:
    append_entry(tmp_path, {"date": date(2026, 11, 17), "q_participation": 0})
    assert week_is_answered(tmp_path, day=date(2026, 11, 22), today=date(2026, 11, 23))
    assert not week_is_answered(tmp_path, day=date(2026, 11, 23), today=date(2026, 11, 23))
