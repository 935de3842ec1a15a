"""Type that can be read, measured letter by letter: on paper, and in the picture on a phone."""

import io

import pikepdf
import pytest
import typst

from tests.pages.registry import Page, with_form
from tests.render.pdf_type import contrast, letters

ON_PAPER_PT = 7.0
ON_A_PHONE_PX = 8.0
PHONE_PX = 360
READABLE = 4.5
"""WCAG 2.2, 1.4.3."""


@pytest.mark.parametrize("page", with_form("pdf"), ids=str)
def test_every_letter_on_paper_is_large_enough_and_stands_out_from_what_is_behind_it(page: Page) -> None:
    assert page.pdf
    found = list(letters(page.pdf()))
    assert len(found) > 500
    assert [letter for letter in found if letter.size < ON_PAPER_PT - 0.01] == []
    assert [letter for letter in found if letter.contrast < READABLE] == []


@pytest.mark.parametrize("page", with_form("phone"), ids=str)
def test_every_letter_of_the_picture_can_be_read_on_a_phone(page: Page) -> None:
    assert page.phone
    data = page.phone()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pixels = PHONE_PX / float(pdf.pages[0].mediabox[2])
    found = list(letters(data))
    assert [letter for letter in found if letter.size * pixels < ON_A_PHONE_PX] == []
    assert [letter for letter in found if letter.contrast < READABLE] == []
    usual = sorted(letter.size * pixels for letter in found)[len(found) // 2]
    assert usual >= 9


def test_small_and_pale_letters_are_found() -> None:
    words = "#set page(width: 90pt, height: 40pt, fill: luma(240))\n#text(size: 5pt, fill: luma(140))[Pale]"
    found = list(letters(typst.compile(words.encode(), format="pdf")))
    assert "".join(letter.text for letter in found) == "Pale"
    assert all(letter.size == pytest.approx(5) and 2 < letter.contrast < 3.5 for letter in found)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)
