"""Points of GPX and TCX matched whole, block by block, and the document without them.

One split of a block by the patterns of `xml_shapes` gives all texts of interest, and columns of text become numbers
together. What is not points is left to expat. The result is that of expat's handlers or none: where anything speaks for
a difference, this way gives up and the handlers read the file.
"""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError
from runlog.importers.limits import POINTS_MAX
from runlog.importers.xml_cells import floats, unix_times
from runlog.importers.xml_shapes import DoubtError, Plan, Shape, learn_shape, plan_of
from runlog.importers.xml_table import MARK, TIME_LEAF, FloatColumn, PointDocument, PointForm, PointTable
from runlog.importers.xml_tree import parse_tree

SHAPES_MAX: Final = 24
"""With more kinds of points than this, matching would cost more than it saves."""
_FIRST_BLOCK: Final = 1 << 12
"""Bytes that are split first, and twice as many each time after: a new kind of point has a block split again."""
_BLOCK: Final = 1 << 20
_ROWS_HELD: Final = 20_000
"""Points whose texts are held before they become numbers."""
_OFFSET: Final = "offset"
_NOT_XML: Final = (b"]]>", b"\xef\xbf")
"""What expat may refuse inside text, besides control characters: a section's end, the last code points."""


def read_by_blocks(text: bytes, form: PointForm) -> PointDocument | None:
    """The points and the rest of a well-formed document, or None where the handlers have to look.

    Raises:
        ReadError: there are more than `POINTS_MAX` points.
    """
    points = _Points(form)
    try:
        rest = points.take(text)
    except DoubtError:
        return None
    try:
        tree = parse_tree(rest)
    except ReadError:
        return None
    if tree.problem or _may_be_refused(text, rest) or next(tree.root.iter(form.tag), None) is not None:
        # (a point in the rest has a prefix)
        return None
    marks = sum(1 for _ in tree.root.iter(MARK))
    if not points.marks == marks == rest.count(MARK.encode()):
        # (a mark that the parser does not see stood in a comment or a section)
        return None
    return PointDocument(tree.root, None, points.table())


def _may_be_refused(text: bytes, rest: bytes) -> bool:
    """Whether the points hold what expat may refuse in text."""
    if any(odd[:1] in text and text.count(odd) != rest.count(odd) for odd in _NOT_XML):
        return True
    return _controls(text) != _controls(rest)


def _controls(text: bytes) -> int:
    codes = np.frombuffer(text, np.uint8)
    low = codes[codes < ord(" ")]
    return int(np.count_nonzero((low != ord("\t")) & (low != ord("\n")) & (low != ord("\r"))))


class _Points:
    """The points of a document, taken out of it block by block."""

    def __init__(self, form: PointForm) -> None:
        self._form = form
        self._tag = b"<" + form.tag.encode()
        self._shapes: list[Shape] = []
        self._plan: Plan | None = None
        self._rest: list[bytes] = []
        self._taken = self._marked = 0
        self.marks = 0
        self._cells = _Cells(form)

    def take(self, text: bytes) -> bytes:
        """The document with a mark in the place of each run of points.

        Raises:
            DoubtError: it has no points, or they are not plain.
            ReadError: there are more than `POINTS_MAX` points.
        """
        at = text.find(self._tag)
        self._rest.append(text[: max(at, 0)])
        block = _FIRST_BLOCK
        while at < len(text):
            stop = at + block
            end = len(text) if stop >= len(text) else text.rfind(self._tag, at + 1, stop)
            if at < 0 or end < 0:
                raise DoubtError
            self._take_block(text[at:end])
            at = end
            block = min(2 * block, _BLOCK)
        self._mark()
        return b"".join(self._rest)

    def _take_block(self, block: bytes) -> None:
        plan = self._plan or self._learn(block)
        found = plan.split(block)
        while missed := next((text for text in found[:: plan.width] if self._tag in text), None):
            plan = self._learn(missed)
            found = plan.split(block)
        between = found[:: plan.width]
        if self._taken + len(between) - 1 > POINTS_MAX:
            raise ReadError(f"more than {POINTS_MAX} points: split the file")
        self._cells.take(found, plan)
        first = self._taken
        for place in [place for place, text in enumerate(between) if text]:
            self._taken = first + place
            self._mark()
            self._rest.append(between[place])
        self._taken = first + len(between) - 1

    def _learn(self, text: bytes) -> Plan:
        """Learn the first point in a text, which no shape known matches."""
        shape = learn_shape(text[text.index(self._tag) + len(self._tag) :], self._form)
        if shape in self._shapes or len(self._shapes) == SHAPES_MAX:
            raise DoubtError
        self._shapes.append(shape)
        self._plan = plan_of(self._shapes, self._tag)
        return self._plan

    def _mark(self) -> None:
        """Put a mark for the points taken since the last one."""
        count = self._taken - self._marked
        if count:
            self._rest.append(f'<{MARK} first="{self._marked}" count="{count}"/>'.encode())
            self._marked = self._taken
            self.marks += 1

    def table(self) -> PointTable:
        """The points."""
        return self._cells.table()


class _Cells:
    """Texts by column, and the numbers that they became; many are turned into numbers at once."""

    def __init__(self, form: PointForm) -> None:
        self._names = form.columns
        self._rows = 0
        self._texts: dict[tuple[int, str], tuple[list[bytes], list[int]]] = {}
        """Texts and their rows; a column that a point holds a second time is a layer of its own, behind the first."""
        self._done: list[dict[str, FloatColumn]] = []

    def take(self, found: list[Any], plan: Plan) -> None:
        """Take the texts of one block from its split by this plan."""
        width = plan.width
        rows = (len(found) - 1) // width
        every = range(self._rows, self._rows + rows)
        for group, name in enumerate(plan.beginning, 1):
            self._add(name, plan.beginning[: group - 1], found[group::width], every)
        at = 1 + len(plan.beginning)
        for end in plan.ends:
            places = [place for place, told in zip(every, found[at::width], strict=True) if told is not None]
            for group, name in enumerate(end if places else ()):
                cells = [cell for cell in found[at + 1 + group :: width] if cell is not None]
                self._add(name, plan.beginning + end[:group], cells, places)
            at += 1 + len(end)
        self._rows += rows
        if self._rows >= _ROWS_HELD:
            self._convert()

    def _add(self, name: str, before: tuple[str, ...], cells: list[bytes], places: Iterable[int]) -> None:
        texts, rows = self._texts.setdefault((before.count(name), name), ([], []))
        texts += cells
        rows += places

    def _convert(self) -> None:
        columns = {name: np.full(self._rows, np.nan) for name in (TIME_LEAF, *self._names)}
        columns[_OFFSET] = np.zeros(self._rows)
        for layer, name in sorted(self._texts):
            texts, rows = self._texts[layer, name]
            into = np.array(rows, dtype=np.intp)
            if name == TIME_LEAF:
                columns[TIME_LEAF][into], columns[_OFFSET][into] = unix_times(texts)
            else:
                known = columns[name][into]
                columns[name][into] = np.where(np.isnan(known), floats(texts), known)
        self._done.append(columns)
        self._texts, self._rows = {}, 0

    def table(self) -> PointTable:
        """All points taken."""
        self._convert()
        joined = {name: np.concatenate([part[name] for part in self._done]) for name in self._done[0]}
        time, offset = joined.pop(TIME_LEAF), joined.pop(_OFFSET)
        return PointTable(time, offset, joined, np.empty(0, np.intp))
