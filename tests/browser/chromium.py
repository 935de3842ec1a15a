"""Headless Chromium of the machine, and axe-core beside this file: how a page is opened, read and judged."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE, DESK = 360, 1280
NOTHING_TO_TELL = ("partially obscured by another element", "too short to determine if it is actual text")
"""Cells that a wide table shows when it is scrolled, and cells of one digit: axe-core looks at others of their kind."""
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def missing(reason: str) -> None:
    """Skip, saying why; where `CI` is set nothing may be missing."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def axe_source() -> str:
    """The text of axe-core."""
    if not AXE.is_file():
        missing("needs axe-core: npm ci --prefix tests/browser")
    return AXE.read_text(encoding="utf-8")


@contextmanager
def launched() -> Iterator[Browser]:
    """The machine's Chromium, without a window."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing("needs Chromium (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, file: Path, **options: Any) -> Iterator[Page]:
    """The page in a context of its own, without a network."""
    context = browser.new_context(offline=True, **options)
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        yield page
    finally:
        context.close()


def set_to(page: Page, width: int, scheme: Scheme) -> None:
    """Another width and another scheme for the page as it is."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def shown(page: Page, width: int = DESK, scheme: Scheme = "light", *, unfolded: bool = True) -> Page:
    """The page loaded again at this width and in this scheme, with everything opened that can be."""
    set_to(page, width, scheme)
    page.reload()
    if unfolded:
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    return page


def findings(page: Page) -> list[tuple[str, ...]]:
    """What axe-core, already in the page, finds: how grave, which rule, where, why; doubtful contrast counts too."""
    found = page.evaluate("axe.run(document, {resultTypes: ['violations', 'incomplete']})")
    undecided = [one for one in found["incomplete"] if one["id"] == "color-contrast"]
    return [
        (str(one["impact"]), one["id"], str(node["target"]), str(node.get("failureSummary")))
        for one in (*found["violations"], *undecided)
        for node in one["nodes"]
        if not any(reason in str(node.get("failureSummary")) for reason in NOTHING_TO_TELL)
    ]
