"""Sports are heard in every language, whole or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.model import Kind
from runlog.sports import SPORT_KINDS, UNTOLD_SPORTS, kind_of
from runlog.words.hears import heard, heard_by, languages
from runlog.words.sports import sport_in_title, sport_in_words, sport_named

LANGUAGES = ("cs", "da", "de", "en", "es", "fr", "hu", "it", "ja", "nl", "no", "pl", "pt", "sv", "zh")


def kind(word: str) -> Kind:
    return kind_of(sport_in_words(word))


def test_every_language_hears_the_sports_that_matter_here() -> None:
    assert set(LANGUAGES) <= set(languages())
    for language in LANGUAGES:
        told = heard_by(language, "sports")
        for sport in ("running", "trail_running", "treadmill_running", "walking", "cycling", "swimming",
                      "strength_training", "cross_country_skiing", "transport"):  # fmt: skip
            assert told.get(sport), (language, sport)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_word_of_a_language_is_heard_as_a_sport_of_its_kind(language: str) -> None:
    for sport, words in heard_by(language, "sports").items():
        for word in words:
            if not set("|?") & set(word):
                assert kind(word) is kind_of(sport), (word, sport)
                assert kind(word.upper()) is kind_of(sport), (word, sport)


def test_every_heard_sport_is_one_that_runlog_knows() -> None:
    assert set(heard("sports")) <= {*SPORT_KINDS, *UNTOLD_SPORTS}


@pytest.mark.parametrize(
    ("word", "sport"),
    [("TrailRun", "trail_running"), ("VirtualRide", "cycling"), ("WeightTraining", "strength_training"),
     ("OpenWaterSwim", "swimming"), ("EBikeRide", "e_biking"), ("EMountainBikeRide", "e_biking"),
     ("StairStepper", "stair_climbing"), ("trailrunning", "trail_running"), ("lap_swimming", "swimming"),
     ("Indoor Run", "treadmill_running"), ("Lauf (Laufband)", "treadmill_running"), ("Morning Run", "running"),
     ("Long easy trail run", "trail_running"), ("Loepning", "running"), ("LÖPNING", "running"),
     ("lopning", "running"), ("Strassenlauf", "running"), ("NordicSki", "cross_country_skiing")],
)  # fmt: skip
def test_joined_words_and_other_spellings_are_the_same_sport(word: str, sport: str) -> None:
    assert sport_in_words(word) == sport


@pytest.mark.parametrize(
    "word",
    ["Train Ride", "Zugfahrt", "Car ride", "Bus", "train", "Trein", "Tåg", "Fahrt mit dem Zug", "run errands",
     "dry run", "running late", "Run/Walk", "ride to the run", "runway", "Laufmasche", "test run of the heating"],
)  # fmt: skip
def test_a_word_beside_a_sport_that_is_not_understood_makes_no_sport(word: str) -> None:
    assert kind(word) is Kind.OTHER
    assert sport_in_title(word) is None


def test_trains_are_known_and_need_no_question() -> None:
    assert {sport_in_words(word) for word in ("Train Ride", "Zugfahrt", "Bus")} == {"transport"}


def test_an_unknown_word_stays_as_the_file_has_it() -> None:
    assert sport_in_words("  Ünknown  Žport ") == "Ünknown Žport"
    assert (sport_in_words(""), sport_in_words(None)) == ("unknown", "unknown")


@given(st.text(alphabet=st.characters(categories=("Ll", "Lu")), min_size=3, max_size=12))
def test_a_run_beside_an_unknown_word_is_no_run(word: str) -> None:
    beside = {one for words in heard("sports.besides").values() for phrase in words for one in phrase.split()}
    if sport_named(word) is None and word not in beside and sport_named(f"running {word}") is not None:
        # What is understood beside a run is heard by itself as part of a phrase.
        assert any(
            word.casefold() in phrase.casefold() for words in heard("sports").values() for phrase in words
        ) or any(word.casefold() in phrase.casefold() for words in heard("sports.besides").values() for phrase in words)


@given(st.text(max_size=40))
def test_any_text_is_some_sport_and_never_an_empty_one(text: str) -> None:
    assert sport_in_words(text)
