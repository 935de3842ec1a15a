"""The sample log: written the same every time, read whole, and telling its story in numbers."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest

from runlog.importers import read_file
from tools.make_sample import SAMPLE, sample_files
from tools.sample_course import COURSES, sine
from tools.sample_session import read_plan, record

EXPORTS = sorted(path for path in (SAMPLE / "exports").rglob("*") if path.is_file())
RUNS = [plan for plan in read_plan() if plan.sport == "run"]


def content(name: str, data: bytes) -> bytes:
    # How tightly a .gz is packed depends on the machine's zlib; what it holds does not.
    return gzip.decompress(data) if name.endswith(".gz") else data


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    return sample_files()


def test_the_script_writes_the_committed_files_byte_for_byte(written: dict[str, bytes]) -> None:
    committed = {str(path.relative_to(SAMPLE).as_posix()) for path in [*EXPORTS, SAMPLE / "diary.csv"]}
    assert committed == set(written)
    different = [n for n, data in written.items() if content(n, data) != content(n, (SAMPLE / n).read_bytes())]
    assert different == []


def test_the_whole_sample_stays_under_three_megabytes() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < 3e6


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_every_export_is_read_without_a_warning(path: Path) -> None:
    reading = read_file(path)
    assert (reading.status, reading.reason, reading.warnings) == ("read", None, ())


def test_every_position_lies_on_the_lake() -> None:
    for course in COURSES.values():
        for step in range(40):
            lat, lon = course.position(course.length_m * step / 40)
            assert 47.77 < lat < 47.89
            assert 16.71 < lon < 16.81


def test_the_tracks_are_as_long_as_the_distance_told() -> None:
    plan = next(plan for plan in read_plan() if plan.place == "lake")
    samples = record(plan).samples
    first, last = samples["distance_m"][0], samples["distance_m"][-1]
    assert (first, last) == (0, 6000)


@pytest.mark.parametrize(("turns", "value"), [(0, 0), (1 / 12, 0.5), (0.25, 1), (0.5, 0), (0.75, -1), (-0.25, -1)])
def test_the_sine_of_our_own_is_a_sine(turns: float, value: float) -> None:
    assert sine(turns) == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("week", "km"), [(44, 42.0), (45, 44.0), (46, 58.2), (47, 39.1)])
def test_the_plan_holds_the_weeks_of_the_story(week: int, km: float) -> None:
    assert sum(run.km or 0 for run in RUNS if run.start_local.isocalendar().week == week) == pytest.approx(km)


def test_one_thursday_is_40_percent_longer_than_any_run_of_the_30_days_before() -> None:
    longest = max(RUNS, key=lambda run: run.km or 0)
    first = longest.start_local - timedelta(days=30)
    before = max(run.km or 0 for run in RUNS if first <= run.start_local < longest.start_local)
    assert f"{longest.start_local:%A %Y-%m-%d}" == "Thursday 2026-11-12"
    assert (longest.km or 0) / before == pytest.approx(1.40, abs=0.01)
