"""Write docs/weekly-report.png, the sample runner's page of the week, from the same template as the PDF."""

import io
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

from runlog.app.analysis import analyse
from runlog.render.typeset import typeset

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURE: Final = ROOT / "docs" / "weekly-report.png"
TODAY: Final = date(2026, 11, 23)
"""The Monday after the sample's last week."""
PIXELS_PER_INCH: Final = 110.0
_COLORS: Final = 256


def picture() -> bytes:
    """The first A4 page of the sample's newest week as a PNG of few colours."""
    report = analyse(ROOT / "sample_data", today=TODAY).report
    page = typeset(report, form="a4", output="png", ppi=PIXELS_PER_INCH)[0]
    stream = io.BytesIO()
    with Image.open(io.BytesIO(page)) as image:
        few = image.convert("RGB").quantize(_COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(stream, format="PNG", optimize=True)
    return stream.getvalue()


def main() -> None:
    """Write the picture."""
    with TemporaryDirectory() as cache:
        os.environ["RUNLOG_CACHE"] = cache
        PICTURE.write_bytes(picture())
    print(f"wrote {PICTURE.name}")


if __name__ == "__main__":
    main()
