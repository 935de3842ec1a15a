"""The team's page in its forms, and the folder that holds all of them; long ones go out piece by piece."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from runlog.errors import UsageError
from runlog.library.output_files import write_output
from runlog.report.team_model import TeamReport

NAMES: Final = {"html": "index.html", "pdf": "team.pdf", "csv": "team.csv", "json": "team.json"}


def team_pieces(report: TeamReport, form: str) -> Iterator[bytes]:
    """The page in one form, as pieces to be written one after the other."""
    if form == "pdf":
        from runlog.render.team_pdf import team_pdf

        yield team_pdf(report)
        return
    for piece in _words(report, form):
        # The name of a folder may hold bytes that are no UTF-8.
        yield piece.encode("utf-8", "backslashreplace")


def _words(report: TeamReport, form: str) -> Iterator[str]:
    if form == "html":
        from runlog.render.team_html import team_html

        return team_html(report)
    if form == "csv":
        from runlog.render.team_csv import team_csv

        return team_csv(report)
    from runlog.render.team_json import team_json

    return team_json(report)


def write_form(report: TeamReport, form: str, file: Path, *, force: bool = False) -> bool:
    """One form as a file, whole or not at all; False where the file holds just this and is left alone.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from None
    return write_output(file, team_pieces(report, form), force=force, if_changed=True)


def write_team(report: TeamReport, out: Path, *, force: bool = False) -> bool:
    """Every form of the page in the output folder; False where all of them stood there already."""
    written = [write_form(report, form, out / name, force=force) for form, name in NAMES.items()]
    return any(written)
