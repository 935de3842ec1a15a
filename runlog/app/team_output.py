"""The team's page in its forms, and the folder that holds all of them; long ones go out piece by piece."""

import filecmp
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from runlog.errors import UsageError
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


def write_form(report: TeamReport, form: str, file: Path) -> bool:
    """One form as a file, whole or not at all; False where the file holds just this and is left alone.

    Raises:
        UsageError: it cannot be written.
    """
    partial = file.with_name(f".{file.name}.partial")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as out:
            out.writelines(team_pieces(report, form))
        if file.is_file() and filecmp.cmp(partial, file, shallow=False):
            partial.unlink()
            return False
        partial.replace(file)
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}") from None
    return True


def write_team(report: TeamReport, out: Path) -> bool:
    """Every form of the page in the output folder; False where all of them stood there already."""
    written = [write_form(report, form, out / name) for form, name in NAMES.items()]
    return any(written)
