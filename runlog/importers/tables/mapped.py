"""Any other table, through the user's word on its columns: `header=field`."""

from difflib import get_close_matches
from typing import Final

from runlog.errors import UsageError
from runlog.importers.options import ReadOptions
from runlog.importers.tables.flavour import ACCOUNT_UNITS, Column, Flavour
from runlog.units import M_PER_FOOT, M_PER_KM, M_PER_MILE, S_PER_HOUR, S_PER_MIN

FIELDS: Final = {
    "date": ("start", 1.0), "start_time": ("clock", 1.0), "sport": ("sport", 1.0), "title": ("title", 1.0),
    "notes": ("notes", 1.0), "shoe": ("shoe", 1.0), "ground": ("ground", 1.0), "device": ("device", 1.0),
    "distance": ("distance_m", ACCOUNT_UNITS), "distance_km": ("distance_m", M_PER_KM),
    "distance_mi": ("distance_m", M_PER_MILE), "distance_m": ("distance_m", 1.0),
    "duration": ("duration_s", S_PER_MIN), "duration_h": ("duration_s", S_PER_HOUR),
    "duration_min": ("duration_s", S_PER_MIN), "duration_s": ("duration_s", 1.0), "moving": ("moving_s", S_PER_MIN),
    "ascent_m": ("ascent_m", 1.0), "ascent_ft": ("ascent_m", M_PER_FOOT), "descent_m": ("descent_m", 1.0),
    "descent_ft": ("descent_m", M_PER_FOOT), "avg_hr": ("avg_hr_bpm", 1.0), "max_hr": ("max_hr_bpm", 1.0),
    "cadence": ("avg_cadence_spm", 1.0), "effort": ("effort_1_10", 1.0), "warm_up_min": ("warm_up_min", 1.0),
}  # fmt: skip
"""The fields that a header can be mapped to → the row's field and its factor."""
DEFAULT_SPORT: Final = "running"


def check_columns(columns: tuple[tuple[str, str], ...]) -> None:
    """Check the fields of a mapping.

    Raises:
        UsageError: a field is unknown (the nearest is named), or no date is among them.
    """
    for header, field in columns:
        if field not in FIELDS:
            near = get_close_matches(field, FIELDS, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known fields: {', '.join(FIELDS)}"
            raise UsageError(f"{header}={field}: unknown field; {hint}")
    if columns and "date" not in (field for _, field in columns):
        raise UsageError("the mapping names no date: add one such as Datum=date")


def mapped_flavour(options: ReadOptions) -> Flavour | None:
    """The flavour that a mapping describes; None without one. A table without a sport is a runner's own: runs."""
    if not options.columns:
        return None
    columns = tuple(
        Column(*(FIELDS[field][0], {"user": (header,)}, FIELDS[field][1]))
        for header, field in options.columns
        if field in FIELDS
    )
    return Flavour(
        key="mapped",
        format="table by mapping",
        columns=columns,
        required=tuple({column.field for column in columns}),
        sport=DEFAULT_SPORT,
        loose_clock=True,
    )
