"""The messages of a FIT part that are few: file, sport, session, lap, event, activity, developer fields.

Each is told by the names of fitparse's profile, scaled, with enumerations in words. Only the fields that runlog uses
are looked at: a modern session message has two hundred.
"""

import struct
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError
from runlog.importers.fit_gather import BASE_TYPES, TYPE_BITS, place_of
from runlog.importers.fit_messages import Values
from runlog.importers.fit_scan import Definition, IntColumn, Scan

RECORD: Final = 20
FIELD_DESCRIPTION: Final = 206
MESSAGES_OF_A_KIND_MAX: Final = 20_000
"""More laps or timer events than this are refused: they are looked at one by one."""
SESSIONS_MAX: Final = 200
"""More sessions in one part than this are refused: a triathlon has five, with its changes."""
TIMESTAMP: Final = 253
_SESSION: Final = 18
_EVENT, _EVENT_KIND, _TIMER = 21, 0, 0
"""Of the events only those of the timer are used (FIT profile, event)."""

_USED: Final[Mapping[int, frozenset[str]]] = {
    0: frozenset({"type", "manufacturer", "product", "product_name", "time_created"}),
    12: frozenset({"sport", "sub_sport", "name"}),
    18: frozenset({
        "timestamp", "start_time", "sport", "sub_sport", "total_distance", "total_timer_time", "total_elapsed_time",
        "total_moving_time", "total_ascent", "total_descent", "avg_heart_rate", "max_heart_rate", "avg_cadence",
        "avg_fractional_cadence", "avg_vertical_oscillation", "workout_rpe",
    }),
    19: frozenset({
        "start_time", "total_timer_time", "total_elapsed_time", "total_distance", "lap_trigger", "intensity",
        "sport", "sub_sport",
    }),
    21: frozenset({"timestamp", "event", "event_type"}),
    34: frozenset({"timestamp", "local_timestamp"}),
}  # fmt: skip
"""Message → names of its fields that recordings are built from."""
_USED_UNNAMED: Final = {18: frozenset({193})}
"""Field numbers that fitparse's profile does not name: the runner's own rating of effort (FIT profile, session)."""
_TEXT, _DEVELOPER_INDEX, _FIELD_NUMBER, _BASE_TYPE = 3, 0, 1, 2
"""Field numbers of a developer field's description."""

_STRING: Final = 7
_STRUCT: Final = {
    "u1": "B",
    "i1": "b",
    "u2": "H",
    "i2": "h",
    "u4": "I",
    "i4": "i",
    "f4": "f",
    "f8": "d",
    "u8": "Q",
    "i8": "q",
}


Plan = tuple[tuple[int, int, int, int], ...]


def messages_of(data: bytes, found: Scan, message: int) -> tuple[Values, ...]:
    """The messages of one global type in file order, as field name → value."""
    fields, used = profile(message), _used_numbers(message)
    plans = {i: _plan(d, used) for i, d in enumerate(found.definitions) if d.message == message}
    return tuple(
        _named(_raw_values(data, plans[i], offset, little=found.definitions[i].little), fields)
        for i, offset in _rows_of(data, found, message)
    )


def developer_power_fields(data: bytes, found: Scan) -> Mapping[tuple[int, int], int]:
    """(developer, field number) → base type of the developer fields that are called power."""
    fields = {}
    for i, offset in _rows_of(data, found, FIELD_DESCRIPTION):
        definition = found.definitions[i]
        values = _raw_values(data, _plan(definition, None), offset, little=definition.little)
        name, base = values.get(_TEXT), values.get(_BASE_TYPE)
        if isinstance(name, str) and name.casefold() == "power" and isinstance(base, int):
            fields[int(values.get(_DEVELOPER_INDEX) or 0), int(values.get(_FIELD_NUMBER) or 0)] = base
    return fields


@cache
def profile(message: int) -> Mapping[int, Any]:
    """Field number → fitparse's field of a global message type; empty for one that it does not know."""
    from fitparse.profile import MESSAGE_TYPES

    kind = MESSAGE_TYPES.get(message)
    return {} if kind is None else {**kind.fields}


@cache
def _used_numbers(message: int) -> frozenset[int]:
    named = {number for number, field in profile(message).items() if field.name in _USED[message]}
    return frozenset(named) | _USED_UNNAMED.get(message, frozenset()) | {TIMESTAMP}


def _rows_of(data: bytes, found: Scan, message: int) -> list[tuple[int, int]]:
    """(definition, byte offset) of each message of a global type, in file order; of events only the timer's.

    Raises:
        ReadError: there are more than any recording has.
    """
    wanted = np.array([definition.message == message for definition in found.definitions], dtype=bool)
    if not wanted.any():
        return []
    at = np.flatnonzero(wanted[found.which])
    if message == _EVENT:
        at = at[_of_timer(data, found, at)]
    limit = SESSIONS_MAX if message == _SESSION else MESSAGES_OF_A_KIND_MAX
    if len(at) > limit:
        raise ReadError(f"more than {limit} messages of one kind beside the samples: refused")
    return list(zip(found.which[at].tolist(), found.offsets[at].tolist(), strict=True))


def _of_timer(data: bytes, found: Scan, at: IntColumn) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Which of these event messages are the timer's: a watch with electronic gears tells thousands of others."""
    places = [place_of(definition, _EVENT_KIND, 1) for definition in found.definitions]
    into = np.array([place[0] if place else -1 for place in places], dtype=np.int64)[found.which[at]]
    kinds = np.frombuffer(data, np.uint8)[found.offsets[at] + 1 + np.maximum(into, 0)]
    timers: np.ndarray[Any, np.dtype[np.bool_]] = (into >= 0) & (kinds == _TIMER)
    return timers


def _plan(definition: Definition, used: frozenset[int] | None) -> Plan:
    """(number, where it begins behind the header, size, base type) of the used fields; None uses all."""
    plan, at = [], 1
    for number, size, base in definition.fields:
        if used is None or number in used:
            plan.append((number, at, size, base & TYPE_BITS))
        at += size
    return tuple(plan)


def _raw_values(data: bytes, plan: Plan, offset: int, *, little: bool) -> dict[int, Any]:
    """Field number → value of one message; arrays are tuples; the last value that is not missing counts."""
    order = "<" if little else ">"
    values: dict[int, Any] = {}
    for number, at, size, base in plan:
        value = _raw_value(data[offset + at : offset + at + size], order, base)
        if value is not None:
            values[number] = value
    return values


def _raw_value(cell: bytes, order: str, base: int) -> Any:
    if base == _STRING:
        return cell.split(b"\0", 1)[0].decode(errors="replace") or None
    kind = BASE_TYPES.get(base)
    if kind is None or not cell or len(cell) % kind[1]:
        return None
    found = struct.unpack(f"{order}{len(cell) // kind[1]}{_STRUCT[kind[0]]}", cell)
    known = tuple(None if value == kind[2] or value != value else value for value in found)  # noqa: PLR0124 (NaN)
    if len(known) == 1:
        return known[0]
    return known if any(value is not None for value in known) else None


def _named(raw: Mapping[int, Any], fields: Mapping[int, Any]) -> Values:
    """Values by field names, scaled, with enumerations in words, as fitparse tells them."""
    values: dict[str, Any] = {}
    for number, value in raw.items():
        field = fields.get(number)
        if field is None:
            values["timestamp" if number == TIMESTAMP else f"unknown_{number}"] = value
        else:
            named = _subfield(field, raw)
            values[named.name] = _scaled(named.render(value), named)
    return values


def _subfield(field: Any, raw: Mapping[int, Any]) -> Any:
    """The name that a field goes by beside the other fields of its message (as `product` is `garmin_product`)."""
    for sub in field.subfields or ():
        if any(raw.get(ref.def_num) == ref.raw_value for ref in sub.ref_fields):
            return sub
    return field


def _scaled(value: Any, field: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_scaled(item, field) for item in value)
    if isinstance(value, int | float):
        if field.scale:
            value = float(value) / field.scale
        if field.offset:
            value -= field.offset
    return value
