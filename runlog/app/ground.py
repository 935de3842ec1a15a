"""A map added to a log."""

from pathlib import Path

from runlog.app.today import today_of
from runlog.errors import ReadError, UsageError
from runlog.library import Progress
from runlog.library.map_adding import MapResult, add_map


def add_map_to(log: Path, extract: Path, progress: Progress | None = None) -> MapResult:
    """Read the map where the log's tracks are and match them; raises `UsageError` with what to do."""
    if not extract.is_file():
        raise UsageError(f"{extract}: no such map; name a regional extract such as region.osm.pbf")
    try:
        return add_map(log, extract, today=today_of(log), progress=progress)
    except ReadError as error:
        raise UsageError(str(error)) from None
