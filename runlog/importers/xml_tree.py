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
from runlog.importers.limits import ELEMENTS_MAX, TEXT_CHARS_MAX
from runlog.importers.limits import XML_DEPTH_MAX as DEPTH_MAX

_JUNK_MAX: Final = 4096
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_DECLARATION: Final = re.compile(rb"^<\?xml[^>]*\?>")
_ENCODING: Final = re.compile(rb"encoding\s*=\s*[\"']([\w.-]+)[\"']")
_ROOT: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
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


def parse_tree(text: bytes) -> XmlTree:
    """The tree of a UTF-8 document, as far as it is well-formed; elements cut off by a break are left out.

    Raises:
        ReadError: it declares entities, nests too deep, or breaks before its first element.
    """
    return parse_with(TreeBuilder(), text)


def parse_with(builder: "TreeBuilder", text: bytes) -> XmlTree:
    """As `parse_tree`, with a builder that may keep some elements to itself."""
    parser: Any = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    problem = None
    try:
        parser.Parse(text, True)  # noqa: FBT003 (expat takes "this is all" by position)
    except expat.ExpatError as error:
        problem = f"the XML breaks off in line {error.lineno} ({expat.errors.messages[error.code]})"
    builder.finish()
    if builder.root is None:
        raise ReadError(f"{problem or 'no XML element in it'}: export the activity again")
    for element in builder.open:
        element.set(_CUT, "")
    return XmlTree(builder.root, f"{problem}: what comes before is kept" if problem else None)


class TreeBuilder:
    """Expat's handlers that build a tree with local names."""

    def __init__(self) -> None:
        self.open: list[ET.Element] = []
        self.root: ET.Element | None = None
        self._elements = 0
        self._said: list[str] = []
        self._said_chars = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        self._keep_text()
        element = ET.Element(name.rpartition(":")[2], attributes)
        if self.open:
            self.open[-1].append(element)
        elif self.root is None:
            self.root = element
        self.open.append(element)
        self.refuse_depth(0)
        self._elements += 1
        if self._elements > ELEMENTS_MAX:
            raise ReadError(f"more than {ELEMENTS_MAX} XML elements beside its points: refused")

    def end(self, name: str) -> None:
        """Close an element."""
        del name
        self._keep_text()
        self.open.pop()

    def characters(self, text: str) -> None:
        """Add text to a leaf.

        Raises:
            ReadError: it is longer than any note.
        """
        if self.open and not len(self.open[-1]):
            self._said.append(text)
            self.refuse_length(len(text))

    def refuse_length(self, more: int) -> None:
        """Count characters of the text that is being read; `_keep_text` begins anew.

        Raises:
            ReadError: they are more than `TEXT_CHARS_MAX`.
        """
        self._said_chars += more
        if self._said_chars > TEXT_CHARS_MAX:
            raise ReadError(f"a text in it is longer than {TEXT_CHARS_MAX} characters: refused")

    def _keep_text(self) -> None:
        if self._said and self.open:
            self.open[-1].text = "".join(self._said)
        self._said, self._said_chars = [], 0

    def finish(self) -> None:
        """Called once the document has ended or broken off."""
        self._keep_text()

    def refuse_depth(self, more: int) -> None:
        """Refuse to go deeper than any export does.

        Raises:
            ReadError: elements are open deeper than `DEPTH_MAX`, with `more` that the tree does not hold.
        """
        if len(self.open) + more > DEPTH_MAX:
            raise ReadError(f"its XML is nested deeper than {DEPTH_MAX} levels: refused")

    def mark(self, name: str, first: int) -> None:
        """Count one more element kept apart, the `first`th, in the mark that stands for a run of them."""
        if not self.open:
            return
        siblings = self.open[-1]
        if not len(siblings) or siblings[-1].tag != name:
            siblings.append(ET.Element(name, {"first": str(first), "count": "0"}))
        siblings[-1].set("count", str(int(siblings[-1].get("count", "0")) + 1))


def _refuse(*_: object) -> None:
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
