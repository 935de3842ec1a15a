"""A yes/no field of the diary: yes, no, or not recorded, with the runner's own words kept."""

import re
from dataclasses import dataclass
from typing import Final

NO_WORDS: Final = frozenset({"no", "none", "0", "nein", "non", "keine", "kein", "n", "0.0"})
_NOTHING: Final = re.compile(r"[\s\-\u2013\u2014?./~]*")
"""A dash or a question mark in a spreadsheet's cell answers nothing: neither yes nor no."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a diary cell says; an empty cell is not an answer."""

    words: str = ""

    @property
    def recorded(self) -> bool:
        """Whether anything was written."""
        return bool(self.words)

    @property
    def yes(self) -> bool:
        """Anything but empty and the words for no."""
        return self.recorded and self.words.casefold().rstrip(".,;! ") not in NO_WORDS

    @property
    def no(self) -> bool:
        """One of the words for no."""
        return self.recorded and not self.yes

    @classmethod
    def of(cls, text: str | None) -> "Answer":
        """The answer in a cell; None, white space, a dash and a question mark are not recorded."""
        words = (text or "").strip()
        return cls("" if _NOTHING.fullmatch(words) else words)
