"""Tests of what an extra brings are skipped where it is missing, but not where `CI` is set."""

import os

import pytest


def needs_calamine() -> None:
    """Skip the test, or the module, where spreadsheets cannot be read."""
    if "CI" not in os.environ:
        pytest.importorskip("python_calamine", reason="needs the extra `xlsx`: pip install 'runlog-back[xlsx]'")
