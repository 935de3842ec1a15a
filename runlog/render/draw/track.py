"""The way of one run in metres, north up, without a map under it."""

import math
from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas, Point, text_width
from runlog.report.run_model import TrackMap

_MARGIN: Final = 16.0
_FOOT: Final = 16.0
"""Room for the scale under the track."""
_LEAST_HIGH: Final = 90.0
_LINE: Final = 2.2
_CASING: Final = 1.5
_SIZE: Final = 7.2
_NEAR: Final = 9.0
"""Start and end nearer together than this on the page share their mark."""


def draw(track: TrackMap, width: float, highest: float) -> str:
    """The way as SVG, `width` points wide and at most `highest` high; one scale for both directions.

    Without a length of its scale it has neither scale nor north.
    """
    points = [point for line in track.lines for point in line.points]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    foot = 0.0 if track.scale_m is None else _FOOT
    room = width - 2 * _MARGIN, highest - foot - 2 * _MARGIN
    unit = min(room[0] / max(east - west, 1e-9), room[1] / max(north - south, 1e-9))
    high = max((north - south) * unit + 2 * _MARGIN + foot, _LEAST_HIGH)
    canvas = Canvas(width, high)

    def at(point: Point) -> Point:
        middle = foot + (high - foot) / 2
        return width / 2 + (point[0] - (west + east) / 2) * unit, middle + (point[1] - (south + north) / 2) * unit

    for number, line in enumerate(track.lines):
        if len(line.points) > 1:
            way, z = [at(point) for point in line.points], 1 + number * 1e-3
            canvas.line(way, palette.PAPER, width=_LINE + 2 * _CASING, z=z)
            color, thick = (palette.AXIS, _LINE * 0.8) if line.key == "unknown" else (_color(line.key), _LINE)
            canvas.line(way, color, width=thick, z=z + 5e-4, look="round")
    _ends(canvas, track, at(track.start) if track.start else None, at(track.finish) if track.finish else None)
    if track.scale_m is not None:
        _scale(canvas, track, track.scale_m * unit)
        _north(canvas, track.words["north"])
    return canvas.svg()


def _color(key: str) -> str:
    if key.startswith("pace"):
        return palette.PACES[int(key.removeprefix("pace"))]
    return palette.GROUND.get(key, palette.THIS_WEEK)


def _ends(canvas: Canvas, track: TrackMap, start: Point | None, finish: Point | None) -> None:
    if start is None or finish is None:
        return
    near = math.dist(start, finish) < _NEAR
    canvas.dots([finish], 4.2, palette.INK, z=8)
    canvas.dots([start], 4.2 if not near else 7.0, palette.INK, hollow=True, z=8.1 if not near else 7.9)
    _label(canvas, start, track.words["both" if near else "start"])
    if not near:
        _label(canvas, finish, track.words["finish"])


def _label(canvas: Canvas, point: Point, words: str) -> None:
    wide = text_width(words, _SIZE) * 1.05
    left, right = point[0] - 9 - wide, point[0] + 9
    outward = left if point[0] < canvas.width / 2 else right
    left = outward if 2 <= outward <= canvas.width - wide - 2 else left if left >= 2 else right  # noqa: PLR2004 (points)
    canvas.bar(left - 1.5, point[1] - 4.2, wide + 3, 9.4, palette.PAPER, z=7)
    canvas.text(left, point[1] - 2.4, words, size=_SIZE, weight=500, z=9)


def _scale(canvas: Canvas, track: TrackMap, wide: float) -> None:
    y = 5.0
    canvas.line([(1, y), (1 + wide, y)], palette.INK, width=1.0)
    for x in (1.0, 1.0 + wide):
        canvas.line([(x, y - 2), (x, y + 2)], palette.INK, width=1.0)
    canvas.text(wide + 7, y - 2.5, track.scale_label, size=_SIZE, color=palette.MUTED)


def _north(canvas: Canvas, words: str) -> None:
    x = canvas.width - 5
    canvas.line([(x, 2), (x, 12)], palette.MUTED, width=0.9)
    canvas.shape([(x - 2.4, 9), (x, 14), (x + 2.4, 9)], fill=palette.MUTED)
    canvas.text(x - 5, 3, words, size=_SIZE, color=palette.MUTED, align="right")
