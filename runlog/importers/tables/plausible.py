"""Whether distances and times fit together: running pace tells a mistaken unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from runlog.errors import ReadError
from runlog.units import M_PER_KM, M_PER_MILE, S_PER_HOUR, Units

SLOWEST_KMH: Final = 2.0
FASTEST_KMH: Final = 25.0
"""The middle one of a runner's runs is faster than a stroll and slower than a sprint (band of the format notes)."""
RUNS_MIN: Final = 3
"""So many runs make a middle; fewer are left as told."""
_DISTANCE_M: Final = (300.0, 80_000.0)
_DURATION_S: Final = (120.0, 12 * S_PER_HOUR)
_MISTAKES: Final = (
    ("the distances are centimetres, not metres", 0.01, 1.0),
    ("the distances are metres, not centimetres", 100.0, 1.0),
    ("the distances are kilometres, not metres", M_PER_KM, 1.0),
    ("the distances are metres, not kilometres", 1 / M_PER_KM, 1.0),
    ("the distances are metres, not miles", 1 / M_PER_MILE, 1.0),
    ("the times are milliseconds, not seconds", 1.0, 0.001),
    ("the times are minutes, not seconds", 1.0, 60.0),
    ("the times are seconds, not minutes", 1.0, 1 / 60.0),
    ("the times are hours, not seconds", 1.0, S_PER_HOUR),
    ("the distances are centimetres and the times milliseconds", 0.01, 0.001),
)
_STRIDE_TOLERANCE: Final = 0.15


@dataclass(frozen=True, slots=True)
class Correction:
    """Factors that put distances and durations right, and what was mistaken; None where nothing was."""

    distance: float = 1.0
    duration: float = 1.0
    said: str | None = None


def check_pace(runs: Sequence[tuple[float, float]], units: Units | None = None) -> Correction:
    """The correction that the middle pace of runs (metres, seconds) calls for.

    `units` are those in which the distances were read, where the table did not name them.

    Raises:
        ReadError: the pace cannot be right, and no single mistake, or more than one, would explain it.
    """
    known = [(distance, duration) for distance, duration in runs if distance > 0 and duration > 0]
    if len(known) < RUNS_MIN:
        return Correction()
    speed_kmh = median(distance / duration for distance, duration in known) * S_PER_HOUR / M_PER_KM
    if SLOWEST_KMH <= speed_kmh <= FASTEST_KMH:
        return Correction()
    distance_m, duration_s = median(one for one, _ in known), median(other for _, other in known)
    fitting = [
        mistake
        for mistake in _MISTAKES
        if _in(distance_m * mistake[1], _DISTANCE_M)
        and _in(duration_s * mistake[2], _DURATION_S)
        and SLOWEST_KMH <= speed_kmh * mistake[1] / mistake[2] <= FASTEST_KMH
        and not (units != "mi" and mistake[1] == 1 / M_PER_MILE)
    ]
    shown = f"the middle run would be at {speed_kmh:.3g} km/h"
    if len(fitting) == 1:
        said, distance, duration = fitting[0]
        return Correction(distance, duration, f"{shown}, so {said}: corrected")
    guesses = f" ({' or '.join(mistake[0] for mistake in fitting)})" if fitting else ""
    raise ReadError(f"{shown}{guesses}: say in which units the table is, or check its columns")


def units_by_stride(rows: Sequence[tuple[float, float, float, float]]) -> Units | None:
    """The unit of distances that name none, from rows of (distance as written, seconds, steps a minute, stride in m).

    Steps times stride is a distance in metres: the unit that gives the same is the right one. None where neither fits.
    """
    told = [
        cadence * stride / 60.0 * seconds / written
        for written, seconds, cadence, stride in rows
        if written > 0 and seconds > 0 and cadence > 0 and stride > 0
    ]
    if len(told) < RUNS_MIN:
        return None
    metres = median(told)
    units: tuple[tuple[Units, float], ...] = (("km", M_PER_KM), ("mi", M_PER_MILE))
    return next((unit for unit, size in units if abs(metres / size - 1) <= _STRIDE_TOLERANCE), None)


def _in(value: float, band: tuple[float, float]) -> bool:
    return band[0] <= value <= band[1]
