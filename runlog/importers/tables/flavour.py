"""What a vendor's table is: the fields that it tells, the headers they have in each language, and its ways."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from runlog.importers.options import DateOrder
from runlog.importers.tables.cells import Mark
from runlog.importers.tables.headers import Names

ACCOUNT_UNITS: Final = 0.0
"""Scale of a distance whose unit is that of the account: the header's, else the user's word, else decided."""

LeaveOut = Callable[[Mapping[str, str]], str | None]
"""Field → cell of a row → why the row is no session, or None where it is one."""


def keep_every_row(row: Mapping[str, str]) -> str | None:
    """No row is left out."""
    del row
    return None


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a table: its headers, the factor to metres, seconds and so on, the decimal mark where none shows."""

    field: str
    names: Names
    scale: float = 1.0
    decimal: Mark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flavour:
    """A vendor's table; `required` fields make it recognised. `utc`: its times are UTC, else on the runner's wall."""

    key: str
    format: str
    columns: tuple[Column, ...]
    required: tuple[str, ...]
    utc: bool = False
    dates: DateOrder | None = None
    sport: str | None = None
    """The sport of a table without a column for it."""
    loose_clock: bool = False
    """`1:05` may be hours and minutes, as people write it."""
    leave_out: LeaveOut = keep_every_row
    known: frozenset[str] = frozenset()
    """Folded headers that are known and of no use here; others that are not read are named."""
    rows_max: int | None = None
    """So many rows are sessions; what follows is something else."""


def column(field: str, scale: float = 1.0, decimal: Mark | None = None, **names: tuple[str, ...] | str) -> Column:
    """A column with its names by language: `column("title", en="Title", de="Titel")`."""
    of_languages = {language: (told,) if isinstance(told, str) else told for language, told in names.items()}
    return Column(field, of_languages, scale, decimal)
