"""The pattern of a point in GPX or TCX, learned from the point itself.

Exports are written by machines: one point has the same tags as the next, with other text between them. A point is
taken apart tag by tag into a pattern that captures the texts of interest. Whatever is not plain (entities, comments,
sections, odd names, tags that don't nest) is not learned.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from runlog.importers.xml_table import TIME_LEAF, PointForm

POINT_BYTES_MAX: Final = 65_536
"""A longer point is not learned."""
_DEPTH_MAX: Final = 16
_NAME: Final = rb"[A-Za-z_][\w.:-]*"
_ATTRIBUTE: Final = re.compile(rb"\s+(" + _NAME + rb")\s*=\s*(\"[^\"<&]*\"|'[^'<&]*')")
_TOKEN: Final = re.compile(rb"<(/?)(" + _NAME + rb")((?:" + _ATTRIBUTE.pattern + rb")*)\s*(/?)>([^<&]*)")
_TEXT: Final = rb"[^<&]*"


class DoubtError(Exception):
    """Matching whole points may not give what reading token by token would."""


@dataclass(frozen=True, slots=True)
class Part:
    """A tag or the text behind it: its pattern, and what each group in it is (a column or `TIME_LEAF`)."""

    pattern: bytes
    groups: tuple[str, ...] = ()


Shape = tuple[Part, ...]
"""One kind of point from behind the point's name on. A column may come several times in it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a block is split by all shapes known: what begins every point is matched once, then one of the ends.

    A split gives, for each point, `width` entries behind the text before it: the groups of the beginning, for each end
    an entry that is None where the point has another one, with the groups of that end, and the text behind the point.
    """

    split: Callable[[bytes], list[Any]]
    beginning: tuple[str, ...]
    ends: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """Entries that a point takes in a split."""
        return 1 + len(self.beginning) + sum(1 + len(end) for end in self.ends)


def plan_of(shapes: Sequence[Shape], tag: bytes) -> Plan:
    """The plan for one or more different shapes of points that begin with `tag`."""
    shared = 0
    if len(shapes) > 1:
        while len({shape[shared] for shape in shapes}) == 1:
            shared += 1
        ends = [shape[shared:] for shape in shapes]
    else:
        shared, ends = len(shapes[0]), []
    # The empty group tells which end matched.
    either = b"(?:" + b"|".join(b"()" + _pattern(end) for end in ends) + b")" if ends else b""
    pattern = re.escape(tag) + _pattern(shapes[0][:shared]) + either + rb"\s*"
    return Plan(re.compile(pattern).split, _groups(shapes[0][:shared]), tuple(_groups(end) for end in ends))


def _pattern(parts: Shape) -> bytes:
    return b"".join(part.pattern for part in parts)


def _groups(parts: Shape) -> tuple[str, ...]:
    return tuple(name for part in parts for name in part.groups)


def learn_shape(piece: bytes, form: PointForm) -> Shape:
    """The shape of the point that a piece begins with.

    Raises:
        DoubtError: it is not plain.
    """
    text = b"<" + form.tag.encode() + piece[:POINT_BYTES_MAX]
    learner = _Learner(form)
    at = 0
    while at == 0 or learner.opened:
        token = _TOKEN.match(text, at)
        if token is None or len(learner.opened) > _DEPTH_MAX:
            raise DoubtError
        at = token.end()
        learner.take(token, leaf=text.startswith(b"</", at))
    return tuple(learner.parts)


class _Learner:
    """Makes a pattern from the tags of one point."""

    def __init__(self, form: PointForm) -> None:
        self._form = form
        self.parts: list[Part] = []
        self._leaves: set[str] = set()
        self.opened: list[bytes] = []
        """The names of the elements that are open, with their prefixes."""

    def take(self, token: re.Match[bytes], *, leaf: bool) -> None:
        """Add a tag and the text behind it; `leaf` tells that a closing tag follows.

        Raises:
            DoubtError: the tags don't nest, or a leaf of interest comes twice.
        """
        closing, name, attributes, empty = bool(token[1]), token[2], token[3], bool(token[6])
        column = None
        if closing:
            if empty or attributes or not self.opened or self.opened.pop() != name:
                raise DoubtError
            self.parts.append(Part(b"</" + re.escape(name) + rb"\s*>"))
        else:
            column = self._column(name) if leaf and not empty else None
            self._open(name, attributes, empty=empty)
        if self.opened:
            self.parts.append(Part(b"(" + _TEXT + b")", (column,)) if column else Part(_TEXT))

    def _open(self, name: bytes, attributes: bytes, *, empty: bool) -> None:
        if self.opened:
            self.parts.append(Part(b"<" + re.escape(name)))
            self._attributes(attributes, {})
        elif self.parts or name != self._form.tag.encode():
            raise DoubtError
        else:
            # The piece begins behind the point's name.
            self._attributes(attributes, self._form.attributes)
        self.parts.append(Part(rb"\s*/>" if empty else rb"\s*>"))
        if not empty:
            self.opened.append(name)

    def _attributes(self, text: bytes, wanted: Mapping[str, str]) -> None:
        names: set[bytes] = set()
        for name, value in _ATTRIBUTE.findall(text):
            if name in names:
                raise DoubtError
            names.add(name)
            column, quote = wanted.get(name.decode()), value[:1]
            inside = b"[^" + quote + b"<&]*"
            head = rb"\s+" + re.escape(name) + rb"\s*=\s*" + quote
            inner = b"(" + inside + b")" if column else inside
            self.parts.append(Part(head + inner + quote, (column,) if column else ()))

    def _column(self, name: bytes) -> str | None:
        """The column that a leaf goes to, if any, or `TIME_LEAF`; a leaf `Value` goes by its parent's name."""
        leaf = _local(name)
        if leaf == "value":
            leaf = _local(self.opened[-1]) if len(self.opened) > 1 else ""
        column = TIME_LEAF if leaf == TIME_LEAF else self._form.leaves.get(leaf)
        if column is None:
            return None
        if leaf in self._leaves:
            raise DoubtError
        self._leaves.add(leaf)
        return column


def _local(name: bytes) -> str:
    return name.rpartition(b":")[2].decode().casefold()
