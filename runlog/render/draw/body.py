"""Places of pain, numbness and weakness on a figure seen from behind."""

import math
from typing import Final

from runlog.render import palette
from runlog.render.draw import figure
from runlog.render.draw.canvas import Canvas, Point
from runlog.report.clinic_model import BodyChart, BodyMark, Radiation

_SKIN: Final = "#eef2f4"
_CREASE: Final = "#c9d2d9"
_PAIN: Final = palette.PAIN["high"]
_NUMB: Final = palette.THIS_WEEK
_LARGEST: Final = 7.8
_SMALLEST: Final = 3.2
BELOW: Final = 12.0
"""Room under the figure for the names of its sides."""
_ARROW: Final = 5.0


def draw(chart: BodyChart, height: float) -> str:
    """The figure as SVG, `height` points high."""
    unit = (height - BELOW - 1) / figure.HEIGHT
    middle = figure.HALF_WIDTH * unit
    canvas = Canvas(2 * middle, height)
    sheet = _Sheet(canvas, unit, middle)
    _person(sheet)
    most = max((mark.days for mark in chart.marks), default=1)
    for arrow in chart.radiations:
        _radiation(sheet, arrow)
    for mark in sorted(chart.marks, key=lambda one: one.kind != "pain"):
        _mark(sheet, mark, most)
    for words, x in ((chart.left, 0.22), (chart.right, 0.78)):
        canvas.text(2 * middle * x, 2, words, size=7, align="center", color=palette.MUTED)
    return canvas.svg()


class _Sheet:
    """The figure's own units on the canvas."""

    def __init__(self, canvas: Canvas, unit: float, middle: float) -> None:
        self.canvas = canvas
        self.unit = unit
        self.middle = middle

    def at(self, point: Point) -> Point:
        """A point of the figure on the canvas."""
        return self.middle + point[0] * self.unit, BELOW + point[1] * self.unit

    def all(self, points: tuple[Point, ...], *, mirrored: bool = False) -> list[Point]:
        """Points of the figure on the canvas."""
        return [self.at((-x if mirrored else x, y)) for x, y in points]


def _person(sheet: _Sheet) -> None:
    x, y, wide, high = figure.HEAD
    turns = [2 * math.pi * step / 48 for step in range(48)]
    head = tuple((x + wide * math.cos(turn), y + high * math.sin(turn)) for turn in turns)
    for shape in (head, figure.outline()):
        sheet.canvas.shape(sheet.all(shape), fill=_SKIN, edge=palette.AXIS)
    sheet.canvas.line(sheet.all(figure.SPINE), _CREASE, width=0.7, z=2.2)
    for fold in figure.FOLDS:
        for mirrored in (False, True):
            sheet.canvas.line(sheet.all(fold, mirrored=mirrored), _CREASE, width=0.7, z=2.2)


def _mark(sheet: _Sheet, mark: BodyMark, most: int) -> None:
    x, y = sheet.at(figure.place(mark.region, mark.side))
    radius = max(_LARGEST * math.sqrt(mark.days / most), _SMALLEST)
    if mark.kind == "pain":
        sheet.canvas.dots([(x, y)], radius, _PAIN, z=3)
        if radius > _LARGEST * 0.6:
            sheet.canvas.text(x, y - 2.4, str(mark.days), size=7, weight=600, align="center", color=palette.PAPER)
    elif mark.kind == "numb":
        sheet.canvas.dots([(x + 4, y)], 3.4, _NUMB, hollow=True, z=3.2)
    elif mark.kind == "tingling":
        sheet.canvas.dots([(x + 2, y - 2), (x + 6, y - 2), (x + 4, y + 1.6)], 1.4, _NUMB, z=3.2)
    else:
        for turn in (1, -1):
            sheet.canvas.line([(x - 7, y - 3 * turn), (x - 1, y + 3 * turn)], palette.INK, width=1.4, z=3.4)


def _radiation(sheet: _Sheet, arrow: Radiation) -> None:
    way = sheet.all(figure.way_down(arrow.region, arrow.side))
    sheet.canvas.line(way, _PAIN, width=1.6, z=2.6)
    (x0, y0), (x1, y1) = way[-3], way[-1]
    angle = math.atan2(y1 - y0, x1 - x0)
    for turn in (2.6, -2.6):
        tip = (x1 + _ARROW * math.cos(angle + turn), y1 + _ARROW * math.sin(angle + turn))
        sheet.canvas.line([(x1, y1), tip], _PAIN, width=1.6, z=2.6)
