"""What runlog itself wrote, known by its mark, so that it is never read as an export."""

import os
import re
import stat
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
_CALENDAR: Final = re.compile(rb"BEGIN:VCALENDAR\r?\nVERSION:2.0\r?\nPRODID:-//runlog//")
_ACTIVITIES_CSV: Final = ",".join(ACTIVITIES.names[:4]).encode()


def is_own_output(path: Path) -> bool:
    """Whether a file is a report, a document or a table that runlog made.

    JSON documents begin with `format_version`, the activities table with its first columns; the rest bears the mark.

    Raises:
        OSError: the file cannot be opened.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return False
        head = file.read(HEAD_BYTES)
        file.seek(max(0, status.st_size - TAIL_BYTES))
        tail = file.read(TAIL_BYTES)
    return _bears_mark(head + tail if head.startswith(b"%PDF") else head) or _ends_with_mark(tail)


def is_own_bytes(data: bytes) -> bool:
    """As `is_own_output`, of a file that lies in an archive."""
    tail = data[-TAIL_BYTES:] if data.startswith(b"%PDF") else b""
    return _bears_mark(data[:HEAD_BYTES] + tail) or _ends_with_mark(data[-TAIL_BYTES:])


def _bears_mark(head: bytes) -> bool:
    return (
        OWN_MARK in head
        or _CALENDAR.match(head) is not None
        or _DOCUMENT.match(head) is not None
        or head.startswith(_ACTIVITIES_CSV)
    )


def _ends_with_mark(tail: bytes) -> bool:
    """So end words that went into a file, and each line of a team's table."""
    return tail.rstrip().endswith(OWN_MARK) or (tail.endswith(b"PAR1") and OWN_MARK in tail)
