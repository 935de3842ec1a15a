"""The picture to send in a chat."""

import io
from dataclasses import replace
from typing import Any

from PIL import Image

from runlog.library.own_files import is_own_output
from runlog.render.png import to_png
from tests.render import examples


def test_the_picture_is_one_tall_page_wide_enough_to_read_on_a_phone() -> None:
    picture = Image.open(io.BytesIO(to_png(examples.report())))
    assert 1000 <= picture.width <= 1300
    assert picture.height > 2 * picture.width


def test_many_findings_make_the_picture_taller_and_not_several() -> None:
    short = Image.open(io.BytesIO(to_png(examples.report())))
    cards = tuple(examples.card(f"LOAD{i:03}") for i in range(20))
    long = Image.open(
        io.BytesIO(to_png(replace(examples.report(), sheet=examples.sheet(findings=examples.findings(flagged=cards)))))
    )
    assert long.width == short.width
    assert long.height > short.height + 1500


def test_the_same_report_gives_the_same_picture() -> None:
    assert to_png(examples.report()) == to_png(examples.report())


def test_nothing_is_cut_at_the_edges() -> None:
    picture = Image.open(io.BytesIO(to_png(examples.report(athlete="Maximiliane" * 12)))).convert("RGB")
    border = [picture.crop(box).getcolors() for box in (
        (0, 0, 30, picture.height), (picture.width - 30, 0, picture.width, picture.height),
        (0, 0, picture.width, 30), (0, picture.height - 20, picture.width, picture.height),
    )]  # fmt: skip
    assert all(colors and [color for _, color in colors] == [(255, 255, 255)] for colors in border)


def test_the_picture_is_marked_as_ours(tmp_path: Any) -> None:
    path = tmp_path / "week.png"
    path.write_bytes(to_png(examples.report()))
    assert is_own_output(path)
    with Image.open(path) as picture:
        assert picture.info["Software"] == "runlog-output"
