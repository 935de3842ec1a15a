"""One bar of the week's ground, soft to hard, what is not known last and hatched."""

from typing import Final

from runlog.render import palette
from runlog.render.draw.canvas import Canvas, text_width
from runlog.report.model import GroundChart

_HEIGHT: Final = 16.0
_WHITE_GAP: Final = 1.4
_SIZE: Final = 7.6


def draw(chart: GroundChart, width: float) -> str:
    """The chart as SVG, `width` points wide."""
    canvas = Canvas(width, _HEIGHT)
    x = 0.0
    for share in chart.shares:
        wide = share.share * width
        shown = max(wide - _WHITE_GAP, 0.4)
        if share.key == "unknown":
            canvas.unknown(x + 0.3, 0.3, shown - 0.6, _HEIGHT - 0.6)
        else:
            canvas.bar(x, 0, shown, _HEIGHT, palette.GROUND[share.key])
        if text_width(share.share_label, _SIZE) + 4 < shown and share.key != "unknown":
            color, on = palette.GROUND_ON.get(share.key, palette.PAPER), palette.GROUND[share.key]
            middle = x + shown / 2
            canvas.text(middle, 5.3, share.share_label, size=_SIZE, weight=600, align="center", color=color, on=on)
        x += wide
    return canvas.svg()
