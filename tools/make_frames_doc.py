"""Write docs/frames.md from the column tables, so that the page cannot differ from the frames."""

from pathlib import Path
from typing import Final

from runlog.frame.activities import ACTIVITIES
from runlog.frame.diary import DIARY
from runlog.frame.samples import SAMPLES
from runlog.frame.table import Column, Table

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "frames.md"

_HEAD: Final = """# Frames

The three pandas frames of runlog. This page is generated from `runlog/frame/` by `make docs`.
Missing is NaN, None or NaT; zero is zero. A value outside its range is treated as missing and reported.
"""


def page() -> str:
    """The text of docs/frames.md."""
    return "\n".join([_HEAD, *(_section(table) for table in (ACTIVITIES, SAMPLES, DIARY))])


def _section(table: Table) -> str:
    rows = [f"| `{c.name}` | {c.dtype} | {_range(c)} | {c.doc} |" for c in table.columns]
    return "\n".join([f"## {table.name}", "", "| column | dtype | range | what |", "|---|---|---|---|", *rows, ""])


def _range(column: Column) -> str:
    low = "" if column.low is None else f"{column.low:g}"
    high = "" if column.high is None else f"{column.high:g}"
    return f"{low} … {high}".strip() if low or high else ""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main()
