"""Files that no importer claims: what they are, and whether that is an error."""

import re
from typing import Final, NoReturn

from runlog.errors import ReadError, SkipFileError

_MAGIC: Final = (
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"SQLite format 3\x00", "a database"),
    (b"{\\rtf", "a text document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_ZIP: Final = b"PK\x03\x04"
_FOREIGN_ARCHIVES: Final = (
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\x28\xb5\x2f\xfd", "a file packed with zstd"),
    (b"\x04\x22\x4d\x18", "a file packed with lz4"),
    (b"LZIP", "a file packed with lzip"),
    (b"\x1f\x9d", "a file packed with compress"),
    (b"MSCF", "a cab archive"),
    (b"xar!", "a xar archive"),
)
_HEIC: Final = (b"ftypheic", b"ftypmif1", b"ftypheix", b"ftypmp42", b"ftypqt")
_XML_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_EXPORT_SUFFIXES: Final = (".fit", ".gpx", ".tcx")
_HEADER_CHARS_SHOWN: Final = 60
_SEPARATORS_OF_A_TABLE: Final = 2
_PEEK: Final = 4096
_AS_PROMISED: Final = "nothing in it looks like what its name promises: export the activity again"


def refuse(data: bytes, name: str) -> NoReturn:
    """Say what a file that no importer claims is.

    Raises:
        SkipFileError: it is recognised as something that holds no training.
        ReadError: it is empty, damaged, or a container that has to be unpacked first.
    """
    head = data[:_PEEK]
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadError("the file is empty: export or copy it again")
    if head.startswith(_ZIP):
        raise ReadError("a zip archive inside another file: unpack the outer one")
    foreign = next((kind for magic, kind in _FOREIGN_ARCHIVES if head.startswith(magic)), None)
    if foreign:
        raise ReadError(f"{foreign}, which runlog cannot open: unpack it and give the folder, or pack it as zip")
    promised = name.casefold().endswith(_EXPORT_SUFFIXES)
    kind = _kind(head)
    if kind is None:
        raise ReadError(_AS_PROMISED if promised else "not a file that runlog knows: give FIT, GPX, TCX or runs.csv")
    if promised:
        raise ReadError(f"{_AS_PROMISED} (it is {kind})")
    raise SkipFileError(f"{kind}, not a training record")


def _kind(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:12] in {brand[:8] for brand in _HEIC} or head[4:10] == b"ftypqt":
        return "a picture or film"
    text = _text(head)
    return None if text is None else _text_kind(text)


def _text(head: bytes) -> str | None:
    """The start of a text file, or None for binary data."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if b"\x00" in head:
        return None
    try:
        # The head may end within a character.
        return head[:-3].decode("utf-8-sig") if len(head) == _PEEK else head.decode("utf-8-sig")
    except UnicodeDecodeError:
        control = sum(byte < ord(" ") and byte not in b"\t\r\n\f" for byte in head)
        return None if control else head.decode("cp1252", errors="replace")


def _text_kind(text: str) -> str:
    start = text.lstrip()
    first = start.partition("\n")[0]
    if start.startswith("<"):
        root = _XML_ROOT.search(start.encode())
        kind = root[1].decode() if root else "unknown"
        return "a web page" if kind.casefold() == "html" else f"an XML file of the kind {kind}"
    if start.startswith(("{", "[")) and not re.match(r"\[[\w.]+\]\s*$", first):
        return "a JSON file of a kind that runlog doesn't know"
    return _table_kind(first) or "a text file"


def _table_kind(header: str) -> str | None:
    if max(header.count(mark) for mark in ",;\t") < _SEPARATORS_OF_A_TABLE:
        return None
    shown = header[:_HEADER_CHARS_SHOWN].strip()
    return f"a table whose columns runlog doesn't know ({shown})"
