"""An open red flag comes first in whatever a command says."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SAMPLE, Run

SIGN = "a change of bladder or bowel"
EMERGENCY = "emergency department"
RUN = SAMPLE / "exports" / "watch" / "2026-11-12-1340.fit.gz"


@pytest.fixture
def urgent_log(small_log: Path) -> Path:
    """Runs kept by hand, and an emergency sign that nobody has looked at."""
    (small_log / "diary.csv").write_text("date,pain_0_10,note,bladder_bowel\n2026-11-17,1,fine,no\n2026-11-21,5,,yes\n")
    return small_log


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "LOG"],
        ["report", "LOG", "--format", "text"],
        ["report", "LOG", "--format", "md"],
        ["report", "LOG", "--from", "2026-11-01", "--format", "md"],
        ["run", "last", "--log", "LOG", "--format", "md"],
        ["diary", "add", "4", "--log", "LOG"],
        ["diary", "list", "--log", "LOG"],
        ["diary", "edit", "--log", "LOG", "--set", "note=sore"],
        ["import", str(RUN), "--into", "LOG"],
    ],
    ids=" ".join,
)
def test_an_emergency_is_told_before_anything_else(run: Run, urgent_log: Path, arguments: list[str]) -> None:
    said = run(*(str(urgent_log) if word == "LOG" else word for word in arguments)).out.replace("\n     ", " ")
    assert 0 <= said.index(SIGN) < said.index(EMERGENCY)
    others = ("km", "diary.csv", "copied", "line ", "What stands out", "Please answer first")
    assert [other for other in others if 0 <= said.find(other) < said.index(EMERGENCY)] == []


def test_a_flag_that_was_seen_to_is_told_no_more(run: Run, urgent_log: Path) -> None:
    added = run("diary", "add", "2", "--log", urgent_log, "--set", "seen_by=doctor", "--set", "seen_on=2026-11-23")
    assert SIGN not in added.out
    assert SIGN not in run("import", RUN, "--into", urgent_log).out


def test_the_clinicians_page_begins_with_what_waits_for_no_appointment(run: Run, urgent_log: Path) -> None:
    page = json.loads(run("clinic", urgent_log, "--format", "json").out)
    assert [EMERGENCY in line and SIGN in line for line in page["urgent"]] == [True]
    assert list(page).index("urgent") < min(list(page).index(name) for name in ("athlete", "facts", "signs"))
    run("diary", "add", "2", "--log", urgent_log, "--set", "seen_by=doctor", "--set", "seen_on=2026-11-23")
    assert json.loads(run("clinic", urgent_log, "--format", "json").out)["urgent"] == []


def test_sharing_says_first_that_a_flag_is_open_and_not_which(run: Run, urgent_log: Path, tmp_path: Path) -> None:
    said = run("share", urgent_log, "-o", tmp_path / "bundle").out
    assert said.startswith("A red flag is open in this log; runlog check says what to do.")
    assert SIGN not in said
    assert run("plan", urgent_log, "-o", tmp_path / "plan.ics").code == 2
