"""How a table writes its numbers, dates and distances: decided per column from all of its cells, and said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runlog.errors import ReadError
from runlog.importers.options import DateOrder, ReadOptions
from runlog.importers.tables.cells import Mark, NumberFormat, decide_number_format, is_missing, read_clock, read_number
from runlog.importers.tables.dates import decide_date_order
from runlog.importers.tables.flavour import ACCOUNT_UNITS, Flavour
from runlog.importers.tables.headers import UNIT_SCALES
from runlog.importers.tables.plausible import units_by_stride
from runlog.importers.tables.recognise import Layout
from runlog.model import Kind
from runlog.sports import kind_of
from runlog.units import M_PER_FOOT, M_PER_UNIT, Units
from runlog.words.sports import sport_in_words

WORDS: Final = frozenset(
    {"start", "clock", "sport", "sub_sport", "title", "notes", "private_notes", "shoe", "device", "recorded_in",
     "ground", "id", "offset", "hr_sit"}
)  # fmt: skip
"""Fields that are read as they stand."""
_LENGTHS: Final = frozenset({"distance_m", "dirt_m"})
_TIMES: Final = frozenset({"duration_s", "moving_s", "elapsed_s"})
_METRES: Final = frozenset({"ascent_m", "descent_m", "stride_m"})


@dataclass(frozen=True, slots=True)
class Decisions:
    """Per field its number format and factor; the order of day and month; the units taken where none are told."""

    formats: Mapping[str, NumberFormat]
    scales: Mapping[str, float]
    order: DateOrder
    assumed_units: Units | None
    said: tuple[str, ...]

    def number(self, field: str, cell: str) -> float:
        """The number in a cell in metres, seconds and so on; raises `ValueError`."""
        return read_number(cell, self.formats[field]) * self.scales[field]


Cells = Mapping[str, str]


def decide(rows: Sequence[Cells], layout: Layout, flavour: Flavour, options: ReadOptions) -> Decisions:
    """The decisions for a table.

    Raises:
        ReadError: its dates can be read in two ways and nothing tells which is meant.
    """
    formats = _formats(rows, flavour, options.decimal)
    order, shown = decide_date_order((row.get("start", "") for row in rows), options.dates or flavour.dates)
    if order is None:
        raise ReadError("its dates can be read day first or month first: write them as 2026-11-22")
    scales, assumed, said_of_units = _scales(rows, layout, flavour, options, formats)
    commas = sorted(field for field, form in formats.items() if form.seen and form.decimal == ",")
    mixed = sorted(field for field, form in formats.items() if form.mixed)
    said = [
        f"decimal comma in {', '.join(commas)}" if commas else "",
        f"both decimal marks in {', '.join(mixed)}: each cell read by its own" if mixed else "",
        "" if shown else f"dates taken as {'day' if order == 'dmy' else 'month'} first: nothing in them tells",
        said_of_units,
    ]
    return Decisions(formats, scales, order, assumed, tuple(one for one in said if one))


def _formats(rows: Sequence[Cells], flavour: Flavour, told: Mark | None) -> Mapping[str, NumberFormat]:
    columns = {column.field: column for column in flavour.columns if column.field not in WORDS}
    cells = {
        field: [row[field] for row in rows if not is_missing(row.get(field, "")) and read_clock(row[field]) is None]
        for field in columns
    }
    if told:
        return {field: NumberFormat(told) for field in columns}
    first = {field: decide_number_format(cells[field], columns[field].decimal) for field in columns}
    seen = {form.decimal for field, form in first.items() if form.seen and columns[field].decimal is None}
    # Distances that leave it open are written as the others of their table: no runner covers thousands of km.
    common: Mark | None = "," if seen == {","} else None
    return {
        field: NumberFormat(common) if common and not form.seen and columns[field].scale == ACCOUNT_UNITS else form
        for field, form in first.items()
    }


def _scales(
    rows: Sequence[Cells],
    layout: Layout,
    flavour: Flavour,
    options: ReadOptions,
    formats: Mapping[str, NumberFormat],
) -> tuple[Mapping[str, float], Units | None, str]:
    scales: dict[str, float] = {}
    open_fields = []
    for column in flavour.columns:
        if column.field in WORDS or column.field not in layout.columns:
            continue
        unit = layout.headers[layout.columns[column.field]].unit
        scales[column.field] = column.scale
        if (
            unit
            and unit in UNIT_SCALES
            and column.field in _LENGTHS | _TIMES | _METRES
            and column.scale in {1.0, ACCOUNT_UNITS}
        ):
            scales[column.field] = UNIT_SCALES[unit]
        elif column.scale == ACCOUNT_UNITS:
            open_fields.append(column.field)
    if not open_fields:
        return scales, None, ""
    by_stride = None if options.units else units_by_stride(_strides(rows, flavour, formats))
    units: Units = options.units or by_stride or "km"
    scales |= dict.fromkeys(open_fields, M_PER_UNIT[units])
    if units == "mi":
        # An account in miles has its heights in feet.
        bare = {"ascent_m", "descent_m"} & {field for field, scale in scales.items() if scale == 1.0}
        scales |= {field: M_PER_FOOT for field in bare if layout.headers[layout.columns[field]].unit is None}
    if options.units:
        return scales, units, f"distances in {units}, as told"
    if by_stride:
        return scales, units, f"distances in {units}: that fits steps and stride"
    return scales, units, "distances taken as km: the table names no unit (say --units mi if they are miles)"


def _strides(
    rows: Sequence[Cells], flavour: Flavour, formats: Mapping[str, NumberFormat]
) -> list[tuple[float, float, float, float]]:
    found = []
    for row in rows:
        sport = sport_in_words(row.get("sport", "")) if "sport" in row else flavour.sport or ""
        try:
            if kind_of(sport) is Kind.RUN:
                numbers = [
                    read_number(row[field], formats[field]) for field in ("distance_m", "avg_cadence_spm", "stride_m")
                ]
                found.append((numbers[0], read_clock(row["duration_s"]) or 0.0, numbers[1], numbers[2]))
        except (KeyError, ValueError):
            continue
    return found
