"""Heart rate that a strap stored under water stands where the watch has none."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from runlog.importers import read_bytes, read_file
from runlog.importers.fit_heart import HOLDS_S
from runlog.model import Recording
from tests.support.fit_bytes import (
    BYTE,
    TIMESTAMP,
    UINT8,
    UINT16,
    UINT32,
    activity_head,
    definition,
    fit_file,
    message,
)
from tools.fit_messages import fit_seconds

START = fit_seconds(datetime(2026, 8, 4, 5, 30, tzinfo=UTC))
NONE = 0xFF


def records(seconds: Sequence[int], own: int = NONE) -> bytes:
    told = b"".join(message(0, "IB", START + second, own) for second in seconds)
    return definition(0, 20, [TIMESTAMP, (3, 1, UINT8)]) + told


def anchor(bpm: int, ticks: int, half_seconds: int = 0) -> bytes:
    fields = [TIMESTAMP, (0, 2, UINT16), (9, 4, UINT32), (6, 1, UINT8)]
    return definition(1, 132, fields) + message(1, "IHIB", START, half_seconds * 16384, ticks, bpm)


def eight(bpm: Sequence[int], ticks: Sequence[int]) -> bytes:
    """Eight heart rates and the low twelve bits of their times, two in every three bytes."""
    packed = b"".join(
        ((first & 0xFFF) | (second & 0xFFF) << 12).to_bytes(3, "little")
        for first, second in zip(ticks[::2], ticks[1::2], strict=True)
    )
    return definition(2, 132, [(10, 12, BYTE), (6, 8, UINT8)]) + message(2, "12s8s", packed, bytes(bpm))


def strap(first_tick: int = 5000, half_seconds: int = 0) -> bytes:
    """60 beats a minute at the start, and one more each second for eight seconds."""
    ticks = [first_tick + 1024 * second for second in range(1, 9)]
    return anchor(60, first_tick, half_seconds) + eight(range(61, 69), ticks)


def only(data: bytes) -> Recording:
    reading = read_bytes(data, name="swim.fit")
    assert reading.status == "read", reading.reason
    (recording,) = reading.recordings
    return recording


def heart(data: bytes) -> list[float | None]:
    return [None if np.isnan(bpm) else float(bpm) for bpm in only(data).samples["hr_bpm"]]


@pytest.mark.parametrize("first_tick", [5000, 3 * 4096 - 1, 2**22 + 17])
def test_each_value_holds_until_the_next_whenever_the_straps_counter_runs_over(first_tick: int) -> None:
    data = fit_file(activity_head(), records(range(9)), strap(first_tick))
    assert heart(data) == [None, 60, 61, 62, 63, 64, 65, 66, 67]


def test_a_sample_gets_the_mean_of_the_steps_since_the_sample_before() -> None:
    data = fit_file(activity_head(), records([0, 4, 8]), strap(half_seconds=1))
    # The first step begins half a second after the start: 60 holds to 1.5 s, … 63 from 3.5 s on.
    assert heart(data) == [None, (60 + 61 + 62 + 63 / 2) / 3.5, (63 / 2 + 64 + 65 + 66 + 67 / 2) / 4]


def test_a_value_holds_no_longer_than_a_strap_loses_touch() -> None:
    data = fit_file(activity_head(), records([0, 8, 12, 14, 15]), strap())
    assert HOLDS_S == 5
    assert heart(data)[2:] == [68, 68, None]


def test_the_watchs_own_heart_rate_stays() -> None:
    assert heart(fit_file(activity_head(), records(range(4), own=90), strap())) == [90] * 4


def test_a_strap_chained_behind_its_recording_belongs_to_it() -> None:
    data = fit_file(activity_head(), records(range(4))) + fit_file(activity_head(), strap())
    reading = read_bytes(data, name="swim.fit")
    assert heart(data) == [None, 60, 61, 62]
    assert reading.warnings == ()


def test_values_without_an_anchor_are_not_placed() -> None:
    data = fit_file(activity_head(), records(range(4)), eight(range(61, 69), range(0, 8192, 1024)))
    assert heart(data) == [None] * 4


PUBLISHED = (3501, 96.9, [65, 111, 103, 102, 115, 100, 87, 102, 105])
"""Samples, mean, and the values at each eighth that the vendor's own kit gives; it cuts the steps into quarter seconds
and rounds the means, so that single values differ by up to 1.5."""


def test_the_vendors_own_kit_finds_the_same_heart_rate(corpus: Path) -> None:
    (recording,) = read_file(corpus / "fit" / "fit__activity_poolswim_with_hr.fit").recordings
    found = recording.samples["hr_bpm"].to_numpy()
    samples, mean, some = PUBLISHED
    assert len(found) == samples
    assert found.mean() == pytest.approx(mean, abs=0.3)
    assert found[:: samples // 8] == pytest.approx(some, abs=1.5)
