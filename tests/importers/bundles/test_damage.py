"""Damaged copies of every vendor's file end as a verdict, never as an error of ours, and soon."""

import json
import random
from pathlib import Path

import pytest

from runlog.importers import read_bytes
from runlog.importers.bundles.reading import read_bundle
from tests.importers.bundles.builders import a_year, garmin_files, garmin_summaries, put, strava_table, zipped
from tests.importers.bundles.test_apple_health import ROUTE, export, workout
from tests.importers.bundles.test_documents import POLAR
from tests.importers.tables.test_vendors import garmin

ROUNDS = 150
SEEDS = {
    "strava": strava_table(a_year()).encode(),
    "strava-de": strava_table(a_year(), "de").encode(),
    "garmin": garmin("fr", comma=True),
    "takeout": garmin_summaries(a_year()),
    "apple": export(workout(inside=ROUTE)),
    "polar": json.dumps(POLAR).encode(),
}
SCRAPS = (b'"', b",", b"\n", b"null", b"[]", b"{}", b"1e999", b"-1", b"\x00", b"NaN", b"9" * 25, b"\xff", b"<", b"&x;",
          b'\\"', b"00:99:99", b"32.13.2026", b"\xe2\x82\xac")  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A copy with a few bytes changed, dropped, doubled, or replaced by awkward ones."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(out) - 100)
        how = chance.randrange(4)
        if how == 0:
            out[at] = chance.randrange(256)
        elif how == 1:
            out[at : at + chance.randint(0, 12)] = chance.choice(SCRAPS)
        elif how == 2:
            del out[at : at + chance.randint(1, 60)]
        else:
            out[at:at] = out[at : at + chance.randint(1, 80)]
    return bytes(out)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_file_ends_as_a_verdict(seed: str) -> None:
    chance = random.Random(seed)  # noqa: S311 (damage, no secrets)
    for _ in range(ROUNDS):
        reading = read_bytes(damaged(SEEDS[seed], chance), name=seed)
        assert reading.status in {"read", "skipped", "failed"}
        assert "could not cope" not in (reading.reason or "")


def test_a_damaged_archive_ends_as_a_verdict(tmp_path: Path) -> None:
    whole, chance = zipped(garmin_files(a_year(2))), random.Random(1)  # noqa: S311 (damage, no secrets)
    for _ in range(ROUNDS):
        readings = list(read_bundle(put(tmp_path / "x.zip", damaged(whole, chance))))
        assert all("could not cope" not in (reading.reason or "") for reading in readings)
