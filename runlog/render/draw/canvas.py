"""A sheet measured in points, drawn on by matplotlib's artists without its axes, ticks or layout engines.

Every chart decides its own scales, so that they are the same week after week; text stays text in the SVG.
"""

import io
from collections.abc import Sequence
from functools import cache
from typing import Final, Literal

from matplotlib import rc_context
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from runlog.render import fonts, palette

PT_PER_INCH: Final = 72.0
_FIXED_POINT: Final = 64.0
"""FreeType counts in 64ths of a point."""
_HATCH_STEP: Final = 4.5

Align = Literal["left", "center", "right"]
Point = tuple[float, float]


class Canvas:
    """A sheet of `width` by `height` points; y grows upwards from the lower edge."""

    def __init__(self, width: float, height: float) -> None:
        fonts.register()
        self.width = width
        self.height = height
        self._figure = Figure(figsize=(width / PT_PER_INCH, height / PT_PER_INCH), dpi=PT_PER_INCH)
        self._figure.patch.set_visible(False)

    def bar(  # noqa: PLR0913 (a rectangle has four numbers)
        self, x: float, y: float, width: float, height: float, color: str, *, z: float = 2
    ) -> None:
        """A filled rectangle from its lower left corner."""
        if width > 0 and height > 0:
            self._add(Rectangle((x, y), width, height, facecolor=color, linewidth=0, zorder=z))

    def unknown(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle of slanted lines: how an unknown quantity looks everywhere."""
        self._add(
            Rectangle((x, y), width, height, facecolor=palette.GROUND["unknown"], edgecolor=palette.AXIS, linewidth=0.6)
        )
        start = x - height + _HATCH_STEP
        while start < x + width:
            low, high = max(start, x), min(start + height, x + width)
            self.line([(low, y + low - start), (high, y + high - start)], palette.AXIS, z=2.1)
            start += _HATCH_STEP

    def line(self, points: Sequence[Point], color: str, *, width: float = 0.6, z: float = 1) -> None:
        """A line through the points."""
        xs, ys = zip(*points, strict=True)
        self._add(Line2D(xs, ys, color=color, linewidth=width, zorder=z, solid_capstyle="butt"))

    def shape(self, points: Sequence[Point], *, fill: str, edge: str, z: float = 2) -> None:
        """A closed polygon."""
        self._add(Polygon(points, closed=True, facecolor=fill, edgecolor=edge, linewidth=0.8, zorder=z))

    def dots(self, points: Sequence[Point], radius: float, color: str, *, hollow: bool = False, z: float = 3) -> None:
        """Discs of one size and colour; hollow ones are rings."""
        if not points:
            return
        edge = color if hollow else palette.PAPER
        dots = PathCollection(
            [Path.unit_circle()],
            sizes=[radius**2],
            offsets=points,
            offset_transform=IdentityTransform(),
            facecolors=[palette.PAPER if hollow else color],
            edgecolors=[edge],
            linewidths=[0.9 if hollow else 0.5],
            zorder=z,
        )
        dots.set_transform(IdentityTransform())
        self._figure.add_artist(dots)

    def text(  # noqa: PLR0913 (the ways in which a word can stand on a page)
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 7.5,
        color: str = palette.INK,
        align: Align = "left",
        weight: int = 400,
        z: float = 5,
    ) -> None:
        """Words whose baseline is at `y`."""
        if words:
            self._add(
                Text(
                    x, y, words, color=color, fontsize=size, fontweight=weight, fontfamily=fonts.FAMILY, zorder=z,
                    horizontalalignment=align, verticalalignment="baseline", parse_math=False,
                )
            )  # fmt: skip

    def svg(self) -> str:
        """The sheet as an SVG document; the same drawing gives the same text."""
        stream = io.StringIO()
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": "runlog", "path.simplify": False}):
            self._figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": "runlog"})
        return stream.getvalue()

    def _add(self, artist: Rectangle | Polygon | Line2D | Text) -> None:
        artist.set_transform(IdentityTransform())
        self._figure.add_artist(artist)


@cache
def text_width(words: str, size: float) -> float:
    """How wide words are in points, by the regular font's own metrics."""
    font = FT2Font(str(fonts.FOLDER / "Inter-Regular.otf"))
    font.set_size(size, PT_PER_INCH)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / _FIXED_POINT
