"""Every phrase by which runlog names a sign is heard back as that sign; denied and past it is not."""

from collections.abc import Iterator

import pytest

from runlog.features.answer import Answer
from runlog.messages.catalogues import catalogue, languages
from runlog.words.notes import signs_in_note

SIGN_OF = {
    "weakness_both": "weakness", "weakness_growing": "weakness", "weakness_new": "weakness",
    "numbness_both": "numbness", "numbness_growing": "numbness", "numbness_steady": "numbness",
    "tingling_both": "tingling", "tingling_growing": "tingling", "tingling_steady": "tingling",
    "trauma_major": "trauma", "trauma_minor": "trauma", "unsteady_cord": "unsteady", "both_legs": "both_sides",
    "legs_weak": "weakness", "numb": "numbness", "bladder_bowel_sexual": "bladder_bowel",
}  # fmt: skip
"""Ids of catalogues → the sign that they name, where they are not its name."""
SIGNS = (
    "bladder_bowel", "sexual_function", "saddle", "weakness", "numbness", "tingling", "trauma", "fever", "weight_loss",
    "unsteady", "both_sides", "blood_urine",
)  # fmt: skip
TABLES = ("words.sign", "words.field", "words.question", "report.sign", "report.clinic.sign", "diary.detail")
NO = {"en": ("no {}", "without {}", "never had {}"), "de": ("keine {}", "ohne {}", "nie {}")}
GONE = {"en": ("{}: gone", "{} has gone"), "de": ("{}: weg", "{} ist weg")}
ARTICLES = {"en": ("a ", "an "), "de": ("ein ", "eine ", "einen ")}
ANSWERED = {"trauma": "trauma", "fever": "fever"}


def said() -> Iterator[tuple[str, str, str, str]]:
    """Language, id, sign, phrase."""
    for language in languages():
        for table in TABLES:
            entries = catalogue(language)
            for key in table.split("."):
                entries = entries.get(key, {})
            for name, phrase in entries.items():
                sign = SIGN_OF.get(name, name)
                if (
                    sign in SIGNS
                    and name not in {"both_sides", "unsteady_cord"}
                    and f"{table}.{name}" != "diary.detail.trauma"
                ):
                    yield language, f"{table}.{name}", sign, phrase.rstrip("?:.").strip()


PHRASES = tuple(said())
NOUNS = tuple(one for one in PHRASES if one[1].startswith("words.sign."))


@pytest.mark.parametrize(("language", "where", "sign", "phrase"), PHRASES)
def test_a_sign_is_heard_by_its_own_name(language: str, where: str, sign: str, phrase: str) -> None:
    del language, where
    for text in (phrase, phrase.upper(), f"Today {phrase}.", f"Heute {phrase} nach 5 km"):
        assert sign in {mention.sign for mention in signs_in_note(text)}, text


@pytest.mark.parametrize(("language", "where", "sign", "phrase"), NOUNS)
def test_a_sign_that_is_denied_or_past_is_not_heard(language: str, where: str, sign: str, phrase: str) -> None:
    del where
    bare = phrase.removesuffix(", with pain").removesuffix(", mit Schmerzen")
    for article in ARTICLES[language]:
        bare = bare.removeprefix(article)
    for form in (*NO[language], *GONE[language]):
        assert sign not in {mention.sign for mention in signs_in_note(form.format(bare))}, form.format(bare)


@pytest.mark.parametrize(("language", "where", "sign", "phrase"), PHRASES)
def test_a_field_answered_by_its_own_name_is_a_yes(language: str, where: str, sign: str, phrase: str) -> None:
    del language, where
    assert Answer.of(phrase, sign).yes, phrase


@pytest.mark.parametrize("language", languages())
def test_the_examples_of_the_questions_raise_the_question(language: str) -> None:
    for question in catalogue(language)["diary"]["question"].values():
        if "both sides" not in question and "beiden Seiten" not in question:
            assert signs_in_note(question.rstrip("?")), question
