"""Private words stay at home in every form; care, heat and the moment are heard in both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.words.care import moment_of, onset_told, says_nothing, tells_heat
from runlog.words.hears import heard
from runlog.words.private import is_plain_self_care, tells_too_much

_PLAIN = sorted(word for word in heard("tried")["words"] if word.isalpha())
_STEMS = sorted(
    phrase.strip("*")
    for name in ("intimate", "medicine")
    for phrase in heard("private")[name]
    if not set(phrase) & set(" |?/<")
)


@given(st.sampled_from(_STEMS), st.sampled_from(["{}", "on Friday {} again", "Heute {}, sonst gut.", "({})"]))
def test_each_private_word_stays_wherever_it_stands_and_in_any_case(word: str, around: str) -> None:
    assert tells_too_much(around.format(word))
    assert tells_too_much(around.format(word.upper()))


@given(st.lists(st.sampled_from(_PLAIN), min_size=1, max_size=5), st.sampled_from(_STEMS))
def test_self_care_of_plain_words_leaves_and_one_private_word_more_keeps_it(plain: list[str], private: str) -> None:
    assert is_plain_self_care(" ".join(plain)) is not tells_too_much(" ".join(plain))
    assert not is_plain_self_care(" ".join([*plain, private]))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöü", min_size=12, max_size=20))
def test_a_word_nobody_knows_is_no_plain_self_care(word: str) -> None:
    assert not is_plain_self_care(f"heat and zq{word}")


@pytest.mark.parametrize(
    "words",
    ["Schmerztabletten", "Ibuprofentablette", "Cortisonspritzen", "Blasenschwäche", "Harndrang", "Novalgintropfen",
     "took painkillers", "antiinflammatories", "Stuhlgangs", "on the toilet", "Wärmepflaster", "co-codamol"],
)  # fmt: skip
def test_compounds_and_inflected_words_stay(words: str) -> None:
    assert tells_too_much(words)


@pytest.mark.parametrize("words", ["Blutblase am Zeh", "Medizinball geworfen", "after the run", "ice-cream after it"])
def test_words_that_only_look_private_leave(words: str) -> None:
    assert not tells_too_much(words)


@pytest.mark.parametrize("words", ["", "-", "none", "nothing much", "nö", "Nichts gemacht", "gar nichts", "rien", "0"])
def test_nothing_done_is_heard(words: str) -> None:
    assert says_nothing(words)


@pytest.mark.parametrize("words", ["heat", "nothing but heat", "Wärme", "no running", "Anna"])
def test_care_is_not_heard_as_nothing(words: str) -> None:
    assert not says_nothing(words)


@pytest.mark.parametrize("words", ["not sure, suddenly", "Suddenly, lifting", "auf einmal", "PLÖTZLICH", "ploetzlich"])
def test_a_sudden_beginning_is_heard(words: str) -> None:
    assert "sudden" in onset_told(words)


@pytest.mark.parametrize("words", ["gradual", "not sudden", "nicht plötzlich", "schleichend", "not suddenly", ""])
def test_a_slow_beginning_is_not_sudden(words: str) -> None:
    assert "sudden" not in onset_told(words)


@pytest.mark.parametrize("words", ["on getting up", "am nächsten Morgen", "beim Aufstehen", "the next day", "au lever"])
def test_getting_up_is_heard(words: str) -> None:
    assert "getting_up" in onset_told(words)


@pytest.mark.parametrize("words", ["Mittagshitze", "schwül", "32°C in town", "34 Grad", "really hot", "heat wave"])
def test_hot_weather_is_heard(words: str) -> None:
    assert tells_heat(words)


@pytest.mark.parametrize("words", ["heiße Dusche", "had a really hot bath", "not hot today", "Hitzepflaster"])
def test_other_heat_is_no_weather(words: str) -> None:
    assert not tells_heat(words)


@pytest.mark.parametrize(
    ("words", "moment"),
    [("before", "before"), ("Vor dem Lauf", "before"), ("pre-run", "before"), ("danach", "after"), ("nach", "after"),
     ("Après", "after"), ("post run", "after"), ("before and after", None), ("mittags", None), ("", None)],
)  # fmt: skip
def test_the_moment_is_what_the_cell_begins_with(words: str, moment: str | None) -> None:
    assert moment_of(words) == moment
