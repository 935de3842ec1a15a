"""The sample's newest week, as a report."""

from datetime import date
from pathlib import Path

import pytest

from runlog.app.analysis import analyse
from runlog.report.model import Report

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


@pytest.fixture(scope="session")
def sample_week(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Week 47 of the sample runner, read with a cache of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNLOG_CACHE", str(tmp_path_factory.mktemp("cache")))
        return analyse(SAMPLE, today=date(2026, 11, 23)).report
