"""What a reader may be told beside the file: how its numbers are written, in which units, and what lies beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from runlog.units import Units

DateOrder = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """The user's word where a table leaves something open; None leaves the decision to the reader.

    `decimal` is the mark before decimals, `units` the unit of distances in columns that name none, `tz` the IANA zone
    of times that tell none, `dates` the order of day and month. `columns` maps headers of any other table to runlog's
    fields (`("Strecke", "distance_km")`). Hashable: it is part of a cache's key.
    """

    decimal: Literal[".", ","] | None = None
    units: Units | None = None
    tz: str | None = None
    dates: DateOrder | None = None
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def mark(self) -> str:
        """The options as a text that differs where they differ; empty where nothing is told."""
        told = (self.decimal, self.units, self.tz, self.dates, self.columns or None)
        return repr(told) if any(value is not None for value in told) else ""


DEFAULT_OPTIONS = ReadOptions()
Sibling = Callable[[str], bytes | None]
"""The bytes of the file in the same folder whose name ends in the text given, or None."""


def no_sibling(ending: str) -> bytes | None:
    """The sibling of a file that stands alone: none."""
    del ending
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader is told beside the bytes of a file."""

    options: ReadOptions = DEFAULT_OPTIONS
    sibling: Sibling = no_sibling
