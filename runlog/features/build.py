"""From the frames of a log to the `History` that rules ask."""

import math
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from runlog.clock import Week
from runlog.features.answer import Answer
from runlog.features.history import DiaryEntry, History, Session
from runlog.frame.activities import GROUND_COLUMNS
from runlog.frame.diary import DIARY
from runlog.model import Ground, Kind
from runlog.settings import Settings

_TIME: Final = re.compile(r"(\d{1,2})[:.](\d{2})")
_DATES: Final = frozenset({"date", "seen_on"})
_ANSWERS: Final = frozenset(
    name for name, field in DiaryEntry.__dataclass_fields__.items() if isinstance(field.default, Answer)
)
_SESSION_NUMBERS: Final = (
    "distance_m", "duration_s", "moving_s", "ascent_m", "descent_m", "avg_cadence_spm", "avg_vertical_oscillation_mm",
    "effort_1_10", "warm_up_min", "ground_tagged_share", "ground_inferred_share", "steep_descent_m", "running_min",
    "hard_running_min", "steps", "avg_stance_time_ms", "cadence_drift_spm", "vertical_oscillation_drift_mm",
    "stance_time_drift_ms",
)  # fmt: skip
_SESSION_TEXTS: Final = ("sub_sport", "title", "notes", "shoe", "ground_basis", "warm_up_basis")


def build_history(
    activities: pd.DataFrame, diary: pd.DataFrame, settings: Settings, *, week: Week | None, today: date
) -> History:
    """The history of a log as of one week; neither frame is changed.

    Args:
        activities: an ACTIVITIES frame; rows without a local start have no day and are left out.
        diary: a DIARY frame; rows without a date are left out.
        settings: the log's settings.
        week: the asked week; None is the newest ISO week up to `today` with an activity or a diary line, and
            the week of `today` for a log without any.
        today: rows dated later are left out.
    """
    sessions = [session for session in _sessions(activities) if session.day <= today]
    entries = [entry for entry in _entries(diary) if entry.day <= today]
    asked = week or Week.of(max((rows[-1].day for rows in (sessions, entries) if rows), default=today))
    as_of = min(asked.end, today)
    return History(
        week=asked,
        as_of=as_of,
        today=today,
        settings=settings,
        sessions=tuple(session for session in sessions if session.day <= as_of),
        diary=tuple(entry for entry in entries if entry.day <= as_of),
        diary_to_today=tuple(entries),
    )


def _sessions(frame: pd.DataFrame) -> list[Session]:
    """Sessions in order of local time."""
    columns: dict[str, list[Any]] = {name: _cells(frame, name) for name in _SESSION_NUMBERS + _SESSION_TEXTS}
    starts = _instants(frame, "start_local")
    ground = [(cls, _cells(frame, column)) for cls, column in GROUND_COLUMNS.items()]
    fixed = zip(
        starts, frame["id"].tolist(), frame["kind"].tolist(), frame["sport"].tolist(),
        frame["date_only"].tolist(), _cells(frame, "warm_up"), strict=True,
    )  # fmt: skip
    sessions = [
        Session(
            id=identity,
            day=start.date(),
            start_local=start,
            date_only=bool(date_only),
            kind=Kind(kind),
            sport=sport,
            ground=_shares(ground, row),
            warm_up=warm_up or "unknown",
            **{name: cells[row] for name, cells in columns.items()},
        )
        for row, (start, identity, kind, sport, date_only, warm_up) in enumerate(fixed)
        if start is not None
    ]
    return sorted(sessions, key=lambda session: session.start_local)


def _shares(columns: Iterable[tuple[Ground, list[float | None]]], row: int) -> Mapping[Ground, float]:
    return {cls: share for cls, cells in columns if (share := cells[row])}


def _entries(frame: pd.DataFrame) -> list[DiaryEntry]:
    """Diary entries in order of day, and of time within a day; a line without a time stays after the line above it."""
    names = [name for name in DIARY.names if name in frame.columns]
    # Most columns of most diaries are empty: only cells that hold something are touched.
    rows: list[dict[str, Any]] = [{} for _ in range(len(frame))]
    for name in names:
        cells = _instants(frame, name) if name in _DATES else _cells(frame, name)
        for row, cell in zip(rows, cells, strict=True):
            if cell is not None:
                row[name] = _field(name, cell)
    entries = [DiaryEntry(day=row.pop("date"), **row) for row in rows if "date" in row]
    return _in_order(entries)


def _field(name: str, cell: Any) -> Any:
    if name in _DATES:
        return cell.date()
    return Answer.of(str(cell), name) if name in _ANSWERS else cell


def _in_order(entries: list[DiaryEntry]) -> list[DiaryEntry]:
    keys: list[tuple[date, str]] = []
    latest: dict[date, str] = {}
    for entry in entries:
        match = _TIME.match(entry.time or "")
        if match:
            latest[entry.day] = f"{int(match[1]):02d}:{match[2]}"
        keys.append((entry.day, latest.get(entry.day, "")))
    order = sorted(range(len(entries)), key=keys.__getitem__)
    return [entries[i] for i in order]


def _cells(frame: pd.DataFrame, name: str) -> list[Any]:
    """A column as plain values; None is missing, and so is an empty text."""
    return [
        None if cell is None or cell == "" or (isinstance(cell, float) and math.isnan(cell)) else cell
        for cell in frame[name].tolist()
    ]


def _instants(frame: pd.DataFrame, name: str) -> list[datetime | None]:
    """A column of wall-clock times as datetimes; None is missing."""
    values: list[datetime | None] = frame[name].to_numpy("datetime64[us]").tolist()
    return values
