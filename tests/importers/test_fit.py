"""FIT files built by our own writer: shapes that watches make, and damage."""

import gzip
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from runlog.importers import read_bytes
from runlog.model import FileReading, Ground, Lap, Recording, TimerEvent
from tools.fit_messages import ENUM, UINT8, UINT32, Field, FitStream, fit_seconds
from tools.fit_writer import FitActivity, write_fit

START = datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
SAMPLES: dict[str, list[float | None]] = {
    "t_s": [0, 1, 2, 3],
    "lat_deg": [48.1, 48.1001, 48.1002, 48.1003],
    "lon_deg": [16.2, 16.2, 16.2, None],
    "distance_m": [0, 3, 6, 9],
    "hr_bpm": [90, 95, None, 100],
    "cadence_spm": [170, 171, 172, 173],
}


def written(samples: dict[str, list[float | None]] | None = None, **keys: Any) -> bytes:
    shape = {name: keys.pop(name) for name in ("crc", "big_endian", "compressed_timestamps") if name in keys}
    activity = FitActivity(**{"start_utc": START, "duration_s": 3.0, "distance_m": 9.0, **keys})
    return write_fit(activity, SAMPLES if samples is None else samples, **shape)


def read(data: bytes) -> FileReading:
    return read_bytes(data, name="run.fit")


def only(reading: FileReading) -> Recording:
    assert reading.status == "read", reading.reason
    (recording,) = reading.recordings
    return recording


@pytest.mark.parametrize("shape", [{}, {"big_endian": True}, {"compressed_timestamps": True}])
def test_samples_come_back_as_they_were_written(shape: dict[str, Any]) -> None:
    recording = only(read(written(**shape)))
    assert recording.activity.start_utc == START
    for name, values in SAMPLES.items():
        expected = np.array([np.nan if value is None else value for value in values], dtype=float)
        # A cadence of both feet is stored as one foot and 1/128 of a turn, a position as semicircles.
        np.testing.assert_allclose(recording.samples[name].to_numpy(), expected, atol=1e-6, err_msg=name)


def test_totals_are_the_sessions_own() -> None:
    activity = only(read(written(distance_m=5000.0, duration_s=1800.0, ascent_m=40, descent_m=35))).activity
    assert (activity.distance_m, activity.duration_s, activity.ascent_m, activity.descent_m) == (5000, 1800, 40, 35)
    assert activity.sport == "running"


@pytest.mark.parametrize("offset", [120.0, -210.0, 345.0])
def test_the_local_offset_is_read_from_the_activity_message(offset: float) -> None:
    activity = only(read(written(utc_offset_min=offset))).activity
    assert (activity.utc_offset_min, activity.offset_basis) == (offset, "file")


def test_a_file_without_local_time_has_no_offset() -> None:
    activity = only(read(written(utc_offset_min=None))).activity
    assert (activity.utc_offset_min, activity.offset_basis) == (None, None)


@pytest.mark.parametrize(
    ("sub_sport", "ground"), [("treadmill", Ground.TREADMILL), ("track", Ground.TRACK), ("trail", Ground.TRAIL)]
)
def test_the_devices_sub_sport_tells_the_ground(sub_sport: str, ground: Ground) -> None:
    activity = only(read(written(sub_sport=sub_sport))).activity
    assert (activity.ground, activity.ground_basis, activity.sub_sport) == ({ground: 1.0}, "device", sub_sport)


def test_a_trail_ride_says_nothing_about_the_ground_of_runs() -> None:
    assert only(read(written(sport="cycling", sub_sport="trail"))).activity.ground == {}


def test_cadence_is_doubled_on_foot_only() -> None:
    samples: dict[str, list[float | None]] = {"t_s": [0, 1], "cadence_spm": [90, 90]}
    on_foot = only(read(written(samples)))
    riding = only(read(written(samples, sport="cycling")))
    assert on_foot.samples["cadence_spm"].tolist() == [90, 90]
    assert riding.samples["cadence_spm"].tolist() == [90, 90]


def test_a_strength_session_without_samples_is_an_activity() -> None:
    data = written({}, sport="training", sub_sport="strength_training", duration_s=1800.0, distance_m=None)
    recording = only(read(data))
    assert (len(recording.samples), recording.activity.sub_sport) == (0, "strength_training")
    assert recording.activity.duration_s == 1800


def test_laps_and_timer_events_count_from_the_start() -> None:
    laps = (Lap(start_s=0, duration_s=2, distance_m=6, intensity="warmup"), Lap(start_s=2, duration_s=1))
    events = (TimerEvent(0, running=True), TimerEvent(3, running=False))
    data = write_fit(FitActivity(start_utc=START, duration_s=3.0), SAMPLES, laps, events)
    recording = only(read(data))
    assert [(lap.start_s, lap.duration_s, lap.intensity) for lap in recording.laps] == [(0, 2, "warmup"), (2, 1, None)]
    assert recording.timer_events == events


def test_a_lap_that_the_watch_calls_warm_up_is_one() -> None:
    laps = (Lap(start_s=0, duration_s=600, intensity="warmup"), Lap(start_s=600, duration_s=1200, intensity="active"))
    activity = only(read(write_fit(FitActivity(start_utc=START), {"t_s": [0, 1800]}, laps))).activity
    assert activity.warm_up_min == 10
    assert only(read(written())).activity.warm_up_min is None


def test_a_wrong_checksum_is_a_warning() -> None:
    reading = read(written(crc="wrong"))
    assert len(only(reading).samples) == 4
    assert any("checksum" in warning for warning in reading.warnings)


@pytest.mark.parametrize("suffix", ["run.gpx", "run", "RUN.FIT", "notes.txt"])
def test_the_name_does_not_matter(suffix: str) -> None:
    assert read_bytes(written(), name=suffix).format == "FIT"


def test_what_comes_before_a_cut_is_kept() -> None:
    samples: dict[str, list[float | None]] = {"t_s": list(range(100)), "distance_m": [3.0 * i for i in range(100)]}
    data = written(samples)
    reading = read(data[: len(data) // 2])
    assert 10 < len(only(reading).samples) < 100
    assert any("cut short" in warning for warning in reading.warnings)


def test_every_cut_and_every_flipped_byte_ends_in_a_verdict() -> None:
    data = written()
    for place in range(0, len(data), 3):
        damaged = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        for bad in (data[:place], damaged):
            reading = read(bad)
            assert reading.status in {"read", "skipped", "failed"}
            assert reading.status == "read" or reading.reason


def test_chained_files_are_activities_of_their_own() -> None:
    reading = read(written() + written(start_utc=START + timedelta(hours=2), sport="cycling"))
    assert [recording.activity.sport for recording in reading.recordings] == ["running", "cycling"]


def test_bytes_behind_the_end_are_named() -> None:
    reading = read(written() + b"something else")
    assert any("14 bytes behind the end" in warning for warning in reading.warnings)


def test_the_sessions_of_a_multisport_file_share_its_samples_by_time() -> None:
    stream = FitStream(big_endian=False)
    start = fit_seconds(START)
    time = Field("timestamp", 253, UINT32)
    begun = Field("start_time", 2, UINT32)
    stream.message(0, 0, [Field("type", 0, ENUM)], {"type": 4})
    for second in range(10):
        stream.message(0, 20, [time, Field("hr", 3, UINT8)], {"timestamp": start + second, "hr": 100 + second})
    for sport, first in ((5, 0), (2, 6)):
        fields = [time, begun, Field("sport", 5, ENUM)]
        stream.message(0, 18, fields, {"timestamp": start + 9, "start_time": start + first, "sport": sport})
    swim, ride = read(stream.finish("right")).recordings
    assert (swim.activity.sport, ride.activity.sport) == ("swimming", "cycling")
    assert swim.samples["hr_bpm"].tolist() == [100, 101, 102, 103, 104, 105]
    assert ride.samples["hr_bpm"].tolist() == [106, 107, 108, 109]
    assert ride.samples["t_s"].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("number", "said"), [(2, "settings"), (5, "planned workout"), (6, "course"), (9, "weight"), (32, "monitoring")]
)
def test_a_fit_file_of_another_kind_is_skipped_by_its_name(number: int, said: str) -> None:
    stream = FitStream(big_endian=False)
    stream.message(0, 0, [Field("type", 0, ENUM)], {"type": number})
    reading = read(stream.finish("right"))
    assert (reading.status, said in (reading.reason or "")) == ("skipped", True)


def test_a_sport_that_is_no_single_value_is_unknown() -> None:
    stream = FitStream(big_endian=False)
    stream.message(0, 0, [Field("type", 0, ENUM)], {"type": 4})
    fields = [Field("start_time", 2, UINT32), Field("sport", 5, UINT32)]
    stream.message(0, 18, fields, {"start_time": fit_seconds(START), "sport": 7_000_000})
    assert only(read(stream.finish("right"))).activity.sport == "unknown"


def test_relative_times_are_flagged_and_dated_by_the_watchs_clock() -> None:
    stream = FitStream(big_endian=False)
    local = Field("local_timestamp", 5, UINT32)
    time = Field("timestamp", 253, UINT32)
    stream.message(0, 0, [Field("type", 0, ENUM)], {"type": 4})
    for second in range(5):
        stream.message(0, 20, [time], {"timestamp": 1000 + second})
    stream.message(0, 34, [time, local], {"timestamp": 1004, "local_timestamp": fit_seconds(START) + 4})
    reading = read(stream.finish("right"))
    recording = only(reading)
    assert (recording.activity.start_utc, recording.activity.start_local) == (None, START.replace(tzinfo=None))
    assert recording.samples["t_s"].tolist() == [0, 1, 2, 3, 4]
    assert any("watch's start" in warning for warning in reading.warnings)


def test_a_gzipped_file_in_capitals_reads_like_the_file() -> None:
    reading = read_bytes(gzip.compress(written()), name="RUN.FIT.GZ")
    assert len(only(reading).samples) == 4


def test_thousands_of_empty_messages_are_refused_quickly() -> None:
    definition = bytes([0x40, 0, 0, 20, 0, 0])
    body = definition + bytes(200_000)
    header = bytes([12, 0x10, 0, 0]) + len(body).to_bytes(4, "little") + b".FIT"
    reading = read(header + body + b"\0\0")
    assert (reading.status, "empty messages" in (reading.reason or "")) == ("failed", True)
