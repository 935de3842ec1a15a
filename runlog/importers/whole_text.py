"""Words of a file as text that every document and database can hold."""

import re
from dataclasses import fields, replace
from typing import Any, Final

from runlog.model import Activity, Recording

_LONE: Final = re.compile("[\ud800-\udfff]")
"""Half of a pair of UTF-16, which JSON can name and UTF-8 cannot."""
_WORDS: Final = tuple(field.name for field in fields(Activity) if field.type in {"str", str, "str | None", str | None})


def with_whole_text(recordings: tuple[Recording, ...]) -> tuple[Recording, ...]:
    """The recordings, with a replacement character for each lone half of a pair in their words."""
    return tuple(map(_whole, recordings))


def _whole(recording: Recording) -> Recording:
    activity = recording.activity
    broken = {name: words for name in _WORDS if (words := getattr(activity, name)) and _LONE.search(words)}
    if not broken:
        return recording
    whole: dict[str, Any] = {name: mended(words) for name, words in broken.items()}
    return replace(recording, activity=replace(activity, **whole))


def mended(words: str) -> str:
    """Halves that belong together are joined; the others are replaced."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
