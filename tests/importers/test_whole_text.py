"""Half of a pair of UTF-16, as JSON can name it, costs a character and not the file."""

import json
from pathlib import Path

import pytest

from runlog.library import open_log
from tests.importers.bundles.test_documents import POLAR
from tests.support.library_files import TODAY

INTERVALS = {"start_date_local": "2026-11-18T07:00:00", "type": "Run", "distance": 5000.0, "moving_time": 1500,
             "elapsed_time": 1500}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "document", "column"),
    [
        ("activities.json", [{**INTERVALS, "name": "half \ud83d end"}], "title"),
        (
            "training-session-2026-11-18.json",
            {**POLAR, "note": "half \ud83d end"},
            "notes",
        ),
    ],
)
def test_half_a_character_is_replaced_and_the_rest_is_kept(
    tmp_path: Path, name: str, document: object, column: str
) -> None:
    (tmp_path / name).write_text(json.dumps(document), encoding="utf-8")
    for _ in range(2):
        log = open_log(tmp_path, today=TODAY)
        assert [file.status for file in log.files] == ["read"]
        words = str(log.activities[column].iloc[0])
        assert (words[:5], words[-4:]) == ("half ", " end")
        assert words.encode()


def test_two_halves_that_belong_together_are_one_character() -> None:
    from runlog.importers.whole_text import mended

    assert mended("\ud83d\ude00 \ude00") == "\U0001f600 \ufffd"
