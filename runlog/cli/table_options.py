"""The options that say how a table is written, where it leaves that open."""

from collections.abc import Callable
from typing import Any, Final

import click

from runlog.errors import UsageError
from runlog.settings import TableReading, parse_settings

_OPTIONS: Final = (
    click.option("--decimal", type=click.Choice([".", ","]), help="The mark before decimals in tables."),
    click.option("--units", type=click.Choice(["km", "mi"]), help="Unit of distances in columns that name none."),
    click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="Order of day and month in tables."),
    click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="HEADER=FIELD",
        help="Read any other table: its header and runlog's field, such as Strecke=distance_km; repeatable.",
    ),
)


def table_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options `--decimal`, `--units`, `--dates` and `--map`."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def checked_zone(name: str | None) -> str | None:
    """The name of a time zone; raises `SettingsError` for one that does not exist, naming the nearest."""
    return None if name is None else parse_settings({"time_zone": name}, source="--tz").time_zone


def told_by(decimal: Any, units: Any, dates: Any, columns: tuple[str, ...]) -> TableReading | None:
    """The options as settings; None where none was given.

    Raises:
        UsageError: a mapping is not HEADER=FIELD.
    """
    pairs: dict[str, str] = {}
    for pair in columns:
        header, equals, name = pair.rpartition("=")
        if not (equals and header.strip() and name.strip()):
            raise UsageError(f"--map {pair}: write HEADER=FIELD, such as Strecke=distance_km")
        pairs[header.strip()] = name.strip()
    told = TableReading(decimal=decimal, units=units, dates=dates, columns=pairs)
    return None if told == TableReading() else told
