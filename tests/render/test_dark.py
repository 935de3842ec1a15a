"""The dark form of every chart: no colour forgotten, words readable on what lies behind them, keys like the charts."""

import ast
import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from runlog.render import palette
from runlog.render.dark import with_dark_form
from runlog.render.draw import ground, track
from runlog.render.html_parts import swatch
from runlog.report.run_model import TrackLine
from tests.pages.registry import with_form
from tests.render import examples
from tests.render.test_draw_run import way
from tests.render.test_palette import contrast

RENDER = Path(__file__).resolve().parents[2] / "runlog/render"
ON_PAPER_ONLY = {"body.py", "course.py", "figure.py"}
"""Charts of the letter to a clinician, which is a PDF."""
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = sorted(path.name for path in (RENDER / "draw").glob("*.py") if path.name not in ON_PAPER_ONLY)


def colors_of(value: object) -> set[str]:
    """The colours that a name of the palette stands for."""
    if isinstance(value, str):
        return {value} if value.startswith("#") else set()
    members: Iterable[object] = value.values() if hasattr(value, "values") else value  # type: ignore[assignment]  # (a table)
    return set().union(*map(colors_of, members))


@pytest.mark.parametrize("name", DRAWN)
def test_every_colour_that_a_chart_can_draw_has_a_dark_counterpart(name: str) -> None:
    nodes = list(ast.walk(ast.parse((RENDER / "draw" / name).read_text(encoding="utf-8"))))
    literal = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    assert [text for text in literal if re.fullmatch(r"#[0-9a-fA-F]{3,8}", text)] == [], "colours live in the palette"
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "palette":
            assert colors_of(getattr(palette, node.attr)) <= palette.DARK.keys(), node.attr


def test_a_colour_without_a_counterpart_is_refused() -> None:
    with pytest.raises(KeyError, match="#123456"):
        with_dark_form('<svg width="1"><path style="fill: #123456"/></svg>')


@cache
def charts() -> tuple[str, ...]:
    """Every chart of every page, in the form that pages hold."""
    pages = [page.html() for page in with_form("html") if page.html]
    packed = [one for page in pages for one in re.findall(r"svg\+xml;base64,([\w+/=]+)", page)]
    return tuple(base64.b64decode(one).decode() for one in packed)


def painted(svg: str, node: ET.Element, part: str, *, dark: bool, stays_dark: bool = False) -> str | None:
    """The colour of a part of a mark, by its own style and, on a dark screen, by the drawing's style sheet."""
    found = re.search(rf"{part}: (#[0-9a-f]{{6}})", node.attrib.get("style", ""))
    if not found or not dark:
        return found[1] if found else None
    if stays_dark:
        return palette.DARK_LETTERS
    rule = re.search(rf'\[style\*="{part}: {found[1]}"\]\{{{part}:(#[0-9a-f]{{6}})!important\}}', svg)
    assert rule, (part, found[1])
    return rule[1]


def words_and_surfaces(svg: str, *, dark: bool) -> Iterator[tuple[str, str, str]]:
    """Each text of a drawing with its colour and the colour of the last rectangle under its anchor."""
    root = ET.fromstring(svg)  # noqa: S314 (our own drawing)
    kept = {id(text) for group in root.iter(f"{SVG}g") if group.get("class") == palette.STAYS_DARK for text in group}
    paper = palette.DARK[palette.PAPER] if dark else palette.PAPER
    boxes: list[tuple[list[float], list[float], str]] = []
    for node in root.iter():
        if node.tag == f"{SVG}path":
            points = re.findall(r"[ML] (\S+) (\S+)", node.attrib["d"])
            color = painted(svg, node, "fill", dark=dark)
            if color and len(points) == 4:
                boxes.append(([float(x) for x, _ in points], [float(y) for _, y in points], color))
        elif node.tag == f"{SVG}text":
            x, y = float(node.attrib["x"]), float(node.attrib["y"]) - 2
            under = [color for xs, ys, color in boxes if min(xs) <= x <= max(xs) and min(ys) <= y <= max(ys)]
            ink = painted(svg, node, "fill", dark=dark, stays_dark=id(node) in kept)
            yield node.text or "", ink or "#000000", under[-1] if under else paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_of_every_chart_are_readable_on_what_lies_behind_them(scheme: str) -> None:
    surfaces, dark = set(), scheme == "dark"
    for svg in charts():
        for words, ink, surface in words_and_surfaces(svg, dark=dark):
            assert contrast(ink, surface) >= 4.5, (words, ink, surface)
            surfaces.add(surface)
    bars = {palette.PAST, palette.THIS_WEEK, palette.UNUSUAL}
    assert {palette.DARK[bar] if dark else bar for bar in bars} <= surfaces


@pytest.mark.parametrize("name", sorted(palette.GROUND))
def test_a_share_of_each_ground_is_readable_in_dark(name: str) -> None:
    share = replace(examples.ground().shares[0], key=name, share=1.0)
    svg = with_dark_form(ground.draw(replace(examples.ground(), shares=(share,)), 240))
    told = list(words_and_surfaces(svg, dark=True))
    assert len(told) == (0 if name == "unknown" else 1)
    for words, ink, surface in told:
        assert surface == palette.DARK[palette.GROUND[name]]
        assert contrast(ink, surface) >= 4.5, words


def test_the_way_of_a_run_in_every_colour_has_a_dark_form() -> None:
    keys = [*palette.GROUND, *(f"pace{place}" for place in range(len(palette.PACES))), "plain"]
    lines = tuple(TrackLine(key=key, points=((0.0, 1.0 * y), (100.0, 1.0 * y))) for y, key in enumerate(keys))
    svg = with_dark_form(track.draw(way(((0.0, 0.0), (100.0, 9.0)), lines=lines), 240, 260))
    strokes = set(re.findall(r"stroke:(#[0-9a-f]{6})!important", svg))
    known = {*palette.GROUND.values(), *palette.PACES} - {palette.GROUND["unknown"]}
    assert {palette.DARK[color] for color in known} <= strokes


def test_a_key_has_the_colours_of_its_chart_in_light_and_in_dark() -> None:
    for name, color in palette.GROUND.items():
        told = swatch(color)
        assert ("hatched" in told) == (name == "unknown")
        if name != "unknown":
            assert f"--light:{color};--dark:{palette.DARK[color]}" in told


def test_a_browser_that_tells_pictures_of_no_scheme_shows_them_on_paper() -> None:
    for svg in charts():
        before, dark = svg.split("@media (prefers-color-scheme:dark)", 1)
        assert before.endswith(f"svg{{background:{palette.PAPER}}}")
        assert dark.startswith("{svg{background:none}")


def variables(name: str) -> dict[str, str]:
    """The variables of a style sheet on a dark screen."""
    style = (RENDER / name).read_text(encoding="utf-8")
    dark = re.search(r"screen and \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", style, re.DOTALL)
    assert dark
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark[1]))


def test_pages_and_charts_have_one_dark_palette() -> None:
    page, team = variables("page.css"), variables("team.css")
    in_page = {"page": palette.PAPER, "ink": palette.INK, "muted": palette.MUTED}
    in_team = {"past": palette.PAST, "now": palette.THIS_WEEK, "unusual": palette.UNUSUAL, "axis": palette.AXIS,
               **palette.PAIN}  # fmt: skip
    assert {name: page[name] for name in in_page} == {name: palette.DARK[color] for name, color in in_page.items()}
    assert team == {name: palette.DARK[color] for name, color in in_team.items()}
