"""The Suunto app's JSON of one activity: its header; the FIT export of the same activity holds the samples."""

import re
from datetime import datetime
from typing import Any, Final

from runlog.errors import ReadError, SkipFileError
from runlog.importers import ids
from runlog.importers.importer import ByteStream, Contents
from runlog.importers.options import Context
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
    whole_document,
)
from runlog.words.sports import sport_in_words

_KEYS: Final = re.compile(rb'"DeviceLog"')
_SPORTS: Final = {3: "running", 4: "cycling", 5: "cycling", 6: "swimming", 11: "hiking", 12: "walking",
                  82: "trail_running"}  # fmt: skip
"""Numbers of the older Movescount list, which the app kept; any other number is left unknown and named."""


class SuuntoImporter(ForwardImporter):
    """Reads `DeviceLog.Header`: SI units throughout."""

    id = ids.SUUNTO
    format = "Suunto JSON"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first bytes name the device's log."""
        del name
        return starts_with_key(head, _KEYS)

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The activity of a log's header."""
        del name
        header = child(whole_document(stream), "DeviceLog", "Header")
        if not isinstance(header, dict) or not text(header.get("DateTime")):
            raise SkipFileError("a Suunto document without an activity")
        try:
            start = datetime.fromisoformat(header["DateTime"])
        except ValueError:
            raise ReadError("its start is no time: export it again") from None
        sport, said = _sport(header)
        session = Session(
            sport=sport,
            when=When(start),
            distance_m=positive(header.get("Distance")),
            duration_s=positive(header.get("Duration")),
            ascent_m=number(header.get("Ascent")),
            descent_m=number(header.get("Descent")),
        )
        return contents_of((session,), context.options.tz, said, utc=False)


def _sport(header: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    word, kind = text(header.get("Activity")), header.get("ActivityType")
    if word:
        return sport_in_words(word), ()
    if kind in _SPORTS:
        return _SPORTS[kind], ()
    return "unknown", (f"its activity type {str(kind)[:20]} is not known here: sport left unknown",)
