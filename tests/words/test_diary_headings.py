"""A heading that looks like a sign is read as that sign; it is never a column left aside."""

import pytest

from runlog.messages import Message
from runlog.words.diary_headings import known_column, match_headings


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("saddle numbness", "saddle"), ("Numb legs", "numbness"), ("Blase", "bladder_bowel"), ("Taubheit", "numbness"),
        ("bladder problems", "bladder_bowel"), ("leg weakness", "weakness"), ("Kribbeln im Bein", "tingling"),
        ("Inkontinenz", "bladder_bowel"), ("wiping feels different", "saddle"), ("Sturz?", "trauma"),
        ("back pain", "pain_0_10"), ("Rückenschmerzen", "pain_0_10"), ("pain (0-10)", "pain_0_10"),
        ("doctor", "seen_by"), ("Arzt", "seen_by"), ("Wasser (l)", "water_l"), ("notes", "note"), ("Ort", "place"),
    ],
)  # fmt: skip
def test_a_heading_is_heard(heading: str, column: str) -> None:
    assert known_column(heading) == column


@pytest.mark.parametrize(
    "heading", ["weather", "hours slept", "mood", "Blasen an den Füßen", "hydration bladder", "km"]
)
def test_another_column_is_left_to_the_runner(heading: str) -> None:
    assert known_column(heading) is None


def test_two_headings_of_one_sign_are_both_read() -> None:
    headings = match_headings(["date", "numb left", "numb right"])
    assert headings.columns == ("date", "numbness", "numbness")


def test_what_is_read_as_a_sign_is_told() -> None:
    headings = match_headings(["date", "Blase"])
    assert headings.notices == (Message.of("notice.diary_heading", heading="Blase", column="bladder_bowel"),)
