"""What GPX and TCX are taken apart into: the form of a point, the table of all points, the document without them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from xml.etree import ElementTree as ET

import numpy as np

MARK: Final = "runlog-points"
"""Stands in the tree for `count` points from `first` on."""
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
