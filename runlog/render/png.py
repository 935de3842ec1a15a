"""PNG: one picture to send in a chat, as tall as its content, wide enough for a phone held upright."""

import struct
import zlib
from typing import Final

from runlog.render.mark import MARK
from runlog.render.typeset import typeset
from runlog.report.model import Report

PIXELS_PER_INCH: Final = 231.0
"""A picture of a thousand pixels across: about one to one on a phone's screen."""
_HEADER_END: Final = 8 + 4 + 4 + 13 + 4
"""Signature, then the IHDR chunk: length, name, 13 bytes, checksum (PNG, section 5)."""


def to_png(report: Report) -> bytes:
    """The report as one picture of a single page, marked as made by runlog."""
    return marked(typeset(report, form="phone", output="png", ppi=PIXELS_PER_INCH)[0])


def marked(picture: bytes) -> bytes:
    """The picture with the mark by which runlog knows its own outputs."""
    return picture[:_HEADER_END] + _text_chunk("Software", MARK) + picture[_HEADER_END:]


def _text_chunk(keyword: str, text: str) -> bytes:
    body = b"tEXt" + keyword.encode("latin-1") + b"\0" + text.encode("latin-1")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
