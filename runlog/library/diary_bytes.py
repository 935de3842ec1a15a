"""The bytes of `diary.csv` as lines of text; every line keeps its own bytes, so that none is ever written anew."""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from runlog.errors import DiaryError
from runlog.importers.quoted_lines import physical_lines

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE: Final = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_NARROW_ENTRY: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4})(?:[ T]\d{1,2}:\d{2})?\"?[,;\t]"
)
"""An entry of one byte a letter, which has no place in a file of two."""
_WIDE_SHARE: Final = 0.8
_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Written:
    """How a file is written: its mark, its encoding, its lines as text and as bytes; what is odd about it."""

    encoding: str
    bom: bytes
    lines: tuple[tuple[str, bytes], ...]
    other_letters: tuple[int, ...] = ()
    """Numbers (from 1) of lines whose letters are of another encoding than the file's."""
    broken_at: int | None = None
    """Number of the line from which on the file is not of its encoding, so that nothing can be added to it."""

    def encode(self, text: str) -> bytes:
        """Text as bytes of this file.

        Raises:
            DiaryError: the encoding lacks a character, or the file is of no one encoding.
        """
        if self.broken_at is not None:
            raise DiaryError(
                f"diary.csv is damaged from line {self.broken_at} on: begun in {self.encoding.upper()[:6]}, it goes on "
                "in another encoding, so that nothing can be added. Open it in a text editor, mend those lines, and "
                "save it as UTF-8; nothing was changed"
            )
        try:
            return text.encode(self.encoding)
        except UnicodeEncodeError as error:
            if self.encoding.startswith("utf"):
                raise DiaryError(
                    "a text holds characters that no file can keep: write it anew; nothing was changed"
                ) from None
            lacking = " ".join(dict.fromkeys(error.object[error.start : error.end][:_SHOWN]))
            raise DiaryError(
                f"diary.csv is written in Windows' Latin letters, which lack {lacking}: open it in a text editor and "
                "save it once as UTF-8, or write the entry without them; nothing was changed"
            ) from None


def written(data: bytes) -> Written:
    """A file's bytes as lines: with a mark as it says, else UTF-8, or Windows' Latin letters line by line."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            body = data[len(bom) :]
            return _narrow(body, bom) if encoding == "utf-8" else _wide(body, encoding, bom)
    wide = _wide_without_mark(data)
    return _wide(data, wide, b"") if wide else _narrow(data, b"")


def _wide_without_mark(data: bytes) -> str | None:
    head = data[:4096]
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[place::2]
        if half and half.count(0) > _WIDE_SHARE * len(half) and not head[1 - place :: 2].count(0):
            return encoding
    return None


def _narrow(data: bytes, bom: bytes) -> Written:
    raws = _LINE.findall(data)
    texts: list[tuple[str, bytes]] = []
    utf8: list[int] = []
    latin: list[int] = []
    for raw in raws:
        try:
            text, encoding = raw.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = _latin(raw)
        if not raw.isascii():
            (utf8 if encoding == "utf-8" else latin).append(len(texts) + 1)
        texts += [(part, part.encode(encoding)) for part in physical_lines(text)]
    own = "utf-8" if bom or utf8 or not latin else "cp1252"
    other = latin if own == "utf-8" else utf8
    return Written(own, bom, tuple(texts), other_letters=tuple(other))


def _latin(raw: bytes) -> tuple[str, str]:
    try:
        return raw.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "latin-1"


def _wide(data: bytes, encoding: str, bom: bytes) -> Written:
    narrow = _NARROW_ENTRY.search(data)
    head = data[: narrow.start()] if narrow else data
    size = 4 if "32" in encoding else 2
    head = head[: len(head) - len(head) % size]
    try:
        text = head.decode(encoding)
        whole = len(head) == len(data)
    except UnicodeDecodeError:
        text, whole = head.decode(encoding, errors="replace"), False
    lines = [(line, line.encode(encoding, errors="replace")) for line in physical_lines(text)]
    if whole:
        return Written(encoding, bom, tuple(lines))
    broken = len(lines) + 1 if "\ufffd" not in text else 1 + text[: text.index("\ufffd")].count("\n")
    # Read as far as it can be: the letters of one byte, and those of two without their zeros.
    rest = _narrow(data[len(head) :], b"").lines
    return Written(encoding, bom, (*lines, *rest), broken_at=max(1, broken))
