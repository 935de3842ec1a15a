"""The week by day: distance, the part on hard ground darker, other sessions named."""

from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas
from runlog.report.model import DayBar, DaysChart

_BARS: Final = 62.0
_LABELS: Final = 15.0
_OTHER: Final = 8.5
_TOP: Final = 11.0
_BAR_SHARE: Final = 0.62


def draw(chart: DaysChart, width: float) -> str:
    """The chart as SVG, `width` points wide."""
    rows = max((len(day.others) for day in chart.days), default=0)
    floor = _LABELS + rows * _OTHER
    canvas = Canvas(width, floor + _BARS + _TOP)
    column = width / max(len(chart.days), 1)
    for index, day in enumerate(chart.days):
        _draw_day(canvas, chart, day, (index + 0.5) * column, floor, column * _BAR_SHARE)
    if chart.scale_note:
        canvas.line([(0, floor + _BARS), (width, floor + _BARS)], palette.HAIRLINE, width=0.6, z=0.5)
        canvas.text(0, floor + _BARS + 3, chart.scale_note, size=6.6, color=palette.MUTED)
    canvas.line([(0, floor), (width, floor)], palette.AXIS, width=0.8, z=4)
    return canvas.svg()


def _draw_day(canvas: Canvas, chart: DaysChart, day: DayBar, middle: float, floor: float, wide: float) -> None:  # noqa: PLR0913 (a column's place)
    canvas.text(middle, floor - 10.5, day.label, align="center", color=palette.MUTED)
    for row, words in enumerate(day.others, start=1):
        canvas.text(middle, floor - 10.5 - row * _OTHER, words, size=6.6, align="center", color=palette.HARD)
    if day.distance is None:
        canvas.text(middle, floor + 4, day.text, size=7, align="center", color=palette.MUTED)
        return
    unit = _BARS / chart.scale if chart.scale else 0.0
    height, hard = day.distance * unit, min(day.hard, day.distance) * unit
    canvas.bar(middle - wide / 2, floor, wide, height, palette.PAST)
    canvas.bar(middle - wide / 2, floor, wide, hard, palette.HARD, z=2.2)
    canvas.text(middle, floor + height + 3, day.text, size=7.2, align="center")
