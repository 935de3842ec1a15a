"""Put the demo's real output into README.md, so that the first thing a newcomer reads is what he will get."""

import io
import os
from contextlib import redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from runlog.cli.main import main as runlog

PAGE: Final = Path(__file__).resolve().parent.parent / "README.md"
BEGIN: Final = "<!-- demo output: written by `make docs` -->"
END: Final = "<!-- end of demo output -->"
TODAY: Final = "2026-11-23"
"""The day after the sample's last: on later days the demo says the same."""
_CUT_AT: Final = "Not known"


def page(text: str) -> str:
    """The README with the block between its marks made anew."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n```\n{shown()}\n```\n{END}{tail}"


def shown() -> str:
    """What the demo prints, up to what is not known, and its last lines."""
    lines = [line.rstrip() for line in _output().splitlines()]
    cut = lines.index(_CUT_AT)
    return "\n".join([*lines[:cut], "[…]", "", *lines[-3:]])


def _output() -> str:
    before = Path.cwd()
    out = io.StringIO()
    with TemporaryDirectory() as folder:
        os.environ.update(RUNLOG_TODAY=TODAY, RUNLOG_CACHE=folder)
        os.chdir(folder)
        try:
            with redirect_stdout(out):
                runlog(["demo", "-o", "demo_output"])
        except SystemExit as stop:
            if stop.code:
                raise
        finally:
            os.chdir(before)
    return out.getvalue()


def main() -> None:
    """Write the README."""
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE.name}")


if __name__ == "__main__":
    main()
