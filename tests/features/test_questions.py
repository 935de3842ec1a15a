import pytest

from runlog.features.questions import SIX_QUESTIONS, questions_asked
from runlog.words.notes import signs_in_note
from tests.support.logs import Row, line, lines, make_log

NO = dict.fromkeys((field for question in SIX_QUESTIONS for field in question.fields), "no")
EVERY = tuple(question.id for question in SIX_QUESTIONS)
QUIET = lines("2026-10-20", [1] * 20)
"""20 October to 8 November."""


def unanswered(*diary: Row, today: str = "2026-11-15") -> tuple[str, ...] | None:
    asked = questions_asked(make_log(diary=diary, today=today, week="2026-W46"))
    return asked.unanswered if asked.due else None


@pytest.mark.parametrize(
    "cells",
    [{"pain": 4}, {"pain": 3}, {"leg": 1}, {"tingling": "yes"}, {"numbness": "toe"}, {"unsteady": "yes"},
     {"pain": 1, "radiates_to": "left leg"}, {"pain": 1, "note": "feverish all night"}],
)  # fmt: skip
def test_the_questions_are_due(cells: dict[str, object]) -> None:
    missing = unanswered(*QUIET, line("2026-11-10", **cells))
    assert missing is not None
    assert len(missing) >= 5


@pytest.mark.parametrize("cells", [{"pain": 2.9}, {"pain": 0}, {"note": "no numbness, nice and easy"}, {"leg": 0}])
def test_the_questions_are_not_due(cells: dict[str, object]) -> None:
    assert unanswered(*QUIET, line("2026-11-10", **cells)) is None


def test_the_start_of_an_episode_asks() -> None:
    assert unanswered(*QUIET, *lines("2026-11-09", [2, 3])) is None
    assert unanswered(*QUIET, *lines("2026-11-09", [2, 3, 3])) == EVERY


def test_six_no_answer_them() -> None:
    assert unanswered(*QUIET, line("2026-11-10", pain=4, **NO)) == ()
    assert unanswered(*QUIET, line("2026-11-10", pain=4), line("2026-11-12", **NO)) == ()


def test_answers_from_before_a_new_occasion_do_not_count() -> None:
    assert unanswered(*QUIET, line("2026-11-09", **NO), line("2026-11-10", pain=4)) == EVERY


def test_an_answer_holds_for_a_week_while_the_pain_goes_on_and_not_when_it_rises() -> None:
    began = [*QUIET, line("2026-11-08", pain=5, **NO)]
    assert unanswered(*began, line("2026-11-14", pain=5)) == ()
    assert unanswered(*began, line("2026-11-15", pain=5)) == EVERY
    assert unanswered(*began, line("2026-11-10", pain=7)) == EVERY


def test_strong_pain_that_is_the_usual_one_is_not_asked_about_again() -> None:
    """Steady at 4 for ten weeks; in its first ten days, while nobody knows what is usual, it is asked about."""
    assert unanswered(*lines("2026-09-01", [4] * 76)) is None
    assert unanswered(*lines("2026-11-06", [4] * 10)) == EVERY
    assert unanswered(*lines("2026-09-01", [4] * 75), line("2026-11-15", pain=4.5)) == EVERY


def test_a_question_of_two_fields_wants_both_or_one_yes() -> None:
    partly = {**NO, "saddle": None}
    assert unanswered(*QUIET, line("2026-11-10", pain=4, **partly)) == ("numb",)
    assert unanswered(*QUIET, line("2026-11-10", pain=4, **{**partly, "numbness": "left foot"})) == ()


def test_a_visit_settles_them() -> None:
    assert unanswered(*QUIET, line("2026-11-10", pain=6), line("2026-11-11", seen_by="GP")) is None


def test_an_occasion_is_forgotten_after_four_weeks() -> None:
    diary = [*lines("2026-09-20", [1] * 27), line("2026-10-17", pain=4)]
    assert unanswered(*diary, *lines("2026-10-18", [1] * 28), today="2026-11-14") == EVERY
    assert unanswered(*diary, *lines("2026-10-18", [1] * 29), today="2026-11-15") is None


@pytest.mark.parametrize("note", ["left foot numb", "leg gave way", "fell on the ice", "trouble with my bladder",
                                  "Taubheit im Fuß", "Sturz", "fièvre"])  # fmt: skip
def test_alarming_words_raise_the_question(note: str) -> None:
    assert signs_in_note(note)


@pytest.mark.parametrize("note", [None, "", "no fever", "without numbness", "a fell run", "autumn fall colours",
                                  "Blase an der Ferse", "weak coffee", "keine Taubheit"])  # fmt: skip
def test_harmless_notes_do_not(note: str | None) -> None:
    assert not signs_in_note(note or "")


@pytest.mark.parametrize(
    "note",
    [
        "numb toes", "left foot feels numb", "tingling in the calf", "no pain, left foot numb", "fell on the ice",
        "weak legs on the stairs", "fever since noon", "no pain and tingling toes", "bladder odd", "foot drop?",
        "no bladder control", "no feeling in the left foot",
    ],
)  # fmt: skip
def test_an_alarming_word_in_a_note_raises_the_question(note: str) -> None:
    assert signs_in_note(note)


@pytest.mark.parametrize(
    "note",
    [
        "no numbness", "good numbers today", "number pinned on", "no pain, tingling or numbness", "keine Taubheit",
        "gym soreness", "tight hamstring", "fell run with the club", "fell asleep early", "saddle sore after the ride",
        "tight calf", "without tingling", "race number, weak coffee", "pas de fourmillements", "Tauben im Park",
    ],
)  # fmt: skip
def test_benign_words_in_a_note_raise_no_question(note: str) -> None:
    assert not signs_in_note(note or "")
