"""The one Typst compiler: bundled template and fonts only, no system font, no package, no network."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from runlog.render.density import SETTINGS, Density, density
from runlog.render.fonts import FOLDER
from runlog.render.page_parts import Form
from runlog.report.model import Report

if TYPE_CHECKING:
    import typst

_PAGE_COUNT: Final = re.compile(rb"/Type/Pages/Count (\d+)")
_TEMPLATES: Final = Path(__file__).parent


@cache
def _compiler(template: str) -> "typst.Compiler":
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    page = _TEMPLATES / template
    return typst.Compiler(input=str(page), root=str(_TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def typeset(
    report: Report, *, form: Form, output: Literal["pdf", "png"], ppi: float | None = None
) -> tuple[bytes, ...]:
    """The weekly report set in this form: one PDF, or one PNG a page. The same report gives the same bytes.

    On A4 it is set as widely as one page allows, and in full over several pages where none of the settings fits one.
    """
    # Here, as pages without charts of matplotlib's need not wait for it.
    from runlog.render.page import page_inputs

    def made(setting: Density) -> tuple[bytes, ...]:
        inputs = page_inputs(report, form, setting)
        return compile_page("page.typ", inputs, when=report.sheet.as_of, output=output, ppi=ppi)

    if form == "phone":
        return made("wide")
    pages: tuple[bytes, ...] = ()
    for setting in SETTINGS[SETTINGS.index(density(report)) :]:
        pages = made(setting)
        if page_count(pages) == 1:
            return pages
    return pages


def page_count(pages: tuple[bytes, ...]) -> int:
    """How many pages were made: a PNG is one each, a PDF says it in its page tree."""
    told = _PAGE_COUNT.search(pages[0]) if pages[0].startswith(b"%PDF") else None
    return int(told[1]) if told else len(pages)


def compile_page(
    template: str, inputs: Mapping[str, str], *, when: date, output: Literal["pdf", "png"], ppi: float | None = None
) -> tuple[bytes, ...]:
    """A template set with its inputs: one PDF, or one PNG a page; `when` is the day that the document bears."""
    made = _compiler(template).compile(
        format=output,
        ppi=ppi,
        sys_inputs=dict(inputs),
        pdf_standards=["ua-1"] if output == "pdf" else [],
        timestamp=datetime.combine(when, datetime.min.time(), tzinfo=UTC),
    )
    if made is None:
        raise RuntimeError("Typst wrote nothing")
    return (made,) if isinstance(made, bytes) else tuple(made)
