"""The importers, in the order in which they are asked."""

from typing import Final

from runlog.importers.fit import FitImporter
from runlog.importers.gpx import GpxImporter
from runlog.importers.importer import Importer
from runlog.importers.runs_csv import RunsCsvImporter
from runlog.importers.tcx import TcxImporter

IMPORTERS: Final[tuple[Importer, ...]] = (FitImporter(), GpxImporter(), TcxImporter(), RunsCsvImporter())
