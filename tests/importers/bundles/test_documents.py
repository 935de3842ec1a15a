"""Polar's, Suunto's and intervals.icu's documents; long lists of Garmin's."""

import json
from datetime import UTC, datetime

import pytest

from runlog.importers import read_bytes
from runlog.importers.vendors.json_stream import objects_of
from runlog.model import FileReading


class Trickle:
    """A stream that gives few bytes at a time, whatever is asked for."""

    def __init__(self, data: bytes, step: int = 7) -> None:
        self._data = data
        self._step = step

    def read(self, size: int = -1, /) -> bytes:
        size = self._step if size < 0 else min(size, self._step)
        part, self._data = self._data[:size], self._data[size:]
        return part


def read(document: object, name: str = "x.json") -> FileReading:
    return read_bytes(json.dumps(document).encode(), name=name)


def test_objects_come_out_of_an_array_wherever_its_text_is_cut() -> None:
    rows = [{"a": 1, "b": {"c": [1, "]}"]}}, {"a": 2}, {"a": "é"}]
    data = json.dumps([{"x": []}, {"rows": rows}, {"rows": [{"a": 3}]}], ensure_ascii=False).encode()
    for step in (1, 3, 64):
        assert list(objects_of(Trickle(data, step), "rows")) == [*rows, {"a": 3}]


def test_a_cut_list_fails_with_a_reason() -> None:
    reading = read_bytes(b'[{"summarizedActivitiesExport":[{"activityId": 1, "na', name="x.json")
    assert (reading.status, "cut short" in (reading.reason or "")) == ("failed", True)


def test_a_summary_beyond_all_calendars_costs_only_itself() -> None:
    rows = [{"activityId": 1, "activityType": "running", "startTimeGmt": ms} for ms in (1e300, 1767423600000, -5)]
    reading = read([{"summarizedActivitiesExport": rows}])
    assert len(reading.recordings) == 1
    assert reading.warnings == ("2 summaries without a start left out",)


def test_json_nested_without_end_is_refused() -> None:
    for head in (b'[{"summarizedActivitiesExport":[', b'{"exportVersion":"1","startTime":'):
        reading = read_bytes(head + b"[" * 200_000, name="x.json")
        assert reading.status == "failed"
        assert "could not cope" not in (reading.reason or "")


POLAR = {
    "exportVersion": "1.6", "name": "Running", "startTime": "2026-01-03T09:51:43.850", "timeZoneOffset": 60,
    "distance": 8960.0, "duration": "PT4050.564S", "averageHeartRate": 141, "maximumHeartRate": 165, "note": "back 2",
    "exercises": [{
        "sport": "RUNNING", "startTime": "2026-01-03T09:51:43.850", "timezoneOffset": 60, "distance": 8960.0,
        "duration": "PT1H7M30.564S", "heartRate": {"min": 90, "avg": 141, "max": 165}, "ascent": 61.0,
        "samples": {"heartRate": [
            {"dateTime": "2026-01-03T09:51:43.850", "value": 100}, {"dateTime": "2026-01-03T09:51:44.850"},
            {"dateTime": "2026-01-03T09:51:45.850", "value": 102},
        ], "speed": [{"dateTime": "2026-01-03T09:51:44.850", "value": 9.0}]},
    }],
}  # fmt: skip


def test_a_polar_session_with_samples_and_a_drop_out() -> None:
    (recording,) = read(POLAR, "training-session-2026-01-03-1-x.json").recordings
    run, samples = recording.activity, recording.samples
    assert (run.sport, run.distance_m, run.avg_hr_bpm, run.notes) == ("running", 8960, 141, "back 2")
    assert run.duration_s == pytest.approx(4050.564)
    assert (run.utc_offset_min, run.offset_basis) == (60, "file")
    assert samples["t_s"].tolist() == [0, 1, 2]
    assert samples["hr_bpm"].dropna().tolist() == [100, 102]
    assert samples["speed_mps"].dropna().tolist() == [2.5]


def test_a_polar_session_without_exercises_is_kept_and_other_documents_are_skipped() -> None:
    bare = {key: value for key, value in POLAR.items() if key != "exercises"}
    (recording,) = read(bare).recordings
    assert (recording.activity.sport, len(recording.samples)) == ("running", 0)
    assert read({"exportVersion": "1.6", "startTime": "2026-01-03T09:51:43", "steps": 3}).status == "skipped"


@pytest.mark.parametrize(
    ("kind", "sport"),
    [
        ({"ActivityType": 3}, "running"),
        ({"Activity": "Trail Running"}, "trail_running"),
        ({"ActivityType": 999}, "unknown"),
    ],
)
def test_a_suunto_header(kind: dict[str, object], sport: str) -> None:
    header = {**kind, "DateTime": "2026-01-03T09:51:43+01:00", "Distance": 8960, "Duration": 4050.5, "Ascent": 61}
    reading = read({"DeviceLog": {"Header": header, "Samples": []}})
    run = reading.recordings[0].activity
    assert (run.sport, run.distance_m, run.duration_s, run.ascent_m) == (sport, 8960, 4050.5, 61)
    assert (run.start_utc, run.utc_offset_min) == (datetime(2026, 1, 3, 8, 51, 43, tzinfo=UTC), 60)
    assert bool(reading.warnings) == (sport == "unknown")


def test_intervals_as_json() -> None:
    row = {"id": "i1", "start_date_local": "2026-03-01T07:15:00", "type": "Run", "name": "A", "moving_time": 2850,
           "elapsed_time": 2880, "distance": 8000.5, "average_heartrate": 141, "icu_rpe": 4}  # fmt: skip
    (recording,) = read([row]).recordings
    run = recording.activity
    assert (run.distance_m, run.duration_s, run.effort_1_10, run.notes) == (8000.5, 2880, 4, None)
    (recording,) = read([{key: row[key] for key in ("start_date_local", "type", "distance")}]).recordings
    assert (recording.activity.distance_m, recording.activity.duration_s) == (8000.5, None)
