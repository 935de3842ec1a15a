"""The team's page in its forms, and the folder that holds all of them."""

from pathlib import Path
from typing import Final

from runlog.app.team import write_if_changed
from runlog.report.team_model import TeamReport

FORMS: Final = ("pdf", "html", "csv", "json")
NAMES: Final = {"html": "index.html", "pdf": "team.pdf", "csv": "team.csv", "json": "team.json"}


def team_bytes(report: TeamReport, form: str) -> bytes:
    """The page in one form."""
    if form == "pdf":
        from runlog.render.team_pdf import team_pdf

        return team_pdf(report)
    if form == "html":
        from runlog.render.team_html import team_html

        return team_html(report).encode()
    if form == "csv":
        from runlog.render.team_csv import team_csv

        return team_csv(report).encode()
    from runlog.render.team_json import team_json

    return team_json(report).encode()


def write_team(report: TeamReport, out: Path) -> bool:
    """Every form of the page in the output folder, save what stands there already; whether anything was written."""
    written = [write_if_changed(out / name, team_bytes(report, form)) for form, name in NAMES.items()]
    return any(written)
