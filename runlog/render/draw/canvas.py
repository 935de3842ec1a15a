"""A sheet measured in points, drawn on by matplotlib's SVG renderer without a figure, axes or layout engines.

Every chart decides its own scales, so that they are the same week after week; text stays text in the SVG. What is drawn
are rectangles, lines, discs and words, each handed to the renderer as it is: with artists and a figure around them the
same SVG took four times as long.
"""

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final, Literal, TypeAlias

from matplotlib import rc_context
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, IdentityTransform

from runlog.render import fonts, palette

PT_PER_INCH: Final = 72.0
_FIXED_POINT: Final = 64.0
"""FreeType counts in 64ths of a point."""
_HATCH_STEP: Final = 4.5
_AS_IT_IS: Final = IdentityTransform()
_DISC: Final = Path.unit_circle()
_DOTS: Final = (1.0, 1.4)

Align = Literal["left", "center", "right"]
Point = tuple[float, float]
Look = Literal["plain", "dotted", "round"]
Stroke = tuple[str, float]
"""Colour and width of a line."""
_Renderer: TypeAlias = Any
"""`RendererSVG`, whose methods carry no types."""
_Draw = Callable[[_Renderer], None]


class Canvas:
    """A sheet of `width` by `height` points; y grows upwards from the lower edge."""

    def __init__(self, width: float, height: float) -> None:
        self.width = width
        self.height = height
        self._drawn: list[tuple[float, _Draw]] = []

    def bar(  # noqa: PLR0913 (a rectangle has four numbers)
        self, x: float, y: float, width: float, height: float, color: str, *, z: float = 2
    ) -> None:
        """A filled rectangle from its lower left corner."""
        if width > 0 and height > 0:
            self._path(_rectangle(x, y, width, height), color, None, z)

    def unknown(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle of slanted lines: how an unknown quantity looks everywhere."""
        self._path(_rectangle(x, y, width, height), palette.GROUND["unknown"], (palette.AXIS, 0.6), 1)
        self.slants(x, y, width, height, palette.AXIS)

    def slants(  # noqa: PLR0913 (a rectangle has four numbers)
        self, x: float, y: float, width: float, height: float, color: str, *, line_width: float = 0.6, z: float = 2.1
    ) -> None:
        """Slanted lines over a rectangle."""
        start = x - height + _HATCH_STEP
        while start < x + width:
            low, high = max(start, x), min(start + height, x + width)
            self.line([(low, y + low - start), (high, y + high - start)], color, width=line_width, z=z)
            start += _HATCH_STEP

    def line(
        self,
        points: Sequence[Point],
        color: str,
        *,
        width: float = 0.6,
        z: float = 1,
        look: Look = "plain",
    ) -> None:
        """A line through the points; one that is `round` is so at its ends and corners."""
        self._path(Path(list(points)), None, (color, width), z, look)

    def shape(self, points: Sequence[Point], *, fill: str, edge: str | None = None, z: float = 2) -> None:
        """A closed polygon, with or without a line around it."""
        self._path(Path([*points, points[0]], closed=True), fill, (edge, 0.8) if edge else None, z)

    def dots(self, points: Sequence[Point], radius: float, color: str, *, hollow: bool = False, z: float = 3) -> None:
        """Discs of one size and colour; hollow ones are rings."""
        if not points:
            return
        stroke = (color, 0.9) if hollow else (palette.PAPER, 0.5)
        face = to_rgb(palette.PAPER if hollow else color)
        centres, size = Path(list(points)), Affine2D().scale(radius)

        def draw(renderer: _Renderer) -> None:
            renderer.draw_markers(_pen(renderer, stroke), _DISC, size, centres, _AS_IT_IS, face)

        self._drawn.append((z, draw))

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
        on: str | None = None,
        z: float = 5,
    ) -> None:
        """Words whose baseline is at `y`; `on` is the colour of what they stand on, where it is not paper."""

        def draw(renderer: _Renderer) -> None:
            pen = _pen(renderer, (color, 0.0))
            # The renderer takes the alignment from the artist that the words belong to.
            anchor = _anchor(align)
            anchor.set_position((x, y))
            if on in palette.LETTERS_STAY_DARK_ON:
                renderer.writer.start("g", attrib={"class": palette.STAYS_DARK})
            renderer.draw_text(pen, x, self.height - y, words, _font(size, weight), 0.0, mtext=anchor)
            if on in palette.LETTERS_STAY_DARK_ON:
                renderer.writer.end("g")

        if words:
            self._drawn.append((z, draw))

    def svg(self) -> str:
        """The sheet as an SVG document; the same drawing gives the same text."""
        stream = io.StringIO()
        with rc_context({"svg.fonttype": "none", "svg.hashsalt": "runlog", "path.simplify": False}):
            said = {"Date": None, "Creator": "runlog"}
            renderer: _Renderer = RendererSVG(  # type: ignore[no-untyped-call]  # (matplotlib ships no types here)
                self.width, self.height, stream, image_dpi=PT_PER_INCH, metadata=said
            )
            for _, draw in sorted(self._drawn, key=lambda one: one[0]):
                draw(renderer)
            renderer.finalize()
        return stream.getvalue()

    def _path(self, path: Path, fill: str | None, stroke: Stroke | None, z: float, look: Look = "plain") -> None:
        face = to_rgb(fill) if fill else None

        def draw(renderer: _Renderer) -> None:
            renderer.draw_path(_pen(renderer, stroke or ("black", 0.0), look), path, _AS_IT_IS, face)

        self._drawn.append((z, draw))


def _rectangle(x: float, y: float, width: float, height: float) -> Path:
    return Path([(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], closed=True)


def _pen(renderer: _Renderer, stroke: Stroke, look: Look = "plain") -> GraphicsContextBase:
    """A graphics context for lines of this colour and width; no width is no line."""
    pen: GraphicsContextBase = renderer.new_gc()
    pen.set_foreground(stroke[0])
    pen.set_linewidth(stroke[1])
    pen.set_joinstyle("round" if look == "round" else "miter")
    pen.set_capstyle("round" if look == "round" else "butt")
    if look == "dotted":
        pen.set_dashes(0, _DOTS)
    return pen


@cache
def _font(size: float, weight: int) -> FontProperties:
    return FontProperties(family=fonts.FAMILY, size=size, weight=weight)


@cache
def _anchor(align: Align) -> Text:
    anchor = Text(horizontalalignment=align)
    anchor.set_transform(_AS_IT_IS)
    return anchor


@cache
def text_width(words: str, size: float) -> float:
    """How wide words are in points, by the regular font's own metrics."""
    font = FT2Font(str(fonts.FOLDER / "Inter-Regular.otf"))
    font.set_size(size, PT_PER_INCH)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / _FIXED_POINT
