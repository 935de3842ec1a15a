"""Diary tables: recognised among exports, so that none is taken for training or called broken.

What they hold is read by `runlog.library.diary_sources`, when `runlog import` takes it into a log's diary.
"""

import csv
import re
from collections.abc import Sequence
from typing import Final, Literal, NoReturn

from runlog.errors import SkipFileError
from runlog.frame.diary import WRITTEN_COLUMNS
from runlog.importers import ids
from runlog.importers.tables.grid import decode_head
from runlog.words.diary_headings import known_column, plain_name

TableKind = Literal["long", "wellness", "calendar", "diary"]

A_DIARY: Final = "a pain diary, not a training record: runlog import FILE --into LOG takes it into the diary"
FORMATS: Final[dict[TableKind, str]] = {
    "long": "diary table (date, category, value)",
    "wellness": "intervals.icu wellness",
    "calendar": "intervals.icu calendar",
    "diary": "diary table",
}
LONG_DATE: Final = frozenset({"date", "datum", "day", "tag", "datetime", "date_time", "timestamp", "zeitpunkt"})
LONG_CATEGORY: Final = frozenset(
    {"category", "kategorie", "type", "typ", "item", "metric", "measure", "symptom", "tracker", "merkmal"}
)
LONG_VALUE: Final = frozenset(
    {"value", "wert", "score", "level", "intensity", "rating", "severity", "amount", "menge", "stärke", "staerke"}
)
_TRAINING: Final = frozenset(
    {"sport", "distance", "distance_km", "distance_mi", "duration", "elapsed_time", "moving_time", "start_date_local",
     "activity_type", "distanz", "dauer", "strecke"}
)  # fmt: skip
_WELLNESS: Final = frozenset(
    {"soreness", "fatigue", "stress", "mood", "motivation", "injury", "hydration", "hydrationvolume", "sleepsecs",
     "sleepscore", "sleepquality", "restinghr", "hrv", "readiness", "comments"}
)  # fmt: skip
_WELLNESS_OWN: Final = frozenset({"soreness", "injury", "hydrationvolume", "sleepsecs", "restinghr"})
_WELLNESS_LEAST: Final = 3
_OWN_COLUMNS_LEAST: Final = 3
_PAINS: Final = frozenset({"pain_0_10", "leg_pain_0_10"})
_CALENDAR: Final = frozenset({"category", "start_date_local", "end_date_local"})
_KEY: Final = re.compile(r'"([A-Za-z_]\w*)"\s*:')


class DiaryTableImporter:
    """Claims diary tables and skips them: they hold no training."""

    id = ids.DIARY_TABLE
    format = "diary table"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first bytes are those of a diary table."""
        del name
        return table_kind(head) is not None

    def read(self, data: bytes, name: str) -> NoReturn:
        """Nothing of it is training.

        Raises:
            SkipFileError: always; the text says how it comes into the diary.
        """
        del data, name
        raise SkipFileError(A_DIARY)


def table_kind(head: bytes) -> TableKind | None:
    """Which kind of diary table a file with these first bytes is; None where it is none."""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        keys = _KEY.findall(head.decode("utf-8", errors="replace"))
        return _json_kind({key.casefold() for key in keys})
    text = decode_head(head)
    first = next((line for line in text.splitlines() if line.strip() and not line.casefold().startswith("sep=")), "")
    return _kind(first) if first else None


def _json_kind(names: set[str]) -> TableKind | None:
    if names >= _CALENDAR:
        return "calendar"
    return "wellness" if _is_wellness(names) else None


def _kind(header: str) -> TableKind | None:
    for separator in ",;\t":
        cells = next(csv.reader([header], delimiter=separator), [])
        names = {plain_name(cell) for cell in cells}
        if names >= _CALENDAR:
            return "calendar"
        if len(names) < len({"date", "value"}) or names & _TRAINING:
            continue
        if _is_wellness(names):
            return "wellness"
        if names & LONG_DATE and names & LONG_CATEGORY and names & LONG_VALUE:
            return "long"
        if _is_diary(cells):
            return "diary"
    return None


def _is_wellness(names: set[str]) -> bool:
    found = names & _WELLNESS
    day = bool(names & {"id", "date"}) and not names & {"start_date_local", "elapsed_time", "moving_time"}
    return day and len(found) >= _WELLNESS_LEAST and bool(found & _WELLNESS_OWN)


def _is_diary(cells: Sequence[str]) -> bool:
    columns = {column for cell in cells if (column := known_column(cell))}
    if "date" not in columns:
        return False
    exact = {name for cell in cells if (name := plain_name(cell)) in WRITTEN_COLUMNS}
    return bool(columns & _PAINS) or len(exact) >= _OWN_COLUMNS_LEAST
