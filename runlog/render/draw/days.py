"""The week by day: distance, the part on hard ground darker, other sessions named."""

from dataclasses import dataclass
from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas
from runlog.render.draw.scale import tick_label, top_of
from runlog.report.model import DayBar, DaysChart

_LABELS: Final = 15.0
_OTHER: Final = 8.5
_TOP: Final = 11.0
_BAR_SHARE: Final = 0.62
_SCALE: Final = 7.0
"""The size of what names the scale."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one day's bar stands, in points; `unit` is the height of one kilometre or mile."""

    middle: float
    floor: float
    width: float
    unit: float


def draw(chart: DaysChart, width: float, *, bars: float = 62.0) -> str:
    """The chart as SVG, `width` points wide; the scale is `bars` points high."""
    rows = max((len(day.others) for day in chart.days), default=0)
    floor = _LABELS + rows * _OTHER
    highest = max((day.distance or 0.0 for day in chart.days), default=0.0)
    canvas = Canvas(width, floor + _TOP + (bars if highest else 0.0))
    column = width / max(len(chart.days), 1)
    top = top_of(max(chart.scale, highest))
    unit = bars / top if top else 0.0
    for index, day in enumerate(chart.days):
        _draw_day(canvas, day, _Place((index + 0.5) * column, floor, column * _BAR_SHARE, unit))
    if highest:
        canvas.line([(0, floor + bars), (width, floor + bars)], palette.HAIRLINE, width=0.6, z=0.5)
        canvas.text(
            0, floor + bars + 3, f"{tick_label(top, chart.decimal)} {chart.units}", size=_SCALE, color=palette.MUTED
        )
    canvas.line([(0, floor), (width, floor)], palette.AXIS, width=0.8, z=4)
    return canvas.svg()


def _draw_day(canvas: Canvas, day: DayBar, place: _Place) -> None:
    middle, floor, left = place.middle, place.floor, place.middle - place.width / 2
    canvas.text(middle, floor - 10.5, day.label, align="center", color=palette.MUTED)
    for row, words in enumerate(day.others, start=1):
        canvas.text(middle, floor - 10.5 - row * _OTHER, words, size=7.0, align="center", color=palette.HARD)
    if day.distance is None:
        canvas.text(middle, floor + 4, day.text, size=7, align="center", color=palette.MUTED)
        return
    height, hard = day.distance * place.unit, min(day.hard, day.distance) * place.unit
    canvas.bar(left, floor, place.width, height, palette.PAST)
    canvas.bar(left, floor, place.width, hard, palette.HARD, z=2.2)
    canvas.text(middle, floor + height + 3, day.text, size=7.2, align="center")
