"""A second opinion on points of GPX and TCX: the whole document as a tree, each point looked at on its own."""

from xml.etree import ElementTree as ET

import numpy as np

from runlog.importers.track import local_offset_min, number, read_time
from runlog.importers.xml_table import TIME_LEAF, PointForm, PointTable
from runlog.importers.xml_tree import is_cut, parse_tree


def plain_points(text: bytes, form: PointForm) -> tuple[str | None, PointTable]:
    """Why the document ends early, if it does, and its points."""
    tree = parse_tree(text)
    points = list(tree.root.iter(form.tag))
    rows = [_row(point, form) for point in points]
    times = [row[0] for row in rows]
    columns = {name: np.array([row[2].get(name, np.nan) for row in rows], dtype=float) for name in form.columns}
    cut = np.flatnonzero([is_cut(point) for point in points])
    return tree.problem, PointTable(np.array(times, dtype=float), np.array([row[1] for row in rows]), columns, cut)


def _row(point: ET.Element, form: PointForm) -> tuple[float, float, dict[str, float]]:
    values: dict[str, float] = {}
    found = _leaves(point)
    told = [(form.attributes[name], text) for name, text in point.attrib.items() if name in form.attributes]
    told += [(form.leaves[name], text) for name, text in found.items() if name in form.leaves]
    for column, text in told:
        value = number(text)
        if value is not None:
            values.setdefault(column, value)
    time = read_time(found.get(TIME_LEAF))
    return (time.timestamp() if time else np.nan), (local_offset_min(time) if time else None) or 0.0, values


def _leaves(element: ET.Element) -> dict[str, str]:
    """The texts of all leaves by lower-case local name, a later one in the place of an earlier; a `Value` goes by its
    parent's name."""
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


def same_points(one: PointTable, other: PointTable) -> bool:
    """Whether two tables hold the same, to the last bit."""
    return (
        np.array_equal(one.time_s, other.time_s, equal_nan=True)
        and np.array_equal(one.offset_min, other.offset_min)
        and np.array_equal(one.cut, other.cut)
        and one.columns.keys() == other.columns.keys()
        and all(np.array_equal(values, other.columns[name], equal_nan=True) for name, values in one.columns.items())
    )
