"""Files of about a megabyte made to keep a reader busy: each ends at once, and here each is only run.

(`sessions times laps` took 199 s, and tracks within tracks sixty times their memory, before there were limits.)
"""

from collections.abc import Callable, Mapping

import pytest

from runlog.importers import read_bytes
from tests.fuzz.properties import must_hold
from tests.support.fit_bytes import BYTE, TIMESTAMP, UINT8, UINT32, activity_head, definition, fit_file, message

MB = 1_000_000
HEAD = b'<gpx creator="x"><trk><trkseg>'
TAIL = b"</trkseg></trk></gpx>"
POINT = b'<trkpt lat="1.5" lon="2"><ele>3</ele><time>2026-08-04T05:30:00Z</time></trkpt>'
TCX_POINT = b"<Trackpoint><Time>2026-08-04T05:30:00Z</Time></Trackpoint>"


def gpx(*points: bytes) -> bytes:
    return HEAD + b"".join(points) + TAIL


def kinds_of_points(count: int, kinds: int) -> bytes:
    return gpx(*[POINT.replace(b"<ele>", b"<a%d/><ele>" % (place % kinds)) for place in range(count)])


def starts(number: int, count: int) -> bytes:
    return definition(0, number, [(2, 4, UINT32)]) + b"".join(message(0, "I", 10**9 + i) for i in range(count))


def layout(number: int, size: int) -> bytes:
    """A record's definition with one message of it."""
    return definition(0, 20, [TIMESTAMP, (number, size, BYTE)]) + bytes(5 + size)


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "messages without a field": lambda: fit_file(definition(0, 20, []), bytes(MB)),
    "records of one byte": lambda: fit_file(activity_head(), definition(0, 20, [(253, 1, UINT8)]), bytes(MB)),
    "many layouts": lambda: fit_file(
        activity_head(),
        *[layout(60 + number % 190, 1 + number // 190) for number in range(1990)],
    ),
    "a layout anew each time": lambda: fit_file(
        activity_head(), (layout(3, 1) + layout(4, 2)) * 25_000
    ),
    "laps": lambda: fit_file(activity_head(), definition(0, 19, [TIMESTAMP]), bytes(MB)),
    "sessions times laps": lambda: fit_file(activity_head(), starts(18, 15_000), starts(19, 15_000)),
    "sessions and laps": lambda: fit_file(activity_head(), starts(18, 200), starts(19, 19_000)),
    "developer fields": lambda: fit_file(activity_head(), definition(0, 206, [(3, 4, 7)]), bytes(MB)),
    "heart rate": lambda: fit_file(activity_head(), definition(0, 132, [(6, 1, UINT8)]), bytes(2 * MB)),
    "a chain": lambda: fit_file(activity_head()) * 30_000,
    "comments without end": lambda: HEAD + b"<!--" * (MB // 4),
    "instructions without end": lambda: HEAD + b"<?a" * (MB // 3),
    "points without end": lambda: HEAD + b"<trkpt " * (MB // 7),
    "a point of blanks": lambda: HEAD + b"<trkpt" + b" " * MB,
    "many kinds of points": lambda: kinds_of_points(10_000, 24),
    "too many kinds of points": lambda: kinds_of_points(10_000, 25),
    "kinds of points told late": lambda: gpx(
        *[POINT] * 9000, *[POINT.replace(b"<ele>", b"<a%d/><ele>" % i) + POINT * 40 for i in range(22)]
    ),
    "digits": lambda: gpx(POINT.replace(b"3", b"1." + b"1" * MB, 1)),
    "tracks within tracks": lambda: b"<gpx>" + b"<trk>" * 60 + POINT * 10_000 + b"</trk>" * 60 + b"</gpx>",
    "elements": lambda: gpx(b"<a/>" * (MB // 4)),
    "attributes": lambda: gpx(b"<a " + b" ".join(b'b%d="1"' % i for i in range(80_000)) + b"/>"),
    "activities within activities": lambda: (
        b"<TrainingCenterDatabase>" + b"<Activity>" * 60 + TCX_POINT * 10_000 + b"</Activity>" * 60
        + b"</TrainingCenterDatabase>"
    ),
    "cells": lambda: b"date,sport,distance_km\n" + b"," * MB,
    "columns": lambda: b"date,sport,distance_km" + b",a" * (MB // 2),
    "blank lines": lambda: b"\n" * MB + b"date,sport,distance_km\n",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_keep_a_reader_busy_ends_in_a_verdict(name: str) -> None:
    must_hold(HOSTILE[name](), "export")


def test_a_point_within_nested_tracks_is_one_point() -> None:
    (recording,) = read_bytes(b"<gpx><trk><trk>" + POINT + b"</trk></trk></gpx>", name="run.gpx").recordings
    assert len(recording.samples) == 1
