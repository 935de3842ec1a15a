"""GPX files as apps write them, and as they should not be."""

import math
from datetime import UTC, datetime

import pytest

from runlog.importers import read_bytes
from runlog.model import FileReading, Ground, Recording

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1">'


def point(second: int, inner: str = "", lat: object = 48.1, lon: object = 16.2, zone: str = "Z") -> str:
    return (
        f'<trkpt lat="{lat}" lon="{lon}"><ele>170</ele><time>2026-08-04T05:30:{second:02d}{zone}</time>{inner}</trkpt>'
    )


def gpx(*points: str, track: str = "<name>Morning</name><type>running</type>", head: str = HEAD) -> str:
    return f"{head}<trk>{track}<trkseg>{''.join(points)}</trkseg></trk></gpx>"


def read(text: str | bytes) -> FileReading:
    return read_bytes(text if isinstance(text, bytes) else text.encode(), name="run.gpx")


def only(reading: FileReading) -> Recording:
    assert reading.status == "read", reading.reason
    (recording,) = reading.recordings
    return recording


def test_points_become_rows() -> None:
    recording = only(read(gpx(point(0), point(5), point(9))))
    assert recording.samples["t_s"].tolist() == [0, 5, 9]
    assert recording.samples["lat_deg"].tolist() == [48.1] * 3
    assert recording.activity.start_utc == datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
    assert (recording.activity.sport, recording.activity.title) == ("running", "Morning")


def test_extensions_give_heart_rate_cadence_power_and_temperature() -> None:
    inner = (
        "<extensions><power>231</power><g:TrackPointExtension>"
        "<g:atemp>19</g:atemp><g:hr>141</g:hr><g:cad>85</g:cad></g:TrackPointExtension></extensions>"
    )
    head = HEAD.replace("<gpx ", '<gpx xmlns:g="http://www.garmin.com/xmlschemas/TrackPointExtension/v1" ')
    row = only(read(gpx(point(0, inner), head=head))).samples.iloc[0]
    assert (row["hr_bpm"], row["cadence_spm"], row["power_w"], row["temperature_c"]) == (141, 170, 231, 19)


def test_a_prefix_that_nothing_declares_is_read_all_the_same() -> None:
    inner = "<extensions><x:TrackPointExtension><x:hr>141</x:hr></x:TrackPointExtension></extensions>"
    reading = read(gpx(point(0, inner), point(1, inner)))
    assert only(reading).samples["hr_bpm"].tolist() == [141, 141]


@pytest.mark.parametrize("position", [("x", 16.2), (95, 16.2), (48.1, "nan"), ("", "")])
def test_a_bad_point_is_dropped_and_counted(position: tuple[object, object]) -> None:
    reading = read(gpx(point(0), point(1, lat=position[0], lon=position[1]), point(2)))
    assert only(reading).samples["t_s"].tolist() == [0, 2]
    assert any(warning.startswith("1 point ") for warning in reading.warnings)


def test_bytes_before_the_declaration_are_passed_over() -> None:
    assert len(only(read(b"\n\n junk " + gpx(point(0)).encode())).samples) == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_encodings_are_understood(encoding: str) -> None:
    text = gpx(point(0), track="<name>Grüne Runde</name>")
    declared = text.replace("UTF-8", "ISO-8859-1" if encoding == "latin-1" else encoding.removesuffix("-sig"))
    assert only(read(declared.encode(encoding))).activity.title == "Grüne Runde"


def test_a_local_offset_in_the_time_is_kept() -> None:
    activity = only(read(gpx(point(0, zone="+02:00")))).activity
    assert (activity.utc_offset_min, activity.offset_basis) == (120, "file")
    assert activity.start_utc == datetime(2026, 8, 4, 3, 30, tzinfo=UTC)


def test_a_point_without_time_keeps_its_row() -> None:
    bare = '<trkpt lat="48.1" lon="16.2"/>'
    times = only(read(gpx(point(0), bare, point(2)))).samples["t_s"]
    assert [math.isnan(time) for time in times] == [False, True, False]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ('<trk><trkseg><trkpt lat="1" lon="2"/></trkseg></trk>', "without any time"),
        ('<rte><rtept lat="1" lon="2"/></rte>', "route"),
        ('<wpt lat="1" lon="2"/>', "waypoints"),
        ("", "without any track point"),
    ],
)
def test_a_plan_is_skipped_by_its_name(body: str, said: str) -> None:
    reading = read(f"{HEAD}{body}</gpx>")
    assert (reading.status, said in (reading.reason or "")) == ("skipped", True)


def test_tracks_of_one_outing_are_one_activity_in_time_order() -> None:
    one = f"<trk><trkseg>{point(30)}</trkseg></trk>"
    two = f"<trk><trkseg>{point(10)}</trkseg></trk>"
    assert only(read(f"{HEAD}{one}{two}</gpx>")).samples["t_s"].tolist() == [0, 20]


def test_tracks_of_two_days_are_two_activities() -> None:
    one = f"<trk><trkseg>{point(30)}</trkseg></trk>"
    reading = read(f"{HEAD}{one}{one.replace('08-04', '08-05')}</gpx>")
    assert [recording.activity.start_utc.day for recording in reading.recordings if recording.activity.start_utc] == [
        4,
        5,
    ]


def test_the_sport_names_the_ground_where_it_does() -> None:
    activity = only(read(gpx(point(0), track="<type>trail_running</type>"))).activity
    assert (activity.ground, activity.ground_basis) == ({Ground.TRAIL: 1.0}, "device")


def test_what_comes_before_a_break_is_kept() -> None:
    text = gpx(*(point(second) for second in range(50)))
    reading = read(text[: len(text) // 2])
    assert 20 < len(only(reading).samples) < 30
    assert any("breaks off" in warning for warning in reading.warnings)


@pytest.mark.parametrize("comment", ["", "<!-- <a> -->"])
def test_entities_are_refused(comment: str) -> None:
    bomb = '<!DOCTYPE gpx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    reading = read(gpx(point(0), track="<name>&b;</name>").replace("<gpx", f"{comment}{bomb}<gpx", 1))
    assert reading.status == "failed"
    assert "entities" in (reading.reason or "")


def test_deep_nesting_is_refused() -> None:
    reading = read(f"{HEAD}<trk>{'<a:x>' * 5000}{'</a:x>' * 5000}</trk></gpx>")
    assert reading.status == "failed"


def test_every_cut_ends_in_a_verdict() -> None:
    data = gpx(point(0), point(1)).encode()
    for place in range(len(data)):
        assert read(data[:place]).status in {"read", "skipped", "failed"}
