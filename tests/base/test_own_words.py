"""The two articles are paraphrased: no text of ours has six words in a row from them."""

import re
from pathlib import Path

from tests.conftest import REPO

_OURS = ("*.md", "runlog", "docs", "sample_data", "tests", "tools", "bench", "notebooks")
_SUFFIXES = frozenset({".py", ".md", ".toml", ".csv", ".typ", ".ipynb"})
ROW = 6


def test_no_six_words_in_a_row_are_the_articles(shared: Path) -> None:
    articles = [path.read_text(encoding="utf-8") for path in sorted((shared / "articles").glob("*.txt"))]
    assert articles
    theirs = set().union(*map(_rows, articles))
    files = [file for place in _OURS for root in REPO.glob(place) for file in (root, *root.rglob("*"))]
    texts = [file for file in files if file.suffix in _SUFFIXES and file.is_file()]
    assert len(texts) > 500
    copied = {str(file.relative_to(REPO)): found for file in texts if (found := _rows(_text(file)) & theirs)}
    assert copied == {}


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace")


def _rows(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))
    return set(zip(*(words[start:] for start in range(ROW)), strict=False))
