"""Every HTML page tried in a browser: by axe-core, narrow and wide, light and dark, by keyboard, on paper."""

import base64
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from runlog.render import palette
from tests.browser.chromium import DESK, PHONE, SCHEMES, axe_source, findings, launched, opened, set_to, shown
from tests.pages.registry import Page, with_form

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one)
  const all = [...document.querySelectorAll('summary, a[href], [tabindex="0"]')].filter(x => x.checkVisibility())
  const width = parseFloat(style.outlineWidth)
  return {place: all.indexOf(one), count: all.length, outline: style.outlineStyle, width: width}
}"""
PICTURES = "() => [...document.images].map(one => [one.currentSrc, one.getBoundingClientRect().width])"
SMALLEST = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let least = [1000, '']
  while (walker.nextNode()) {
    const words = walker.currentNode.textContent.trim()
    const size = parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize)
    if (words && size < least[0]) least = [size, words]
  }
  return least
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter(one => {
  const style = getComputedStyle(one)
  return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0
}).map(one => one.outerHTML.slice(0, 80))"""
BAD = """<!doctype html><title>x</title><style>p { color: #999; background: #fff }</style>
<h1>Bad</h1><p>Pale words</p><img src="data:,">"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the module: its event loop must be gone before other tests start theirs."""
    with launched() as started:
        yield started


@pytest.fixture(scope="module", params=with_form("html"), ids=str)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    page: Page = request.param
    assert page.html is not None
    path = tmp_path_factory.mktemp("pages") / f"{page.name}.html"
    path.write_text(page.html(), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def tab(browser: Browser, file: Path) -> Iterator[Tab]:
    with opened(browser, file) as page:
        yield page


def test_axe_core_finds_nothing_on_a_phone_and_a_desk_light_and_dark(tab: Tab) -> None:
    shown(tab).evaluate(axe_source())
    for width, scheme in itertools.product((PHONE, DESK), SCHEMES):
        set_to(tab, width, scheme)
        assert findings(tab) == [], (width, scheme)


def test_a_phone_shows_it_without_scrolling_sideways_in_readable_type(tab: Tab) -> None:
    shown(tab, PHONE)
    assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE
    size, words = tab.evaluate(SMALLEST)
    assert size >= 12, (size, words)
    for address, width in tab.evaluate(PICTURES):
        assert smallest_type(address, width) >= 9, address[:60]


def smallest_type(address: str, width: float) -> float:
    """The smallest letters of an SVG picture that is shown this wide, in CSS pixels."""
    svg = base64.b64decode(address.split(",")[1]).decode()
    drawn = re.search(r'viewBox="0 0 ([\d.]+) ', svg)
    sizes = [float(size) for size in re.findall(r"([\d.]+)px", svg)]
    assert drawn
    return min(sizes, default=1000.0) * width / float(drawn[1])


def test_nothing_is_asked_of_the_network(tab: Tab, file: Path) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    shown(tab)
    assert [address for address in asked if not address.startswith("data:image/svg+xml")] == [file.as_uri()]


def test_without_a_script_every_word_is_there_and_folded_parts_open(browser: Browser, tab: Tab, file: Path) -> None:
    whole = text_of(shown(tab))
    with opened(browser, file, java_script_enabled=False) as plain:
        for summary in plain.locator("summary").all():
            summary.click()
        assert text_of(plain) == whole


def text_of(tab: Tab) -> str:
    return " ".join(tab.locator("body").inner_text().split())


def test_the_keyboard_reaches_everything_in_order_shows_where_it_is_and_unfolds(tab: Tab) -> None:
    shown(tab, PHONE, unfolded=False)
    places: list[int] = []
    while len(places) < 99:
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        if focused["place"] < 0:
            break
        places.append(focused["place"])
        assert focused["outline"] != "none"
        assert focused["width"] >= 2
    assert places == list(range(tab.evaluate(FOCUSED)["count"]))
    for summary in tab.locator("summary").all():
        summary.focus()
        tab.keyboard.press("Enter")
        assert summary.evaluate("one => one.parentElement.open")
        tab.keyboard.press("Space")
        assert not summary.evaluate("one => one.parentElement.open")


def test_nothing_moves_where_little_motion_is_asked_for(tab: Tab) -> None:
    tab.emulate_media(reduced_motion="reduce")
    assert tab.evaluate(MOVING) == []
    tab.emulate_media(reduced_motion="no-preference")


def test_paper_is_white_and_shows_what_the_screen_folds_away(tab: Tab) -> None:
    shown(tab).evaluate("document.querySelectorAll('.hidden').forEach(one => one.remove())")  # said, never shown
    whole = tab.locator("body").inner_text()
    shown(tab, scheme="dark", unfolded=False)
    printed = pypdfium2.PdfDocument(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True)))
    sheet = printed[0].render(scale=0.5).to_pil().convert("RGB")
    words = "".join("".join(page.get_textpage().get_text_range().split()) for page in printed)
    printed.close()
    assert max(sheet.getcolors(1 << 20) or ())[1] == (255, 255, 255)
    assert [part for part in re.findall(r"\w{6,}", whole) if part not in words] == []


def test_charts_have_no_white_panel_in_the_dark_and_are_on_paper_as_ever(tab: Tab) -> None:
    light, dark = palette.PAPER, palette.DARK[palette.PAPER]
    for scheme in SCHEMES:
        shown(tab, scheme=scheme)
        page, other = (dark, light) if scheme == "dark" else (light, dark)
        for drawn in tab.locator("figure").all():
            picture = Image.open(io.BytesIO(drawn.screenshot())).convert("RGB")
            pixels = {color for _, color in picture.getcolors(1 << 20) or ()}
            assert ImageColor.getrgb(page) in pixels
            assert ImageColor.getrgb(other) not in pixels
    printed = []
    for scheme in SCHEMES:
        shown(tab, scheme=scheme)
        with pypdfium2.PdfDocument(io.BytesIO(tab.pdf(format="A4", prefer_css_page_size=True))) as sheets:
            printed.append([sheet.render(scale=0.5).to_pil().tobytes() for sheet in sheets])
    assert printed[0] == printed[1]


def test_axe_core_finds_what_is_wrong_with_a_bad_page(browser: Browser, tmp_path: Path) -> None:
    axe = axe_source()
    (tmp_path / "bad.html").write_text(BAD)
    with opened(browser, tmp_path / "bad.html") as bad:
        bad.evaluate(axe)
        found = {(impact, rule) for impact, rule, _, _ in findings(bad)}
    assert {("serious", "color-contrast"), ("critical", "image-alt"), ("serious", "html-has-lang")} <= found


def test_the_lock_file_of_axe_core_names_no_address() -> None:
    text = (Path(__file__).parent / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity": "sha512-' in text
    assert "://" not in text
    assert '"resolved"' not in text
