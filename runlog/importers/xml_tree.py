"""XML as watches and apps really write it: read tolerantly, refused where it is hostile.

Prefixes are taken as they stand (undeclared ones too), bytes before the first tag are passed over, UTF-16 is decoded,
and what comes before a break is kept. A document type with its entities is refused.
"""

import re
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET
from xml.parsers import expat

from runlog.errors import ReadError

DEPTH_MAX: Final = 64
"""Deeper nesting than this is no training record."""

_JUNK_MAX: Final = 4096
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_DECLARATION: Final = re.compile(rb"^<\?xml[^>]*\?>")
_ENCODING: Final = re.compile(rb"encoding\s*=\s*[\"']([\w.-]+)[\"']")
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_COMMENT: Final = re.compile(rb"<!--.*?-->", re.DOTALL)
_CUT: Final = " cut"
_ENTITIES: Final = "it declares XML entities, which no training export needs: refused"
_UTF8_NAMES: Final = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})


@dataclass(frozen=True, slots=True)
class XmlTree:
    """The tree with local names only, and why it ends early, if it does."""

    root: ET.Element
    problem: str | None


def as_utf8(data: bytes) -> bytes:
    """The document in UTF-8, without a byte order mark, an XML declaration, or bytes before its first tag.

    Raises:
        ReadError: its encoding is unknown.
    """
    if data.startswith(_UTF16_MARKS):
        data = data.decode("utf-16", errors="replace").encode()
    elif data.startswith((b"<\x00", b"\x00<")):
        data = data.decode("utf-16-le" if data[1] == 0 else "utf-16-be", errors="replace").encode()
    data = data.removeprefix(_UTF8_MARK)
    start = data.find(b"<?xml", 0, _JUNK_MAX)
    start = data.find(b"<", 0, _JUNK_MAX) if start < 0 else start
    data = data[max(start, 0) :]
    declaration = _DECLARATION.match(data)
    if not declaration:
        return _decoded(data, "utf-8")
    told = _ENCODING.search(declaration[0])
    name = told[1].decode().casefold() if told else "utf-8"
    return _decoded(data[declaration.end() :], "utf-8" if name.startswith("utf-16") else name)


def root_name(head: bytes) -> str | None:
    """The local name of the first tag in the first bytes of a file, or None where there is none."""
    if head.startswith((*_UTF16_MARKS, b"<\x00", b"\x00<")):
        head = head.replace(b"\x00", b"")
    start = re.sub(rb"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", b"", head, flags=re.DOTALL)
    found = _ROOT.search(start)
    return found[1].decode() if found else None


def refuse_entities(text: bytes) -> None:
    """Refuse a document type declaration, the door to entity bombs and to other files.

    Raises:
        ReadError: there is one.
    """
    without_comments = _COMMENT.sub(b"", text) if b"<!--" in text else text
    first_tag = _ROOT.search(without_comments)
    if b"<!DOCTYPE" in without_comments[: first_tag.start() if first_tag else None]:
        raise ReadError(_ENTITIES)


def parse_tree(text: bytes) -> XmlTree:
    """The tree of a UTF-8 document, as far as it is well-formed; elements cut off by a break are left out.

    Raises:
        ReadError: it declares entities, nests too deep, or breaks before its first element.
    """
    return _Builder().build(text)


class _Builder:
    def __init__(self) -> None:
        self._open: list[ET.Element] = []
        self._root: ET.Element | None = None

    def build(self, text: bytes) -> XmlTree:
        parser: Any = expat.ParserCreate(encoding="utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        problem = None
        try:
            parser.Parse(text, True)  # noqa: FBT003 (expat takes "this is all" by position)
        except expat.ExpatError as error:
            problem = f"the XML breaks off in line {error.lineno} ({expat.errors.messages[error.code]})"
        if self._root is None:
            raise ReadError(f"{problem or 'no XML element in it'}: export the activity again")
        for element in self._open:
            element.set(_CUT, "")
        return XmlTree(self._root, f"{problem}: what comes before is kept" if problem else None)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = ET.Element(name.rpartition(":")[2], attributes)
        if self._open:
            self._open[-1].append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)
        if len(self._open) > DEPTH_MAX:
            raise ReadError(f"its XML is nested deeper than {DEPTH_MAX} levels: refused")

    def _end(self, name: str) -> None:
        del name
        self._open.pop()

    def _characters(self, text: str) -> None:
        if self._open and not len(self._open[-1]):
            self._open[-1].text = (self._open[-1].text or "") + text

    def _refuse(self, *_: object) -> None:
        raise ReadError(_ENTITIES)


def is_cut(element: ET.Element) -> bool:
    """Whether a break in the file fell inside this element."""
    return _CUT in element.attrib


def text_of(element: ET.Element, *path: str) -> str | None:
    """The stripped text at the end of a path of child names; None where it is absent or empty."""
    found: ET.Element | None = element
    for name in path:
        found = None if found is None else found.find(name)
    text = (found.text or "").strip() if found is not None else ""
    return text or None


def leaves(element: ET.Element) -> dict[str, str]:
    """The texts of all leaves below an element by lower-case local name; a leaf `Value` goes by its parent's name."""
    found: dict[str, str] = {}
    stack = [(child, "") for child in reversed(element)]
    while stack:
        child, parent = stack.pop()
        name = child.tag.casefold()
        if len(child):
            stack += [(inner, name) for inner in reversed(child)]
        elif child.text and not child.text.isspace():
            found[parent if name == "value" else name] = child.text
    return found


def _decoded(text: bytes, encoding: str) -> bytes:
    if encoding in _UTF8_NAMES:
        try:
            text.decode()
        except UnicodeDecodeError:
            return text.decode("cp1252", errors="replace").encode()
        return text
    try:
        return text.decode(encoding, errors="replace").encode()
    except LookupError:
        raise ReadError(f"its text encoding {encoding!r} is unknown: save it as UTF-8") from None
