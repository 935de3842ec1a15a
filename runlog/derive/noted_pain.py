"""The diary with the pain that activities' notes tell: a mark in the notes is an entry of that run."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from runlog.frame.diary import DIARY
from runlog.model import Kind
from runlog.words.places import is_back

if TYPE_CHECKING:
    from runlog.derive.pain_marks import PainMark

_WORTH_A_LOOK: Final = re.compile(
    r"(?i)(?:pain|nrs|douleur|back|lumbar|lws|sciatica|ischias|r[uü]e?cken|kreuz|mal\s+de\s+dos|schmerz|weh\b)"
)
"""Notes without such a word, or without a digit, hold no mark."""
_EXERCISES: Final = frozenset({Kind.STRENGTH.value, Kind.MOBILITY.value})
_ASKED: Final = ("date", "time", "before_after", "place", "pain_0_10", "leg_pain_0_10")
_OF_ACTIVITY: Final = ("id", "kind", "sport", "start_local", "date_only", "duration_s", "notes")
_LAST_MINUTE: Final = "23:59"
_Row = dict[Any, Any]


def with_noted_pain(diary: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    """The DIARY frame with the pain marks of ACTIVITIES' notes as rows of their own, in order of days.

    Such a row names its activity in `from_activity`, is marked before or after where it is a run's, and holds the
    notes. The runner's own line wins: what it tells of that run is not told a second time. Neither frame is changed.
    """
    notes = activities["notes"]
    if not notes.notna().any():
        return diary
    told = activities.loc[notes.str.contains(_WORTH_A_LOOK, na=False) & activities["start_local"].notna()]
    told = told.loc[told["notes"].str.contains(r"\d", na=False)]
    if told.empty:
        return diary
    own: dict[Any, list[_Row]] = {}
    for line in diary.loc[diary["date"].isin(told["start_local"].dt.normalize()), list(_ASKED)].to_dict("records"):
        own.setdefault(line["date"].date(), []).append(line)
    rows = [
        row
        for activity in told[list(_OF_ACTIVITY)].to_dict("records")
        for row in _rows_of(activity, own.get(activity["start_local"].date(), ()))
    ]
    if not rows:
        return diary
    noted = DIARY.conform(pd.DataFrame(rows))
    # Stable: the lines of a day keep their order, and the notes come after them.
    return pd.concat([diary, noted], ignore_index=True).sort_values("date", kind="stable", ignore_index=True)


def _rows_of(activity: _Row, own: Sequence[_Row]) -> list[_Row]:
    # The words take longer to compile than all notes take to read: most logs have no use for them.
    from runlog.derive.pain_marks import pain_marks

    start = activity["start_local"].to_pydatetime()
    marks = pain_marks(activity["notes"], exercises=activity["kind"] in _EXERCISES)
    rows = [row for mark in marks if (row := _row(mark, activity, start, own))]
    if rows:
        rows[-1]["note"] = " ".join(activity["notes"].split())
    return rows


def _row(mark: "PainMark", activity: _Row, start: datetime, own: Sequence[_Row]) -> _Row | None:
    run = activity["kind"] == Kind.RUN.value
    time = None if activity["date_only"] else _clock(mark, activity, start)
    lines = [line for line in own if _is_of(line, mark, activity, start)]
    pain = None if _tells(lines, "pain_0_10", mark) else mark.pain_0_10
    leg = None if _tells(lines, "leg_pain_0_10", mark) else mark.leg_pain_0_10
    if pain is None and leg is None:
        return None
    return {
        "date": pd.Timestamp(start.date()),
        "time": time,
        "pain_0_10": pain,
        "leg_pain_0_10": leg,
        "place": mark.place,
        "before_after": mark.when if run else None,
        "after_activity": None if run or mark.when == "before" else activity["sport"],
        "from_activity": activity["id"],
    }


def _clock(mark: "PainMark", activity: _Row, start: datetime) -> str:
    """When the pain was felt: at the start, or at the end of an activity that ends before midnight."""
    if mark.when == "before":
        return f"{start:%H:%M}"
    seconds = activity["duration_s"]
    end = start + timedelta(seconds=seconds if seconds == seconds else 0)  # noqa: PLR0124 (NaN is not itself)
    return f"{end:%H:%M}" if end.date() == start.date() else _LAST_MINUTE


def _is_of(line: _Row, mark: "PainMark", activity: _Row, start: datetime) -> bool:
    """Whether a diary line of the day may tell of the same moment as the mark; where that is open, it does."""
    marked, time = _text(line["before_after"]), _text(line["time"])
    if marked and marked != mark.when:
        return False
    if activity["date_only"] or not time:
        return True
    early = time <= f"{start:%H:%M}"
    return early if mark.when == "before" else not early


def _tells(lines: Sequence[_Row], column: str, mark: "PainMark") -> bool:
    same = [line for line in lines if is_back(_text(line["place"])) == is_back(mark.place)]
    return any(line[column] == line[column] for line in same)


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else ""
