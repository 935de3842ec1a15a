"""Every PDF as a screen reader and a search engine find it, read by pikepdf and pdfium."""

import io
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
import pypdfium2
import pytest
from pypdfium2 import raw

from tests.pages.registry import Page, with_form
from tests.render.pdf_text import elements, read_aloud, text_of

pytestmark = pytest.mark.parametrize("page", with_form("pdf"), ids=str)


def made(page: Page) -> bytes:
    assert page.pdf is not None
    return page.pdf()


def opened(page: Page) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made(page)))


_UNSEEN = {ord("\u200b"): "", ord("\ufffe"): "-", ord("\x02"): "-"}
"""A place at which a long word may break; and what a hyphen at a line's end is read as."""


def squeezed(words: str) -> str:
    """Without white space, and with hyphens as they stand within a line."""
    return "".join(words.translate(_UNSEEN).split())


def assert_in_order(text: str, words: Sequence[str]) -> None:
    whole, place = squeezed(text), 0
    for part in map(squeezed, words):
        found = whole.find(part, place)
        assert found >= 0, f"{part!r} is not after {whole[max(place - 60, 0) : place]!r}"
        place = found + len(part)


def test_it_is_tagged_and_claims_ua_1(page: Page) -> None:
    with opened(page) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert not pdf.Root.MarkInfo.get("/Suspects", False)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_language_and_title_are_told_in_the_file_and_in_its_metadata(page: Page) -> None:
    with opened(page) as pdf:
        assert pdf.Root.Lang == page.language
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert squeezed(page.heading()) in squeezed(str(pdf.docinfo["/Title"]))
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == str(pdf.docinfo["/Title"])
            assert page.language in metadata["dc:language"]


def test_headings_begin_at_one_and_skip_no_level(page: Page) -> None:
    with opened(page) as pdf:
        kinds = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
    levels = [int(kind[2]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_every_figure_has_an_alt_text_of_words(page: Page) -> None:
    with opened(page) as pdf:
        figures = [element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/Figure"]
        assert figures
        assert all(len(str(figure.get("/Alt", "")).split()) >= 4 for figure in figures)


def test_every_table_names_its_columns(page: Page) -> None:
    with opened(page) as pdf:
        for table in (element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/Table"):
            heads = [element for element in elements(table.K) if element.S == "/TH"]
            assert heads, "a table without a head"
            assert all(any(part.get("/Scope") for part in attributes(head)) for head in heads)


def attributes(element: Any) -> Iterator[Any]:
    given = element.get("/A", [])
    yield from given if isinstance(given, pikepdf.Array) else [given]


def test_a_screen_reader_hears_it_in_order(page: Page) -> None:
    assert_in_order(read_aloud(made(page)), page.order())


def test_selected_text_comes_in_order(page: Page) -> None:
    with opened(page) as pdf:
        drawn = {str(figure.Alt) for figure in elements(pdf.Root.StructTreeRoot) if figure.S == "/Figure"}
    heard = {squeezed(alt) for alt in drawn}
    assert_in_order(text_of(made(page)), [words for words in page.order() if squeezed(words) not in heard])


def test_every_word_is_either_read_aloud_or_marked_as_an_artifact(page: Page) -> None:
    document = pypdfium2.PdfDocument(made(page))
    stray = [
        number
        for number, sheet in enumerate(document)
        for part in sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=8)
        if raw.FPDFPageObj_GetMarkedContentID(part.raw) < 0 and raw.FPDFPageObj_CountMarks(part.raw) == 0
    ]
    document.close()
    assert not stray
