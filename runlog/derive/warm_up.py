"""Whether an activity had a warm-up: as the runner wrote it down, else as the samples show it."""

from typing import Final

from runlog.model import Activity, WarmUp
from runlog.words.warm_up import denies_warm_up, names_warm_up

BASIS_FILE: Final = "file"
BASIS_NOTE: Final = "note"
BASIS_SAMPLES: Final = "samples"


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
        if denies_warm_up(text):
            told.add("none")
        if names_warm_up(text):
            told.add("noted")
    if "noted" in told:
        return "noted", BASIS_NOTE
    if told:
        return "none", BASIS_NOTE
    return (activity.warm_up_seen, BASIS_SAMPLES) if activity.warm_up_seen else ("unknown", None)
