"""What runlog wrote is known again; what merely speaks of runlog is not taken for it."""

from pathlib import Path

import pytest

from runlog.app.activities import activities_csv
from runlog.frame.activities import ACTIVITIES
from runlog.library.own_files import OWN_MARK, is_own_output
from runlog.render.mark import MARK
from tests.support.library_files import gpx_run


def test_the_mark_is_that_of_the_renderers() -> None:
    assert MARK.encode() == OWN_MARK


@pytest.mark.parametrize(
    ("data", "own"),
    [
        (b'{"format_version": 1, "findings": []}', True),
        (b'{\n  "format_version": 1}', True),
        (b"\x89PNG\r\n\x1a\n....tEXtSoftware\x00runlog-output", True),
        (b"%PDF-1.7" + b"x" * 200_000 + b"/Keywords(runlog-output, weekly)" + b"x" * 20_000, True),
        (b"# A page about runlog\n", False),
        (b'{"exportVersion": "1.6"}', False),
        (b"", False),
    ],
)
def test_marks_decide(tmp_path: Path, data: bytes, own: bool) -> None:  # noqa: FBT001 (the expected answer)
    (tmp_path / "file").write_bytes(data)
    assert is_own_output(tmp_path / "file") is own


def test_the_activities_table_is_known_and_an_export_is_not(tmp_path: Path) -> None:
    (tmp_path / "runs.csv").write_text(activities_csv(ACTIVITIES.empty()))
    assert is_own_output(tmp_path / "runs.csv")
    assert not is_own_output(gpx_run(tmp_path / "run.gpx"))
