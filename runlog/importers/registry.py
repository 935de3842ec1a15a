"""The importers, in the order in which they are asked."""

from functools import lru_cache
from typing import Final

from runlog.importers.diary_tables import DiaryTableImporter
from runlog.importers.fit import FitImporter
from runlog.importers.gpx import GpxImporter
from runlog.importers.importer import Importer
from runlog.importers.options import ReadOptions
from runlog.importers.runs_csv import RunsCsvImporter
from runlog.importers.tables.garmin import GARMIN, GCEXPORT
from runlog.importers.tables.mapped import mapped_flavour
from runlog.importers.tables.reader import TableImporter
from runlog.importers.tables.strava import STRAVA, STRAVA_2018
from runlog.importers.tables.vendors import INTERVALS, POLAR_FLOW, RUNKEEPER, TRAININGPEAKS
from runlog.importers.tcx import TcxImporter
from runlog.importers.vendors.apple_health import AppleHealthImporter
from runlog.importers.vendors.garmin_takeout import GarminTakeoutImporter
from runlog.importers.vendors.intervals import IntervalsImporter
from runlog.importers.vendors.polar import PolarImporter
from runlog.importers.vendors.suunto import SuuntoImporter
from runlog.importers.workbook import WorkbookImporter

FLAVOURS: Final = (STRAVA, GARMIN, GCEXPORT, RUNKEEPER, POLAR_FLOW, TRAININGPEAKS, INTERVALS, STRAVA_2018)
"""The vendors' tables: those that require more stand before those that would take them too."""


def importer_for(head: bytes, name: str, options: ReadOptions) -> Importer | None:
    """The first importer that recognises a file by its first bytes; the user's own mapping goes before all of them."""
    mapped = _mapped(options)
    if mapped and mapped.identify(head, name):
        return mapped
    return next((entry for entry in IMPORTERS if entry.identify(head, name)), None)


@lru_cache(maxsize=4)
def _mapped(options: ReadOptions) -> TableImporter | None:
    flavour = mapped_flavour(options)
    return TableImporter(flavour) if flavour else None


IMPORTERS: Final[tuple[Importer, ...]] = (
    FitImporter(),
    GpxImporter(),
    TcxImporter(),
    *(TableImporter(flavour) for flavour in FLAVOURS),
    RunsCsvImporter(),
    GarminTakeoutImporter(),
    AppleHealthImporter(),
    PolarImporter(),
    SuuntoImporter(),
    DiaryTableImporter(),
    IntervalsImporter(),
    WorkbookImporter(importer_for),
)
