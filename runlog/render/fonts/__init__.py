"""Inter (SIL Open Font License 1.1, see OFL.txt), cut to what a report needs by `tools/subset_fonts.py`."""

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
FAMILY: Final = "Inter"
RANGES: Final = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x148),  # Latin-1 and Latin Extended-A
    (0x14A, 0x17F),
    (0x218, 0x21B),  # Romanian comma below
    (0x386, 0x38A),  # Greek
    (0x38C, 0x38C),
    (0x38E, 0x3A1),
    (0x3A3, 0x3CE),
    (0x400, 0x45F),  # Cyrillic
    (0x1E9E, 0x1E9E),  # capital sharp s
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x202F, 0x203A),  # narrow no-break space, per mille, primes, angle quotes
    (0x20AC, 0x20AC),  # euro
    (0x2190, 0x2193),  # arrows
    (0x2212, 0x2212),  # minus
    (0x2248, 0x2248),  # about
    (0x2260, 0x2260),  # not equal
    (0x2264, 0x2265),  # at most, at least
    (0x25A1, 0x25A1),  # stands for a character that the fonts do not have
    (0x25CF, 0x25CF),  # dot
    (0x2713, 0x2713),  # tick
)
"""What each of the files holds, first and last code point: told here, so that no font is opened to know it."""


def font_files() -> tuple[Path, ...]:
    """The bundled font files, in a fixed order."""
    return tuple(sorted(FOLDER.glob("*.otf")))


@cache
def covered() -> frozenset[int]:
    """The code points that the bundled fonts can show."""
    return frozenset(code for low, high in RANGES for code in range(low, high + 1))
