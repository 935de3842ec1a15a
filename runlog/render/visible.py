"""Words that people see: no character that moves a cursor, colours a line, turns it round or hides in it."""

import unicodedata
from typing import Final

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula; the last four are the full-width forms of the first."""
_HIDDEN: Final = frozenset({"Cc", "Cf", "Co", "Cs"})
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"})
"""Those of `html.escape`, without the import of all entities' names."""
_JOINERS: Final = frozenset("\u200c\u200d\u00ad")
"""Zero-width joiners, which letters of some scripts need, and the soft hyphen."""


def visible(words: str) -> str:
    """Words for a terminal: control and format characters are left out, line breaks and tabs become spaces."""
    if words.isascii() and words.isprintable():
        return words
    return "".join(_shown(character, frozenset()) for character in words)


def unhidden(words: str) -> str:
    """Words for a page: as `visible`, with the joiners that letters need."""
    return words if words.isprintable() else "".join(_shown(character, _JOINERS) for character in words)


def escape(words: str) -> str:
    """Words as HTML text or as an attribute in quotes: no mark-up, and no character that could turn the line round."""
    return unhidden(words).translate(_ENTITIES)


def _shown(character: str, kept: frozenset[str]) -> str:
    if character.isprintable() or character in kept:
        return character
    category = unicodedata.category(character)
    if category in {"Zl", "Zp", "Zs"} or character in "\n\t\r\v\f":
        return character if category == "Zs" else " "
    return "" if category in _HIDDEN else character
