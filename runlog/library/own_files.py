"""What runlog itself wrote, known by its first bytes, so that it is never read as an export."""

import re
from pathlib import Path
from typing import Final

from runlog.frame.activities import ACTIVITIES

HEAD_BYTES: Final = 4096
TAIL_BYTES: Final = 65536
"""A PDF's metadata stands before its cross-reference table, which grows with the pages."""
OWN_REASON: Final = "written by runlog itself, so it is no export"
_DOCUMENT: Final = re.compile(rb'\s*\{\s*"format_version"')
_ACTIVITIES_CSV: Final = ",".join(ACTIVITIES.names[:4]).encode()
_SIGNED: Final = re.compile(rb"runlog", re.IGNORECASE)
_SIGNED_SUFFIXES: Final = frozenset({".pdf", ".png", ".html", ".md", ".ics", ".svg"})
_MAGICS: Final = (b"%PDF", b"\x89PNG")


def is_own_output(path: Path) -> bool:
    """Whether a file is a report, a document or a table that runlog made.

    JSON documents begin with `format_version`, the activities table with its first columns; pages and pictures carry
    the name in their first lines or metadata.

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if head.startswith(_MAGICS):
            file.seek(max(0, path.stat().st_size - TAIL_BYTES))
            head += file.read(TAIL_BYTES)
    if _DOCUMENT.match(head) or head.startswith(_ACTIVITIES_CSV):
        return True
    return path.suffix.casefold() in _SIGNED_SUFFIXES and _SIGNED.search(head) is not None
