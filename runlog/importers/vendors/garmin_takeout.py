"""Garmin's account takeout: the summaries of all activities, with the shoes of the gear list beside them.

Raw units: distances and heights in centimetres, times in milliseconds. `startTimeLocal` is the runner's wall clock
written as if it were UTC.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from runlog.errors import SkipFileError
from runlog.importers import ids
from runlog.importers.importer import ByteStream, Contents
from runlog.importers.options import Context, Sibling
from runlog.importers.tables.dates import When
from runlog.importers.tables.session import Session
from runlog.importers.vendors.documents import (
    ForwardImporter,
    child,
    contents_of,
    number,
    positive,
    starts_with_key,
    text,
)
from runlog.importers.vendors.json_stream import objects_of
from runlog.units import CM_PER_M, S_PER_MIN
from runlog.words.sports import sport_in_words

ARRAY: Final = "summarizedActivitiesExport"
GEAR_ENDING: Final = "_gear.json"
MS_PER_S: Final = 1000.0
LATEST_MS: Final = 253_402_300_800_000.0
"""The first millisecond of the year 10000, which no clock of ours can tell."""
MAX_OFFSET_MIN: Final = 14 * 60
_KEYS: Final = re.compile(rb'"summarizedActivitiesExport"')
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class GarminTakeoutImporter(ForwardImporter):
    """Reads `*summarizedActivities.json`, object by object, however long it is."""

    id = ids.GARMIN_TAKEOUT
    format = "Garmin takeout"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first bytes name the array of summaries."""
        del name
        return starts_with_key(head, _KEYS)

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The activities of a page of summaries; the parent of a multisport activity is left out for its parts."""
        del name
        shoes = _shoes(context.sibling)
        sessions, parents, undated = [], 0, 0
        for summary in objects_of(stream, ARRAY):
            if summary.get("parent") is True:
                parents += 1
            elif session := _session(summary, shoes):
                sessions.append(session)
            else:
                undated += 1
        if not sessions:
            raise SkipFileError("a list of summaries without any activity")
        said = [f"{parents} multisport activities told by their parts"] if parents else []
        said += [f"{undated} summaries without a start left out"] if undated else []
        return contents_of(sessions, context.options.tz, said)


def _session(summary: Mapping[str, Any], shoes: Mapping[str, str]) -> Session | None:
    start_ms = number(summary.get("startTimeGmt")) or number(summary.get("beginTimestamp"))
    if start_ms is None or not 0 < start_ms < LATEST_MS:
        return None
    kind = summary.get("activityType")
    word = text(kind) or text(child(kind, "typeKey")) or text(summary.get("sportType")) or "unknown"
    return Session(
        sport=sport_in_words(word),
        when=When(_EPOCH + timedelta(milliseconds=start_ms)),
        utc_offset_min=_offset_min(start_ms, number(summary.get("startTimeLocal"))),
        distance_m=positive(summary.get("distance"), 1 / CM_PER_M),
        duration_s=positive(summary.get("duration"), 1 / MS_PER_S),
        moving_s=positive(summary.get("movingDuration"), 1 / MS_PER_S),
        ascent_m=_centimetres(summary.get("elevationGain")),
        descent_m=_centimetres(summary.get("elevationLoss")),
        avg_hr_bpm=positive(summary.get("avgHr")),
        max_hr_bpm=positive(summary.get("maxHr")),
        avg_cadence_spm=positive(summary.get("avgDoubleCadence")) or positive(summary.get("avgRunCadence")),
        title=text(summary.get("name")),
        notes=text(summary.get("description")),
        shoe=shoes.get(str(summary.get("activityId"))),
    )


def _offset_min(start_ms: float, local_ms: float | None) -> float | None:
    if local_ms is None:
        return None
    minutes = round((local_ms - start_ms) / MS_PER_S / S_PER_MIN)
    return float(minutes) if abs(minutes) <= MAX_OFFSET_MIN else None


def _centimetres(value: Any) -> float | None:
    told = number(value)
    return told / CM_PER_M if told is not None and told >= 0 else None


def _shoes(sibling: Sibling) -> Mapping[str, str]:
    """Activity id → name of the gear worn, from the gear list in the same folder."""
    data = sibling(GEAR_ENDING)
    try:
        document = json.loads(data) if data else None
    except (ValueError, RecursionError):
        return {}
    pages = document if isinstance(document, list) else [document]
    found: dict[str, str] = {}
    for page in pages:
        names = {
            str(gear.get("gearPk")): text(gear.get("displayName")) or text(gear.get("customMakeModel"))
            for gear in child(page, "gearDTOS") or ()
            if isinstance(gear, dict)
        }
        for key, activities in (child(page, "gearActivityDTOs") or {}).items():
            name = names.get(str(key))
            found |= {str(one.get("activityId")): name for one in activities if name and isinstance(one, dict)}
    return found
