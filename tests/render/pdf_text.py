"""The text of a PDF as another tool reads it."""

import shutil
import subprocess

import pytest


def text_of(pdf: bytes) -> str:
    """The text in the order of the page, by poppler's pdftotext; skips where it is not installed."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("needs pdftotext (poppler-utils)")
    done = subprocess.run([tool, "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()
