"""What runlog itself wrote, known by its mark, so that it is never read as an export."""

import re
from pathlib import Path
from typing import Final

from runlog.frame.activities import ACTIVITIES

OWN_MARK: Final = b"runlog-output"
"""Stands in the metadata or first lines of every page, picture and document of runlog (`runlog.render.mark`)."""
OWN_REASON: Final = "written by runlog itself, so it is no export"
HEAD_BYTES: Final = 4096
TAIL_BYTES: Final = 1 << 16
"""A PDF's metadata stands near its end, before the table of its objects."""
_DOCUMENT: Final = re.compile(rb'\s*\{\s*"format_version"')
_ACTIVITIES_CSV: Final = ",".join(ACTIVITIES.names[:4]).encode()


def is_own_output(path: Path) -> bool:
    """Whether a file is a report, a document or a table that runlog made.

    JSON documents begin with `format_version`, the activities table with its first columns; the rest bears the mark.

    Raises:
        OSError: the file cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if head.startswith(b"%PDF"):
            file.seek(max(0, path.stat().st_size - TAIL_BYTES))
            head += file.read()
    return _bears_mark(head)


def is_own_bytes(data: bytes) -> bool:
    """As `is_own_output`, of a file that lies in an archive."""
    tail = data[-TAIL_BYTES:] if data.startswith(b"%PDF") else b""
    return _bears_mark(data[:HEAD_BYTES] + tail)


def _bears_mark(head: bytes) -> bool:
    return OWN_MARK in head or _DOCUMENT.match(head) is not None or head.startswith(_ACTIVITIES_CSV)
