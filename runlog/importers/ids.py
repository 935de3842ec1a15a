"""Names and versions of the readers, known without importing any of them.

A version is raised whenever the same bytes would read differently: the cache then decodes them anew.
"""

from importlib.util import find_spec
from typing import Final

FIT: Final = "fit-numpy/2"
GPX: Final = "gpx-columns/2"
TCX: Final = "tcx-columns/2"
RUNS_CSV: Final = "runs-csv/2"
ZIP: Final = "zip/2"
TAR: Final = "tar/1"
TABLE: Final = "table/3"
GARMIN_TAKEOUT: Final = "garmin-takeout/2"
APPLE_HEALTH: Final = "apple-health/2"
POLAR: Final = "polar-takeout/3"
SUUNTO: Final = "suunto-json/2"
INTERVALS: Final = "intervals-json/4"
DIARY_TABLE: Final = "diary-table/1"
WORKBOOK: Final = "xlsx-calamine/1" if find_spec("python_calamine") else "xlsx-without-extra/1"
"""Another name without the extra, so that a spreadsheet refused for lack of it is read once it is there."""

READER_IDS: Final = frozenset(
    {
        FIT,
        GPX,
        TCX,
        RUNS_CSV,
        ZIP,
        TAR,
        TABLE,
        GARMIN_TAKEOUT,
        APPLE_HEALTH,
        POLAR,
        SUUNTO,
        INTERVALS,
        DIARY_TABLE,
        WORKBOOK,
    }
)
"""The ids of all current readers."""
