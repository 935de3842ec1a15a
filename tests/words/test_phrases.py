"""Phrases find what they say, however it is spelt, and quote it as it was written."""

import pytest

from runlog.words.phrases import Found, Phrases
from runlog.words.text import Line, fold

PARTS = {"leg": ("foot", "feet", "left|right leg*", "*bein")}


def finder(*phrases: str) -> Phrases:
    return Phrases({"it": phrases}, PARTS.__getitem__)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("numb", "It is NUMB."),
        ("numb*", "numbness"),
        ("*schmerz", "Kreuzschmerz"),
        ("*gefühl*", "Fremdgefuehle"),
        ("schwäch*", "Schwaeche"),
        ("schwäch*", "Schwäche"),
        ("schwäch*", "Schwa\u0308che"),
        ("fuß", "der Fuss"),
        ("cant feel", "I can\u2019t feel it"),
        ("pins and|n|& needles", "pins & needles"),
        ("pins and|n|& needles", "pins-and-needles"),
        ("numb .. <leg>", "numb in my left foot"),
        ("no my? leg", "no leg"),
        ("no my? leg", "no my leg"),
        ("/3[89]([.,]\\d)?/ degrees", "38.7 degrees"),
        ("<leg>", "Scheinbein"),
        ("both|<leg>", "right legs"),
    ],
)
def test_a_phrase_is_found(phrase: str, text: str) -> None:
    assert finder(phrase).find(Line(text))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("numb", "number"),
        ("numb .. <leg>", "numb. Then the foot"),
        ("numb .. <leg>", "numb a b c d foot"),
        ("schwäch*", "schwer"),
        ("*schmerz", "schmerzen"),
        ("/3[89]/ degrees", "36 degrees"),
    ],
)
def test_another_word_is_not(phrase: str, text: str) -> None:
    assert not finder(phrase).find(Line(text))


def test_the_longest_of_overlapping_phrases_stands() -> None:
    both = Phrases({"short": ("no",), "long": ("no feeling",)}, PARTS.__getitem__)
    assert [one.name for one in both.find(Line("no feeling, no"))] == ["long", "short"]


def test_only_a_phrase_that_is_all_of_the_line_names_it() -> None:
    names = Phrases({"run": ("trail run", "run")}, PARTS.__getitem__)
    assert names.name_of(Line("Trail Run")) == "run"
    assert names.name_of(Line("run home")) is None


def test_what_was_written_is_quoted_as_it_was() -> None:
    line = Line("So: “Füße ganz \u2013 taub”, since Monday")
    (found,) = finder("füße .. taub").find(line)
    assert line.quote(found.start, found.end) == "Füße ganz \u2013 taub"


def test_a_line_without_words_finds_nothing() -> None:
    assert finder("numb").find(Line(" -\u2013\u2014 ")) == ()
    assert Line("").quote(0, 1) == ""


def test_found_places_are_in_the_folded_line() -> None:
    line = Line("Ganz TAUB")
    assert finder("taub").find(line) == (Found("it", 6, 11),)
    assert line.folded[6:11] == "taub "


def test_folding_leaves_plain_letters() -> None:
    assert fold("Größe, Øl, ĆMA, naïve") == "grosse, ol, cma, naive"
