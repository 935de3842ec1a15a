"""Cut the fonts that runlog bundles out of Inter's own files.

    python -m tools.subset_fonts FOLDER_WITH_INTER_OTF

Keeps Latin, Greek, Cyrillic, punctuation, arrows and mathematical signs; drops what a report never uses. Inter's
licence (SIL Open Font License 1.1, kept beside the fonts) declares no reserved font name, so the subset keeps the name.
"""

import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from runlog.render.fonts import FOLDER, RANGES

STYLES: Final = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
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
        target = FOLDER / f"Inter-{style}.otf"
        subset(Path(sys.argv[1]) / target.name, target)
        total += target.stat().st_size
        print(f"{target.name} {target.stat().st_size / 1024:.0f} KB")
    print(f"{total / 1024:.0f} KB in all")


if __name__ == "__main__":
    main()
