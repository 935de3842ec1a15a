"""The PDF, judged by other tools than the one that made it."""

import io
import itertools
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2 as pdfium
import pytest

from runlog.library.own_files import is_own_output
from runlog.render.density import density
from runlog.render.page import page_inputs
from runlog.render.pdf import to_pdf
from runlog.report.model import Report
from tests.render import examples
from tests.render.pdf_text import elements, text_of

MARKUP = "#strong[x] *bold* _it_ $x^2$ <b>tag</b> `raw` = head @ref \\ // no /* c */ [link](x) ~ {{ \" '"


def opened(report: Report) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(to_pdf(report)))


def kinds(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]


def test_the_document_is_tagged_and_tells_its_language_and_title() -> None:
    pdf = opened(examples.report())
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en"
    assert "Alex Sample" in str(pdf.docinfo["/Title"])
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_headings_begin_at_one_and_skip_no_level() -> None:
    flags = examples.findings(red_flags=(examples.red_flag(),))
    for report in (examples.report(), examples.report(sheet=examples.sheet(findings=flags)), examples.empty()):
        levels = [int(kind[2]) for kind in kinds(opened(report)) if kind[:2] == "/H" and kind[2:].isdigit()]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels


def test_every_chart_carries_its_alt_text() -> None:
    report = examples.report()
    pdf = opened(report)
    figures = [element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/Figure"]
    assert report.timeline
    assert report.days
    assert report.ground
    alts = [str(figure.Alt) for figure in figures if "/Alt" in figure]
    assert {report.timeline.alt, report.days.alt, report.ground.alt} <= set(alts)


def test_the_text_reads_in_order() -> None:
    text = text_of(to_pdf(examples.report()))
    order = [
        "Alex Sample", "Six questions are not answered yet", "49.1 km", "Weekly distance and back pain",
        "This week by day", "Where you ran", "Your diary", "What stands out", "You ran five times", "Not known",
    ]  # fmt: skip
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_what_changed_and_the_load_are_told() -> None:
    text = " ".join(text_of(to_pdf(examples.report())).split())
    for words in ("Since week 46: 1 louder, marked below.", "Running only", "Walks not recorded", "0.85 (7 days over",
                  "Evidence: contradicted."):  # fmt: skip
        assert words in text
    assert "louder evidence: mixed" in text


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_pdf(examples.report()) == to_pdf(examples.report())


def test_another_report_gives_other_bytes() -> None:
    assert to_pdf(examples.report()) != to_pdf(examples.report(athlete="Kim"))


@pytest.mark.parametrize("place", ["name", "note", "title", "callout"])
def test_markup_comes_out_as_text(place: str) -> None:
    report = examples.report()
    if place == "name":
        report = examples.report(athlete=MARKUP)
    elif place == "note":
        line = replace(examples.diary(1).lines[0], note=MARKUP)
        report = replace(report, diary=replace(examples.diary(1), lines=(line,)))
    elif place == "title":
        flagged = (examples.card(title=MARKUP),)
        report = replace(report, sheet=examples.sheet(findings=examples.findings(flagged=flagged)))
    else:
        report = replace(report, sheet=examples.sheet(callouts=(examples.callout(MARKUP),)))
    assert "".join(MARKUP.split()) in "".join(text_of(to_pdf(report)).split())


def test_characters_without_a_glyph_become_a_box_and_the_rest_stays() -> None:
    text = text_of(to_pdf(examples.report(athlete="Zoë Дарья Ωmega 李小龍 \U0001f600 \u202eabc\x07")))
    assert "Zoë Дарья Ωmega □ □ abc" in " ".join(text.split())


def test_long_lists_flow_to_further_pages_with_the_name_on_each() -> None:
    cards = tuple(examples.card(f"LOAD{i:03}", title=f"Finding number {i}") for i in range(30))
    report = replace(
        examples.report(), diary=examples.diary(40), sheet=examples.sheet(findings=examples.findings(flagged=cards))
    )
    data = to_pdf(report)
    pages = len(pikepdf.open(io.BytesIO(data)).pages)
    text = text_of(data)
    assert pages >= 3
    assert all(f"Finding number {i}" in text for i in range(30))
    assert text.count("Pulled up at km 6") == 10
    assert text.count("Alex Sample") == pages


def test_a_very_long_name_stays_on_the_page() -> None:
    name = "Maximiliane" * 30
    for page in opened(examples.report(athlete=name)).pages:
        assert float(page.mediabox[2]) == pytest.approx(595.28, abs=0.1)
    shown = "".join(text_of(to_pdf(examples.report(athlete=name))).replace("\u200b", "").split())
    assert "Maximiliane" * 9 in shown
    assert "…" in shown


def test_a_red_flag_stands_first_and_says_that_advice_is_held_back() -> None:
    findings = examples.findings(
        red_flags=(examples.red_flag(),), flagged=(examples.card(advice=None, silenced="x y"),)
    )
    text = text_of(to_pdf(replace(examples.report(), sheet=examples.sheet(findings=findings))))
    flag = text.index("You recorded a change of bladder or bowel")
    others = ("Training advice is held back", "Six questions are not", "49.1 km", "What stands out")
    assert all(flag < text.index(words) for words in others)


def test_an_empty_week_makes_a_page_with_the_past_weeks() -> None:
    data = to_pdf(examples.empty())
    text = text_of(data)
    assert "No run and no diary line this week." in text
    assert "Weekly distance and back pain" in text
    assert len(pikepdf.open(io.BytesIO(data)).pages) == 1


def test_only_the_bundled_fonts_are_used() -> None:
    pdf = opened(examples.report())
    names = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
    assert names
    assert all("+Inter" in name for name in names), names


def test_the_document_is_marked_as_ours(tmp_path: Any) -> None:
    path = tmp_path / "week.pdf"
    path.write_bytes(to_pdf(examples.report()))
    assert is_own_output(path)


def test_a_week_with_four_findings_and_seven_diary_lines_stands_on_one_page() -> None:
    report = replace(examples.report(), diary=examples.diary(7))
    assert len(opened(report).pages) == 1


def test_the_sample_keeps_every_finding_with_what_to_do_and_cautions_in_full(sample_week: Report) -> None:
    assert sample_week.ground
    assert sample_week.sheet.findings.flagged
    text = words_of(sample_week)
    for card in (*sample_week.sheet.findings.flagged, *sample_week.sheet.findings.unknown):
        assert "".join(card.title.split()) in text
    for card in sample_week.sheet.findings.flagged:
        said = (card.advice, *card.sources, *([card.seen, card.why] if card.tone != "note" else []))
        assert all("".join(words.split()) in text for words in said if words)


def test_what_fits_no_single_page_is_set_in_full() -> None:
    notes = tuple(examples.card(f"HABIT{i:03}", tone="note", why=f"Because of {i}.") for i in range(20))
    busy = replace(examples.report(), sheet=examples.sheet(findings=examples.findings(flagged=notes)))
    assert len(opened(busy).pages) > 1
    text = words_of(busy)
    assert all(f"Becauseof{i}." in text for i in range(20))
    assert busy.sheet.findings.unknown
    assert all("".join(card.what_is_missing.split()) in text for card in busy.sheet.findings.unknown)


def test_a_week_with_much_to_tell_takes_a_second_page_and_keeps_its_type_and_its_words() -> None:
    notes = tuple(examples.card(f"HABIT{i:03}", tone="note", why="Because. " * 20) for i in range(9))
    unknown = tuple(examples.unknown(f"WARM00{i}", f"Thing {i}") for i in range(3))
    much = replace(examples.report(), sheet=examples.sheet(findings=examples.findings(flagged=notes, unknown=unknown)))
    assert len(opened(much).pages) == 2
    assert words_of(much).count("Because." * 20) == 9
    assert words_of(much).count("--warm-up10.") == 1
    assert min(sizes_of(much)) >= 7


def test_what_is_read_is_never_set_smaller_than_seven_and_a_half_points(sample_week: Report) -> None:
    sizes = sizes_of(sample_week)
    small = sum(letters for size, letters in sizes.items() if size < 7.45)
    assert small < 0.2 * sum(sizes.values())
    assert min(sizes) >= 7


def sizes_of(report: Report) -> dict[float, int]:
    """Letters by their size in points, as pdfium reads them."""
    sizes: dict[float, int] = {}
    for page in pdfium.PdfDocument(to_pdf(report)):
        letters = page.get_textpage()
        for index in range(letters.count_chars()):
            if pdfium.raw.FPDFText_IsGenerated(letters.raw, index):
                continue
            size = round(pdfium.raw.FPDFText_GetFontSize(letters.raw, index), 1)
            sizes[size] = sizes.get(size, 0) + 1
    return sizes


def words_of(report: Report) -> str:
    return "".join(text_of(to_pdf(report)).replace("\u200b", "").split())


def test_a_source_that_several_findings_share_is_named_once_under_its_number() -> None:
    text = text_of(to_pdf(examples.report()))
    assert text.count("Frandsen et al. 2025") == 1
    assert text.count("[2]") == 4


def test_warning_signs_that_the_questions_leave_open_point_to_them_in_one_line() -> None:
    signs = tuple(
        replace(examples.unknown(code, f"{title} signs"), facts={"family": "urgency"}, missing=(f"Answer {code}.",))
        for code, title in (("RED001", "Emergency"), ("RED002", "Urgent"))
    )
    report = replace(examples.report(), sheet=examples.sheet(findings=examples.findings(unknown=signs)))
    assert "Emergency signs · Urgent signs: see the questions above" in " ".join(text_of(to_pdf(report)).split())
    asked = examples.findings(unknown=signs, questions=())
    text = text_of(to_pdf(replace(report, sheet=examples.sheet(findings=asked))))
    assert "Answer RED001." in text
    assert "Answer RED002." in text


def test_a_quiet_week_is_drawn_larger() -> None:
    quiet = examples.findings(questions=(), flagged=(), unknown=())
    busy, calm = (page_inputs(report, "a4", density(report))["timeline"] for report in (
        examples.report(sheet=examples.sheet(findings=examples.findings(flagged=(examples.card(),) * 4))),
        examples.report(sheet=examples.sheet(findings=quiet)),
    ))  # fmt: skip
    assert height_of(calm) > 1.15 * height_of(busy)


def height_of(svg: str) -> float:
    return float(ET.fromstring(svg).attrib["height"].removesuffix("pt"))  # noqa: S314 (our own drawing)
