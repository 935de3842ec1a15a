"""FIT files, as watches write them, decoded by fitparse."""

from typing import TYPE_CHECKING, Final

from runlog.errors import ReadError, SkipFileError
from runlog.importers import ids
from runlog.importers.fit_activity import build_recordings
from runlog.importers.fit_container import FIT_MAGIC, split_parts
from runlog.importers.fit_messages import FitContents, decode
from runlog.importers.importer import Contents

if TYPE_CHECKING:
    from runlog.model import Recording

_ACTIVITY: Final = "activity"
_KINDS: Final = {
    "device": "a description of the device",
    "settings": "the watch's settings",
    "sport": "a sport's settings",
    "workout": "a planned workout",
    "course": "a course to follow",
    "schedules": "a schedule of workouts",
    "weight": "weight measurements",
    "totals": "the watch's totals",
    "goals": "goals",
    "blood_pressure": "blood pressure measurements",
    "monitoring_a": "all-day monitoring",
    "monitoring_b": "all-day monitoring",
    "monitoring_daily": "all-day monitoring",
    "activity_summary": "a summary without the activity",
    "segment": "a segment",
    "segment_list": "a list of segments",
    "exd_configuration": "a display's configuration",
}

_STRAP: Final = "the heart rate that a chest strap stored by itself (hr messages) is not used"


class FitImporter:
    """Reads `.fit`: chained files, multisport sessions as activities of their own, broken files up to the break."""

    id = ids.FIT
    format = "FIT"

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the FIT signature stands in the header."""
        del name
        return head[8:12] == FIT_MAGIC

    def read(self, data: bytes, name: str) -> Contents:
        """The recordings of a FIT file.

        Raises:
            SkipFileError: it is a FIT file of another kind (settings, workout, monitoring, course, …).
            ReadError: nothing can be decoded, or there is no time in it.
        """
        del name
        recordings: list[Recording] = []
        warnings: list[str] = []
        refused: Exception | None = None
        for part in split_parts(data):
            contents = None
            try:
                contents = decode(part.data)
                warnings += [_STRAP] if contents.of("hr") else []
                _refuse_other_kinds(contents)
                found, problems = build_recordings(contents)
            except (SkipFileError, ReadError) as error:
                refused = refused or error
                left_out = [] if contents and contents.of("hr") else [f"a chained part was left out: {error}"]
                warnings += [*part.problems, *left_out]
                continue
            recordings += found
            warnings += [*part.problems, *contents.problems, *problems]
        if not recordings and refused:
            raise refused
        return Contents(tuple(recordings), tuple(dict.fromkeys(warnings)))


def _refuse_other_kinds(contents: FitContents) -> None:
    kinds = [values["type"] for values in contents.of("file_id") if "type" in values]
    if kinds and _ACTIVITY not in kinds:
        kind = _KINDS.get(kinds[0], f"a FIT file of type {kinds[0]}")
        raise SkipFileError(f"{kind}, not a training record")
    if not contents.rows and not contents.of("session"):
        if kinds:
            raise SkipFileError("a FIT activity without any sample or session, nothing was recorded")
        raise SkipFileError("a FIT file without any activity")
