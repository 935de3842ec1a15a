"""Write every output of the command line for the log `anna` in the current folder into `out` beside it.

A program of its own, so that a test can run it in other processes, folders and time zones and compare the bytes.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

from runlog.cli.main import main

COMMANDS = {
    "week": ("report", "anna", ("pdf", "png", "html", "md", "json", "text")),
    "visit": ("clinic", "anna", ("pdf", "png", "json")),
}
"""The name of the output: the command, its log, its forms. A new command that writes pages is a new line."""
RUN_FORMS = ("pdf", "png", "html", "md", "json")
"""Forms of the newest run's page."""
FOLDERS = {
    "bundle": ("share", "anna"),
    "team": ("team", "squad", "--week", "2026-W47"),
}
"""Commands that write a folder."""
PRINTED = {
    "check.json": ("check", "anna", "--format", "json"),
    "runs.csv": ("runs", "anna", "--format", "csv"),
    "inspect.json": ("inspect", "anna", "--format", "json"),
}


def outputs() -> Iterator[tuple[str, ...]]:
    """The arguments of every call."""
    for name, (command, log, forms) in COMMANDS.items():
        for form in forms:
            yield command, log, "--format", form, "-o", f"out/{name}.{form}"
    yield "report", "anna", "--from", "2026-08-31", "--to", "2026-11-22", "--private", "-o", "out/span.pdf"
    for form in RUN_FORMS:
        yield "run", "last", "--log", "anna", "-o", f"out/run.{form}"
    for name, arguments in FOLDERS.items():
        yield *arguments, "-o", f"out/{name}"


def call(*arguments: str) -> None:
    """One call of the command line."""
    try:
        main(list(arguments))
    except SystemExit as stop:
        if stop.code not in (0, 4):
            raise


if __name__ == "__main__":
    Path("out").mkdir()
    if "read first" in sys.argv:
        with redirect_stdout(io.StringIO()):
            call("check", "anna")
    for arguments in outputs():
        call(*arguments)
    for name, arguments in PRINTED.items():
        with Path("out", name).open("w", encoding="utf-8") as file, redirect_stdout(file):
            call(*arguments)
    sys.exit(0)
