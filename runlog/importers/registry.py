"""The importers, in the order in which they are asked."""

from typing import Final

from runlog.importers.fit import FitImporter
from runlog.importers.gpx import GpxImporter
from runlog.importers.importer import Importer
from runlog.importers.options import ReadOptions
from runlog.importers.runs_csv import RunsCsvImporter
from runlog.importers.tcx import TcxImporter

IMPORTERS: Final[tuple[Importer, ...]] = (FitImporter(), GpxImporter(), TcxImporter(), RunsCsvImporter())


def importer_for(head: bytes, name: str, options: ReadOptions) -> Importer | None:
    """The first importer that recognises a file by its first bytes; None where none does."""
    del options
    return next((entry for entry in IMPORTERS if entry.identify(head, name)), None)
