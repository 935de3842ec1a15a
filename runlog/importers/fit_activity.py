"""Recordings built from the decoded messages of a FIT part."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError
from runlog.frame.samples import samples_from_arrays
from runlog.importers.fit_heart import mean_since_sample_before
from runlog.importers.fit_messages import FIT_EPOCH_S, RELATIVE_TIME_MAX, FitContents, FloatColumn, Values
from runlog.importers.fit_totals import device_name, session_totals, sport_of
from runlog.importers.track import both_feet
from runlog.model import Activity, Lap, Recording, TimerEvent
from runlog.units import DEG_PER_SEMICIRCLE, MIN_PER_HOUR, S_PER_MIN

OFFSET_STEP_MIN: Final = 15
"""Offsets from UTC are multiples of a quarter of an hour."""
OFFSET_MAX_MIN: Final = 14 * MIN_PER_HOUR
WARM_UP_INTENSITY: Final = "warmup"
"""What the FIT profile calls a warm-up lap (intensity)."""
START_SLACK_S: Final = 3600.0
"""A session's start that differs more than this from its first sample is not believed."""


@dataclass(frozen=True, slots=True)
class _Span:
    """One session with its rows, and with the laps and timer events of its time, each with its raw FIT seconds."""

    session: Values
    rows: np.ndarray[Any, np.dtype[np.intp]]
    laps: tuple[tuple[float, Values], ...]
    events: tuple[tuple[float, Values], ...]


@dataclass(frozen=True, slots=True)
class _Start:
    """The start as an instant or on the watch's own clock, and the same in the time that the samples count in."""

    utc: datetime | None
    local: datetime | None
    raw_s: float


def build_recordings(contents: FitContents) -> tuple[tuple[Recording, ...], tuple[str, ...]]:
    """The recordings of one FIT part in time order, and what is to be said of it.

    Every record message becomes a row of exactly one recording.

    Raises:
        ReadError: no message tells a time.
    """
    problems: list[str] = []
    offset = _offset_min(contents, problems)
    spans = _spans(contents)
    recordings = tuple(_recording(contents, span, offset, problems) for span in spans)
    return recordings, tuple(dict.fromkeys(problems))


def _spans(contents: FitContents) -> list[_Span]:
    """Each session with what belongs to its time; what comes before the first session belongs to the first."""
    sessions = [values for values in contents.of("session") if isinstance(values.get("start_time"), int)]
    if len(sessions) < 2:  # noqa: PLR2004 (one session owns every sample)
        sessions = [(contents.of("session") or ({},))[0]]
    sessions.sort(key=lambda values: values.get("start_time", 0))
    later_starts = np.array([values["start_time"] for values in sessions[1:]], dtype=np.float64)
    owner = np.searchsorted(later_starts, _filled(contents.records["timestamp"]), side="right")
    laps = _shared_out(contents.of("lap"), "start_time", later_starts)
    timer = tuple(values for values in contents.of("event") if values.get("event") == "timer")
    events = _shared_out(timer, "timestamp", later_starts)
    return [_Span(session, np.flatnonzero(owner == i), laps[i], events[i]) for i, session in enumerate(sessions)]


def _shared_out(
    messages: tuple[Values, ...], name: str, later_starts: FloatColumn
) -> list[tuple[tuple[float, Values], ...]]:
    """For each session the messages of its time with that time; those without one are left out."""
    shares: list[list[tuple[float, Values]]] = [[] for _ in range(len(later_starts) + 1)]
    timed = [(time, values) for values in messages if (time := _number(values, name)) is not None]
    owners = np.searchsorted(later_starts, [time for time, _ in timed], side="right")
    for owner, entry in zip(owners.tolist(), timed, strict=True):
        shares[owner].append(entry)
    return [tuple(share) for share in shares]


def _filled(times: FloatColumn) -> FloatColumn:
    """The times, each missing one as the last before it (the first known where there is none)."""
    known = ~np.isnan(times)
    if not known.any():
        return np.zeros_like(times)
    last = np.maximum.accumulate(np.where(known, np.arange(len(times)), -1))
    first = int(np.argmax(known))
    return np.asarray(times[np.where(last < 0, first, last)], dtype=np.float64)


def _recording(contents: FitContents, span: _Span, offset: float | None, problems: list[str]) -> Recording:
    times = contents.records["timestamp"][span.rows]
    own: list[str] = []
    start = _start(contents, span.session, times, own)
    sport, sub_sport, ground = sport_of(span.session, contents.of("sport"), [lap for _, lap in span.laps])
    totals = session_totals(span.session, sport)
    arrays = _sample_arrays(contents, span.rows, sport, own)
    arrays["t_s"] = times - start.raw_s
    if (arrays["t_s"] < 0).any() or (np.diff(arrays["t_s"]) < 0).any():
        own.append("time goes backwards within the recording")
    laps = _laps(span, start.raw_s)
    activity = Activity(
        sport=sport,
        sub_sport=sub_sport,
        start_utc=start.utc,
        start_local=start.local,
        utc_offset_min=offset,
        offset_basis=None if offset is None else "file",
        device=device_name(contents.of("file_id")),
        ground={ground: 1.0} if ground else {},
        ground_basis="device" if ground else None,
        warm_up_min=_warm_up_min(laps),
        **totals,
    )
    problems += own
    return Recording(
        activity=activity,
        samples=samples_from_arrays(arrays, len(span.rows)),
        laps=laps,
        timer_events=_timer_events(span, start.raw_s),
        problems=tuple(own),
    )


def _start(contents: FitContents, session: Values, times: FloatColumn, problems: list[str]) -> _Start:
    known = times[~np.isnan(times)]
    told = session.get("start_time")
    told = told if isinstance(told, int) else None
    if len(known) and known[0] >= RELATIVE_TIME_MAX:
        first = float(known.min()) if known.min() >= RELATIVE_TIME_MAX else float(known[0])
        if told is not None and abs(told - first) <= START_SLACK_S:
            first = min(float(told), first)
        elif told is not None:
            problems.append("the session's start does not fit its samples: the samples' time is used")
        return _Start(_instant(first), None, first)
    if not len(known) and told is not None and told >= RELATIVE_TIME_MAX:
        problems += ["its samples carry no time"] if contents.rows else []
        return _Start(_instant(told), None, float(told))
    first = float(known.min()) if len(known) else float(told or 0)
    if len(known):
        problems.append("its time counts from the watch's start: the instant of its samples is not known")
    elif contents.rows:
        problems.append("its samples carry no time")
    return _undated(contents, told, first)


def _undated(contents: FitContents, told: int | None, first: float) -> _Start:
    """The start of a recording in relative time: from the end on the watch's clock, or from when the file was made.

    Raises:
        ReadError: nothing in the file tells a date.
    """
    for values in contents.of("activity"):
        end, local = values.get("timestamp"), values.get("local_timestamp")
        if isinstance(end, int) and isinstance(local, int) and end < RELATIVE_TIME_MAX <= local:
            return _Start(None, _instant(local - (end - first)).replace(tzinfo=None), first)
    dated = told if told is not None and told >= RELATIVE_TIME_MAX else _any_time(contents)
    if dated is None:
        raise ReadError("no date and time in it: enter the activity in runs.csv")
    return _Start(_instant(dated), None, first)


def _any_time(contents: FitContents) -> int | None:
    """When the file was made or the activity ended: the next best time where nothing tells the start."""
    for name, key in (("activity", "timestamp"), ("session", "timestamp"), ("file_id", "time_created")):
        for values in contents.of(name):
            time = values.get(key)
            if isinstance(time, int) and time >= RELATIVE_TIME_MAX:
                return time
    return None


def _instant(fit_seconds: float) -> datetime:
    return datetime.fromtimestamp(0, UTC) + timedelta(seconds=FIT_EPOCH_S + fit_seconds)


def _offset_min(contents: FitContents, problems: list[str]) -> float | None:
    """Local time minus UTC from the activity message, in minutes, to the quarter of an hour."""
    for values in contents.of("activity"):
        local, utc = values.get("local_timestamp"), values.get("timestamp")
        if not (isinstance(local, int) and isinstance(utc, int)) or min(local, utc) < RELATIVE_TIME_MAX:
            continue
        offset = OFFSET_STEP_MIN * round((local - utc) / S_PER_MIN / OFFSET_STEP_MIN)
        if abs(offset) <= OFFSET_MAX_MIN:
            return float(offset)
        problems.append("its local time lies more than 14 hours from UTC and is not used")
    return None


def _sample_arrays(
    contents: FitContents, rows: np.ndarray[Any, np.dtype[np.intp]], sport: str, problems: list[str]
) -> dict[str, FloatColumn]:
    def column(name: str) -> FloatColumn:
        return np.asarray(contents.records[name][rows], dtype=np.float64)

    fraction = column("fractional_cadence")
    cadence = column("cadence") + np.where(np.isnan(fraction), 0.0, fraction)
    power = column("power")
    if contents.developer_power is not None and np.isnan(power).all():
        power = contents.developer_power[rows]
    heart = column("heart_rate")
    if contents.strap is not None:
        heart = _first_known(heart, mean_since_sample_before(contents.strap, column("timestamp")))
    return {
        "lat_deg": column("position_lat") * DEG_PER_SEMICIRCLE,
        "lon_deg": column("position_long") * DEG_PER_SEMICIRCLE,
        "altitude_m": _first_known(column("enhanced_altitude"), column("altitude")),
        "distance_m": column("distance"),
        "speed_mps": _first_known(column("enhanced_speed"), column("speed")),
        "hr_bpm": heart,
        "cadence_spm": both_feet(cadence, sport, problems),
        "power_w": power,
        "vertical_oscillation_mm": column("vertical_oscillation"),
        "stance_time_ms": column("stance_time"),
        "temperature_c": column("temperature"),
    }


def _first_known(better: FloatColumn, other: FloatColumn) -> FloatColumn:
    return np.where(np.isnan(better), other, better)


def _laps(span: _Span, first: float) -> tuple[Lap, ...]:
    return tuple(
        Lap(
            start_s=start - first,
            duration_s=_number(values, "total_timer_time", "total_elapsed_time"),
            distance_m=_number(values, "total_distance"),
            name=_text(values, "lap_trigger"),
            intensity=_text(values, "intensity"),
        )
        for start, values in span.laps
    )


def _warm_up_min(laps: tuple[Lap, ...]) -> float | None:
    """Minutes of the laps that the watch's workout calls its warm-up; None where it calls none so."""
    seconds = [lap.duration_s for lap in laps if lap.intensity == WARM_UP_INTENSITY and lap.duration_s]
    return sum(seconds) / S_PER_MIN if seconds else None


def _timer_events(span: _Span, first: float) -> tuple[TimerEvent, ...]:
    return tuple(
        TimerEvent(t_s=time - first, running=values.get("event_type") == "start") for time, values in span.events
    )


def _number(values: Mapping[str, Any], *names: str) -> float | None:
    found = (values.get(name) for name in names)
    return next((float(value) for value in found if isinstance(value, int | float)), None)


def _text(values: Mapping[str, Any], name: str) -> str | None:
    value = values.get(name)
    return value if isinstance(value, str) else None
