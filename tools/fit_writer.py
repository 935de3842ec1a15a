"""A small writer of FIT activity files, for the sample log and for tests.

It writes what a watch writes: file id, device, timer events, records, laps, session, activity with the local time.
Field numbers and scales are those of the public FIT profile. The sample columns are runlog's SAMPLES columns.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runlog.model import Lap, TimerEvent
from runlog.units import DEG_PER_SEMICIRCLE, S_PER_MIN, STEPS_PER_CYCLE
from tools.fit_messages import (
    ENUM,
    SINT8,
    SINT32,
    UINT8,
    UINT16,
    UINT32,
    UINT32Z,
    Crc,
    Field,
    FitStream,
    Value,
    fit_seconds,
    text_field,
)

SPORTS: Final = {
    "generic": 0, "running": 1, "cycling": 2, "fitness_equipment": 4, "swimming": 5, "training": 10, "walking": 11,
    "cross_country_skiing": 12, "rowing": 15, "hiking": 17,
}  # fmt: skip
SUB_SPORTS: Final = {
    "generic": 0, "treadmill": 1, "street": 2, "trail": 3, "track": 4, "indoor_cycling": 6, "road": 7, "elliptical": 15,
    "lap_swimming": 17, "flexibility_training": 19, "strength_training": 20, "yoga": 43, "pilates": 44,
}  # fmt: skip
INTENSITIES: Final = {"active": 0, "rest": 1, "warmup": 2, "cooldown": 3}
DEVELOPMENT: Final = 255
"""The manufacturer number that the profile keeps for devices that nobody sells."""
_ON_FOOT: Final = frozenset({"running", "walking", "hiking"})

_TIMESTAMP: Final = Field("timestamp", 253, UINT32)
_SEMICIRCLES: Final = 1 / DEG_PER_SEMICIRCLE
_RECORD_FIELDS: Final = {
    "lat_deg": Field("lat_deg", 0, SINT32, _SEMICIRCLES),
    "lon_deg": Field("lon_deg", 1, SINT32, _SEMICIRCLES),
    "altitude_m": Field("altitude_m", 78, UINT32, 5, 500),
    "distance_m": Field("distance_m", 5, UINT32, 100),
    "speed_mps": Field("speed_mps", 73, UINT32, 1000),
    "hr_bpm": Field("hr_bpm", 3, UINT8),
    "cadence_spm": Field("cadence", 4, UINT8),
    "power_w": Field("power_w", 7, UINT16),
    "vertical_oscillation_mm": Field("vertical_oscillation_mm", 39, UINT16, 10),
    "stance_time_ms": Field("stance_time_ms", 41, UINT16, 10),
    "temperature_c": Field("temperature_c", 13, SINT8),
}
_FRACTIONAL_CADENCE: Final = Field("fractional_cadence", 53, UINT8, 128)


@dataclass(frozen=True, slots=True, kw_only=True)
class FitActivity:
    """What the session of a FIT file says; None is written as "not recorded" (or worked out from the samples).

    `duration_s` runs with the timer, `elapsed_s` with the clock. `utc_offset_min` becomes the local timestamp of
    the activity message; None leaves the message without one, as exports of some services are.
    """

    start_utc: datetime
    sport: str = "running"
    sub_sport: str = "generic"
    duration_s: float | None = None
    elapsed_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    utc_offset_min: float | None = None
    device: str = "Sample Watch 1"
    serial_number: int = 1


def write_fit(  # noqa: PLR0913 (each keyword is one shape that files come in)
    activity: FitActivity,
    samples: Mapping[str, Sequence[float | None]] | None = None,
    laps: Iterable[Lap] = (),
    timer_events: Iterable[TimerEvent] = (),
    *,
    crc: Crc = "right",
    big_endian: bool = False,
    compressed_timestamps: bool = False,
) -> bytes:
    """One activity as the bytes of a FIT file.

    `samples` maps SAMPLES columns (`t_s` among them, whole seconds) to values in runlog's units; NaN and None are
    written as invalid, a column without any value is left out. Cadence counts both feet for sports on foot. Without
    `timer_events` the timer runs from the first to the last second. `crc`, `big_endian` and `compressed_timestamps`
    make the shapes that readers have to bear.

    Raises:
        ValueError: an unknown sport, columns of unequal length, a `t_s` that is no whole second.
    """
    columns = {name: list(values) for name, values in (samples or {}).items()}
    _check(activity, columns)
    stream = FitStream(big_endian=big_endian)
    _write_head(stream, activity)
    _write_course(stream, activity, columns, tuple(timer_events), compressed=compressed_timestamps)
    laps = tuple(laps)
    for index, lap in enumerate(laps):
        _write_lap(stream, activity, index, lap)
    _write_session(stream, activity, columns, len(laps))
    _write_activity(stream, activity, _elapsed(activity, columns))
    return stream.finish(crc)


def _check(activity: FitActivity, columns: Mapping[str, Sequence[float | None]]) -> None:
    if activity.sport not in SPORTS or activity.sub_sport not in SUB_SPORTS:
        msg = f"unknown sport {activity.sport}/{activity.sub_sport}: add it to SPORTS or SUB_SPORTS"
        raise ValueError(msg)
    unknown = set(columns) - set(_RECORD_FIELDS) - {"t_s"}
    if unknown or len({len(values) for values in columns.values()}) > 1 or (columns and "t_s" not in columns):
        msg = f"samples want t_s and columns of one length, all of SAMPLES (unknown: {sorted(unknown)})"
        raise ValueError(msg)
    if any(t is None or t != round(t) for t in columns.get("t_s", ())):
        msg = "FIT counts whole seconds: round t_s first"
        raise ValueError(msg)


def _write_head(stream: FitStream, activity: FitActivity) -> None:
    start = fit_seconds(activity.start_utc)
    file_id = (
        Field("type", 0, ENUM), Field("manufacturer", 1, UINT16), Field("product", 2, UINT16),
        Field("serial", 3, UINT32Z), Field("created", 4, UINT32), text_field("name", 8, activity.device),
    )  # fmt: skip
    who: dict[str, Value] = {
        "manufacturer": DEVELOPMENT, "product": 1, "serial": activity.serial_number, "name": activity.device,
    }  # fmt: skip
    stream.message(0, 0, file_id, {**who, "type": 4, "created": start})
    device = (
        _TIMESTAMP, Field("index", 0, UINT8), Field("manufacturer", 2, UINT16), Field("serial", 3, UINT32Z),
        Field("product", 4, UINT16), text_field("name", 27, activity.device),
    )  # fmt: skip
    stream.message(0, 23, device, {**who, "timestamp": start, "index": 0})


def _write_course(
    stream: FitStream,
    activity: FitActivity,
    columns: Mapping[str, Sequence[float | None]],
    events: tuple[TimerEvent, ...],
    *,
    compressed: bool,
) -> None:
    start = fit_seconds(activity.start_utc)
    fields = _record_fields(activity, columns)
    times = [round(t or 0) for t in columns.get("t_s", ())]
    end = _elapsed(activity, columns)
    pending = list(events) or [TimerEvent(0, running=True), TimerEvent(end, running=False)]
    write = stream.compressed if compressed else stream.message
    for row, t_s in enumerate(times):
        # A stop belongs after the sample of its second, a start before it.
        while pending and (pending[0].t_s < t_s or (pending[0].t_s == t_s and pending[0].running)):
            _write_event(stream, start, pending.pop(0))
        values = {name: column[row] for name, column in columns.items()}
        write(1, 20, fields, {**_split_cadence(activity, values), "timestamp": start + t_s})
    for event in pending:
        _write_event(stream, start, event)


def _record_fields(activity: FitActivity, columns: Mapping[str, Sequence[float | None]]) -> list[Field]:
    held = {name for name, values in columns.items() if any(v is not None and not math.isnan(v) for v in values)}
    fields = [_TIMESTAMP, *(f for name, f in _RECORD_FIELDS.items() if name in held)]
    if "cadence_spm" in held and activity.sport in _ON_FOOT:
        fields.append(_FRACTIONAL_CADENCE)
    return fields


def _split_cadence(activity: FitActivity, values: Mapping[str, float | None]) -> dict[str, Value]:
    steps = values.get("cadence_spm")
    out: dict[str, Value] = dict(values)
    if steps is None or math.isnan(steps):
        return out
    if activity.sport not in _ON_FOOT:
        return {**out, "cadence": steps}
    cycles = steps / STEPS_PER_CYCLE
    return {**out, "cadence": math.floor(cycles), "fractional_cadence": cycles - math.floor(cycles)}


def _write_event(stream: FitStream, start: int, event: TimerEvent) -> None:
    fields = (_TIMESTAMP, Field("event", 0, ENUM), Field("event_type", 1, ENUM))
    kind = 0 if event.running else 4
    stream.message(2, 21, fields, {"timestamp": start + round(event.t_s), "event": 0, "event_type": kind})


def _write_lap(stream: FitStream, activity: FitActivity, index: int, lap: Lap) -> None:
    start = fit_seconds(activity.start_utc) + round(lap.start_s)
    fields = (
        Field("index", 254, UINT16), _TIMESTAMP, Field("event", 0, ENUM), Field("event_type", 1, ENUM),
        Field("start", 2, UINT32), Field("elapsed_s", 7, UINT32, 1000), Field("duration_s", 8, UINT32, 1000),
        Field("distance_m", 9, UINT32, 100), Field("intensity", 23, ENUM), Field("sport", 25, ENUM),
    )  # fmt: skip
    values: dict[str, Value] = {
        "index": index, "timestamp": start + round(lap.duration_s or 0), "event": 9, "event_type": 1, "start": start,
        "elapsed_s": lap.duration_s, "duration_s": lap.duration_s, "distance_m": lap.distance_m,
        "intensity": INTENSITIES[lap.intensity] if lap.intensity else None, "sport": SPORTS[activity.sport],
    }  # fmt: skip
    stream.message(3, 19, fields, values)


def _write_session(
    stream: FitStream, activity: FitActivity, columns: Mapping[str, Sequence[float | None]], laps: int
) -> None:
    start = fit_seconds(activity.start_utc)
    cycle = STEPS_PER_CYCLE if activity.sport in _ON_FOOT else 1.0
    heart, cadence = _recorded(columns, "hr_bpm"), _recorded(columns, "cadence_spm")
    swing = _recorded(columns, "vertical_oscillation_mm")
    elapsed = _elapsed(activity, columns)
    entries: list[tuple[Field, Value]] = [
        (Field("index", 254, UINT16), 0), (_TIMESTAMP, start + round(elapsed)), (Field("event", 0, ENUM), 8),
        (Field("event_type", 1, ENUM), 1), (Field("start", 2, UINT32), start),
        (Field("sport", 5, ENUM), SPORTS[activity.sport]),
        (Field("sub_sport", 6, ENUM), SUB_SPORTS[activity.sub_sport]),
        (Field("elapsed_s", 7, UINT32, 1000), elapsed),
        (Field("duration_s", 8, UINT32, 1000), elapsed if activity.duration_s is None else activity.duration_s),
        (Field("distance_m", 9, UINT32, 100), activity.distance_m),
        (Field("avg_hr", 16, UINT8), _mean(heart)), (Field("max_hr", 17, UINT8), max(heart, default=None)),
        (Field("avg_cadence", 18, UINT8), _mean(cadence, cycle)),
        (Field("ascent_m", 22, UINT16), activity.ascent_m), (Field("descent_m", 23, UINT16), activity.descent_m),
        (Field("laps", 26, UINT16), laps), (Field("trigger", 28, ENUM), 0),
        (Field("avg_swing_mm", 89, UINT16, 10), _mean(swing)),
    ]  # fmt: skip
    stream.message(4, 18, [f for f, _ in entries], {f.name: value for f, value in entries})


def _write_activity(stream: FitStream, activity: FitActivity, elapsed_s: float) -> None:
    end = fit_seconds(activity.start_utc) + round(elapsed_s)
    offset = activity.utc_offset_min
    fields = [
        _TIMESTAMP, Field("duration_s", 0, UINT32, 1000), Field("sessions", 1, UINT16), Field("type", 2, ENUM),
        Field("event", 3, ENUM), Field("event_type", 4, ENUM),
    ]  # fmt: skip
    values: dict[str, Value] = {
        "timestamp": end, "duration_s": elapsed_s if activity.duration_s is None else activity.duration_s,
        "sessions": 1, "type": 0, "event": 26, "event_type": 1,
    }  # fmt: skip
    if offset is not None:
        fields.append(Field("local_time", 5, UINT32))
        values["local_time"] = end + round(offset * S_PER_MIN)
    stream.message(5, 34, fields, values)


def _elapsed(activity: FitActivity, columns: Mapping[str, Sequence[float | None]]) -> float:
    if activity.elapsed_s is not None:
        return activity.elapsed_s
    last = max(_recorded(columns, "t_s"), default=0.0)
    return max(last, activity.duration_s or 0.0)


def _recorded(columns: Mapping[str, Sequence[float | None]], name: str) -> list[float]:
    return [v for v in columns.get(name, ()) if v is not None and not math.isnan(v)]


def _mean(values: Sequence[float], divisor: float = 1.0) -> float | None:
    return sum(values) / len(values) / divisor if values else None
