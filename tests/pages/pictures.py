"""Small pictures of pages, and how two are compared: what a reader would notice counts, how edges blend does not.

Both are blurred a little, so that another version of a renderer, which sets the same page with other edges, passes;
a bar that moved by a pixel or two, a label that is gone or another colour does not.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from tests.pages.registry import PAGES, Page

FOLDER = Path(__file__).parent / "pictures"
PIXELS_PER_INCH = 60
FINER = 4
PHONE_PX = 200
COLORS = 64
BLUR_PX = 1.2
MOST_APART = 40
"""The largest difference of a blurred colour channel (0 to 255) that passes."""


def pictures(page: Page) -> Iterator[tuple[str, Image.Image]]:
    """The page's pictures by file name: each sheet of paper, and the picture for a phone."""
    if "pdf" in page.pictured and page.pdf:
        for number, sheet in enumerate(sheets(page.pdf()), start=1):
            yield f"{page.name}-{number}.png", sheet
    if "png" in page.pictured and page.png:
        picture = Image.open(io.BytesIO(page.png())).convert("RGB")
        size = (PHONE_PX, round(picture.height * PHONE_PX / picture.width))
        yield f"{page.name}-phone.png", picture.resize(size, Image.Resampling.LANCZOS)


def sheets(pdf: bytes) -> Iterator[Image.Image]:
    """Each sheet of a document, drawn large and made small, so that it hardly matters how a renderer blends edges."""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        large = page.render(scale=FINER * PIXELS_PER_INCH / 72).to_pil().convert("RGB")
        yield large.resize((large.width // FINER, large.height // FINER), Image.Resampling.BOX)
    document.close()


def all_pictures() -> Iterator[tuple[str, Image.Image]]:
    """Every picture of every page."""
    for page in PAGES:
        yield from pictures(page)


def stored(name: str) -> Image.Image:
    """The picture as it was kept."""
    return Image.open(FOLDER / name).convert("RGB")


def keep(name: str, picture: Image.Image) -> Path:
    """Keep the picture in few colours; the same picture gives the same file."""
    FOLDER.mkdir(exist_ok=True)
    few = picture.quantize(COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(FOLDER / name, format="PNG", optimize=True)
    return FOLDER / name


def apart(one: Image.Image, other: Image.Image) -> float:
    """The largest difference between two pictures of one size, 0 to 255."""
    return float(_difference(one, other).max())


def complaint(name: str, actual: Image.Image) -> str | None:
    """What is wrong with a picture, with the place of the actual one and of the difference; None where it is right."""
    again = "if it should look like that: python -m tools.make_pictures"
    if not (FOLDER / name).is_file():
        return f"{name} was never kept; {again}"
    kept = stored(name)
    same_size = kept.size == actual.size
    if same_size and apart(kept, actual) <= MOST_APART:
        return None
    folder = Path(mkdtemp(prefix="runlog-pictures-"))
    actual.save(folder / f"actual-{name}")
    if not same_size:
        return f"{name} is {actual.size}, kept {kept.size}; look into {folder}; {again}"
    difference = Image.fromarray(_difference(kept, actual).astype(np.uint8))
    ImageChops.invert(difference).save(folder / f"difference-{name}")
    return f"{name} differs by {apart(kept, actual):.0f} (at most {MOST_APART}); look into {folder}; {again}"


def _difference(one: Image.Image, other: Image.Image) -> np.ndarray[Any, np.dtype[np.int16]]:
    first, second = (
        np.asarray(picture.filter(ImageFilter.GaussianBlur(BLUR_PX)), dtype=np.int16) for picture in (one, other)
    )
    return np.asarray(np.abs(first - second).max(axis=2))
