"""A vendor's table read: formats decided per column, rows made activities, mistaken units put right or refused."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from runlog.errors import ReadError
from runlog.frame.samples import no_samples
from runlog.importers import ids
from runlog.importers.importer import ByteStream, Contents
from runlog.importers.limits import ACTIVITIES_MAX, TABLE_BYTES_MAX
from runlog.importers.options import Context, ReadOptions
from runlog.importers.streams import Again
from runlog.importers.tables.decide import Decisions, decide
from runlog.importers.tables.flavour import Flavour
from runlog.importers.tables.grid import Row, decode, rows_of
from runlog.importers.tables.headers import fold
from runlog.importers.tables.recognise import Layout, recognise
from runlog.importers.tables.right import put_right
from runlog.importers.tables.session import Session, read_session, to_recording

HEAD_BYTES: Final = 16384
"""How much of a table is looked at for its header: Strava's German header alone has 2,500 bytes."""
NAMED_LINES: Final = 20
NAMED_COLUMNS: Final = 12
_COMMENT: Final = "#error#"


class TableImporter:
    """Reads the tables of one flavour."""

    id = ids.TABLE

    def __init__(self, flavour: Flavour) -> None:
        self._flavour = flavour
        self.format = flavour.format

    def identify(self, head: bytes, name: str) -> bool:
        """Whether one of the first lines has the headers that this flavour requires."""
        del name
        return recognise(head, self._flavour) is not None

    def read(self, data: bytes, name: str) -> Contents:
        """The activities of a whole table, as `read_stream`."""
        del name
        return self._read(data, Context().options)

    def read_stream(self, stream: ByteStream, name: str, context: Context) -> Contents:
        """The activities of a table, in its order.

        Raises:
            ReadError: no row can be used, days and months or units cannot be told apart, or it is too long.
        """
        del name
        return self._read(Again(stream).whole(TABLE_BYTES_MAX), context.options)

    def _read(self, data: bytes, options: ReadOptions) -> Contents:
        layout = recognise(data[:HEAD_BYTES], self._flavour)
        if layout is None:
            raise ReadError("its header line is longer than any table's: save it anew")
        text, warnings = decode(data)
        rows = [
            row for row in list(rows_of(text, layout.separator))[layout.header_row + 1 :]
            if not row.cells[0].startswith(_COMMENT)
        ]  # fmt: skip
        if len(rows) > ACTIVITIES_MAX:
            raise ReadError(f"more than {ACTIVITIES_MAX} activities in one table: split it by years")
        told = [(row.line, _cells(row, layout)) for row in rows[: self._flavour.rows_max]]
        kept, left_out = self._sort_out(told)
        decisions = decide([cells for _, cells in kept], layout, self._flavour, options)
        sessions, problems = _sessions(kept, self._flavour, decisions)
        if not sessions:
            raise ReadError(_nothing(problems, left_out))
        mended, said = put_right(sessions, decisions.assumed_units)
        recordings = tuple(to_recording(one, no_samples(), utc=self._flavour.utc, tz=options.tz) for one in mended)
        return Contents(
            recordings,
            (*warnings, *decisions.said, *said, *_counts(left_out), *problems, *_unused(layout, self._flavour)),
        )

    def _sort_out(
        self, rows: Sequence[tuple[int, Mapping[str, str]]]
    ) -> tuple[list[tuple[int, Mapping[str, str]]], Counter[str]]:
        left_out: Counter[str] = Counter()
        kept = []
        for line, cells in rows:
            reason = self._flavour.leave_out(cells)
            if reason:
                left_out[reason] += 1
            else:
                kept.append((line, cells))
        return kept, left_out


def _cells(row: Row, layout: Layout) -> dict[str, str]:
    return {field: row.cells[at].strip() if at < len(row.cells) else "" for field, at in layout.columns.items()}


def _sessions(
    rows: Sequence[tuple[int, Mapping[str, str]]], flavour: Flavour, decisions: Decisions
) -> tuple[list[Session], list[str]]:
    sessions, problems = [], []
    bad: Counter[str] = Counter()
    for line, cells in rows:
        try:
            session, unread = read_session(cells, flavour, decisions)
        except ValueError as error:
            problems.append(f"line {line}: {error}; the line was left out")
            continue
        sessions.append(session)
        bad.update(unread)
    if len(problems) > NAMED_LINES:
        problems = [*problems[:NAMED_LINES], f"and {len(problems) - NAMED_LINES} more lines"]
    return sessions, problems + [f"{field}: {count} cells could not be read" for field, count in bad.items()]


def _nothing(problems: Sequence[str], left_out: Counter[str]) -> str:
    if problems:
        return problems[0]
    return f"no session in it ({'; '.join(_counts(left_out))})" if left_out else "no line below its header"


def _counts(left_out: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{count} line{'s' if count > 1 else ''} left out: {reason}" for reason, count in left_out.items())


def _unused(layout: Layout, flavour: Flavour) -> tuple[str, ...]:
    names = [name for name in layout.unused if fold(name) not in flavour.known]
    more = f" and {len(names) - NAMED_COLUMNS} more" if len(names) > NAMED_COLUMNS else ""
    return (f"columns not used: {', '.join(names[:NAMED_COLUMNS])}{more}",) if names else ()
