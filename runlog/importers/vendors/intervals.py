"""intervals.icu's activities as JSON: read as the table that they are."""

import csv
import io
import re
from typing import Any, Final

from runlog.errors import SkipFileError
from runlog.importers import ids
from runlog.importers.importer import ByteStream, Contents
from runlog.importers.options import Context
from runlog.importers.tables.reader import TableImporter
from runlog.importers.tables.vendors import INTERVALS
from runlog.importers.vendors.documents import ForwardImporter, starts_with_key, whole_document

_KEYS: Final = re.compile(rb'"start_date_local"')


class IntervalsImporter(ForwardImporter):
    """Reads a list of activities, or one."""

    id = ids.INTERVALS
    format = INTERVALS.format

    def identify(self, head: bytes, name: str) -> bool:
        """Whether the first bytes name a local start as intervals.icu does."""
        del name
        return starts_with_key(head, _KEYS)

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The activities of a list."""
        document = whole_document(stream)
        rows = [one for one in (document if isinstance(document, list) else [document]) if isinstance(one, dict)]
        if not rows:
            raise SkipFileError("a list without any activity")
        names = list(dict.fromkeys(key for row in rows for key in row))
        table = io.StringIO(newline="")
        writer = csv.writer(table)
        writer.writerow(names)
        writer.writerows([_cell(row.get(key)) for key in names] for row in rows)
        return TableImporter(INTERVALS).read_stream(
            io.BytesIO(table.getvalue().encode("utf-8", "replace")), name, context
        )


def _cell(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)
