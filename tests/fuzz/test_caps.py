"""Whatever a file is made to ask for: at most 500 MB and 5 s, measured from outside, with a verdict and its reason.

Seconds are those of the processor, as the machine that runs the tests has more to do.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from runlog.library import import_exports, inspect_paths, open_log
from tests.conftest import REPO
from tests.fuzz.hostile_files import HOSTILE_FILES
from tests.support.extras import needs_calamine
from tests.support.measured import Measured, Meter, meter

CPU_S_MAX = 5.0
PEAK_MIB_MAX = 500.0


def attack(name: str) -> Path:
    """A folder of the shared attacks; the test is skipped where they are absent, but not where `CI` is set."""
    folder = REPO.parent / "shared" / "cases" / "attacks" / name
    if not folder.is_dir() and "CI" not in os.environ:
        pytest.skip("needs the folder `shared` beside the checkout")
    return folder


@pytest.fixture(scope="module")
def scale() -> Iterator[Meter]:
    with meter() as one:
        yield one


def must_be_bounded(told: Measured) -> None:
    assert told.ended, told
    assert told.verdicts, "no verdict"
    assert all(reason for _, status, reason in told.verdicts if status in {"failed", "skipped"})
    assert "could not cope" not in told.reasons
    assert told.peak_mib <= PEAK_MIB_MAX, told
    assert told.cpu_s <= CPU_S_MAX, told


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_a_hostile_file_stays_within_its_bounds(scale: Meter, tmp_path: Path, name: str) -> None:
    path = HOSTILE_FILES[name](tmp_path)
    must_be_bounded(scale.read(path))
    path.unlink()


@pytest.mark.parametrize("name", ["zip_bz2_bomb", "xlsx_bomb", "impossible_totals"])
def test_the_small_hostile_inputs_stay_within_their_bounds(scale: Meter, name: str) -> None:
    must_be_bounded(scale.read(attack(name)))


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("zip bzip2", "times its packed size"),
        ("zip of overlapping files", "shares its bytes"),
        ("zips in zips in zips", "nested deeper"),
        ("200,000 empty gzip files", "gzip files in one"),
        ("xz of a large dictionary", "xz"),
        ("tar with holes", "holes"),
        ("xlsx of two cells far apart", "far more than a log"),
        ("a text of 49 MB", "longer than"),
        ("100,000 activities", "activities in one file"),
        ("100,000 tracks", "tracks in one file"),
        ("lists", "activities in one file"),
        ("10 GB of holes", "on the disk"),
    ],
)
def test_the_reason_says_what_was_odd(tmp_path: Path, name: str, reason: str) -> None:
    if name.startswith("xlsx"):
        needs_calamine()
    verdicts = inspect_paths([HOSTILE_FILES[name](tmp_path)])
    assert any(reason in (verdict.reason or "") for verdict in verdicts), [verdict.reason for verdict in verdicts]


def test_a_hollow_file_is_neither_hashed_nor_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hollow = HOSTILE_FILES["10 GB of holes"](tmp_path)
    log = tmp_path / "log"
    log.mkdir()
    (log / "runlog.toml").write_text("")
    for module in ("reading", "importing"):
        monkeypatch.setattr(f"runlog.library.{module}.content_key", lambda _: pytest.fail("hashed"))
    (told,) = import_exports([hollow], log)
    assert (told.status, "on the disk" in (told.reason or "")) == ("failed", True)
    assert not (log / "exports").exists()


@pytest.mark.parametrize("name", ["42195km.tcx", "minus5km.tcx"])
def test_a_distance_that_nobody_can_cover_is_told_and_not_counted(name: str) -> None:
    log = open_log(attack("impossible_totals") / name, today=date(2026, 11, 23))
    assert log.activities["distance_m"].isna().all()
    assert "notice.value_out_of_range" in [notice.id for notice in log.notices]
