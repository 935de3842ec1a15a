"""FIT files, as watches write them: decoded by NumPy, or by fitparse apart where that fails."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from runlog.errors import ReadError, SkipFileError
from runlog.importers import fit_numpy, ids
from runlog.importers.fit_activity import build_recordings
from runlog.importers.fit_clean import clean_part
from runlog.importers.fit_container import FIT_MAGIC, FitPart, split_parts
from runlog.importers.fit_fallback import decode_apart
from runlog.importers.fit_heart import joined
from runlog.importers.fit_messages import FitContents
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
_CUT: Final = "cut short before the first sample: copy or export it again"


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
            ReadError: nothing can be decoded, there is no time in it, or a limit is passed.
        """
        del name
        recordings: list[Recording] = []
        warnings: list[str] = []
        refused: SkipFileError | ReadError | None = None
        chain = tuple(_decoded(data))
        # The heart rate of a strap often stands in parts of its own behind the recording.
        strap = joined(contents.strap for _, contents in chain if isinstance(contents, FitContents))
        for part, contents in chain:
            warnings += part.problems
            try:
                if isinstance(contents, ReadError):
                    raise contents
                _refuse_other_kinds(contents, part)
                found, problems = build_recordings(replace(contents, strap=strap))
            except (SkipFileError, ReadError) as error:
                refused = refused or error
                if isinstance(contents, ReadError) or not contents.strap:
                    warnings.append(f"a chained part was left out: {error}")
                continue
            recordings += found
            warnings += [*_told_once(contents, part), *problems]
        if not recordings and refused:
            raise refused
        return Contents(tuple(recordings), tuple(dict.fromkeys(warnings)))


def _decoded(data: bytes) -> Iterator[tuple[FitPart, FitContents | ReadError]]:
    """Each part of a chain with what it holds, or with the reason why it cannot be read.

    Raises:
        ReadError: it is no FIT file, or its parts hold more samples together than one may.
    """
    rows = 0
    for part in split_parts(data):
        try:
            contents = _contents(data, part)
        except ReadError as error:
            yield part, error
            continue
        rows += contents.rows
        if rows > fit_numpy.SAMPLES_MAX:
            raise ReadError(f"more than {fit_numpy.SAMPLES_MAX} samples: split the file")
        yield part, contents


def _contents(data: bytes, part: FitPart) -> FitContents:
    """What a part holds.

    Raises:
        ReadError: a limit is passed, or neither way of reading gives anything.
    """
    try:
        return fit_numpy.decode(data, part.begin, part.end)
    except ReadError:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it stumbles over, fitparse may still read the file)
        cleaned, problem = clean_part(data, part)
        contents = decode_apart(cleaned)
        said = f"read by fitparse, as the faster reader could not cope with it ({type(error).__name__})"
        return replace(contents, problems=(said, *([problem] if problem else []), *contents.problems))


def _told_once(contents: FitContents, part: FitPart) -> tuple[str, ...]:
    """The problems of the contents, without the break that every cut file ends in."""
    return () if part.cut_short and len(contents.problems) == 1 else contents.problems


def _refuse_other_kinds(contents: FitContents, part: FitPart) -> None:
    kinds = [values["type"] for values in contents.of("file_id") if "type" in values]
    if kinds and _ACTIVITY not in kinds:
        kind = _KINDS.get(kinds[0], f"a FIT file of type {kinds[0]}")
        raise SkipFileError(f"{kind}, not a training record")
    if contents.rows or contents.of("session"):
        return
    if part.cut_short or contents.problems:
        raise ReadError(_CUT)
    if kinds:
        raise SkipFileError("a FIT activity without any sample or session, nothing was recorded")
    raise SkipFileError("a FIT file without any activity")
