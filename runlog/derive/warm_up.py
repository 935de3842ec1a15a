"""Whether an activity had a warm-up: as the runner wrote it down, else as the samples show it."""

import re
from typing import Final

from runlog.model import Activity, WarmUp

BASIS_FILE: Final = "file"
BASIS_NOTE: Final = "note"
BASIS_SAMPLES: Final = "samples"

_WORD: Final = r"(?:warm(?:ed|ing)?[\s-]?up|eingelaufen|einlaufen|einlauf|aufgewärmt|aufwärmen|warmlaufen|warmgelaufen)"
_DONE: Final = re.compile(rf"\b{_WORD}\b", re.IGNORECASE)
_NOT_DONE: Final = re.compile(
    rf"\b(?:no|not|without|w/o|skipped|skipping|forgot|missed|didn.?t|did not|never|ohne|kein|keine|nicht|statt)\s+"
    rf"(?:(?:a|any|the|my|to|do|proper|real|much|zum|das|richtiges?)\s+){{0,3}}{_WORD}\b"
    rf"|\bnicht\s+{_WORD}|\b{_WORD}\s*(?::|=)?\s*(?:no|none|skipped|0|nein|keines?|vergessen|ausgelassen)\b",
    re.IGNORECASE,
)  # fmt: skip


def names_warm_up(text: str) -> bool:
    """Whether a text speaks of a warm-up that was done, such as a lap's name."""
    return _DONE.search(_NOT_DONE.sub(" ", text)) is not None


def warm_up_of(activity: Activity) -> tuple[WarmUp, str | None]:
    """`noted`, `detected`, `none` or `unknown`, and how it is known: told by the source, by words, seen in samples.

    The source's `warm_up_min` goes first, then words in title and notes, then what the samples show. Zero minutes is
    none. A warm-up neither mentioned nor seen is unknown, never none.
    """
    if activity.warm_up_min is not None:
        return ("noted" if activity.warm_up_min > 0 else "none"), BASIS_FILE
    told: set[WarmUp] = set()
    for text in (activity.title, activity.notes):
        if not text:
            continue
        if _NOT_DONE.search(text):
            told.add("none")
        if names_warm_up(text):
            told.add("noted")
    if "noted" in told:
        return "noted", BASIS_NOTE
    if told:
        return "none", BASIS_NOTE
    return (activity.warm_up_seen, BASIS_SAMPLES) if activity.warm_up_seen else ("unknown", None)
