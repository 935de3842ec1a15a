"""GPX and TCX taken apart: a table of all points, and the small tree that is left without them.

Two ways lead there. `xml_blocks` matches whole points by learned patterns on the bytes; where it has any doubt, expat's
handlers read the document token by token. Both give the same: the points as columns in file order, and in the tree, in
the place of each run of points, an element `MARK` that tells which they are.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

import numpy as np

from runlog.errors import ReadError
from runlog.importers.track import local_offset_min, number, read_time
from runlog.importers.xml_tree import TreeBuilder, XmlTree, parse_with

MARK: Final = "runlog-points"
"""Stands in the tree for `count` points from `first` on."""
POINTS_MAX: Final = 1_000_000
"""More points than this are refused: eleven days, one a second."""
TIME_LEAF: Final = "time"

FloatColumn = np.ndarray[Any, np.dtype[np.float64]]
Places = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class PointForm:
    """What a format calls a point, and which of its attributes and leaves (lower case) go to which column.

    Of two leaves for one column the first that holds a number counts. A leaf `time` is the point's time.
    """

    tag: str
    attributes: Mapping[str, str]
    leaves: Mapping[str, str]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns' names, each once."""
        return tuple(dict.fromkeys([*self.attributes.values(), *self.leaves.values()]))


@dataclass(frozen=True, slots=True)
class PointTable:
    """Points in file order: Unix seconds (NaN where untimed), minutes from UTC as told (0 where not), columns."""

    time_s: FloatColumn
    offset_min: FloatColumn
    columns: Mapping[str, FloatColumn]
    cut: Places
    """Points that a break in the file fell into."""

    def __len__(self) -> int:
        return len(self.time_s)

    def taken(self, places: Places) -> "PointTable":
        """The points of these row numbers."""
        if len(places) == len(self):
            return self
        columns = {name: values[places] for name, values in self.columns.items()}
        cut = np.flatnonzero(np.isin(places, self.cut))
        return PointTable(self.time_s[places], self.offset_min[places], columns, cut)


@dataclass(frozen=True, slots=True)
class PointDocument:
    """A document without its points, why it ends early, if it does, and the points."""

    root: ET.Element
    problem: str | None
    points: PointTable


def read_points(text: bytes, form: PointForm) -> PointDocument:
    """The points and the rest of a UTF-8 document, as far as it is well-formed.

    Raises:
        ReadError: it declares entities, nests too deep, holds too many points, or breaks before its first element.
    """
    from runlog.importers.xml_blocks import read_by_blocks

    return read_by_blocks(text, form) or read_by_handlers(text, form)


def places_in(element: ET.Element) -> Places:
    """Which points lie in an element, as row numbers of the table; each point is told once, to the first who asks.

    (Tracks nested in tracks would otherwise multiply their points.)
    """
    runs = []
    for mark in element.iter(MARK):
        runs.append((int(mark.get("first", 0)), int(mark.get("count", 0))))
        mark.set("count", "0")
    if not runs:
        return np.empty(0, np.intp)
    return np.concatenate([np.arange(first, first + count) for first, count in runs])


def read_by_handlers(text: bytes, form: PointForm) -> PointDocument:
    """As `read_points`, token by token: bears all that expat bears."""
    builder = _PointBuilder(form)
    tree: XmlTree = parse_with(builder, text)
    return PointDocument(tree.root, tree.problem, builder.table())


class _PointBuilder(TreeBuilder):
    """Builds the tree of all but the points, which go to columns at once."""

    def __init__(self, form: PointForm) -> None:
        super().__init__()
        self._form = form
        self._time, self._offset = array("d"), array("d")
        self._columns = {name: array("d") for name in form.columns}
        self._cut: list[int] = []
        self._inside: list[str] = []
        """The names of the elements that are open from the point down, in lower case."""
        self._attributes: Mapping[str, str] = {}
        self._found: dict[str, str] = {}
        self._text: list[str] | None = None
        """What the innermost element has said; None once it is known to have children."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        local = name.rpartition(":")[2]
        if not self._inside and local != self._form.tag:
            super().start(name, attributes)
            return
        if not self._inside:
            self._attributes, self._found = attributes, {}
        self._inside.append(local.casefold())
        self._text = []
        self.refuse_depth(len(self._inside))

    def end(self, name: str) -> None:
        """Close an element."""
        if not self._inside:
            super().end(name)
            return
        leaf = self._inside.pop()
        if not self._inside:
            self._add()
        elif self._text:
            text = "".join(self._text)
            if not text.isspace():
                parent = self._inside[-1] if len(self._inside) > 1 else ""
                self._found[parent if leaf == "value" else leaf] = text
        self._text = None

    def characters(self, text: str) -> None:
        """Take text: a point's leaves are collected, all else goes to the tree."""
        if not self._inside:
            super().characters(text)
        elif self._text is not None:
            self._text.append(text)

    def finish(self) -> None:
        """Mark a point that a break fell into."""
        if self._inside:
            self._cut.append(len(self._time))
            self._add()

    def _add(self) -> None:
        first = len(self._time)
        if first == POINTS_MAX:
            raise ReadError(f"more than {POINTS_MAX} points: split the file")
        values = {column: number(self._attributes.get(name)) for name, column in self._form.attributes.items()}
        for leaf, text in self._found.items():
            column = self._form.leaves.get(leaf)
            if column and values.get(column) is None:
                values[column] = number(text)
        time = read_time(self._found.get(TIME_LEAF))
        self._time.append(np.nan if time is None else time.timestamp())
        self._offset.append((local_offset_min(time) if time else None) or 0.0)
        for name, cells in self._columns.items():
            value = values.get(name)
            cells.append(np.nan if value is None else value)
        self.mark(MARK, first)

    def table(self) -> PointTable:
        """The points read so far."""
        return PointTable(
            np.array(self._time),
            np.array(self._offset),
            {name: np.array(cells) for name, cells in self._columns.items()},
            np.array(self._cut, dtype=np.intp),
        )
