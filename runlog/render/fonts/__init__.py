"""Inter (SIL Open Font License 1.1, see OFL.txt), cut to what a report needs by `tools/subset_fonts.py`."""

from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
FAMILY: Final = "Inter"


def font_files() -> tuple[Path, ...]:
    """The bundled font files, in a fixed order."""
    return tuple(sorted(FOLDER.glob("*.otf")))


@cache
def covered() -> frozenset[int]:
    """The code points that the bundled fonts can show."""
    from matplotlib.ft2font import FT2Font

    return frozenset(FT2Font(str(FOLDER / "Inter-Regular.otf")).get_charmap())
