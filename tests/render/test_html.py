"""The HTML page, read by a parser that knows nothing of how it was made."""

import base64
import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from runlog.library.own_files import is_own_output
from runlog.render.html import to_html
from runlog.report.model import Report
from tests.render import examples

MARKUP = '<script>alert(1)</script> <b>x</b> &amp; " onload="y\' {{ }} ]]>'
VOID = {"meta", "img", "source"}


class Page(HTMLParser):
    """The elements with their attributes, the text, and whether every element was closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(to_html(examples.report()))


def with_red_flag() -> Report:
    findings = examples.findings(red_flags=(examples.red_flag(),))
    return replace(examples.report(), sheet=examples.sheet(findings=findings))


def test_every_element_is_closed_in_order(page: Page) -> None:
    assert page.open == []


def test_nothing_is_loaded_from_elsewhere_and_no_script_is_there(page: Page) -> None:
    assert not page.all("script")
    assert not page.all("link")
    addresses = [attrs.get(name) for _, attrs in page.elements for name in ("src", "srcset", "href") if name in attrs]
    assert addresses
    assert all((address or "").startswith("data:image/svg+xml;base64,") for address in addresses)
    assert "url(" not in to_html(examples.report())


def test_language_title_and_width_are_told(page: Page) -> None:
    assert page.all("html")[0]["lang"] == "en"
    assert "Alex Sample" in page.text
    assert any(meta.get("name") == "viewport" for meta in page.all("meta"))


def test_every_picture_carries_its_alt_text(page: Page) -> None:
    report = examples.report()
    assert report.timeline
    assert report.days
    assert report.ground
    assert [image["alt"] for image in page.all("img")] == [report.timeline.alt, report.days.alt, report.ground.alt]


def test_headings_begin_at_one_and_skip_no_level() -> None:
    for report in (examples.report(), with_red_flag(), examples.empty()):
        levels = [int(tag[1]) for tag, _ in Page(to_html(report)).elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_red_flag_stands_before_everything_else() -> None:
    text = Page(to_html(with_red_flag())).text
    flag = text.index("You recorded a change of bladder or bowel")
    assert all(flag < text.index(words) for words in ("Six questions are not", "49.1 km", "What stands out"))


@pytest.mark.parametrize("place", ["name", "note", "title", "callout"])
def test_markup_comes_out_as_text(place: str) -> None:
    report = examples.report()
    if place == "name":
        report = examples.report(athlete=MARKUP)
    elif place == "note":
        report = replace(
            report, diary=replace(examples.diary(1), lines=(replace(examples.diary(1).lines[0], note=MARKUP),))
        )
    elif place == "title":
        flagged = (examples.card(title=MARKUP),)
        report = replace(report, sheet=examples.sheet(findings=examples.findings(flagged=flagged)))
    else:
        report = replace(report, sheet=examples.sheet(callouts=(examples.callout(MARKUP),)))
    page = Page(to_html(report))
    assert MARKUP in page.text
    assert not page.all("script")
    assert not page.all("b")
    assert not any("onload" in attrs for _, attrs in page.elements)


def test_every_finding_is_there_with_what_to_do() -> None:
    report = examples.report()
    text = Page(to_html(report)).text
    for card in (*report.sheet.findings.flagged, *report.sheet.findings.questions, *report.sheet.findings.unknown):
        assert all(words in text for words in (card.title, card.seen, card.why, card.advice, *card.missing) if words)


def test_what_changed_and_the_load_are_told_with_what_is_not_recorded(page: Page) -> None:
    for words in ("Since week 46", "Told the week before and not now: Running only", "Acute : chronic load",
                  "not known (weighted means)", "Evidence: contradicted."):  # fmt: skip
        assert words in page.text
    assert page.text.count("louder") == 2
    unknown = [attrs for attrs in page.all("dd") if "not-known" in (attrs.get("class") or "")]
    assert len(unknown) == 1


def test_pictures_do_not_depend_on_a_font_that_may_be_missing(page: Page) -> None:
    drawn = [base64.b64decode((image["src"] or "").split(",")[1]).decode() for image in page.all("img")]
    assert all("'Inter', 'Helvetica Neue'" in svg for svg in drawn)


def test_the_same_report_gives_the_same_page() -> None:
    assert to_html(examples.report()) == to_html(examples.report())


def test_the_page_is_marked_as_ours(tmp_path: Path) -> None:
    (tmp_path / "week.html").write_text(to_html(examples.report()), encoding="utf-8")
    assert is_own_output(tmp_path / "week.html")


def contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_surface_in_light_and_dark(scheme: str) -> None:
    style = (Path(__file__).resolve().parents[2] / "runlog/render/page.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    colors = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", blocks[0 if scheme == "light" else 1]))
    tones = ("red-flag", "act", "caution", "note", "unknown")
    pairs = [("ink", "page"), ("muted", "page"), ("link", "page")]
    pairs += [(text, f"{tone}-wash") for tone in tones for text in ("ink", "muted", tone)]
    assert all(contrast(colors[text], colors[under]) >= 4.5 for text, under in pairs)
