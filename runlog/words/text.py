"""What was written, folded into tokens that can be compared: letter case, accents and punctuation told apart."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from runlog.words.files import contents, split_phrases, table_of

_TOKEN: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['\u2019\u00b4`][^\W\d_]+)*|[^\w\s]|_")
_APOSTROPHES: Final = str.maketrans("", "", "'\u2019\u00b4`")
_NO_WORD: Final = frozenset('-\u2010\u2011\u2012\u2013\u2014_*"\u201e\u201c\u201d\u00ab\u00bb')
"""Hyphens, quotation and emphasis marks part words and say nothing themselves."""
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
_VOICED: Final = "\u3099\u309a"
"""Marks by which kana become other sounds, hence other words."""


@dataclass(frozen=True)
class Line:
    """A text as tokens; `folded` joins them by single spaces, with one at either end."""

    text: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The folded words, numbers and marks, in order."""
        return tuple(folded for token in _TOKEN.findall(self._composed) if (folded := _FOLDED[token]))

    @cached_property
    def folded(self) -> str:
        """The tokens in one line: `" numb in both feet , since monday "`."""
        return f" {' '.join(self.tokens)} "

    @cached_property
    def _composed(self) -> str:
        return self.text if self.text.isascii() else unicodedata.normalize("NFKC", self.text)

    def quote(self, start: int, end: int) -> str:
        """The runner's own words between two places of `folded`."""
        first = self.folded.count(" ", 0, start) - 1
        last = self.folded.count(" ", 0, end - 1) - 1
        spans = [match.span() for match in _TOKEN.finditer(self._composed) if _FOLDED[match[0]]]
        if not spans:
            return ""
        return self._composed[spans[max(first, 0)][0] : spans[min(max(last, first), len(spans) - 1)][1]]


class _Folded(dict[str, str]):
    """Token → its folded form; empty for a mark that says nothing."""

    def __missing__(self, token: str) -> str:
        folded = "" if token in _NO_WORD else fold(respelt(token))
        self[token] = folded
        return folded


_FOLDED: Final = _Folded()


def fold(text: str) -> str:
    """A text without letter case, accents and apostrophes (`Schwäche` → `schwache`, `can't` → `cant`)."""
    plain = text.casefold().translate(_APOSTROPHES)
    if plain.isascii():
        return plain
    apart = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return "".join(sign for sign in apart if sign in _VOICED or not unicodedata.combining(sign))


def respelt(word: str) -> str:
    """A word as the dictionary writes it, where the data files know it as a slip or a dialect (`kribeln`, `koa`)."""
    return _spellings().get(fold(word), word)


@cache
def _spellings() -> Mapping[str, str]:
    """Folded slips and dialect forms → the word that phrases are written with."""
    known: dict[str, str] = {}
    for content in contents("spelling"):
        for word, slips in table_of(content, "spelling").items():
            for slip in split_phrases(slips):
                known[fold(slip)] = word
                known[fold(widened(slip))] = word
    return known


def widened(word: str) -> str:
    """A word with its umlauts written `ae`, `oe`, `ue`."""
    return word.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
