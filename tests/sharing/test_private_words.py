"""Notes of everyday life leave at the level `all`; words of medicine, bladder, bowel or sexual function do not."""

import pytest

from runlog.features.diary_shared import shared_line
from runlog.features.history import DiaryEntry
from runlog.words.private import is_plain_self_care, tells_too_much
from tests.support.logs import line, make_log


@pytest.mark.parametrize(
    "words",
    ["stiff on getting up", "sore during the long run", "swam in the pool", "energy gel at km 15", "ice cream after it",
     "medicine ball in the gym", "core with the ball", "forgot my watch", "Rücken zwickt nach dem Sitzen",
     "lange gesessen, dann Spaziergang", "mal au dos après la course", "erector spinae feels tight", "no pain at all"],
)  # fmt: skip
def test_words_of_everyday_life_leave(words: str) -> None:
    assert not tells_too_much(words)


@pytest.mark.parametrize(
    "words",
    ["took ibuprofen", "2 Ibu nach dem Lauf", "400 mg", "painkillers helped", "cortisone injection on Friday",
     "Voltaren", "bladder feels odd", "could not hold my urine", "Stuhlgang anders", "trouble in bed, sexual",
     "numb between the legs", "taub im Schritt", "prescribed tablets", "Schmerzmittel genommen", "pris un comprimé",
     "vessie", "went to the toilet all day", "half a pill", "pain gel on the back", "meds"],
)  # fmt: skip
def test_words_of_medicine_and_of_the_pelvis_stay(words: str) -> None:
    assert tells_too_much(words)


@pytest.mark.parametrize("words", ["heat", "heat and a walk", "ice, stretching", "Wärme und Dehnen", "10 min yoga"])
def test_self_care_of_known_words_leaves(words: str) -> None:
    assert is_plain_self_care(words)


@pytest.mark.parametrize("words", ["heat and Zaldiar", "Arcoxia 90", "drops", "what Anna gave me", "acupuncture"])
def test_self_care_with_any_other_word_stays_and_whether_it_helped_with_it(words: str) -> None:
    assert not is_plain_self_care(words)
    entry = DiaryEntry(day=make_log([], [line("2026-11-18")]).diary[0].day, pain_0_10=3, self_care=words, helped="yes")
    left = shared_line(entry, "all")
    assert left is not None
    assert (left.self_care, left.helped, left.pain_0_10) == (None, None, 3)


def test_pain_of_a_place_that_stays_is_not_told_as_pain_of_the_back() -> None:
    entry = make_log([], [line("2026-11-18", pain=6, place="groin", note="x")]).diary[0]
    left = shared_line(entry, "all")
    assert left is not None
    assert (left.place, left.pain_0_10, left.note) == (None, None, "x")
