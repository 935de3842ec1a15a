"""Valid exports of every format, to be damaged."""

import gzip
from collections.abc import Sequence
from datetime import UTC, datetime

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
from tools.fit_writer import FitActivity, write_fit

START = datetime(2026, 8, 4, 5, 30, tzinfo=UTC)
SAMPLES: dict[str, list[float | None]] = {
    "t_s": [0, 1, 2, 3, 4, 5],
    "lat_deg": [48.1, 48.1001, 48.1002, None, 48.1004, 48.1005],
    "lon_deg": [16.2, 16.2, 16.2, None, 16.2, 16.2],
    "altitude_m": [170, 171, 171, 172, 172, 173],
    "distance_m": [0, 3, 6, 9, 12, 15],
    "speed_mps": [3, 3, 3, 3, 3, 3],
    "hr_bpm": [90, 95, None, 100, 101, 102],
    "cadence_spm": [170, 171, 172, 173, 174, 174],
    "power_w": [200, 210, 220, 230, 240, 250],
}


def fit_seeds() -> Sequence[bytes]:
    """As watches write them: both byte orders, compressed times, chained, with a strap's own heart rate."""
    activity = FitActivity(start_utc=START, duration_s=5.0, distance_m=15.0, utc_offset_min=120)
    plain = write_fit(activity, SAMPLES)
    start = fit_seconds(START)
    strap = fit_file(
        activity_head(),
        definition(0, 20, [TIMESTAMP, (8, 3, BYTE)], [(0, 2, 0)]),
        message(0, "I3sH", start, b"\x01\x10\x02", 250),
        definition(1, 132, [TIMESTAMP, (0, 2, UINT16), (9, 4, UINT32), (6, 1, UINT8)]),
        message(1, "IHIB", start, 100, 5000, 60),
        definition(2, 132, [(10, 12, BYTE), (6, 8, UINT8)]),
        message(2, "12s8s", bytes(range(12)), bytes(range(60, 68))),
    )
    return (
        plain,
        write_fit(activity, SAMPLES, big_endian=True),
        write_fit(activity, SAMPLES, compressed_timestamps=True),
        plain + strap,
        write_fit(FitActivity(start_utc=START, sport="training", sub_sport="yoga", duration_s=1800.0)),
    )


_GPX_POINT = (
    '<trkpt lat="48.{i}1" lon="16.2{i}"><ele>17{i}.5</ele><time>2026-08-04T05:30:0{i}Z</time><extensions>'
    "<g:TrackPointExtension><g:hr>14{i}</g:hr><g:cad>85</g:cad></g:TrackPointExtension></extensions></trkpt>\n"
)
_TCX_POINT = (
    "<Trackpoint><Time>2026-08-04T05:30:0{i}.000Z</Time><Position><LatitudeDegrees>48.1{i}</LatitudeDegrees>"
    "<LongitudeDegrees>16.2</LongitudeDegrees></Position><DistanceMeters>{i}.5</DistanceMeters>"
    "<HeartRateBpm><Value>10{i}</Value></HeartRateBpm><Extensions><n:TPX><n:RunCadence>86</n:RunCadence></n:TPX>"
    "</Extensions></Trackpoint>\n"
)


def gpx_seeds() -> Sequence[bytes]:
    """Tracks with extensions, in two encodings, and a route."""
    points = "".join(_GPX_POINT.format(i=i) for i in range(6))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made --><gpx version="1.1" creator="Watch" xmlns:g="urn:g">'
    track = f"{head}<trk><name>Grüne &amp; Runde</name><type>running</type><trkseg>{points}</trkseg>"
    whole = f"{track}<trkseg>{points}</trkseg></trk></gpx>"
    return (
        whole.encode(),
        whole.replace("UTF-8", "UTF-16").encode("utf-16"),
        whole.replace("trkpt", "rtept").replace("trkseg", "rte").encode(),
        whole.replace("Z</time>", "+02:00</time>").replace("<ele>", "\n<ele />\n<speed>").encode(),
    )


def tcx_seeds() -> Sequence[bytes]:
    """Laps with points, and a file that only tells totals."""
    lap = (
        '<Lap StartTime="2026-08-04T05:30:00Z"><TotalTimeSeconds>10</TotalTimeSeconds><DistanceMeters>30'
        "</DistanceMeters><Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod><Track>{}</Track></Lap>"
    )
    head = '<?xml version="1.0"?><TrainingCenterDatabase xmlns="urn:t"><Activities><Activity Sport="Running"><Id>2026-08-04T05:30:00Z</Id>'  # noqa: E501 (one tag)
    tail = "<Notes>easy &lt;3</Notes></Activity></Activities></TrainingCenterDatabase>"
    points = "".join(_TCX_POINT.format(i=i) for i in range(6))
    return (f"{head}{lap.format(points)}{lap.format(points)}{tail}".encode(), f"{head}{lap.format('')}{tail}".encode())


_TABLE = """date,start_time,sport,distance_km,duration,title,notes,ground,effort
2026-11-12,07:15,running,7.5,45:30,"Morning, easy","line
one",gravel 60 asphalt 40,4
2026-11-13,,strength,,1 h 5 min,,,,
"""


def table_seeds() -> Sequence[bytes]:
    """The hand-kept table in its shapes."""
    return (
        _TABLE.encode(),
        "date;sport;distance_km;duration\n12.11.2026;Läufe;7,5;0:45\n".encode("cp1252"),
        "date\tsport\tdistance_mi\n2026-11-12\trunning\t5\n".encode("utf-16"),
    )


def gzip_seeds() -> Sequence[bytes]:
    """Packed exports, one of them twice, one of two members."""
    packed = gzip.compress(table_seeds()[0], mtime=0)
    return (
        gzip.compress(gpx_seeds()[0], mtime=0),
        gzip.compress(fit_seeds()[0], mtime=0),
        gzip.compress(packed, mtime=0),
        packed + gzip.compress(b"2026-11-14,running,8\n", mtime=0),
    )


SEEDS = {"fit": fit_seeds, "gpx": gpx_seeds, "tcx": tcx_seeds, "csv": table_seeds, "gz": gzip_seeds}
"""Format → its seeds."""
