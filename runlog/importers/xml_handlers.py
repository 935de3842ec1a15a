"""Points of GPX and TCX read token by token by expat's handlers, which bear all that expat bears."""

from array import array
from typing import TYPE_CHECKING

import numpy as np

from runlog.errors import ReadError
from runlog.importers.limits import ODD_POINTS_MAX, POINTS_MAX
from runlog.importers.track import local_offset_min, number, read_time
from runlog.importers.xml_table import MARK, TIME_LEAF, PointDocument, PointForm, PointTable
from runlog.importers.xml_tree import TreeBuilder, parse_with

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_by_handlers(text: bytes, form: PointForm) -> PointDocument:
    """As `xml_points.read_points`, token by token."""
    builder = _PointBuilder(form)
    tree = parse_with(builder, text)
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
        self._said_chars = 0
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
            self.refuse_length(len(text))

    def finish(self) -> None:
        """Mark a point that a break fell into."""
        super().finish()
        if self._inside:
            self._cut.append(len(self._time))
            self._add()

    def _add(self) -> None:
        first = len(self._time)
        most = min(POINTS_MAX, ODD_POINTS_MAX)
        if first == most:
            raise ReadError(f"more than {most} points written in an unusual way: split the file")
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
