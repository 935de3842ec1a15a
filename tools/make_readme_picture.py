"""Write the README's pictures: the sample runner's page of the week and of one run, from the templates of the PDFs."""

import io
import os
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image

from runlog.app.analysis import analyse
from runlog.app.run_page import run_page
from runlog.render.run_page import run_a4_picture
from runlog.render.typeset import typeset

ROOT: Final = Path(__file__).resolve().parent.parent
WEEK: Final = ROOT / "docs" / "weekly-report.png"
RUN: Final = ROOT / "docs" / "run-page.png"
TODAY: Final = date(2026, 11, 23)
"""The Monday after the sample's last week."""
RUN_DAY: Final = date(2026, 11, 8)
PIXELS_PER_INCH: Final = 110.0
_COLORS: Final = 256


def week_picture() -> bytes:
    """The first A4 page of the sample's newest week."""
    report = analyse(ROOT / "sample_data", today=TODAY).report
    return _of_few_colours(typeset(report, form="a4", output="png", ppi=PIXELS_PER_INCH)[0])


def run_picture() -> bytes:
    """The A4 page of a run in the wood, as it stood on the next day."""
    report = run_page(ROOT / "sample_data", RUN_DAY.isoformat(), today=RUN_DAY + timedelta(days=1))[1]
    return _of_few_colours(run_a4_picture(report, ppi=PIXELS_PER_INCH))


def _of_few_colours(page: bytes) -> bytes:
    stream = io.BytesIO()
    with Image.open(io.BytesIO(page)) as image:
        few = image.convert("RGB").quantize(_COLORS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(stream, format="PNG", optimize=True)
    return stream.getvalue()


def main() -> None:
    """Write the picture."""
    with TemporaryDirectory() as cache:
        os.environ["RUNLOG_CACHE"] = cache
        for path, picture in ((WEEK, week_picture), (RUN, run_picture)):
            path.write_bytes(picture())
            print(f"wrote {path.name}")


if __name__ == "__main__":
    main()
