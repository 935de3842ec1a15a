"""The one Typst compiler: bundled template and fonts only, no system font, no package, no network."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from runlog.render.fonts import FOLDER
from runlog.render.page import Form, page_inputs
from runlog.report.model import Report

if TYPE_CHECKING:
    import typst

_TEMPLATE: Final = Path(__file__).with_name("page.typ")


@cache
def _compiler() -> "typst.Compiler":
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    return typst.Compiler(input=str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=fonts, ignore_system_fonts=True)


def typeset(
    report: Report, *, form: Form, output: Literal["pdf", "png"], ppi: float | None = None
) -> tuple[bytes, ...]:
    """The report set in this form: one PDF, or one PNG a page. The same report gives the same bytes."""
    when = datetime.combine(report.sheet.as_of, datetime.min.time(), tzinfo=UTC)
    made = _compiler().compile(
        format=output,
        ppi=ppi,
        sys_inputs=page_inputs(report, form),
        pdf_standards=["ua-1"] if output == "pdf" else [],
        timestamp=when,
    )
    if made is None:
        raise RuntimeError("Typst wrote nothing")
    return (made,) if isinstance(made, bytes) else tuple(made)
