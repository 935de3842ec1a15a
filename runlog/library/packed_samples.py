"""Samples as few bytes: what devices write are small whole numbers with a scale, and so they are kept.

A column is kept as the steps between its whole numbers where every bit of it comes back so, else as it is. Measured
beside npz with zlib's fastest level: a third of its time and fewer bytes. Nothing is ever unpickled.
"""

import json
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from runlog.frame.samples import SAMPLES, samples_from_arrays
from runlog.model import Lap, Recording, TimerEvent
from runlog.units import DEG_PER_SEMICIRCLE

if TYPE_CHECKING:
    import pandas as pd

Scale = tuple[float, float, float]
"""Factor, divisor, offset: a value is whole number * factor / divisor - offset, in this order of operations."""

_PLAIN: Final[Sequence[Scale]] = ((1, 1, 0), (1, 10, 0), (1, 1000, 0))
_ANGLE: Final[Sequence[Scale]] = ((DEG_PER_SEMICIRCLE, 1, 0), (1, 1e7, 0), (1, 1e9, 0))
SCALES: Final[Mapping[str, Sequence[Scale]]] = {
    "t_s": _PLAIN,
    "lat_deg": _ANGLE,
    "lon_deg": _ANGLE,
    "altitude_m": ((1, 5, 500), (1, 10, 0), (1, 1000, 0), (1, 1e6, 0)),
    "distance_m": ((1, 100, 0), (1, 16, 0), (1, 1e6, 0)),
    "speed_mps": ((1, 1000, 0), (1, 100, 0), (1, 1e6, 0)),
    "cadence_spm": ((1, 1, 0), (1, 64, 0), (1, 1000, 0)),
    "vertical_oscillation_mm": ((1, 10, 0), (1, 1000, 0)),
    "stance_time_ms": ((1, 10, 0), (1, 1000, 0)),
}
"""Tried in this order: the FIT profile's scale, then decimal places as texts have them."""
_STEPPED: Final = frozenset({"t_s", "lat_deg", "lon_deg", "altitude_m", "distance_m"})
_AS_IT_IS: Final = "<f8"
_ALL: Final = -1
_WIDTHS: Final = {
    f"<{kind}{size}": (0 if kind == "u" else -(1 << 8 * size - 1), 1 << 8 * size - (kind == "i"))
    for size in (1, 2, 4, 8)
    for kind in "iu"
}
"""Lowest number and the end of the numbers that each width holds, narrowest first."""
_FIRST: Final = np.array([SCALES.get(name, _PLAIN)[0] for name in SAMPLES.names]).T[:, :, None]
_HEAD: Final = struct.Struct("<I")

_Numbers = np.ndarray[Any, np.dtype[np.int64]]
_Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class PackedRecording:
    """A recording as it is kept: laps and timer events as JSON, samples as bytes."""

    details: str
    samples: bytes


def pack(recording: Recording) -> PackedRecording:
    """A recording's laps, timer events and samples, ready to be kept or sent to another process."""
    laps = [[lap.start_s, lap.duration_s, lap.distance_m, lap.name, lap.intensity] for lap in recording.laps]
    timer = [[event.t_s, event.running] for event in recording.timer_events]
    return PackedRecording(json.dumps({"laps": laps, "timer": timer}), pack_samples(recording.samples))


def unpack_details(details: str) -> tuple[tuple[Lap, ...], tuple[TimerEvent, ...]]:
    """The laps and timer events in a text of `pack`.

    Raises:
        ValueError, TypeError, LookupError: the text is damaged.
    """
    told = json.loads(details)
    laps = (Lap(start_s=at, duration_s=lasts, distance_m=far, name=name, intensity=intensity)
            for at, lasts, far, name, intensity in told["laps"])  # fmt: skip
    return tuple(laps), tuple(TimerEvent(at, running) for at, running in told["timer"])


def pack_samples(samples: "pd.DataFrame") -> bytes:
    """A SAMPLES frame as bytes: its recorded columns only. `unpack_samples` gives back every bit."""
    # Taking columns costs as much as all the rest, and a SAMPLES frame has them in their order.
    frame = samples if tuple(samples.columns) == SAMPLES.names else samples[list(SAMPLES.names)]
    every = np.ascontiguousarray(frame.to_numpy(dtype="float64").T)
    known = ~np.isnan(every)
    recorded = np.flatnonzero(known.any(axis=1))
    block, known = every[recorded], known[recorded]
    numbers, exact = _whole(block, *_FIRST[:, recorded])
    fits, whole = (exact | ~known).all(axis=1).tolist(), known.all(axis=1).tolist()
    head: list[list[Any]] = []
    parts: list[bytes] = []
    for row, name in enumerate(SAMPLES.names[at] for at in recorded):
        here = slice(None) if whole[row] else known[row]
        told, body = _steps(name, 0, numbers[row][here]) if fits[row] else _otherwise(name, block[row][here])
        head.append([name, *told, _ALL if whole[row] else int(known[row].sum())])
        parts += [body] if whole[row] else [np.packbits(known[row]).tobytes(), body]
    text = json.dumps([len(samples), head], separators=(",", ":")).encode()
    return b"".join([_HEAD.pack(len(text)), text, *parts])


def _whole(values: _Floats, factor: Any, divisor: Any, offset: Any) -> tuple[_Numbers, Any]:
    """The whole numbers behind values, and where they give back every bit."""
    with np.errstate(all="ignore"):
        # In place, as these are the longest arrays of a bulk: each step is the one of the formula, and rounds alike.
        work = values + offset
        work *= divisor
        work /= factor
        numbers = np.rint(work, out=work).astype(np.int64)
        again = np.multiply(numbers, factor, out=work)
        again /= divisor
        again -= offset
    return numbers, again.view(np.int64) == values.view(np.int64)


def _otherwise(name: str, values: _Floats) -> tuple[list[Any], bytes]:
    for place, scale in enumerate(SCALES.get(name, _PLAIN)[1:], start=1):
        numbers, exact = _whole(values, *scale)
        if exact.all():
            return _steps(name, place, numbers)
    return [_AS_IT_IS, 0, 0], values.astype("<f8").tobytes()


def _steps(name: str, place: int, numbers: _Numbers) -> tuple[list[Any], bytes]:
    """Width, scale and first number for the head, and the numbers (or the steps after the first one)."""
    first = 0
    if name in _STEPPED:
        first, numbers = int(numbers[0]), np.diff(numbers)
    low, high = (int(numbers.min()), int(numbers.max())) if len(numbers) else (0, 0)
    width = next(width for width, (least, end) in _WIDTHS.items() if least <= low and high < end)
    return [width, place, first], numbers.astype(width).tobytes()


def unpack_samples(blob: bytes) -> "pd.DataFrame":
    """The SAMPLES frame in a blob of `pack_samples`; never unpickles.

    Raises:
        ValueError, TypeError, LookupError: the blob is damaged.
    """
    if len(blob) < _HEAD.size:
        raise ValueError("the samples are cut short")
    at = _HEAD.size + _HEAD.unpack_from(blob)[0]
    rows, head = json.loads(blob[_HEAD.size : at])
    arrays: dict[str, _Floats] = {}
    for name, width, place, first, count in head:
        mask = None
        if count != _ALL:
            mask = np.unpackbits(np.frombuffer(blob, np.uint8, -(-rows // 8), at), count=rows).astype(bool)
            at += -(-rows // 8)
        held = rows if mask is None else count
        stored = held - 1 if name in _STEPPED and width != _AS_IT_IS else held
        body = np.frombuffer(blob, width, stored, at)
        at += body.nbytes
        values = body if width == _AS_IT_IS else _values(name, place, first, body)
        if mask is None:
            arrays[name] = values
        else:
            arrays[name] = np.full(rows, np.nan)
            arrays[name][mask] = values
    return samples_from_arrays(arrays, rows)


def _values(name: str, place: int, first: int, body: "np.ndarray[Any, np.dtype[Any]]") -> _Floats:
    numbers = body.astype(np.int64)
    if name in _STEPPED:
        numbers = first + np.concatenate(([0], np.cumsum(numbers)))
    factor, divisor, offset = SCALES.get(name, _PLAIN)[place]
    return np.asarray(numbers * factor / divisor - offset, dtype=np.float64)
