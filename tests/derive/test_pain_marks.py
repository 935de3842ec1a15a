"""Pain as runners write it into an activity's notes, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.derive.pain_marks import LONGEST_NOTES, PainMark, pain_marks


def after(pain: float | None = None, leg: float | None = None, place: str | None = None) -> PainMark:
    return PainMark("after", pain, leg, place)


@pytest.mark.parametrize(
    ("notes", "pain"),
    [
        ("back 3", 3), ("Back 3.", 3), ("back: 3", 3), ("(back 3)", 3), ("back 0", 0), ("back 3.5", 3.5),
        ("Easy run. Back 3, felt ok", 3), ("lower back 2", 2), ("my back was 3", 3), ("back 3 all day", 3),
        ("back 3/10", 3), ("back felt like 3/10", 3), ("RPE 6 back 3", 3), ("8/10 effort, back 3", 3),
        ("Back 3\nlegs heavy", 3), ("back 3 after", 3), ("back 3 \N{GRINNING FACE}", 3),
        ("pain 3", 3), ("pain 3/10", 3), ("pain: 0/10", 0), ("pain 10", 10), ("pain level 3", 3), ("NRS 4", 4),
        ("pain was around a 3", 3), ("pain 3 out of 10", 3), ("no pain 0/10", 0), ("backache 3", 3),
        ("Lower back pain 4/10", 4), ("back pain at 4/10", 4), ("3/10 back pain", 3), ("2/10 pain in lower back", 2),
        ("pain in lower back 3/10", 3), ("pain in back 3", 3), ("back a bit tight 4/10", 4), ("back hurts 4/10", 4),
        ("back pain (3/10)", 3), ("Back today 4/10", 4), ("Rücken heute 3", 3), ("Schmerzen im unteren Rücken: 2", 2),
        ("Rücken 4", 4), ("Ruecken 4,5", 4.5), ("Rücken: 0", 0), ("Rücken 3 nach dem Lauf", 3),
        ("Schmerz 2/10", 2), ("Rückenschmerzen 3", 3), ("Schmerzen 3 von 10", 3), ("Lauf ok, Schmerz 3 im Rücken", 3),
    ],
)  # fmt: skip
def test_a_number_beside_pain_or_back_is_the_pain_after_the_run(notes: str, pain: float) -> None:
    assert pain_marks(notes) == (after(pain),)


@pytest.mark.parametrize(
    "notes",
    [
        "back 3 miles", "back at 5", "back by 9", "back in 3", "back on 4 Nov", "back 5k", "back 10 min", "back 100%",
        "back home 5", "back up 3", "Back 9 of the course", "Back 3rd place", "back 4/11", "back 3/10/26",
        "came back 10 min later", "came back 10", "went back 2.", "jog back 3", "got back 4.", "turned back. 3 km",
        "the way back 3", "out 5, back 3", "out 5 km and back 3.", "5 out 5 back", "back 2 back", "back-to-back 3",
        "back squats 3x10", "back day: 3 sets", "backpack 5", "hill reps 4, back 2 km",
        "3/10 effort", "no pain", "no pain, 3/10 effort", "felt like 3/10, pain free", "ran 3/10 of the way, back pain",
        "pain at 5", "pain after 3", "pain 5 km in", "pain 3 weeks ago", "pain for 3 days", "pain since 3/10",
        "pain 3:30", "pain 3/10/2026", "pain 11", "without pain 8", "Pain cave 10", "painting 3", "suffer score 30",
        "pain in left knee at km 3", "no back pain 5 km", "kein Schmerz 5 km", "Rücken frei, 8 km",
        "Rücken 3x10", "Rücken 3 Sätze", "Rückenübungen 3 x 10",
        "leg 3 of the relay", "leg 2: 5.4 km", "leg 2", "Legs 8/10 today",
        "back up to 8/10", "back fine 8/10 effort", "pain in general 3", "pain in the last 3 km", "pain in 3 places",
        "welcome back today 3.", "Back now 3 weeks of training",
        "headache 3/10", "muscle pain 3", "Muskelschmerzen 4", "period pain 5/10", "",
    ],
)  # fmt: skip
def test_distances_clocks_efforts_exercises_and_other_pains_are_no_marks(notes: str) -> None:
    assert [mark for mark in pain_marks(notes) if mark.place is None] == []


@pytest.mark.parametrize(
    ("notes", "leg"),
    [
        ("leg pain 2", 2),
        ("Leg pain: 2/10", 2),
        ("Beinschmerz 3", 3),
        ("sciatica 4", 4),
        ("pain 3/10 in my leg", 3),
        ("pain in my left leg 3/10", 3),
    ],
)
def test_leg_pain_has_its_own_field(notes: str, leg: float) -> None:
    assert pain_marks(notes) == (after(leg=leg),)


@pytest.mark.parametrize("notes", ["back 3, leg 2", "back 3 leg 2", "Rücken 3/10 und Bein 2/10"])
def test_a_leg_counts_beside_the_back(notes: str) -> None:
    assert pain_marks(notes) == (after(3, 2),)


@pytest.mark.parametrize(
    ("notes", "place"),
    [
        ("left knee pain 4", "left knee"),
        ("pain 4/10 in left knee", "left knee"),
        ("Wadenschmerz 4", "Waden"),
        ("pain in left knee 4/10", "left knee"),
        ("Schmerz am Knie 4", "Knie"),
    ],
)
def test_pain_elsewhere_keeps_its_place(notes: str, place: str) -> None:
    assert pain_marks(notes) == (after(4, place=place),)


@pytest.mark.parametrize(
    "notes",
    [
        "back 2 before, 4 after", "back 2 -> 4", "pain 2\N{RIGHTWARDS ARROW}4", "Rücken vorher 2, nachher 4",
        "before: back 2, after: back 4", "pain before 2/10, after 4/10",
    ],
)  # fmt: skip
def test_before_and_after_are_two_moments(notes: str) -> None:
    assert pain_marks(notes) == (PainMark("before", 2), after(4))


@pytest.mark.parametrize(
    "notes",
    ["pain 3-4", "back pain 3-4/10", "pain 2/10 at start, 4/10 by the end", "back 3. Later pain 4"],
)
def test_of_several_numbers_of_one_moment_the_highest_counts(notes: str) -> None:
    assert pain_marks(notes) == (after(4),)


def test_a_list_of_exercises_needs_a_word_of_pain() -> None:
    assert pain_marks("back 3, legs 5, core 2", exercises=True) == ()
    assert pain_marks("back pain 3", exercises=True) == (after(3),)


@pytest.mark.parametrize(
    "piece", ["back ", "pain 3/10 ", "3/10 ", "back 3, ", " ", "low ", "pain 3 at the end ", "schmerz"]
)
def test_notes_of_any_length_are_looked_at_up_to_a_bound(piece: str) -> None:
    assert pain_marks(piece * (4 * LONGEST_NOTES // len(piece)) + "pain 9/10") in ((), (after(3),))


WORDS = [
    *("back", "pain", "R\u00fccken", "Schmerz", "leg", "knee", "left", "before", "after", "vor", "no", "at", "a"),
    *("3", "3/10", "10", "0", "4.5", "12", "km", "min", "/", "-", "->", ",", ".", ":", "=", "("),
]


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from([" ", ""]))
def test_whatever_stands_in_notes_a_mark_is_a_pain_from_0_to_10(words: list[str], between: str) -> None:
    for mark in pain_marks(between.join(words)):
        told = [pain for pain in (mark.pain_0_10, mark.leg_pain_0_10) if pain is not None]
        assert told
        assert all(0 <= pain <= 10 for pain in told)
