"""SAMPLES: one row per sample of one activity, all float64 in one block so that readers can fill it at once."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from runlog.frame.table import Column, Table

SAMPLES: Final = Table(
    "SAMPLES",
    (
        Column("t_s", "float64", "seconds after the activity's start", low=0),
        Column("lat_deg", "float64", "latitude, WGS 84", low=-90, high=90),
        Column("lon_deg", "float64", "longitude, WGS 84", low=-180, high=180),
        Column("altitude_m", "float64", "metres above sea level as the device tells it", low=-500, high=9000),
        Column("distance_m", "float64", "metres since the start, as the device counts them", low=0),
        Column("speed_mps", "float64", "speed as the device tells it", low=0, high=60),
        Column("hr_bpm", "float64", "heart rate", low=20, high=250),
        Column("cadence_spm", "float64", "steps a minute of both feet (strokes or turns for other sports)", low=0),
        Column("power_w", "float64", "power", low=0),
        Column("vertical_oscillation_mm", "float64", "vertical oscillation of the trunk", low=0, high=400),
        Column("stance_time_ms", "float64", "ground contact time of one step", low=0, high=2000),
        Column("temperature_c", "float64", "temperature at the device", low=-60, high=80),
    ),
)
_INDEX: Final = pd.Index(SAMPLES.names)


def samples_from_arrays(arrays: Mapping[str, "np.ndarray[Any, np.dtype[Any]]"], rows: int) -> pd.DataFrame:
    """A SAMPLES frame of `rows` rows from column arrays; a column not given is missing throughout."""
    block = np.full((len(_INDEX), rows), np.nan)
    for name, values in arrays.items():
        block[_INDEX.get_loc(name)] = values
    return pd.DataFrame(block.T, columns=_INDEX, copy=False)


def no_samples() -> pd.DataFrame:
    """A SAMPLES frame without rows."""
    return _NONE.copy()


_NONE: Final = samples_from_arrays({}, 0)
