"""Words made fit to be set: every character one that the bundled fonts have, no control characters, no endless runs."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final

from runlog.render.fonts import covered

NOT_SHOWN: Final = "\u25a1"
"""Stands for one or more characters that the bundled fonts do not have."""
_LONGEST_RUN: Final = 28
LONGEST: Final = 1680
_BREAK: Final = "\u200b"
"""Zero-width space: where a run without spaces may be broken."""
_RUN: Final = re.compile(rf"\S{{{_LONGEST_RUN}}}(?=\S)")
_SPACES: Final = re.compile(r"[\t\n\r\f\v\u2028\u2029]+")


def printable(words: str, *, limit: int | None = None) -> str:
    """The words in one line of characters that can be shown, cut to `limit` characters.

    What the fonts lack (Chinese, emoji, …) becomes one box a run: the words themselves stay whole in the log and in
    the JSON document.
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", words)).strip()
    if limit and len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    shown: list[str] = []
    for character in text:
        if ord(character) in covered():
            shown.append(character)
        elif unicodedata.category(character) not in {"Cc", "Cf", "Mn", "Me"} and shown[-1:] != [NOT_SHOWN]:
            shown.append(NOT_SHOWN)
    return _RUN.sub(lambda run: run[0] + _BREAK, "".join(shown))


def printed(value: Any) -> Any:
    """Plain data in which every word is made fit to be set, cut to `LONGEST` characters; numbers as they are."""
    if isinstance(value, str):
        return printable(value, limit=LONGEST)
    if isinstance(value, Mapping):
        return {name: printed(item) for name, item in value.items()}
    if isinstance(value, Sequence):
        return [printed(item) for item in value]
    return value
