"""Second opinions on the corpus: fitdecode for FIT, a plain ElementTree reading for GPX and TCX."""

import contextlib
import gzip
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np

Column = np.ndarray[Any, np.dtype[np.float64]]
FIT_EPOCH = 631_065_600
FIT_COLUMNS = {
    "time": ("timestamp",),
    "lat_deg": ("position_lat",),
    "lon_deg": ("position_long",),
    "altitude_m": ("enhanced_altitude", "altitude"),
    "distance_m": ("distance",),
    "speed_mps": ("enhanced_speed", "speed"),
    "hr_bpm": ("heart_rate",),
    "cadence": ("cadence",),
    "fractional_cadence": ("fractional_cadence",),
    "power_w": ("power",),
}


def inflated(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data


def fit_columns(data: bytes) -> Mapping[str, Column]:
    """The record messages as fitdecode reads them; `time` in Unix seconds, NaN where there is none."""
    import fitdecode

    rows: list[dict[str, float]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fitdecode warns of what it mends
        reader = fitdecode.FitReader(
            inflated(data), check_crc=fitdecode.CrcCheck.DISABLED, error_handling=fitdecode.ErrorHandling.IGNORE
        )
        with reader as frames, contextlib.suppress(fitdecode.FitError):  # what comes before a break is kept
            rows.extend(
                _fit_row(frame)
                for frame in frames
                if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "record"
            )
    columns = {
        name: np.array([_first(row, fields) for row in rows], dtype=np.float64) for name, fields in FIT_COLUMNS.items()
    }
    columns["lat_deg"] = columns["lat_deg"] * (180 / 2**31)
    columns["lon_deg"] = columns["lon_deg"] * (180 / 2**31)
    columns["time"] += FIT_EPOCH
    fraction = columns.pop("fractional_cadence")
    columns["cadence_one_foot"] = columns.pop("cadence") + np.where(np.isnan(fraction), 0, fraction)
    return columns


def _fit_row(frame: Any) -> dict[str, float]:
    import fitdecode

    row: dict[str, float] = {}
    for entry in frame.fields:
        if isinstance(entry.field, fitdecode.types.DevField):
            continue
        value = entry.raw_value if entry.name == "timestamp" else entry.value
        if isinstance(value, int | float) and not isinstance(value, bool):
            row[entry.name] = value
    return row


def _first(row: Mapping[str, float], names: Iterable[str]) -> float:
    return next((row[name] for name in names if name in row), np.nan)


def gpx_columns(data: bytes) -> Mapping[str, Column]:
    """The points of all tracks, in file order, as ElementTree gives them."""
    rows = []
    for point in _named(_tree(data), "trkpt"):
        leaves = _leaves(point)
        rows.append(
            (
                _time(leaves.get("time")),
                float(point.attrib["lat"]),
                float(point.attrib["lon"]),
                _float(leaves.get("ele")),
                _float(leaves.get("hr")),
            )
        )
    return _columns(rows, ("time", "lat_deg", "lon_deg", "altitude_m", "hr_bpm"))


def tcx_columns(data: bytes) -> Mapping[str, Column]:
    """The track points of all activities, in file order, as ElementTree gives them."""
    rows = []
    for activity in _named(_tree(data), "Activity"):
        for point in _named(activity, "Trackpoint"):
            leaves = _leaves(point)
            rows.append(
                (
                    _time(leaves.get("Time")),
                    _float(leaves.get("LatitudeDegrees")),
                    _float(leaves.get("LongitudeDegrees")),
                    _float(leaves.get("AltitudeMeters")),
                    _float(leaves.get("Value")),
                    _float(leaves.get("DistanceMeters")),
                )
            )
    return _columns(rows, ("time", "lat_deg", "lon_deg", "altitude_m", "hr_bpm", "distance_m"))


def _tree(data: bytes) -> ET.Element:
    return ET.fromstring(inflated(data).lstrip())  # noqa: S314 (files of the corpus, read with the plainest parser)


def _columns(rows: Sequence[tuple[float, ...]], names: tuple[str, ...]) -> Mapping[str, Column]:
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(names))
    return {name: table[:, index] for index, name in enumerate(names)}


def _named(root: ET.Element, name: str) -> Iterable[ET.Element]:
    return (element for element in root.iter() if element.tag.rpartition("}")[2] == name)


def _leaves(element: ET.Element) -> Mapping[str, str]:
    return {child.tag.rpartition("}")[2]: child.text.strip() for child in element.iter() if child.text}


def _float(text: str | None) -> float:
    return float(text) if text else np.nan


def _time(text: str | None) -> float:
    if not text:
        return np.nan
    time = datetime.fromisoformat(text)
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()
