"""Each page looks as it was kept, and the comparison finds what a reader would."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from runlog.render.typeset import typeset
from runlog.report.model import Report
from tests.pages import pictures as compared
from tests.pages.pictures import FINER, MOST_APART, apart, complaint, pictures, sheets
from tests.pages.registry import PAGES, Page
from tests.render import examples


@pytest.mark.parametrize("page", [page for page in PAGES if page.pictured], ids=str)
def test_the_page_looks_as_it_was_kept(page: Page) -> None:
    made = dict(pictures(page))
    assert made
    assert [told for name, picture in made.items() if (told := complaint(name, picture))] == []


def test_no_picture_is_kept_of_a_page_that_is_no_longer_made() -> None:
    names = {path.name.removesuffix(".png").rpartition("-")[0] for path in compared.FOLDER.glob("*.png")}
    assert names == {page.name for page in PAGES if page.pictured}


def test_kept_pictures_are_small() -> None:
    assert all(path.stat().st_size < 60_000 for path in compared.FOLDER.glob("*.png"))


@pytest.fixture(scope="module")
def plain() -> Image.Image:
    return drawn(examples.report())


def drawn(report: Report) -> Image.Image:
    return next(sheets(typeset(report, form="phone", output="pdf")[0]))


def test_another_renderer_with_other_edges_passes(plain: Image.Image) -> None:
    fine = float(FINER * compared.PIXELS_PER_INCH)
    made = Image.open(BytesIO(typeset(examples.report(), form="phone", output="png", ppi=fine)[0])).convert("RGB")
    other = made.resize(plain.size, Image.Resampling.BOX)
    assert 0 < apart(plain, other) <= MOST_APART
    moved = made.transform(made.size, Image.Transform.AFFINE, (1, 0, 1, 0, 1, 1), fillcolor="white")
    assert 0 < apart(other, moved.resize(plain.size, Image.Resampling.BOX)) <= MOST_APART


def changed_week(index: int = -2, **changes: Any) -> Report:
    """The report with another week in its timeline; the last but one is marked."""
    chart = examples.timeline()
    weeks = list(chart.weeks)
    weeks[index] = replace(weeks[index], **changes)
    return replace(examples.report(), timeline=replace(chart, weeks=tuple(weeks)))


@pytest.mark.parametrize(
    ("what", "report"),
    [
        ("a label that is gone", changed_week(distance_label="")),
        ("a mark that is gone", changed_week(marks=("+46",))),
        ("a bar that is three per cent lower", changed_week(-1, distance=49.1 * 0.97)),
        ("a day of pain that is gone", replace(examples.report(), timeline=replace(
            examples.timeline(), pain=examples.timeline().pain[:-3] + examples.timeline().pain[-2:]))),
        ("another class of ground", replace(examples.report(), ground=replace(
            examples.ground(), shares=(replace(examples.ground().shares[0], key="grass"),
                                       *examples.ground().shares[1:])))),
    ],
)  # fmt: skip
def test_what_a_reader_would_notice_is_found(plain: Image.Image, what: str, report: Report) -> None:
    other = drawn(report)
    assert other.size == plain.size
    assert apart(plain, other) > MOST_APART, what


def test_a_complaint_names_a_folder_with_the_actual_picture_and_the_difference(
    plain: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compared, "FOLDER", tmp_path)
    monkeypatch.setattr(compared, "mkdtemp", lambda prefix: (tmp_path / prefix).mkdir() or str(tmp_path / prefix))
    assert "was never kept" in str(complaint("x.png", plain))
    compared.keep("x.png", plain)
    assert complaint("x.png", plain) is None
    told = str(complaint("x.png", drawn(changed_week(distance_label=""))))
    assert "python -m tools.make_pictures" in told
    folder = tmp_path / "runlog-pictures-"
    assert str(folder) in told
    assert {path.name for path in folder.iterdir()} == {"actual-x.png", "difference-x.png"}
