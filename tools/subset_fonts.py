"""Cut the fonts that runlog bundles out of Inter's own files.

    python tools/subset_fonts.py FOLDER_WITH_INTER_OTF

Keeps Latin, Greek, Cyrillic, punctuation, arrows and mathematical signs; drops what a report never uses. Inter's
licence (SIL Open Font License 1.1, kept beside the fonts) declares no reserved font name, so the subset keeps the name.
"""

import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

TARGET: Final = Path(__file__).resolve().parent.parent / "runlog" / "render" / "fonts"
STYLES: Final = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
RANGES: Final = (
    (0x20, 0x7E),  # Basic Latin
    (0xA0, 0x17F),  # Latin-1 and Latin Extended-A
    (0x218, 0x21B),  # Romanian comma below
    (0x1E9E, 0x1E9E),  # capital sharp s
    (0x386, 0x3CE),  # Greek
    (0x400, 0x45F),  # Cyrillic
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x202F, 0x203A),  # narrow no-break space, per mille, primes, angle quotes
    (0x20AC, 0x20AC),  # euro
    (0x2190, 0x2193),  # arrows
    (0x2212, 0x2212),  # minus
    (0x2248, 0x2265),  # about, at most, at least
    (0x25A1, 0x25A1),  # stands for a character that the fonts do not have
    (0x25CF, 0x25CF),  # dot
    (0x2713, 0x2713),  # tick
)
FEATURES: Final = ("kern", "mark", "mkmk", "ccmp", "locl", "tnum", "case")


def subset(source: Path, target: Path) -> None:
    """Write the subset of one font file."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(layout_features=list(FEATURES), hinting=False, desubroutinize=False, name_IDs=["*"])
    options.drop_tables += ["DSIG"]
    worker = Subsetter(options)
    worker.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    worker.subset(font)
    font.save(target)


def main() -> None:
    """Write every style and print its size."""
    if len(sys.argv) != 2:  # noqa: PLR2004 (one argument)
        sys.exit(__doc__)
    total = 0
    for style in STYLES:
        target = TARGET / f"Inter-{style}.otf"
        subset(Path(sys.argv[1]) / target.name, target)
        total += target.stat().st_size
        print(f"{target.name} {target.stat().st_size / 1024:.0f} KB")
    print(f"{total / 1024:.0f} KB in all")


if __name__ == "__main__":
    main()
