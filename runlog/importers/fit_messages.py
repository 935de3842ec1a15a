"""What a FIT part holds once decoded, whoever decoded it. Times are raw seconds of the FIT epoch."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

FIT_EPOCH_S: Final = 631_065_600
"""1989-12-31T00:00:00Z in Unix seconds, the zero of FIT times (FIT protocol, date_time)."""
RELATIVE_TIME_MAX: Final = 0x1000_0000
"""FIT times below this count from the device's start, not from the epoch (FIT profile, date_time)."""

Values = Mapping[str, Any]
FloatColumn = np.ndarray[Any, np.dtype[np.float64]]

RECORD_FIELDS: Final = (
    "timestamp", "position_lat", "position_long", "enhanced_altitude", "altitude", "distance", "enhanced_speed",
    "speed", "heart_rate", "cadence", "fractional_cadence", "power", "vertical_oscillation", "stance_time",
    "temperature",
)  # fmt: skip
KEPT_MESSAGES: Final = {0: "file_id", 12: "sport", 18: "session", 19: "lap", 21: "event", 34: "activity"}
"""Global message numbers whose messages are kept one by one (FIT profile, mesg_num)."""


@dataclass(frozen=True, slots=True)
class StrapHeart:
    """The heart rate that a strap stored by itself: raw FIT seconds, rising, and beats a minute."""

    time_s: FloatColumn
    bpm: FloatColumn


@dataclass(frozen=True, slots=True)
class FitContents:
    """What one FIT part holds: a column per record field (NaN is missing), and the other messages in file order."""

    records: Mapping[str, FloatColumn]
    rows: int
    messages: Mapping[str, tuple[Values, ...]]
    problems: tuple[str, ...] = ()
    developer_power: FloatColumn | None = None
    strap: StrapHeart | None = None

    def of(self, name: str) -> tuple[Values, ...]:
        """The messages of that name."""
        return self.messages.get(name, ())
