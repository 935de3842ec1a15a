"""The text of a PDF as another tool reads it."""

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest


def text_of(pdf: bytes) -> str:
    """The text in the order of the page, by poppler's pdftotext; skips where it is not installed."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    done = subprocess.run([tool, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


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
