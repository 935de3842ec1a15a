"""FIT shapes that no ordinary writer makes: doubled fields, packed fields, limits, breaks, and the second way."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from runlog.errors import ReadError
from runlog.importers import fit_heart, fit_numpy, fit_scan, fit_values, read_bytes
from runlog.importers.fit_activity import build_recordings
from runlog.importers.fit_clean import clean_part
from runlog.importers.fit_container import split_parts
from runlog.importers.fit_fallback import decode, decode_apart
from runlog.importers.sources import open_bytes
from runlog.model import FileReading, Recording
from tests.support.fit_bytes import (
    BYTE,
    ENUM,
    STRING,
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


def read(data: bytes) -> FileReading:
    return read_bytes(data, name="run.fit")


def only(data: bytes) -> Recording:
    reading = read(data)
    assert reading.status == "read", reading.reason
    (recording,) = reading.recordings
    return recording


def record(form: str, fields: list[tuple[int, int, int]], *rows: tuple[float | bytes, ...]) -> bytes:
    """Record messages, one a second, with these fields behind the time."""
    told = b"".join(message(0, "I" + form, START + second, *row) for second, row in enumerate(rows))
    return definition(0, 20, [TIMESTAMP, *fields]) + told


def column(data: bytes, name: str) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in only(data).samples[name]]


def test_of_two_fields_with_one_number_the_last_that_holds_a_value_counts() -> None:
    rows = [(90, 0xFF), (0xFF, 91), (92, 93), (0xFF, 0xFF)]
    data = fit_file(activity_head(), record("BB", [(3, 1, UINT8), (3, 1, UINT8)], *rows))
    assert column(data, "hr_bpm") == [90, 91, 93, None]


def test_an_enhanced_field_goes_before_its_narrow_one() -> None:
    fields = [(2, 2, UINT16), (78, 4, UINT32), (6, 2, UINT16), (73, 4, UINT32)]
    rows = [(3500, 3550, 3000, 3100), (3500, 0xFFFFFFFF, 3000, 0xFFFFFFFF)]
    data = fit_file(activity_head(), record("HIHI", fields, *rows))
    assert column(data, "altitude_m") == [210, 200]
    assert column(data, "speed_mps") == [3.1, 3.0]


def test_packed_speed_and_distance_count_on_when_they_run_over() -> None:
    def packed(speed_cmps: int, sixteenths: int) -> tuple[bytes]:
        return ((speed_cmps | (sixteenths & 0xFFF) << 12).to_bytes(3, "little"),)

    rows = [packed(300, 4000), packed(310, 4090), (b"\xff\xff\xff",), packed(320, 4140), packed(330, 8200)]
    data = fit_file(activity_head(), record("3s", [(8, 3, BYTE)], *rows))
    assert column(data, "speed_mps") == [3.0, 3.1, None, 3.2, 3.3]
    assert column(data, "distance_m") == [250, 4090 / 16, None, 4140 / 16, 8200 / 16]


def test_a_packed_distance_never_hides_a_recorded_one() -> None:
    fields = [(8, 3, BYTE), (5, 4, UINT32)]
    data = fit_file(activity_head(), record("3sI", fields, (b"\xff\xff\xff", 1234), (b"\x00\x10\x00", 1300)))
    assert column(data, "distance_m") == [12.34, 13.0]


def with_pod(native: int) -> bytes:
    """Two samples with power from a foot pod (developer field 0 of developer 0) beside the native field."""
    described = definition(3, 206, [(0, 1, UINT8), (1, 1, UINT8), (2, 1, UINT8), (3, 6, STRING)])
    named = message(3, "BBB6s", 0, 0, UINT16, b"Power\0")
    layout = definition(0, 20, [TIMESTAMP, (7, 2, UINT16)], [(0, 2, 0)])
    rows = b"".join(message(0, "IHH", START + second, native, 250 + second) for second in range(2))
    return fit_file(activity_head(), described, named, layout, rows)


def test_a_foot_pods_power_counts_where_the_watch_has_none() -> None:
    assert column(with_pod(0xFFFF), "power_w") == [250, 251]
    assert column(with_pod(300), "power_w") == [300, 300]


def test_a_layout_told_anew_before_every_message_is_followed() -> None:
    parts = []
    for second in range(50):
        heart = definition(second % 3, 20, [TIMESTAMP, (3, 1, UINT8)]) + message(
            second % 3, "IB", START + second, 100 + second
        )
        parts.append(heart if second % 2 else definition(second % 3, 20, [(3, 1, UINT8), TIMESTAMP]) + message(
            second % 3, "BI", 100 + second, START + second
        ))  # fmt: skip
    data = fit_file(activity_head(), *parts)
    assert column(data, "hr_bpm") == list(range(100, 150))
    assert column(data, "t_s") == list(range(50))


@pytest.mark.parametrize("length", [14, 20, 25])
def test_a_recording_cut_before_its_first_sample_fails(length: int) -> None:
    reading = read(fit_file(activity_head(), record("B", [(3, 1, UINT8)], (90,)))[:length])
    assert (reading.status, "cut short before the first sample" in (reading.reason or "")) == ("failed", True)


def test_cut_settings_are_still_settings() -> None:
    settings = definition(0, 0, [(0, 1, ENUM)]) + message(0, "B", 2) + definition(1, 3, [(1, 1, UINT8)])
    reading = read(fit_file(settings, message(1, "B", 1))[:-8])
    assert (reading.status, "settings" in (reading.reason or "")) == ("skipped", True)


def refused(data: bytes) -> str:
    reading = read(data)
    assert reading.status == "failed"
    return reading.reason or ""


def test_more_layouts_than_any_device_has_are_refused() -> None:
    layouts = [definition(0, 20, [(number % 256, 1 + number // 256, BYTE)]) for number in range(65_000)]
    assert "layouts" in refused(fit_file(activity_head(), *layouts))


def test_more_messages_than_any_recording_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_scan, "MESSAGES_MAX", 1000)
    assert "more than 1000 messages" in refused(fit_file(activity_head(), record("B", [(3, 1, UINT8)], *[(1,)] * 1000)))


def test_more_samples_than_anyone_records_are_refused_in_one_part_and_in_a_chain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fit_numpy, "SAMPLES_MAX", 100)
    part = fit_file(activity_head(), record("B", [(3, 1, UINT8)], *[(90,)] * 60))
    assert read(part).status == "read"
    assert "samples" in refused(part * 2)
    assert "samples" in refused(fit_file(activity_head(), record("B", [(3, 1, UINT8)], *[(90,)] * 101)))


def test_more_laps_than_anyone_presses_are_refused() -> None:
    count = fit_values.MESSAGES_OF_A_KIND_MAX + 1
    assert "of one kind" in refused(fit_file(activity_head(), definition(0, 19, [TIMESTAMP]), *[bytes(5)] * count))


def test_more_sessions_than_any_race_has_are_refused() -> None:
    count = fit_values.SESSIONS_MAX + 1
    assert "of one kind" in refused(fit_file(activity_head(), definition(0, 18, [TIMESTAMP]), *[bytes(5)] * count))


def test_gear_shifts_are_no_timer_events_however_many() -> None:
    count = fit_values.MESSAGES_OF_A_KIND_MAX + 1
    shifts = definition(1, 21, [(0, 1, ENUM), (1, 1, ENUM)]) + b"\x01\x2a\x03" * count
    data = fit_file(activity_head(), record("B", [(3, 1, UINT8)], (90,)), shifts)
    assert only(data).timer_events == ()


def test_more_heart_rate_than_a_strap_stores_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_heart, "BYTES_MAX", 100)
    hearts = definition(1, 132, [(6, 200, UINT8)]) + message(1, "200s", bytes(200))
    assert "strap" in refused(fit_file(activity_head(), hearts))


def test_fields_as_wide_as_a_byte_can_tell_are_passed_over() -> None:
    wide = [(number, 255, BYTE) for number in range(200)]
    data = fit_file(activity_head(), definition(0, 20, [*wide, TIMESTAMP]), message(0, "51000sI", bytes(51_000), START))
    assert column(data, "t_s") == [0]


def test_where_the_main_reader_breaks_down_fitparse_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    data = fit_file(activity_head(), record("BH", [(3, 1, UINT8), (2, 2, UINT16)], (90, 3500), (91, 3505)))
    expected = only(data)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fit_numpy, "decode", broken)
    reading = read(data)
    assert reading.recordings[0].samples.equals(expected.samples)
    assert any("read by fitparse" in warning for warning in reading.warnings)


def test_fitparse_is_given_up_after_its_time() -> None:
    with pytest.raises(ReadError, match=r"more than 0\.01 seconds"):
        decode_apart(fit_file(activity_head()), seconds_max=0.01)


def test_what_fitparse_cannot_decode_is_said() -> None:
    with pytest.raises(ReadError, match="fitparse cannot decode it"):
        decode_apart(b"no FIT at all")


def test_fitparse_finds_the_same_recordings_in_the_smaller_files_of_the_corpus(corpus: Path) -> None:
    compared = 0
    for path in sorted((corpus / "fit").iterdir()):
        data = open_bytes(path.read_bytes(), path.name).data
        if len(data) > 40_000:
            continue
        for part in split_parts(data):
            found, expected = fit_numpy.decode(data, part.begin, part.end), decode(clean_part(data, part)[0])
            try:
                recordings, _ = build_recordings(found)
            except ReadError:
                continue
            others, _ = build_recordings(expected)
            if found.strap:
                continue
            for one, other in zip(recordings, others, strict=True):
                assert one.activity == other.activity, path.name
                assert (one.laps, one.timer_events) == (other.laps, other.timer_events), path.name
                np.testing.assert_allclose(one.samples, other.samples, rtol=1e-12, atol=1e-9, err_msg=path.name)
                compared += 1
    assert compared > 50
