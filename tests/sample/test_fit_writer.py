"""Our FIT writer against two readers by other people: both read back what was written."""

import io
import math
from datetime import UTC, datetime
from typing import Any

import fitdecode
import fitparse
import fitparse.utils
import pytest

from runlog.model import Lap, TimerEvent
from tools.fit_writer import FitActivity, write_fit

START = datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
ACTIVITY = FitActivity(
    start_utc=START, sub_sport="trail", duration_s=110.0, elapsed_s=120.0, distance_m=330.5, ascent_m=4, descent_m=3,
    utc_offset_min=120.0, device="Test Watch",
)  # fmt: skip
SAMPLES: dict[str, list[float | None]] = {
    "t_s": [0, 1, 5, 60, 120],
    "lat_deg": [48.1, 48.1001, None, 48.1003, 48.1004],
    "lon_deg": [-16.2, -16.2001, None, -16.2003, -16.2004],
    "altitude_m": [170.0, 170.2, 170.4, -3.0, 171.0],
    "distance_m": [0.0, 2.5, 12.25, 150.0, 330.5],
    "speed_mps": [2.5, 2.6, 2.7, float("nan"), 2.9],
    "hr_bpm": [90, 95, 100, None, 140],
    "cadence_spm": [160, 161, 162, 163, 0],
    "power_w": [200, 210, 220, 230, 240],
    "vertical_oscillation_mm": [90.1, 90.2, 90.3, 90.4, 90.5],
    "stance_time_ms": [240.5, 241.0, 242.0, 243.0, 244.0],
    "temperature_c": [-4, 0, 1, 2, 3],
}
LAPS = (Lap(start_s=0, duration_s=60, distance_m=150, intensity="warmup"), Lap(start_s=60, duration_s=60))
EVENTS = (TimerEvent(0, running=True), TimerEvent(30, running=False), TimerEvent(40, running=True),
          TimerEvent(120, running=False))  # fmt: skip
SHAPES: list[dict[str, Any]] = [{}, {"big_endian": True}, {"compressed_timestamps": True}]
NAMES = {
    "altitude_m": "enhanced_altitude", "distance_m": "distance", "speed_mps": "enhanced_speed", "hr_bpm": "heart_rate",
    "power_w": "power", "vertical_oscillation_mm": "vertical_oscillation", "stance_time_ms": "stance_time",
    "temperature_c": "temperature",
}  # fmt: skip


def by_fitparse(data: bytes) -> dict[str, list[dict[str, Any]]]:
    messages: dict[str, list[dict[str, Any]]] = {}
    for message in fitparse.FitFile(io.BytesIO(data), check_crc=True).get_messages():
        messages.setdefault(message.name, []).append(message.get_values())
    return messages


def by_fitdecode(data: bytes) -> dict[str, list[dict[str, Any]]]:
    messages: dict[str, list[dict[str, Any]]] = {}
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                messages.setdefault(frame.name, []).append({f.name: f.value for f in frame.fields})
    return messages


READERS = [by_fitparse, by_fitdecode]


def naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("shape", SHAPES, ids=["little", "big", "compressed"])
def test_every_sample_is_read_back_as_written(read: Any, shape: dict[str, Any]) -> None:
    records = read(write_fit(ACTIVITY, SAMPLES, LAPS, EVENTS, **shape))["record"]
    assert [(naive(r["timestamp"]) - naive(START)).total_seconds() for r in records] == SAMPLES["t_s"]
    for row, record in enumerate(records):
        for ours, theirs in NAMES.items():
            value = SAMPLES[ours][row]
            if value is None or math.isnan(value):
                assert record.get(theirs) is None
            else:
                assert record[theirs] == pytest.approx(value, abs=1e-6)
        steps = SAMPLES["cadence_spm"][row]
        assert steps is not None
        assert 2 * (record["cadence"] + record["fractional_cadence"]) == pytest.approx(steps)
        place = SAMPLES["lat_deg"][row]
        if place is None:
            assert record.get("position_lat") is None
        else:
            assert record["position_lat"] * 180 / 2**31 == pytest.approx(place, abs=1e-7)


@pytest.mark.parametrize("read", READERS)
def test_session_laps_and_local_time_are_read_back(read: Any) -> None:
    messages = read(write_fit(ACTIVITY, SAMPLES, LAPS, EVENTS))
    (session,) = messages["session"]
    assert (session["sport"], session["sub_sport"]) == ("running", "trail")
    assert (session["total_timer_time"], session["total_elapsed_time"]) == (110.0, 120.0)
    assert (session["total_distance"], session["total_ascent"], session["total_descent"]) == (330.5, 4, 3)
    assert (session["avg_heart_rate"], session["max_heart_rate"]) == (106, 140)
    assert [lap["intensity"] for lap in messages["lap"]] == ["warmup", None]
    assert [lap["total_timer_time"] for lap in messages["lap"]] == [60.0, 60.0]
    (activity,) = messages["activity"]
    offset = naive(activity["local_timestamp"]) - naive(activity["timestamp"])
    assert offset.total_seconds() == 120 * 60
    assert [(e["event"], e["event_type"]) for e in messages["event"]] == [
        ("timer", "start"), ("timer", "stop_all"), ("timer", "start"), ("timer", "stop_all")
    ]  # fmt: skip
    assert messages["file_id"][0]["product_name"] == "Test Watch"


@pytest.mark.parametrize("read", READERS)
def test_a_session_without_samples_is_a_whole_file(read: Any) -> None:
    gym = FitActivity(start_utc=START, sport="training", sub_sport="strength_training", duration_s=1800)
    messages = read(write_fit(gym))
    assert "record" not in messages
    assert messages["session"][0]["total_timer_time"] == 1800
    assert "local_timestamp" not in messages["activity"][0]


def test_compressed_timestamps_spare_the_time_in_close_records() -> None:
    close = write_fit(ACTIVITY, SAMPLES, compressed_timestamps=True)
    second = round((START - datetime(1989, 12, 31, tzinfo=UTC)).total_seconds()) + 1
    assert bytes([0x80 | 1 << 5 | second % 32]) in close
    assert len(by_fitdecode(close)["record"]) == 5


def test_a_wrong_checksum_is_refused_by_both_readers_and_an_omitted_one_shortens_the_file() -> None:
    right, wrong, omitted = (write_fit(ACTIVITY, SAMPLES, crc=crc) for crc in ("right", "wrong", "omitted"))
    assert right[:-2] == wrong[:-2] == omitted
    with pytest.raises(fitparse.utils.FitCRCError):
        by_fitparse(wrong)
    with pytest.raises(fitdecode.FitCRCError):
        by_fitdecode(wrong)


@pytest.mark.parametrize(
    ("activity", "samples"),
    [
        (FitActivity(start_utc=START, sport="quidditch"), {}),
        (ACTIVITY, {"t_s": [0, 1], "hr_bpm": [90]}),
        (ACTIVITY, {"t_s": [0.5]}),
        (ACTIVITY, {"hr_bpm": [90]}),
    ],
)
def test_what_fit_cannot_hold_is_refused(activity: FitActivity, samples: dict[str, list[float | None]]) -> None:
    with pytest.raises(ValueError, match=r"unknown sport|samples want|whole seconds"):
        write_fit(activity, samples)
