"""Headers of tables: compared without regard to case, accents and spaces; a name that comes twice has its place."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from runlog.units import M_PER_FOOT, M_PER_KM, M_PER_MILE, S_PER_HOUR, S_PER_MIN

Names = Mapping[str, tuple[str, ...]]
"""Language → the names that a field has in it; `Distance#2` is the second column of that name."""

UNIT_SCALES: Final[Mapping[str, float]] = {
    "km": M_PER_KM, "kms": M_PER_KM, "kilometer": M_PER_KM, "kilometers": M_PER_KM, "kilometres": M_PER_KM,
    "mi": M_PER_MILE, "mile": M_PER_MILE, "miles": M_PER_MILE, "m": 1.0, "meter": 1.0, "meters": 1.0, "metres": 1.0,
    "cm": 0.01, "mm": 0.001, "ft": M_PER_FOOT, "feet": M_PER_FOOT, "yd": 0.9144, "s": 1.0, "sec": 1.0, "seconds": 1.0,
    "min": S_PER_MIN, "mins": S_PER_MIN, "minutes": S_PER_MIN, "h": S_PER_HOUR, "hours": S_PER_HOUR, "ms": 0.001,
}  # fmt: skip
"""Unit in a header → factor to metres or seconds."""

_UNIT: Final = re.compile(
    r"^(?P<name>.+?)\s*(?:\((?P<a>[^()]+)\)|\[(?P<b>[^\[\]]+)\]|\s(?:in|en)\s(?P<c>\S+)|_(?P<d>[a-z]+))$"
)


@dataclass(frozen=True, slots=True)
class Header:
    """One column of a table: its name as written, folded, its place among columns of that name, its unit if told."""

    shown: str
    folded: str
    occurrence: int
    unit: str | None = None


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """A header as it is compared: NFKD without accents, case folded, spaces and apostrophes made one."""
    decomposed = unicodedata.normalize("NFKD", text.strip().strip('\ufeff"').casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.replace("\u2019", "'").replace("\u02bc", "'").split())


def headers_of(cells: Sequence[str]) -> tuple[Header, ...]:
    """The columns that a header line names."""
    times: dict[str, int] = {}
    headers = []
    for cell in cells:
        folded = fold(cell)
        times[folded] = times.get(folded, 0) + 1
        match = _UNIT.match(folded)
        unit = next((match[part] for part in "abcd" if match[part]), None) if match else None
        headers.append(Header(cell.strip().strip("\ufeff"), folded, times[folded], unit))
    return tuple(headers)


def find_column(headers: Sequence[Header], names: Names) -> int | None:
    """The column with one of these names, the first name that is found going first; also with a unit behind it."""
    for name in (name for of_language in names.values() for name in of_language):
        wanted, _, place = name.partition("#")
        folded = fold(wanted)
        for at, header in enumerate(headers):
            if header.folded == folded and (not place or header.occurrence == int(place)):
                return at
    for name in (name for of_language in names.values() for name in of_language if "#" not in name):
        for at, header in enumerate(headers):
            if header.unit and _without_unit(header.folded) == fold(name):
                return at
    return None


def _without_unit(folded: str) -> str:
    match = _UNIT.match(folded)
    return match["name"] if match else folded
