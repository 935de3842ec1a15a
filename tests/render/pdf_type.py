"""The letters of a PDF as they are printed: how large, in which colour, on what."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from pypdfium2 import raw

SCALE = 3.0
SHARE = 0.2
"""A colour is behind a letter where it fills this part of its box."""
Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, its size in points, its colour, and the colours that lie behind it."""

    text: str
    size: float
    color: Color
    behind: tuple[Color, ...]

    @property
    def contrast(self) -> float:
        """The lowest contrast with what is behind it, by WCAG 2.2."""
        return min(contrast(self.color, behind) for behind in self.behind)


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two colours, by WCAG 2.2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def letters(pdf: bytes) -> Iterator[Letter]:
    """Every letter of the document that leaves ink."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield from _letters(page)
    finally:
        document.close()


def _letters(page: Any) -> Iterator[Letter]:
    text = page.get_textpage()
    found = [
        (chr(raw.FPDFText_GetUnicode(text.raw, place)), raw.FPDFText_GetFontSize(text.raw, place),
         _color(text.raw, place), text.get_charbox(place))
        for place in range(text.count_chars())
    ]  # fmt: skip
    text.close()
    for part in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)):
        page.remove_obj(part)
    ground = page.render(scale=SCALE).to_numpy()[:, :, :3][:, :, ::-1]
    height = page.get_height()
    for letter, size, color, (left, bottom, right, top) in found:
        if not letter.isspace() and right > left and top > bottom:
            rows = slice(int((height - top) * SCALE), int((height - bottom) * SCALE) + 1)
            columns = slice(int(left * SCALE), int(right * SCALE) + 1)
            yield Letter(letter, size, color, _behind(ground[rows, columns]))


def _behind(box: Any) -> tuple[Color, ...]:
    colors, counts = np.unique(box.reshape(-1, 3), axis=0, return_counts=True)
    often = colors[counts >= min(SHARE * counts.sum(), counts.max())]
    return tuple((int(red), int(green), int(blue)) for red, green, blue in often)


def _color(text: Any, place: int) -> Color:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, place, red, green, blue, alpha)
    return red.value, green.value, blue.value


def _luminance(color: Color) -> float:
    values = np.array(color) / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))
