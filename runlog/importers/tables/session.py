"""One row of a vendor's table, typed, and the recording that it makes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from runlog.importers import cells as handmade
from runlog.importers.tables.cells import is_missing, plain, read_clock
from runlog.importers.tables.dates import When, read_when
from runlog.importers.tables.decide import Decisions
from runlog.importers.tables.flavour import Flavour
from runlog.model import Activity, Ground, GroundBasis, Kind, Recording
from runlog.sports import kind_of
from runlog.units import S_PER_MIN
from runlog.words.ground import SPORT_GROUND, parse_ground
from runlog.words.sports import sport_in_words

if TYPE_CHECKING:
    import pandas as pd

FASTEST_MPS: Final = 20.0
HOURS_BELOW: Final = 6
"""As in `runs.csv`: a clock of two parts is hours and minutes where minutes would be a bullet's pace."""
_NUMBERS: Final = (
    "distance_m", "moving_s", "elapsed_s", "ascent_m", "descent_m", "avg_hr_bpm", "max_hr_bpm", "avg_cadence_spm",
    "avg_vertical_oscillation_mm", "effort_1_10", "dirt_m", "warm_up_min",
)  # fmt: skip
_ABOVE_ZERO: Final = frozenset({"avg_hr_bpm", "max_hr_bpm", "avg_cadence_spm", "effort_1_10"})
"""Fields in which zero means not recorded: a heart beats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session as a vendor's table or summary tells it, in SI units; None is not recorded."""

    sport: str
    when: When
    sub_sport: str | None = None
    utc_offset_min: float | None = None
    distance_m: float | None = None
    duration_s: float | None = None
    moving_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    avg_hr_bpm: float | None = None
    max_hr_bpm: float | None = None
    avg_cadence_spm: float | None = None
    avg_vertical_oscillation_mm: float | None = None
    effort_1_10: float | None = None
    warm_up_min: float | None = None
    dirt_m: float | None = None
    ground: str | None = None
    title: str | None = None
    notes: str | None = None
    shoe: str | None = None
    device: str | None = None
    recorded_in: str | None = None


def read_session(row: Mapping[str, str], flavour: Flavour, decisions: Decisions) -> tuple[Session, tuple[str, ...]]:
    """The session of a row, and the fields whose cells could not be read.

    Raises:
        ValueError: it has no date or no sport; the text says so.
    """
    sport = sport_in_words(row["sport"]) if row.get("sport") else flavour.sport
    if not sport:
        raise ValueError("no sport")
    values: dict[str, Any] = {}
    unread: list[str] = []
    for field in _NUMBERS:
        cell = row.get(field, "")
        if is_missing(cell):
            continue
        try:
            value = _time(cell, field, decisions) if field.endswith("_s") else decisions.number(field, cell)
        except ValueError:
            unread.append(field)
            continue
        if value > 0 or (value == 0 and field not in _ABOVE_ZERO):
            values[field] = value
    elapsed = values.pop("elapsed_s", None)
    duration = _duration(row.get("duration_s", ""), values.get("distance_m"), flavour, decisions, unread)
    values["duration_s"] = elapsed if duration is None else duration
    notes = [text for name in ("notes", "private_notes") if not is_missing(text := row.get(name, ""))]
    values |= {name: _word(row, name) for name in ("title", "shoe", "device", "recorded_in", "ground")}
    sub_sport = sport_in_words(row["sub_sport"]) if _word(row, "sub_sport") else None
    session = Session(
        sport=sport,
        sub_sport=sub_sport,
        when=_when(row, decisions),
        utc_offset_min=_offset(row.get("offset", "")),
        notes="\n".join(dict.fromkeys(notes)) or None,
        **values,
    )
    return session, tuple(unread)


def to_recording(session: Session, samples: "pd.DataFrame", *, utc: bool = False, tz: str | None = None) -> Recording:
    """The recording of a session: without samples of its own unless they are given.

    `utc`: a naive time is UTC, else the runner's wall clock, in the zone `tz` where the user tells it.
    """
    kind = kind_of(session.sport, session.sub_sport)
    on_foot = kind in (Kind.RUN, Kind.WALK)
    shares, basis = _ground(session) if on_foot else ({}, None)
    activity = Activity(
        sport=session.sport,
        sub_sport=session.sub_sport,
        **_times(session, utc=utc, tz=tz),
        distance_m=session.distance_m,
        duration_s=session.duration_s,
        moving_s=session.moving_s or None,
        ascent_m=session.ascent_m,
        descent_m=session.descent_m,
        avg_hr_bpm=session.avg_hr_bpm,
        max_hr_bpm=session.max_hr_bpm,
        avg_cadence_spm=session.avg_cadence_spm,
        avg_vertical_oscillation_mm=session.avg_vertical_oscillation_mm,
        effort_1_10=session.effort_1_10,
        title=session.title,
        notes=session.notes,
        shoe=session.shoe if on_foot else None,
        device=session.device,
        ground=shares,
        ground_basis=basis,
        warm_up_min=session.warm_up_min,
    )
    return Recording(activity=activity, samples=samples, recorded_in=session.recorded_in)


def _times(session: Session, *, utc: bool, tz: str | None) -> dict[str, Any]:
    time = session.when.time
    if session.when.date_only:
        return {"start_local": time.replace(tzinfo=None), "date_only": True}
    if time.tzinfo is None and utc:
        time = time.replace(tzinfo=UTC)
    if time.tzinfo is not None:
        offset = time.utcoffset()
        told = session.utc_offset_min
        # A time in UTC itself tells nothing about where the runner was.
        if told is None and offset:
            told = offset.total_seconds() / S_PER_MIN
        return {
            "start_utc": time.astimezone(UTC),
            "utc_offset_min": told,
            "offset_basis": None if told is None else "file",
        }
    if session.utc_offset_min is not None:
        return {"start_local": time, "utc_offset_min": session.utc_offset_min, "offset_basis": "file"}
    if tz:
        aware = time.replace(tzinfo=ZoneInfo(tz)).utcoffset()
        minutes = aware.total_seconds() / S_PER_MIN if aware else 0.0
        return {"start_local": time, "utc_offset_min": minutes, "offset_basis": "settings"}
    return {"start_local": time}


def _ground(session: Session) -> tuple[Mapping[Ground, float], GroundBasis | None]:
    if session.ground and (shares := parse_ground(session.ground)):
        return shares, "note"
    named = SPORT_GROUND.get(session.sub_sport or "") or SPORT_GROUND.get(session.sport)
    if named:
        return {named: 1.0}, "device"
    if session.dirt_m and session.distance_m:
        # The vendor's "dirt" is any unpaved way, gravel in its German table: the harder of what it may be.
        return {Ground.GRAVEL: min(1.0, session.dirt_m / session.distance_m)}, "vendor"
    return {}, None


def _when(row: Mapping[str, str], decisions: Decisions) -> When:
    cell = row.get("start", "")
    if is_missing(cell):
        raise ValueError("no date")
    try:
        when = read_when(cell, decisions.order)
        if when.date_only and not is_missing(row.get("clock", "")):
            return When(datetime.combine(when.time.date(), handmade.read_clock_time(row["clock"])))
    except (ValueError, OverflowError):
        raise ValueError(f"{cell[:40]!r} is no date and time") from None
    return when


def _duration(
    cell: str, distance_m: float | None, flavour: Flavour, decisions: Decisions, unread: list[str]
) -> float | None:
    if is_missing(cell):
        return None
    try:
        if flavour.loose_clock and (":" in cell or any(char.isalpha() for char in cell)):
            return handmade.read_duration(plain(cell), distance_m, FASTEST_MPS, HOURS_BELOW)
        value = _time(cell, "duration_s", decisions)
    except ValueError:
        unread.append("duration_s")
        return None
    return value if value >= 0 else None


def _time(cell: str, field: str, decisions: Decisions) -> float:
    clock = read_clock(cell)
    return decisions.number(field, cell) if clock is None else clock


def _offset(cell: str) -> float | None:
    """Minutes of an offset such as `+02:00`; None for anything else."""
    try:
        offset = None if is_missing(cell) else datetime.strptime(cell.strip(), "%z").utcoffset()
    except ValueError:
        return None
    return offset.total_seconds() / S_PER_MIN if offset is not None else None


def _word(row: Mapping[str, str], name: str) -> str | None:
    text = row.get(name, "").strip()
    return None if is_missing(text) else text
