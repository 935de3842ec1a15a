"""Every catalogue says all that the English one says, of the same values, in words that fit."""

import re
import string
from typing import Final

import pytest

from runlog.messages.catalogues import FALLBACK, catalogue, languages
from runlog.messages.cldr import tongue
from runlog.messages.speech import DATES
from tests.support.languages import OWN_TABLES, templates

OTHERS: Final = [language for language in languages() if language != FALLBACK]
LONGER: Final = 1.6
"""A text may be this many times as long as the English one, so that cards and tables hold it."""
ROOM: Final = 14
"""Short words may be longer by this many letters."""


def parameters(template: str) -> set[tuple[str, str]]:
    """Each parameter with its way of being spoken; forms of nouns and patterns of dates are the language's own."""
    parsed = string.Formatter().parse(template)
    return {(name, _kind(spec or "")) for _, name, spec, _ in parsed if name is not None}


def _kind(spec: str) -> str:
    name = spec.partition("(")[0]
    return "date" if name in DATES else name


@pytest.mark.parametrize("language", OTHERS)
def test_every_catalogue_has_the_keys_of_the_english_one(language: str) -> None:
    english = set(templates(FALLBACK))
    own = {place for place in templates(language) if not place.startswith(OWN_TABLES)}
    assert sorted(english - own) == [], "say these in the other language too"
    assert sorted(own - english) == [], "these are said in no other language"


@pytest.mark.parametrize("language", OTHERS)
def test_every_template_speaks_of_the_same_values_in_the_same_ways(language: str) -> None:
    own = templates(language)
    differ = {
        place: (parameters(template), parameters(own[place]))
        for place, template in templates(FALLBACK).items()
        if place in own and parameters(template) != parameters(own[place])
    }
    assert differ == {}


@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_so_long_that_it_breaks_its_place(language: str) -> None:
    own = templates(language)
    long = {
        place: own[place]
        for place, template in templates(FALLBACK).items()
        if place in own and len(own[place]) > max(LONGER * len(template), len(template) + ROOM)
    }
    assert long == {}


@pytest.mark.parametrize("language", languages())
def test_nouns_have_as_many_forms_as_the_language_needs(language: str) -> None:
    wanted = len(tongue(catalogue(language)["language"]["locale"]).categories)
    wrong = {
        place: template
        for place, template in templates(language).items()
        if not place.startswith("dates.")
        for forms in re.findall(r":n\(([^)]*)\)", template)
        if len(forms.split("|")) != wanted
    }
    assert wrong == {}


@pytest.mark.parametrize("language", languages())
def test_the_dates_and_units_of_every_catalogue_are_all_there(language: str) -> None:
    assert set(catalogue(language)["dates"]) == set(DATES)
    assert set(catalogue(language)["units"]) == {"km", "mi", "m", "ft", "l", "h", "min", "percent"}
