"""A PDF as other tools read it: pdfium for the words, pikepdf for the structure that a screen reader follows."""

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw


def text_of(pdf: bytes) -> str:
    """The text in the order of the page, as a reader that selects and copies gets it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", "\n")
    finally:
        document.close()


def read_aloud(pdf: bytes) -> str:
    """What a screen reader speaks: words and alt texts in the order of the structure tree, an element a line."""
    words = _marked_text(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        pages = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        return "\n".join(filter(None, _spoken(document.Root.StructTreeRoot.K, None, pages, words)))


def elements(node: Any) -> Iterator[Any]:
    """Every structure element under a node, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def _spoken(
    node: Any, page: int | None, pages: Mapping[tuple[int, int], int], words: Mapping[tuple[int, int], str]
) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _spoken(child, page, pages, words)
    elif isinstance(node, int):
        assert page is not None
        yield words.get((page, node), "")
    elif isinstance(node, pikepdf.Dictionary):
        here = pages[node.Pg.objgen] if "/Pg" in node else page
        if "/Alt" in node:
            yield str(node.Alt)
        elif "/MCID" in node:
            yield from _spoken(node.MCID, here, pages, words)
        elif "/K" in node:
            yield from _spoken(node.K, here, pages, words)


def _marked_text(pdf: bytes) -> Mapping[tuple[int, int], str]:
    """The text under each page number and marked-content id."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for part in page.get_objects(max_depth=8):
                if part.type == raw.FPDF_PAGEOBJ_TEXT:
                    mark = raw.FPDFPageObj_GetMarkedContentID(part.raw)
                    found[number, mark].append(_text_of_object(part.raw, text.raw))
    finally:
        document.close()
    return {place: " ".join("".join(parts).split()) for place, parts in found.items()}


def _text_of_object(part: Any, text: Any) -> str:
    size = raw.FPDFTextObj_GetText(part, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(part, text, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")
