"""A sentence for a runner names no column, key or file; German as a native writes it, as far as a test can tell."""

import re
from typing import Final

import pytest

from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import DIARY
from runlog.messages.catalogues import languages
from runlog.rules.book import RULES
from tests.support.languages import templates

CODES: Final = tuple(rule.ENTRY.code for rule in RULES)
NAMES: Final = {name for name in (*DIARY.names, *ACTIVITIES.names) if "_" in name}
_COMMANDS: Final = "check|clinic|demo|diary|ground|import|init|inspect|plan|report|runs?|share|team"
_KEY: Final = re.compile(
    r"\b[a-z]+(?:_[a-z0-9]+)+\b|\[\[?[a-z]+\]|\b\w+\.(?:csv|toml)\b|\bpip install\b" + rf"|\brunlog (?:{_COMMANDS})\b"
)
_VALUE: Final = re.compile(r"\{[^{}]*\}")
WRONG_GERMAN: Final = {
    "Kadenz": "Schrittfrequenz",
    "Gefälle": "Abstieg, for metres down",
    "ach Laufpause": "eine Laufpause",
    "an ihnen": "an diesen Tagen",
    "Den meisten Rücken": "Die meisten Rückenschmerzen",
    '"': "„ and “",
    "...": "…",
    " - ": "a dash",
}


def sentences(language: str) -> dict[str, str]:
    """What the rules and the signs say to a runner, without the values filled in."""
    return {
        place: _VALUE.sub("", template)
        for place, template in templates(language).items()
        if place.partition(".")[0] in {*CODES, "RED", "ASK", "pain", "words"} or place.startswith("report.coach.")
    }


@pytest.mark.parametrize("language", languages())
def test_no_sentence_for_a_runner_names_a_column_a_key_a_file_or_a_command(language: str) -> None:
    named = {place: found[0] for place, text in sentences(language).items() if (found := _KEY.search(text))}
    assert named == {}


def test_the_look_for_keys_finds_one_of_each_kind() -> None:
    for text in ("(seen_by)", "in runs.csv", "in runlog.toml", "under [history]", "runlog diary edit", "set pain_0_10"):
        assert _KEY.search(text), text
    assert len(NAMES) > 30
    assert all(_KEY.search(name) for name in NAMES)


@pytest.mark.parametrize("language", languages())
def test_ways_to_mend_are_the_one_place_where_keys_and_files_stand(language: str) -> None:
    told = {place for place, text in templates(language).items() if place.startswith("mend.") and _KEY.search(text)}
    assert told


@pytest.mark.parametrize("language", languages())
def test_whoever_says_a_surgeon_says_which(language: str) -> None:
    """Who operated on the runner is "your surgeon"; the articles are told by the names of those who wrote them."""
    bare = {
        place: text
        for place, text in sentences(language).items()
        if re.search(
            r"\b[Tt]he (?:surgeon|article)\b|\b[Oo]ne of the surgeons\b"
            r"|\b[Dd]er (?:Chirurg|Artikel)\b|\b[Ee]iner der Chirurgen\b",
            text,
        )
        and not re.search(r"Kieffer|McCance", text)
    }
    assert bare == {}


@pytest.mark.parametrize(("wrong", "right"), WRONG_GERMAN.items())
def test_german_is_written_as_a_native_writes_it(wrong: str, right: str) -> None:
    found = [
        place
        for place, text in templates("de").items()
        if wrong in text and not place.startswith(("mend.", "notice.", "share.no_consent"))
    ]
    assert found == [], f"say {right}"


def test_german_quotation_marks_come_in_pairs_and_the_reader_is_du() -> None:
    for place, text in templates("de").items():
        assert text.count("„") == text.count("“"), place
        assert not re.search(r"\b(?:Ihre[nmrs]?|Ihnen)\b", text), place


def test_german_has_no_comma_before_or_between_two_short_orders() -> None:
    assert [place for place, text in templates("de").items() if re.search(r", oder drück", text)] == []


@pytest.mark.parametrize("language", languages())
def test_a_verb_that_follows_a_counted_noun_is_counted_with_it(language: str) -> None:
    """`1 Lauf konnten` and `1 run have`: a verb of the plural right behind a count stands inside its forms."""
    verbs = {"de": "sind|haben|konnten|gingen|kommen|werden|bleiben", "en": "are|have|were|come"}[language]
    wrong = [place for place, text in templates(language).items() if re.search(rf":n\([^)]*\)\}} (?:{verbs})\b", text)]
    assert wrong == []
