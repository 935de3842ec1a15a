"""PDF: tagged, checked by Typst against PDF/UA-1, the same bytes for the same report."""

from runlog.render.typeset import typeset
from runlog.report.model import Report


def to_pdf(report: Report) -> bytes:
    """The report on A4 pages; long lists flow to further pages."""
    return typeset(report, form="a4", output="pdf")[0]
