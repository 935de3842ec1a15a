"""Nothing that `diary add` answered for is lost when it is killed; the long form is `tests.library.kill_diary 200`."""

import os
from pathlib import Path

import pytest

from tests.library.kill_diary import kill_adds


@pytest.mark.skipif(os.name == "nt", reason="processes end otherwise there")
def test_nothing_answered_is_lost_torn_or_littered(tmp_path: Path) -> None:
    assert kill_adds(tmp_path, 3) == ([], [], [], [])
