"""Who looked at it: a name that can have looked, someone who cannot, or nobody yet."""

from functools import lru_cache
from typing import Literal

from runlog.words.hears import phrases
from runlog.words.text import Line

Visitor = Literal["clinician", "layman", "not_yet", "unknown", "none"]
KEPT = 1024


@lru_cache(maxsize=KEPT)
def hear_visitor(text: str) -> Visitor:
    """Who a cell says has looked: a clinician, a layman, nobody yet, a name that tells nothing, or nothing at all.

    A physiotherapist counts as a clinician; an appointment to come, a `no` and a dash as nobody yet.
    """
    line = Line(text)
    if not any(token.isalpha() for token in line.tokens):
        return "none"
    named = {one.name for one in phrases("seen").find(line)}
    if "not_yet" in named:
        return "not_yet"
    if named & {"clinician", "therapist"}:
        return "clinician"
    return "layman" if "layman" in named else "unknown"
