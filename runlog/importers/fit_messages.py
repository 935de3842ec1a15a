"""The messages of a FIT part as plain values, decoded by fitparse.

Everything that knows fitparse is here; `fit_activity` sees `FitContents` only, so that a faster decoder can take its
place. Times are raw seconds of the FIT epoch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from runlog.errors import ReadError

FIT_EPOCH_S: Final = 631_065_600
"""1989-12-31T00:00:00Z in Unix seconds, the zero of FIT times (FIT protocol, date_time)."""
RELATIVE_TIME_MAX: Final = 0x1000_0000
"""FIT times below this count from the device's start, not from the epoch (FIT profile, date_time)."""

Values = Mapping[str, Any]
FloatColumn = np.ndarray[Any, np.dtype[np.float64]]

_RECORD: Final = "record"
_KEPT: Final = frozenset({"file_id", "session", "lap", "event", "activity", "sport", "hr"})
RECORD_FIELDS: Final = (
    "timestamp", "position_lat", "position_long", "enhanced_altitude", "altitude", "distance", "enhanced_speed",
    "speed", "heart_rate", "cadence", "fractional_cadence", "power", "vertical_oscillation", "stance_time",
    "temperature",
)  # fmt: skip
_DEVELOPER_POWER: Final = "power"


@dataclass(frozen=True, slots=True)
class FitContents:
    """What one FIT part holds: a column per record field (NaN is missing), and the other messages in file order."""

    records: Mapping[str, FloatColumn]
    rows: int
    messages: Mapping[str, tuple[Values, ...]]
    problems: tuple[str, ...] = ()
    developer_power: FloatColumn | None = None

    def of(self, name: str) -> tuple[Values, ...]:
        """The messages of that name."""
        return self.messages.get(name, ())


class _RawValues:
    """A fitparse processor that leaves values alone: times stay seconds, and nothing is looked up by name."""

    def run_type_processor(self, data: object) -> None:
        """Nothing."""

    run_field_processor = run_unit_processor = run_message_processor = run_type_processor


def decode(data: bytes) -> FitContents:
    """The contents of one clean FIT part.

    Raises:
        ReadError: fitparse fails before the first message.
    """
    import io

    import fitparse

    # fitparse keeps developer field descriptions in a module variable: those of the file before would leak in.
    fitparse.records.DEV_TYPES.clear()
    rows: list[tuple[Values, Any]] = []
    others: dict[str, list[Values]] = {name: [] for name in _KEPT}
    problems: tuple[str, ...] = ()
    try:
        for message in fitparse.FitFile(io.BytesIO(data), check_crc=False, data_processor=_RawValues()).get_messages():
            if message.name == _RECORD:
                rows.append(_values(message))
            elif message.name in _KEPT:
                others[message.name].append(_values(message)[0])
    except Exception as error:  # (KeyError and others leak from fitparse)
        if not rows and not any(others.values()):
            raise ReadError(f"fitparse cannot decode it ({_short(error)}): export the activity again") from error
        problems = (f"decoding broke off after {len(rows)} samples ({_short(error)}): what comes before is kept",)
    return FitContents(
        records={name: _column([values.get(name) for values, _ in rows]) for name in RECORD_FIELDS},
        rows=len(rows),
        messages={name: tuple(found) for name, found in others.items()},
        problems=problems,
        developer_power=_column([power for _, power in rows]),
    )


def _values(message: Any) -> tuple[Values, Any]:
    """The fields of a message by name, and the power of a developer field.

    A stored value goes before one that is expanded from another field (fitparse 1.2.0 expands an invalid
    `compressed_speed_distance` over a good distance); of two fields with one number the last with a value counts.
    """
    stored: dict[str, Any] = {}
    expanded: dict[str, Any] = {}
    power = None
    for entry in message.fields:
        value = entry.value
        if value is None:
            continue
        if entry.field_def is None:
            expanded[entry.name] = value
        elif entry.field_type == "devfield":
            if isinstance(entry.name, str) and entry.name.casefold() == _DEVELOPER_POWER:
                power = value
        else:
            stored[entry.name] = value
    return {**expanded, **stored}, power


def _column(values: list[Any]) -> FloatColumn:
    """Floats, NaN where a value is missing or not a single number."""
    plain = [value if isinstance(value, int | float) else np.nan for value in values]
    return np.array(plain, dtype=np.float64)


def _short(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:100]}"
