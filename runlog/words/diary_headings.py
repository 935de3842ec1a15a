"""Which DIARY column a heading of `diary.csv` means: exact names, everyday words, and typos."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from runlog.frame.diary import WRITTEN_COLUMNS
from runlog.messages import Message
from runlog.words.hears import heard, phrases
from runlog.words.notes import signs_in_note
from runlog.words.text import Line

EVERYDAY_COLUMNS: Final = (
    "date", "time", "pain_0_10", "leg_pain_0_10", "before_after", "warm_up_min", "hamstring_stretch", "core_min",
    "moved", "painkillers", "note",
)  # fmt: skip
"""The columns that most entries use: they stand first in a new diary."""

NEW_HEADER: Final = EVERYDAY_COLUMNS + tuple(name for name in WRITTEN_COLUMNS if name not in EVERYDAY_COLUMNS)

NEAR_ENOUGH: Final = 0.86
"""difflib ratio from which a heading is taken for a typo of a column: `weather` is not `water`; ours."""

SIGNS: Final = (
    "saddle", "bladder_bowel", "sexual_function", "weakness", "numbness", "tingling", "both_sides", "unsteady", "fever",
    "trauma", "weight_loss", "night_pain",
)  # fmt: skip
"""Signs that a heading may name in words of its own: `numb legs`, `Blasenprobleme`; the most urgent first."""


@dataclass(frozen=True, slots=True)
class Headings:
    """What each heading means (None: kept aside), and what is to be said about them."""

    columns: tuple[str | None, ...]
    notices: tuple[Message, ...] = ()

    def place_of(self, column: str) -> int | None:
        """The position of a column, or None where the file has none."""
        return self.columns.index(column) if column in self.columns else None


def plain_name(heading: str) -> str:
    """A heading in the form of a column's name: small letters, words joined by `_`, no units in brackets."""
    text = unicodedata.normalize("NFKC", heading).strip().casefold()
    return re.sub(r"[^\w]+", "_", text).strip("_")


@cache
def known_column(heading: str) -> str | None:
    """The column that a heading names exactly, by an everyday word, or as a sign."""
    return _exact(heading) or _everyday(heading) or _as_sign(heading)


def match_headings(cells: Sequence[str]) -> Headings:
    """The column of every heading; exact names win over everyday words, those over signs, and those over typos.

    Two headings may name one sign (`numb left`, `numb right`): both are read. Of another column only the first is.
    """
    columns: list[str | None] = [None] * len(cells)
    notices: list[Message] = []
    for find in (_exact, _everyday, _as_sign, _near):
        for place, heading in enumerate(cells):
            column = find(heading) if heading.strip() and columns[place] is None else None
            if column is None or (column in columns and find is not _as_sign):
                continue
            columns[place] = column
            if find is not _exact:
                notices.append(Message.of("notice.diary_heading", heading=heading.strip(), column=column))
    aside = tuple(cell.strip() for cell, column in zip(cells, columns, strict=True) if cell.strip() and column is None)
    if aside:
        notices.append(Message.of("notice.diary_extra_columns", columns=aside))
    return Headings(tuple(columns), tuple(notices))


def _exact(heading: str) -> str | None:
    name = plain_name(heading)
    return name if name in WRITTEN_COLUMNS else None


def _everyday(heading: str) -> str | None:
    bare = re.sub(r"[(\[][^)\]]*[)\]]", " ", heading)
    finder = phrases("headings.diary")
    return finder.name_of(Line(bare)) or finder.name_of(Line(plain_name(heading).replace("_", " ")))


def _as_sign(heading: str) -> str | None:
    named = {mention.sign for mention in signs_in_note(heading.replace("_", " "))}
    return next((sign for sign in SIGNS if sign in named), None)


def _near(heading: str) -> str | None:
    name = plain_name(heading)
    known = _known_names()
    close = difflib.get_close_matches(name, known, n=1, cutoff=NEAR_ENOUGH)
    return known[close[0]] if close else None


@cache
def _known_names() -> Mapping[str, str]:
    """Every name of a column, and the everyday words that are plain ones."""
    told = {plain_name(word): column for column, words in heard("headings.diary").items() for word in words}
    return {**told, **{name: name for name in WRITTEN_COLUMNS}}
