"""Which DIARY column a heading of `diary.csv` means: exact names, everyday words, and typos."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from runlog.frame.diary import WRITTEN_COLUMNS
from runlog.messages import Message

EVERYDAY_COLUMNS: Final = (
    "date", "time", "pain_0_10", "leg_pain_0_10", "before_after", "warm_up_min", "hamstring_stretch", "core_min",
    "moved", "painkillers", "note",
)  # fmt: skip
"""The columns that most entries use: they stand first in a new diary."""

NEW_HEADER: Final = EVERYDAY_COLUMNS + tuple(name for name in WRITTEN_COLUMNS if name not in EVERYDAY_COLUMNS)

NEAR_ENOUGH: Final = 0.86
"""difflib ratio from which a heading is taken for a typo of a column: `weather` is not `water`; ours."""

ALIASES: Final = MappingProxyType(
    {
        "day": "date", "datum": "date", "when": "date", "uhrzeit": "time", "zeit": "time",
        "pain": "pain_0_10", "back_pain": "pain_0_10", "back": "pain_0_10", "pain_score": "pain_0_10",
        "pain_level": "pain_0_10", "nrs": "pain_0_10", "schmerz": "pain_0_10", "schmerzen": "pain_0_10",
        "rücken": "pain_0_10", "ruecken": "pain_0_10", "rückenschmerzen": "pain_0_10", "rueckenschmerzen": "pain_0_10",
        "rückenschmerz": "pain_0_10", "rueckenschmerz": "pain_0_10",
        "leg": "leg_pain_0_10", "leg_pain": "leg_pain_0_10", "beinschmerz": "leg_pain_0_10",
        "beinschmerzen": "leg_pain_0_10", "bein": "leg_pain_0_10",
        "when_run": "before_after", "before_or_after": "before_after", "location": "place", "ort": "place",
        "where": "place", "radiation": "radiates_to", "numb": "numbness", "pins_and_needles": "tingling",
        "weak": "weakness", "bladder": "bladder_bowel", "bowel": "bladder_bowel", "fall": "trauma",
        "accident": "trauma", "stiffness": "morning_stiffness_min", "morning_stiffness": "morning_stiffness_min",
        "stiffness_min": "morning_stiffness_min", "warm_up": "warm_up_min", "warmup": "warm_up_min",
        "warmup_min": "warm_up_min", "aufwaermen": "warm_up_min", "hamstring": "hamstring_stretch",
        "hamstrings": "hamstring_stretch", "hamstring_stretches": "hamstring_stretch", "stretch": "hamstring_stretch",
        "core": "core_min", "strength": "core_min", "strength_min": "core_min", "core_minutes": "core_min",
        "rumpf": "core_min", "sitting": "sat_h", "sat": "sat_h", "sitting_h": "sat_h", "hours_sitting": "sat_h",
        "water": "water_l", "wasser": "water_l", "painkiller": "painkillers", "medication": "painkillers",
        "schmerzmittel": "painkillers", "limits": "limits_0_4", "limited": "limits_0_4", "notes": "note",
        "comment": "note", "comments": "note", "notiz": "note", "bemerkung": "note", "notizen": "note",
        "doctor": "seen_by", "seen": "seen_on", "therapy": "treatment",
    }
)  # fmt: skip
"""Everyday words, English and German → column."""


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


def known_column(heading: str) -> str | None:
    """The column that a heading names exactly or by an everyday word."""
    name = plain_name(heading)
    return name if name in WRITTEN_COLUMNS else ALIASES.get(name)


def match_headings(cells: Sequence[str]) -> Headings:
    """The column of every heading; exact names win over everyday words, and those over typos."""
    columns: list[str | None] = [None] * len(cells)
    notices: list[Message] = []
    for find in (_exact, ALIASES.get, _near):
        for place, heading in enumerate(cells):
            name = plain_name(heading)
            column = find(name) if name and columns[place] is None else None
            if column is None or column in columns:
                continue
            columns[place] = column
            if find is not _exact:
                notices.append(Message.of("notice.diary_heading", heading=heading.strip(), column=column))
    aside = tuple(cell.strip() for cell, column in zip(cells, columns, strict=True) if cell.strip() and column is None)
    if aside:
        notices.append(Message.of("notice.diary_extra_columns", columns=aside))
    return Headings(tuple(columns), tuple(notices))


def _exact(name: str) -> str | None:
    return name if name in WRITTEN_COLUMNS else None


def _near(name: str) -> str | None:
    close = difflib.get_close_matches(name, [*WRITTEN_COLUMNS, *ALIASES], n=1, cutoff=NEAR_ENOUGH)
    return ALIASES.get(close[0], close[0]) if close else None
