"""Words for a warm-up, done or left out, in the languages heard."""

import re
from functools import cache

from runlog.words.hears import heard


def names_warm_up(text: str) -> bool:
    """Whether a text speaks of a warm-up that was done, such as a lap's name."""
    return _done().search(_not_done().sub(" ", text)) is not None


def denies_warm_up(text: str) -> bool:
    """Whether a text says that there was no warm-up."""
    return _not_done().search(text) is not None


@cache
def _done() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('words')})\b", re.IGNORECASE)


@cache
def _not_done() -> re.Pattern[str]:
    word = f"(?:{_any_of('words')})"
    before = rf"\b(?:{_any_of('no')})\s+(?:(?:{_any_of('linking')})\s+){{0,3}}{word}\b"
    after = rf"\b{word}\s*(?::|=)?\s*(?:{_any_of('after')})\b"
    return re.compile(f"{before}|{after}", re.IGNORECASE)


def _any_of(name: str) -> str:
    return "|".join(r"[\s-]?".join(map(re.escape, phrase.split())) for phrase in heard("warm_up")[name])
