"""Without the extra, a map or samples the report is the same: these parts unknown, one line each on how to get them."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.library_files import RUNS_HEADER, gpx_run

MISSING = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
from runlog.cli.main import main
main({arguments!r})
"""
DAYS = [datetime(2026, 11, day, 6, 15, tzinfo=UTC) for day in (3, 5, 7, 10, 12, 14, 17, 19, 21)]
NEEDS_SAMPLES = {"HABIT002", "LOAD004", "FORM001"}


@pytest.fixture
def tracks(tmp_path: Path) -> Path:
    """Three weeks of runs with GPS tracks, and a diary."""
    log = tmp_path / "tracks"
    log.mkdir()
    for start in DAYS:
        gpx_run(log / f"{start:%d}.gpx", start, points=200)
    return with_diary(log)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """The same runs as a table kept by hand."""
    log = tmp_path / "table"
    log.mkdir()
    rows = [f"{start + timedelta(hours=1):%Y-%m-%d,%H:%M},run,6.6,0:33:10,,,,,,\n" for start in DAYS]
    (log / "runs.csv").write_text(RUNS_HEADER + "".join(rows))
    return with_diary(log)


def with_diary(log: Path) -> Path:
    (log / "runlog.toml").write_text('time_zone = "Europe/Vienna"\n')
    (log / "diary.csv").write_text("date,pain_0_10\n2026-11-16,2\n2026-11-18,1\n2026-11-20,0\n")
    return log


def runlog(*arguments: str | Path, absent: tuple[str, ...] = ()) -> str:
    code = MISSING.format(absent=absent, arguments=[str(argument) for argument in arguments])
    environment = {**os.environ, "RUNLOG_TODAY": "2026-11-23"}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def findings(log: Path, absent: tuple[str, ...] = ()) -> Mapping[str, Any]:
    told = json.loads(runlog("check", log, "--format", "json", "-o", "-", absent=absent))
    return {finding["code"]: finding for finding in told["findings"]}


@pytest.mark.parametrize("absent", [("osmium",), ("shapely",), ("osmium", "shapely")])
def test_without_the_extra_the_report_is_the_same(tracks: Path, absent: tuple[str, ...]) -> None:
    assert runlog("check", tracks, absent=absent) == runlog("check", tracks)


def test_without_a_map_the_ground_is_unknown_and_one_line_says_how_to_get_it(tracks: Path) -> None:
    text = " ".join(runlog("check", tracks, absent=("osmium", "shapely")).split())
    assert text.count("runlog ground add MAP") == 1
    assert findings(tracks)["GRND001"]["status"] == "unknown"


def test_without_samples_the_same_rules_speak_and_what_needs_samples_is_unknown(tracks: Path, table: Path) -> None:
    with_samples, without = findings(tracks), findings(table)
    assert sorted(without) == sorted(with_samples)
    assert {without[code]["status"] for code in NEEDS_SAMPLES | {"GRND001"}} == {"unknown"}
    assert all(without[code]["missing"] for code in NEEDS_SAMPLES)
    same = {code: found["status"] for code, found in with_samples.items() if code not in NEEDS_SAMPLES}
    assert {code: without[code]["status"] for code in same} == same


def test_each_part_that_needs_samples_says_once_how_to_get_them(table: Path) -> None:
    text = " ".join(runlog("check", table).split())
    for line in ("(FIT, GPX, TCX) can show it, too", "Files of a watch with altitude hold it", "runlog ground add MAP"):
        assert text.count(line) == 1, line
