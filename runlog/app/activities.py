"""The activities frame in the forms that other programs read."""

import io
import math
from typing import Any

import pandas as pd

from runlog.distribution import install_hint
from runlog.errors import UsageError
from runlog.frame.activities import ACTIVITIES, GROUND_COLUMNS
from runlog.messages import Message, Speech
from runlog.render.visible import FORMULA_STARTS

FORMAT_VERSION = 1


def plain(value: Any) -> Any:
    """A cell as JSON knows it: missing is None, times are ISO 8601."""
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.isoformat() if isinstance(value, pd.Timestamp) else value


def activities_document(activities: pd.DataFrame) -> dict[str, Any]:
    """Every column of every activity; missing values are null."""
    rows = [{name: plain(value) for name, value in row.items()} for row in activities.to_dict("records")]
    return {"format_version": FORMAT_VERSION, "activities": rows}


def activities_csv(activities: pd.DataFrame) -> str:
    """CSV with all columns; a cell that a spreadsheet would run as a formula gets an apostrophe before it."""
    safe = activities.copy()
    for column in ACTIVITIES.columns:
        if column.dtype == "str":
            starts = safe[column.name].str.lstrip(" ").str.startswith(FORMULA_STARTS, na=False)
            safe[column.name] = safe[column.name].where(~starts, "'" + safe[column.name])
    return safe.to_csv(index=False)


def activities_parquet(activities: pd.DataFrame) -> bytes:
    """Parquet with all columns.

    Raises:
        UsageError: the extra `parquet` is not installed.
    """
    buffer = io.BytesIO()
    try:
        activities.to_parquet(buffer, index=False)
    except ImportError:
        raise UsageError(f"Parquet needs the extra `parquet`: {install_hint('parquet')}") from None
    return buffer.getvalue()


def activity_rows(activities: pd.DataFrame, speech: Speech) -> tuple[list[str], list[list[str]]]:
    """Heading and rows of the short table for a terminal; what is not recorded is an empty cell."""
    names = ("date", "start", "sport", "distance", "time", "ground", "id", "title")
    heading = [speech.say(Message.of(f"told.runs.{name}")) for name in names]
    return heading, [_row(row, speech) for row in activities.to_dict("records")]


def _row(row: dict[Any, Any], speech: Speech) -> list[str]:
    start, distance, seconds = row["start_local"], plain(row["distance_m"]), plain(row["duration_s"])
    shares = {ground.value: value for ground, name in GROUND_COLUMNS.items() if (value := plain(row[name]))}
    return [
        f"{start:%Y-%m-%d}",
        "" if row["date_only"] else f"{start:%H:%M}",
        row["sport"],
        "" if distance is None else speech.distance(distance),
        "" if seconds is None else speech.duration(seconds),
        max(shares, key=lambda name: shares[name]) if shares else "",
        row["id"],
        plain(row["title"]) or "",
    ]
