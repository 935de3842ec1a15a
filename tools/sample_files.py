"""The sample's sessions as files: GPX, TCX, the hand-kept table, and gzip around them."""

import csv
import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from runlog.units import STEPS_PER_CYCLE
from tools.sample_session import Column, Plan, Session

HAND_KEPT_HEADER: Final = (
    "date", "start_time", "sport", "distance_km", "duration", "title", "notes", "shoe", "ground", "warm_up_min",
    "effort",
)  # fmt: skip
TWIN_LAG_S: Final = 8
"""The phone is started a little after the watch."""
_GZIP_HEAD: Final = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_DECIMALS: Final = {"lat_deg": 6, "lon_deg": 6, "altitude_m": 1}


def gzipped(data: bytes) -> bytes:
    """A gzip file without time and name; the head is written here, as Python versions differ over it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    return _GZIP_HEAD + packed + struct.pack("<II", zlib.crc32(data), len(data))


def gpx(plan: Plan, session: Session, *, lag_s: int = 0) -> bytes:
    """A GPX 1.1 track with heart rate and cadence of one foot, a new segment after each pause."""
    starts = {event.t_s for event in session.timer_events if event.running and event.t_s > 0}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            '<gpx version="1.1" creator="Sample Phone" xmlns="http://www.topografix.com/GPX/1/1"'
            ' xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">'
        ),
        f"<metadata><time>{_time(session, lag_s)}</time></metadata>",
        f"<trk><name>{escape(plan.title)}</name><type>running</type><trkseg>",
    ]
    for row in _rows(session.samples):
        t_s = row["t_s"] or 0.0
        if t_s in starts:
            lines.append("</trkseg><trkseg>")
        if t_s >= lag_s:
            lines.append(_point(row, _time(session, t_s)))
    return "\n".join([*lines, "</trkseg></trk></gpx>", ""]).encode()


def _point(row: dict[str, float | None], time: str) -> str:
    text = {name: f"{row[name]:.{places}f}" for name, places in _DECIMALS.items() if row[name] is not None}
    foot = (row["cadence_spm"] or 0.0) / STEPS_PER_CYCLE
    return (
        f'<trkpt lat="{text["lat_deg"]}" lon="{text["lon_deg"]}"><ele>{text["altitude_m"]}</ele><time>{time}</time>'
        f"<extensions><gpxtpx:TrackPointExtension><gpxtpx:hr>{row['hr_bpm']:.0f}</gpxtpx:hr>"
        f"<gpxtpx:cad>{foot:.0f}</gpxtpx:cad></gpxtpx:TrackPointExtension></extensions></trkpt>"
    )


def tcx(plan: Plan, session: Session) -> bytes:
    """A TCX activity with a lap a kilometre and the runner's words in its notes."""
    start = _time(session, 0)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        (
            '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"'
            ' xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
        ),
        f'<Activities><Activity Sport="Running"><Id>{start}</Id>',
    ]
    rows = list(_rows(session.samples))
    for lap, following in zip(session.laps, [*session.laps[1:], None], strict=True):
        until = following.start_s if following else float("inf")
        inside = [row for row in rows if lap.start_s <= (row["t_s"] or 0.0) < until]
        lines += [
            f'<Lap StartTime="{_time(session, lap.start_s)}"><TotalTimeSeconds>{lap.duration_s:.1f}</TotalTimeSeconds>',
            (
                f"<DistanceMeters>{lap.distance_m:.2f}</DistanceMeters><Intensity>Active</Intensity>"
                "<TriggerMethod>Distance</TriggerMethod><Track>"
            ),
            *(_trackpoint(row, _time(session, row["t_s"] or 0.0)) for row in inside),
            "</Track></Lap>",
        ]
    lines += [
        f"<Notes>{escape(plan.notes)}</Notes>",
        ('<Creator xsi:type="Device_t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<Name>Sample Watch 1</Name></Creator>"),
        "</Activity></Activities></TrainingCenterDatabase>", "",
    ]  # fmt: skip
    return "\n".join(lines).encode()


def _trackpoint(row: dict[str, float | None], time: str) -> str:
    foot = (row["cadence_spm"] or 0.0) / STEPS_PER_CYCLE
    return (
        f"<Trackpoint><Time>{time}</Time><Position><LatitudeDegrees>{row['lat_deg']:.6f}</LatitudeDegrees>"
        f"<LongitudeDegrees>{row['lon_deg']:.6f}</LongitudeDegrees></Position>"
        f"<AltitudeMeters>{row['altitude_m']:.1f}</AltitudeMeters><DistanceMeters>{row['distance_m']:.2f}"
        f"</DistanceMeters><HeartRateBpm><Value>{row['hr_bpm']:.0f}</Value></HeartRateBpm>"
        f"<Extensions><ns3:TPX><ns3:RunCadence>{foot:.0f}</ns3:RunCadence></ns3:TPX></Extensions></Trackpoint>"
    )


def hand_kept(plans: Iterable[Plan]) -> bytes:
    """The hand-kept log `runs.csv`: the runs whose plan names the form `csv`."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HAND_KEPT_HEADER)
    for plan in plans:
        minutes = round(plan.duration_s / 60)
        table.writerow(
            (plan.row["date"], plan.row["start"], plan.sport, plan.row["km"], f"{minutes // 60}:{minutes % 60:02d}:00",
             plan.title, plan.notes, plan.row["shoe"], plan.row["ground"], plan.row["warm_up_min"], plan.row["effort"])
        )  # fmt: skip
    return text.getvalue().encode()


def _time(session: Session, t_s: float) -> str:
    moment: datetime = session.activity.start_utc + timedelta(seconds=t_s)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _rows(samples: dict[str, Column]) -> Iterator[dict[str, float | None]]:
    names = list(samples)
    for values in zip(*samples.values(), strict=True):
        yield dict(zip(names, values, strict=True))
