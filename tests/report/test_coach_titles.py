"""What is said to a coach in other words is said of the same thing, and never to the athlete."""

import re
import string
from collections.abc import Iterator, Mapping

import pytest

from runlog.messages import catalogues

LANGUAGES = ("en", "de")
SPOKEN_TO = re.compile(r"\b(you|your|du|dein\w*|dir|dich)\b", re.IGNORECASE)
RULE = re.compile(r"[A-Z]+\d{3}")


def coach_titles(language: str) -> Iterator[tuple[str, str, str]]:
    """Rule, message, template."""
    for code, messages in catalogues.catalogue(language)["report"]["coach"].items():
        if RULE.fullmatch(code):
            assert isinstance(messages, Mapping)
            for name, template in messages.items():
                yield code, name, template


def params(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_the_message_that_it_stands_for_and_asks_for_nothing_that_this_lacks(language: str) -> None:
    catalogue = catalogues.catalogue(language)
    titles = list(coach_titles(language))
    assert titles
    for code, name, template in titles:
        assert params(template) <= params(catalogue[code][name]), (code, name)


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_speaks_to_the_athlete(language: str) -> None:
    assert not [(code, name) for code, name, template in coach_titles(language) if SPOKEN_TO.search(template)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_title_of_a_rule_that_speaks_to_the_athlete_lacks_one(language: str) -> None:
    catalogue = catalogues.catalogue(language)
    kept = {"RED001", "RED002", "PATN001", "PATN002", "SHOE002"}  # never shown to a coach, or no matter of address
    told = {(code, name) for code, name, _ in coach_titles(language)}
    asked = {
        (code, name)
        for code, messages in catalogue.items()
        if RULE.fullmatch(code) and code not in kept
        for name, template in messages.items()
        if name.startswith("title") and SPOKEN_TO.search(template)
    }
    assert asked <= told
