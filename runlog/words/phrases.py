r"""Phrases as the data files write them, and the finding of many of them in a line.

A phrase is words in order: `numb` (this word), `numb*` (a stem), `*schmerz` (an ending, for compounds), `a|b`
(either), `my?` (may stand there or not), `..` (up to three words between, within the sentence), `...` (up to six),
`<leg>` (any phrase of the concept `leg`), `/3[89]/` (a regular expression for one token). Umlauts are also found as
`ae`, `oe`, `ue`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from runlog.words.text import Line, fold, respelt, widened

GAP: Final = r"(?:[^ .;!?]+ ){0,%d}"
_GAPS: Final = {"..": GAP % 3, "...": GAP % 6}
_UMLAUTS: Final = {"ä": "(?:a|ae)", "ö": "(?:o|oe)", "ü": "(?:u|ue)"}
Concepts = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase's name and where it stands in `Line.folded`."""

    name: str
    start: int
    end: int


class Phrases:
    """Named phrases, found by their rarest word first: a line without any of these words costs a few look-ups."""

    def __init__(self, named: Mapping[str, Iterable[str]], concept: Concepts) -> None:
        self._phrases = [(name, phrase) for name, phrases in named.items() for phrase in phrases]
        self._concept = concept
        self._patterns: dict[int, re.Pattern[str]] = {}
        self._of_token: dict[str, tuple[int, ...]] = {}

    def all(self, line: Line) -> tuple[Found, ...]:
        """Every phrase in the line, in order; they may overlap."""
        ids = {i for token in line.tokens for i in self._ids(token)}
        found = [
            Found(self._phrases[i][0], match.start(), match.end())
            for i in sorted(ids)
            for match in self._pattern(i).finditer(line.folded)
        ]
        return tuple(sorted(found, key=lambda one: (one.start, -one.end)))

    def find(self, line: Line) -> tuple[Found, ...]:
        """The phrases of the line, in order, the longest where several overlap, the first-named among equals."""
        return longest(self.all(line))

    def name_of(self, line: Line) -> str | None:
        """The name of the phrase that is the whole line; None where none is."""
        whole = len(line.folded)
        return next((one.name for one in self.all(line) if one.start == 1 and one.end == whole), None)

    def _pattern(self, number: int) -> re.Pattern[str]:
        if number not in self._patterns:
            phrase = self._phrases[number][1]
            self._patterns[number] = re.compile("(?<= )" + pattern_of(phrase, self._concept))
        return self._patterns[number]

    def _ids(self, token: str) -> tuple[int, ...]:
        ids = self._of_token.get(token)
        if ids is None:
            ids = self._of_token[token] = tuple(self._anchored(token))
        return ids

    def _anchored(self, token: str) -> Iterator[int]:
        starts, ends, anywhere = self._anchors
        yield from starts.get((token, True), ())
        for length in range(1, len(token) + 1):
            yield from starts.get((token[:length], False), ())
            yield from ends.get(token[-length:], ())
        for part, ids in anywhere.items():
            if part in token:
                yield from ids

    @cached_property
    def _anchors(self) -> "_Anchors":
        starts: dict[tuple[str, bool], list[int]] = {}
        ends: dict[str, list[int]] = {}
        anywhere: dict[str, list[int]] = {}
        for number, (_, phrase) in enumerate(self._phrases):
            for word in _anchor(phrase, self._concept):
                stem = word.strip("*")
                if word.startswith("*") and word.endswith("*"):
                    anywhere.setdefault(stem, []).append(number)
                elif word.startswith("*"):
                    ends.setdefault(stem, []).append(number)
                else:
                    starts.setdefault((stem, not word.endswith("*")), []).append(number)
        return starts, ends, anywhere


_Anchors = tuple[dict[tuple[str, bool], list[int]], dict[str, list[int]], dict[str, list[int]]]


def longest(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those that overlap no longer one, in order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def uncovered(found: Sequence[Found], cover: str) -> tuple[Found, ...]:
    """Those of other names that stand in no phrase of the name `cover`, in order."""
    covers = [one for one in found if one.name == cover]
    return tuple(
        one
        for one in found
        if one.name != cover and not any(over.start <= one.start and one.end <= over.end for over in covers)
    )


def pattern_of(phrase: str, concept: Concepts) -> str:
    """The regular expression of a phrase over `Line.folded`, from a word's first letter to the space after the last."""
    return "".join(_piece(word, concept) for word in phrase.split())


def _piece(word: str, concept: Concepts) -> str:
    """The pattern of one piece, with the space after it."""
    if word in _GAPS:
        return _GAPS[word]
    if word.startswith("/") and word.endswith("/") and len(word) > 1:
        return f"(?:{word[1:-1]}) "
    if word.endswith("?") and len(word) > 1:
        return f"(?:{_piece(word[:-1], concept)})?"
    if "|" in word and len(word) > 1:
        return f"(?:{'|'.join(_piece(part, concept) for part in word.split('|') if part)})"
    if word.startswith("<") and word.endswith(">"):
        return f"(?:{'|'.join(pattern_of(phrase, concept) for phrase in concept(word[1:-1]))})"
    bare = word.strip("*").casefold()
    bare = respelt(bare) if "*" not in word else bare
    stem = "".join(_UMLAUTS.get(sign) or re.escape(fold(sign)) for sign in bare)
    before = "[^ ]*" if word.startswith("*") and len(word) > 1 else ""
    after = "[^ ]*" if word.endswith("*") and len(word) > 1 else ""
    return f"{before}{stem}{after} "


def _anchor(phrase: str, concept: Concepts) -> tuple[str, ...]:
    """Words of which one must stand in a line that holds the phrase; plain ones before those of a concept."""
    pieces = [piece for piece in phrase.split() if piece not in _GAPS and not (piece.endswith("?") and len(piece) > 1)]
    plain = [piece for piece in pieces if not piece.startswith("/") and "<" not in piece]
    if plain:
        return max((_spellings(piece) for piece in plain), key=lambda words: min(len(word) for word in words))
    named = next((piece for piece in pieces if "<" in piece), None)
    if named is None:
        return ("**",)
    return tuple(word for part in named.split("|") if part for word in _part_words(part, concept))


def _part_words(part: str, concept: Concepts) -> tuple[str, ...]:
    if part.startswith("<"):
        return tuple(word for phrase in concept(part[1:-1]) for word in _anchor(phrase, concept))
    return _spellings(part)


def _spellings(piece: str) -> tuple[str, ...]:
    """The folded forms of the words of a piece, umlauts written either way, stars kept."""
    words = [word for word in piece.split("|") if word] if len(piece) > 1 else [piece]
    words = [word if "*" in word else respelt(word) for word in words]
    wide = [widened(word) for word in words]
    return tuple(dict.fromkeys(_folded(word) for word in (*words, *wide)))


def _folded(word: str) -> str:
    bare = fold(word.strip("*"))
    return f"{'*' if word.startswith('*') else ''}{bare}{'*' if word.endswith('*') else ''}"
