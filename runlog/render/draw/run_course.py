"""One run: pace or speed, heart rate, altitude and ground on one axis of distance or time."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas, Point, text_width
from runlog.report.run_model import GroundSpan, Halt, Panel, RunChart

_LEFT: Final = 34.0
_RIGHT: Final = 2.0
_AXIS: Final = 13.0
_GROUND: Final = 13.0
_GROUND_GAP: Final = 6.0
_GAP: Final = 19.0
"""Room above a panel for its name."""
_HEIGHTS: Final = {"pace": 76.0, "speed": 76.0, "heart": 56.0, "altitude": 42.0}
_SMALL: Final = 7.2
_NAME: Final = 7.6
_WIDER: Final = 1.06
"""The semibold is a little wider than the regular, of which the width is known."""
_SWATCH: Final = 6.0
_LINE: Final = 9.5
"""Numbers nearer together than this would touch."""
_TOP: Final = 11.0
"""Room above all panels for the words of halts."""
_LEAST_WIDE: Final = 2.5
"""A halt narrower than this on the page is a line, not a surface."""
_COLORS: Final = {
    "pace": palette.THIS_WEEK,
    "speed": palette.THIS_WEEK,
    "heart": palette.HEART,
    "altitude": palette.MUTED,
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the axis lies on the sheet, in points."""

    chart: RunChart
    width: float
    stretch: float

    def x(self, at: float) -> float:
        inside = self.width - _LEFT - _RIGHT
        return _LEFT + min(max(at / self.chart.end, 0.0), 1.0) * inside

    @property
    def ground(self) -> float:
        """The lower edge of the band of ground."""
        return _AXIS

    @property
    def panels_floor(self) -> float:
        return _AXIS + (_GROUND + _GROUND_GAP if self.chart.ground else 0.0)

    def high(self, panel: Panel) -> float:
        return _HEIGHTS[panel.key] * self.stretch

    @property
    def panels(self) -> list[tuple[Panel, float]]:
        """The panels with their lower edges, the lowest first."""
        placed, floor = [], self.panels_floor
        for panel in reversed(self.chart.panels):
            placed.append((panel, floor))
            floor += self.high(panel) + _GAP
        return placed

    @property
    def top(self) -> float:
        """The upper edge of the highest panel."""
        placed = self.panels
        return placed[-1][1] + self.high(placed[-1][0]) if placed else self.panels_floor

    @property
    def height(self) -> float:
        named = _GAP - 5.0 if self.chart.panels else 0.0
        return self.top + named + (_TOP if any(halt.label for halt in self.chart.halts) else 0.0)


def draw(chart: RunChart, width: float, *, stretch: float = 1.0) -> str:
    """The chart as SVG, `width` points wide; `stretch` makes its panels higher."""
    frame = _Frame(chart, width, stretch)
    canvas = Canvas(width, frame.height)
    _warm_up(canvas, frame)
    _axis(canvas, frame)
    _halts(canvas, frame)
    for panel, floor in frame.panels:
        _panel(canvas, frame, panel, floor)
    for span in chart.ground:
        _ground(canvas, frame, span)
    if chart.ground:
        canvas.text(_LEFT - 5, frame.ground + 3.6, chart.ground_label, size=_SMALL, color=palette.MUTED, align="right")
    return canvas.svg()


def _warm_up(canvas: Canvas, frame: _Frame) -> None:
    span = frame.chart.warm_up
    if span is None or not frame.chart.panels:
        return
    wash = palette.USUAL_KEY if span.look == "warmed" else palette.UNUSUAL_WASH
    left, right = frame.x(0), frame.x(span.until)
    canvas.bar(left, frame.panels_floor, right - left, frame.top - frame.panels_floor, wash, z=0.1)
    ink = palette.INK if span.look == "warmed" else palette.UNUSUAL_TEXT
    first = frame.chart.panels[0]
    x = _named(first) + 12
    canvas.bar(x, frame.top + 5, _SWATCH, _SWATCH, palette.USUAL_KEY if span.look == "warmed" else palette.UNUSUAL)
    canvas.text(x + _SWATCH + 3, frame.top + 6, span.label, size=_SMALL, color=ink)


def _axis(canvas: Canvas, frame: _Frame) -> None:
    chart = frame.chart
    unit = f" {chart.axis_label}"
    after = -1.0
    for tick in chart.ticks:
        x = frame.x(tick.at)
        if frame.chart.panels:
            canvas.line([(x, frame.panels_floor), (x, frame.top)], palette.HAIRLINE, width=0.4, z=0.2)
        words = tick.label + (unit if tick is chart.ticks[-1] else "")
        wide = text_width(words, _SMALL)
        left = min(max(x - wide / 2, 0.0), frame.width - wide)
        if left > after:
            canvas.text(left, 2.4, words, size=_SMALL, color=palette.MUTED)
            after = left + wide + 4


def _halts(canvas: Canvas, frame: _Frame) -> None:
    if not frame.chart.panels:
        return
    free = _LEFT
    for halt in frame.chart.halts:
        _halt(canvas, frame, halt)
        wide = text_width(halt.label, _SMALL)
        middle = (frame.x(halt.at) + frame.x(halt.until)) / 2
        left = min(max(middle - wide / 2, free), frame.width - wide)
        if halt.label and left >= free and abs(left + wide / 2 - middle) < wide:
            canvas.text(left, frame.height - 8, halt.label, size=_SMALL, color=palette.MUTED)
            free = left + wide + 6


def _halt(canvas: Canvas, frame: _Frame, halt: Halt) -> None:
    left, right = frame.x(halt.at), frame.x(halt.until)
    floor, top = frame.panels_floor, frame.top
    if right - left < _LEAST_WIDE:
        canvas.line([(left, floor), (left, top + 2)], palette.MUTED, width=0.7, z=1.5, look="dotted")
    elif halt.kind == "gap":
        canvas.slants(left, floor, right - left, top - floor, palette.HAIRLINE, line_width=0.8, z=0.4)
    else:
        canvas.bar(left, floor, right - left, top - floor, palette.BAND, z=0.15)


def _panel(canvas: Canvas, frame: _Frame, panel: Panel, floor: float) -> None:
    high = frame.high(panel)
    color = _COLORS[panel.key]

    def y(value: float) -> float:
        share = (value - panel.low) / (panel.high - panel.low)
        return floor + min(max(share, 0.0), 1.0) * high

    apart = high / max(len(panel.ticks) - 1, 1)
    for number, tick in enumerate(panel.ticks):
        if apart >= _LINE or number % 2 == 0:
            canvas.text(_LEFT - 5, y(tick.at) - 2.5, tick.label, size=_SMALL, color=palette.MUTED, align="right")
        canvas.line([(_LEFT, y(tick.at)), (frame.width - _RIGHT, y(tick.at))], palette.HAIRLINE, width=0.5, z=0.3)
    _name(canvas, panel, floor + high + 6)
    if panel.mean is not None:
        level = y(panel.mean.at)
        canvas.line([(_LEFT, level), (frame.width - _RIGHT, level)], color, width=0.5, z=1.2, look="dotted")
    for points in _unbroken(frame, panel):
        line = [(x, y(value)) for x, value in points]
        if panel.key == "altitude":
            canvas.shape([(line[0][0], floor), *line, (line[-1][0], floor)], fill=palette.HILL, z=1.0)
        if len(line) > 1:
            canvas.line(line, color, width=1.2, z=2.4, look="round")
    canvas.line([(_LEFT, floor), (frame.width - _RIGHT, floor)], palette.AXIS, width=0.6, z=2.6)


def _named(panel: Panel) -> float:
    """Where a panel's name and mean end."""
    mean = text_width(panel.mean.label, _SMALL) if panel.mean else 0.0
    return text_width(panel.label, _NAME) * _WIDER + 7 + mean


def _name(canvas: Canvas, panel: Panel, y: float) -> None:
    color = palette.INK if panel.key == "altitude" else _COLORS[panel.key]
    canvas.text(0, y, panel.label, size=_NAME, weight=600, color=color)
    if panel.mean is not None:
        x = text_width(panel.label, _NAME) * _WIDER + 7
        canvas.text(x, y, panel.mean.label, size=_SMALL, color=palette.MUTED)


def _unbroken(frame: _Frame, panel: Panel) -> Iterator[list[Point]]:
    """Stretches of the line between values that are not known."""
    points = zip(frame.chart.at, panel.values, strict=True)
    for known, stretch in groupby(points, key=lambda point: point[1] is not None):
        if known:
            yield [(frame.x(at), value) for at, value in stretch if value is not None]


def _ground(canvas: Canvas, frame: _Frame, span: GroundSpan) -> None:
    left, right = frame.x(span.at), frame.x(span.until)
    wide, y = right - left, frame.ground
    if span.key == "unknown":
        canvas.unknown(left + 0.3, y + 0.3, max(wide - 0.6, 0.1), _GROUND - 0.6)
    else:
        canvas.bar(left, y, max(wide, 0.4), _GROUND, palette.GROUND[span.key])
        if span.guessed:
            canvas.slants(left, y, wide, _GROUND, palette.PAPER, line_width=1.0)
    if text_width(span.label, _SMALL) + 8 < wide:
        middle, half = (left + right) / 2, text_width(span.label, _SMALL) / 2 + 3
        fill = palette.GROUND[span.key]
        if span.guessed or span.key == "unknown":
            canvas.bar(middle - half, y + 1.5, 2 * half, _GROUND - 3, fill, z=2.5)
        ink = palette.GROUND_ON.get(span.key, palette.PAPER)
        canvas.text(middle, y + 3.8, span.label, size=_SMALL, align="center", color=ink, on=fill)
