"""A yes/no field of the diary: yes, no, or not recorded, with the runner's own words kept."""

from dataclasses import dataclass
from typing import Final

NO_WORDS: Final = frozenset({"no", "none", "0", "nein", "non", "keine", "kein", "n", "0.0"})


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
        return self.recorded and self.words.casefold() not in NO_WORDS

    @property
    def no(self) -> bool:
        """One of the words for no."""
        return self.recorded and not self.yes

    @classmethod
    def of(cls, text: str | None) -> "Answer":
        """The answer in a cell; None and white space are not recorded."""
        return cls((text or "").strip())
