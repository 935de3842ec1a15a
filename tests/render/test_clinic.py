"""The pages for a clinician as PDF, picture and document."""

import io
import itertools
import json
from dataclasses import replace
from typing import Any

import pikepdf
import pytest
from PIL import Image

from runlog.features.history import History
from runlog.library.own_files import is_own_output
from runlog.messages import Speech
from runlog.render.clinic import clinic_pdf, clinic_png
from runlog.render.documents import clinic_document
from runlog.report.clinic import clinic_report
from runlog.report.clinic_model import ClinicReport
from tests.render.pdf_text import elements, text_of
from tests.support.logs import line, lines, make_log, run, strength, weekly_runs

MARKUP = "#strong[x] *bold* $x^2$ <b>tag</b> `raw` = head @ref // no [link](x) ~ \" '"


def history(**settings: Any) -> History:
    diary = [
        *lines("2026-06-20", [1, 1, 0, 1, 2] * 28),
        line("2026-11-08", pain=5, place="left buttock", radiates_to="left calf", leg=3, self_care="heat", helped="no"),
        line("2026-11-10", pain=5, weakness="left foot drop", painkillers="yes", treatment="physiotherapy"),
        line("2026-11-11", pain=4, numbness="yes", saddle="no", place="somewhere odd"),
    ]
    runs = [*weekly_runs("2026-W45", [30] * 22), run("2026-11-10", None), strength("2026-10-20")]
    return make_log(runs, diary, week="2026-W46", settings={"name": "Kim Example", **settings})


@pytest.fixture(scope="module")
def report() -> ClinicReport:
    return clinic_report(history(), Speech())


def test_it_fits_two_pages_and_is_tagged_with_language_and_title(report: ClinicReport) -> None:
    pdf = pikepdf.open(io.BytesIO(clinic_pdf(report)))
    assert len(pdf.pages) == 2
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang == "en"
    assert "Kim Example" in str(pdf.docinfo["/Title"])
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_both_pictures_carry_their_alt_texts(report: ClinicReport) -> None:
    pdf = pikepdf.open(io.BytesIO(clinic_pdf(report)))
    figures = [element for element in elements(pdf.Root.StructTreeRoot) if element.S == "/Figure"]
    alts = {str(figure.Alt) for figure in figures if "/Alt" in figure}
    assert {report.course.alt, report.body.alt} <= alts


def test_headings_begin_at_one_and_skip_no_level(report: ClinicReport) -> None:
    pdf = pikepdf.open(io.BytesIO(clinic_pdf(report)))
    kinds = [str(element.S) for element in elements(pdf.Root.StructTreeRoot)]
    levels = [int(kind[2]) for kind in kinds if kind[:2] == "/H" and kind[2:].isdigit()]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
    assert "/TH" in kinds


def test_every_word_of_the_tables_is_on_the_page(report: ClinicReport) -> None:
    text = "".join(text_of(clinic_pdf(report)).split())
    tables = (report.episodes, report.onset, report.patterns, report.body.places, *report.course_of_care)
    cells = [cell for table in tables for row in table.rows for cell in row]
    signs = [row.detail for group in report.signs.groups for row in group.rows]
    for words in (*cells, *signs, report.body.unplaced, *(fact.value for fact in (*report.facts, *report.kept))):
        assert "".join(words.split()) in text


def test_the_same_report_gives_the_same_bytes(report: ClinicReport) -> None:
    assert clinic_pdf(report) == clinic_pdf(report)
    assert clinic_png(report) == clinic_png(report)


def test_markup_comes_out_as_text() -> None:
    made = clinic_report(history(history={"known_diagnosis": MARKUP}), Speech())
    assert "".join(MARKUP.split()) in "".join(text_of(clinic_pdf(replace(made, athlete=MARKUP))).split())


def test_a_log_without_a_diary_makes_pages_that_say_so() -> None:
    made = clinic_report(make_log([run("2026-11-10")], week="2026-W46"), Speech())
    text = " ".join(text_of(clinic_pdf(made)).split())
    assert "No episode in the diary." in text
    assert text.count("not recorded") >= len([row for group in made.signs.groups for row in group.rows])


def test_files_are_marked_as_ours(report: ClinicReport, tmp_path: Any) -> None:
    for name, data in (("visit.pdf", clinic_pdf(report)), ("visit.png", clinic_png(report))):
        (tmp_path / name).write_bytes(data)
        assert is_own_output(tmp_path / name)


def test_the_picture_is_one_page_as_tall_as_both(report: ClinicReport) -> None:
    picture = Image.open(io.BytesIO(clinic_png(report)))
    assert picture.height > 1.4 * picture.width


def test_the_document_holds_the_same_as_the_page(report: ClinicReport) -> None:
    document = json.loads(json.dumps(clinic_document(report, log="anna")))
    assert (document["format_version"], document["kind"], document["log"]) == (1, "clinic", "anna")
    assert document["as_of"] == "2026-11-15"
    assert len(document["course"]["days"]) == 182
    assert None in [day["back"] for day in document["course"]["days"]]
    assert document["episodes"]["rows"]
