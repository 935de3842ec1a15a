"""Words for sports, as vendors and runners write them, in every language heard → runlog's canonical sports.

A cell is understood whole or not at all: a sport's phrase with nothing beside it but words such as "indoor" or
"morning". So "dry run" is no run, and "train ride" no ride.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from typing import Final

from runlog.model import Kind
from runlog.sports import SPORT_KINDS, UNTOLD_SPORTS, kind_of
from runlog.words.hears import heard
from runlog.words.text import Line

WORD_MAX_CHARS: Final = 60
_LEAST: Final = ("running", "cycling", "training", "skating", "rowing", "walking", "hiking", "strength_training")
"""Sports that yield to a finer one of the same kind beside them."""
_Tokens = tuple[str, ...]


def sport_in_words(text: str | None) -> str:
    """The canonical sport that a cell names; else the cell's own words, and `unknown` where it is empty."""
    return sport_named(text) or _canonical(text) or _own_words(text)


@lru_cache(maxsize=4096)
def sport_named(text: str | None) -> str | None:
    """The canonical sport that a cell names as a whole; None where it is not understood whole."""
    tokens = _tokens(text or "")
    if not tokens:
        return None
    whole = _sports().get(tokens) or _joined().get("".join(tokens))
    return whole or _by_parts(tokens)


def sport_in_title(text: str | None) -> str | None:
    """The sport that a title names as a whole (`Morning Run`); None for vague ones."""
    sport = sport_named(text)
    return None if sport is None or kind_of(sport) is Kind.OTHER else sport


def _canonical(text: str | None) -> str | None:
    name = "_".join((text or "").casefold().replace("-", " ").split())
    return name if name in SPORT_KINDS else None


def _own_words(text: str | None) -> str:
    return " ".join((text or "").split())[:WORD_MAX_CHARS] or UNTOLD_SPORTS[0]


def _tokens(text: str) -> _Tokens:
    apart = Line(_apart(text.replace("_", " ")))
    return tuple(token for token in apart.tokens if token[0].isalnum())


def _apart(text: str) -> str:
    """A text with its words apart where vendors join them by capitals: `TrailRun`."""
    if text.isupper() or text.islower():
        return text
    before = f" {text}"
    return "".join(f" {b}" if a.islower() and b.isupper() else b for a, b in zip(before, text, strict=False))


def _by_parts(tokens: _Tokens) -> str | None:
    """The one sport among the parts where every part is a sport or a word that stands beside one."""
    found: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(len(tokens) - at, 0, -1):
            part = tokens[at : at + length]
            if part in _sports():
                found.append(_sports()[part])
            elif part not in _besides():
                continue
            at += length
            break
        else:
            return None
    exact = [sport for sport in dict.fromkeys(found) if kind_of(sport) is not Kind.OTHER]
    if not exact or len({kind_of(sport) for sport in exact}) > 1 or set(found) - set(exact) - {"training"}:
        return found[0] if len(set(found)) == 1 else None
    return next((sport for sport in exact if sport not in _LEAST), exact[0])


@cache
def _sports() -> dict[_Tokens, str]:
    """Phrase → sport; where two sports have one phrase, the first-named."""
    found: dict[_Tokens, str] = {}
    for sport, phrases in heard("sports").items():
        found.setdefault(tuple(sport.split("_")), sport)
        for phrase in phrases:
            for tokens in _spelled(phrase):
                found.setdefault(tokens, sport)
    return found


@cache
def _joined() -> dict[str, str]:
    """As vendors join words: `weighttraining`."""
    return {"".join(tokens): sport for tokens, sport in _sports().items() if len(tokens) > 1}


@cache
def _besides() -> frozenset[_Tokens]:
    return frozenset(tokens for phrase in heard("sports.besides")["words"] for tokens in _spelled(phrase))


def _spelled(phrase: str) -> Iterator[_Tokens]:
    """The ways to write a phrase with `a|b` and `my?` in it; umlauts also as two letters."""
    pieces = [[*piece.rstrip("?").split("|"), *([""] if piece.endswith("?") else [])] for piece in phrase.split()]
    for words in product(*pieces):
        text = " ".join(word for word in words if word)
        wide = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
        yield from dict.fromkeys((_tokens(text), _tokens(wide)))
