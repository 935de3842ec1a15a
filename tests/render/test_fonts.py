"""The bundled fonts: small, licensed, and holding every character that the catalogue speaks."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from matplotlib.ft2font import FT2Font

from runlog.messages.catalogues import catalogue
from runlog.render.fonts import FOLDER, covered, font_files
from runlog.render.text import NOT_SHOWN, printable


def words(entry: Any) -> Iterator[str]:
    if isinstance(entry, Mapping):
        for value in entry.values():
            yield from words(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from words(value)
    else:
        yield str(entry)


def test_every_word_of_the_catalogue_can_be_shown() -> None:
    missing = {c for text in words(catalogue("en")) for c in text if ord(c) not in covered() and c != "\n"}
    assert not missing


def test_each_font_holds_the_characters_that_are_said_to_be_covered() -> None:
    for file in font_files():
        assert frozenset(FT2Font(str(file)).get_charmap()) == covered(), file.name


def test_the_fonts_are_few_and_small_and_carry_their_licence() -> None:
    assert len(font_files()) == 5
    assert sum(path.stat().st_size for path in font_files()) < 400 * 1024
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright (c) 2016 The Inter Project Authors (https://github.com/rsms/inter)")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "OTHER DEALINGS IN THE FONT SOFTWARE." in licence


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("a\tb\r\nc", "a b c"),
        ("李小龍!", f"{NOT_SHOWN}!"),
        ("ok \U0001f44d\U0001f3fd \u202eabc\x1b[0m", f"ok {NOT_SHOWN} abc[0m"),
        ("#let *x* $y$", "#let *x* $y$"),
    ],
)
def test_what_the_fonts_lack_becomes_one_box_and_controls_vanish(written: str, shown: str) -> None:
    assert printable(written) == shown


def test_a_long_run_may_be_broken_and_loses_nothing() -> None:
    assert printable("x" * 100).replace("\u200b", "") == "x" * 100
    assert max(len(part) for part in printable("x" * 100).split("\u200b")) <= 28


def test_words_over_the_limit_end_in_an_ellipsis() -> None:
    assert printable("abc def ghi", limit=8) == "abc def…"
