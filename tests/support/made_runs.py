"""Runs whose truth is known: effort, hills, stops and what the sensors do to them, as SAMPLES columns."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from runlog.derive.warm_up_seen import cost_of_grade
from runlog.units import EARTH_RADIUS_M

Columns = dict[str, "np.ndarray[Any, np.dtype[np.float64]]"]
METRES_PER_DEGREE = np.pi * EARTH_RADIUS_M / 180


@dataclass(frozen=True)
class Stop:
    """A stop after `at_s` seconds of running; `recorded` where the watch went on writing samples."""

    at_s: float
    lasts_s: float
    recorded: bool = True


@dataclass(frozen=True)
class MadeRun:
    """One run: legs of (seconds, flat metres a second), the grade after so many metres, its stops."""

    legs: Sequence[tuple[float, float]]
    grade: Callable[[float], float] = lambda _: 0.0
    stops: Sequence[Stop] = ()
    same_speed_uphill: bool = False
    cadence_drift_spm: float = 0.0
    gps_noise_m: float = 0.5
    altitude_noise_m: float = 0.2
    seed: int = 1
    without: frozenset[str] = field(default_factory=frozenset)

    @property
    def running_s(self) -> float:
        """Seconds of running."""
        return sum(seconds for seconds, _ in self.legs)


@dataclass(frozen=True)
class Made:
    """The columns that a watch would write, and the truth behind them."""

    columns: Columns
    distance_m: float
    descent_m: float
    steps: float


def make(run: MadeRun) -> Made:
    """One sample a second; the heart follows the effort within a minute or so."""
    efforts = np.repeat([mps for _, mps in run.legs], [round(seconds) for seconds, _ in run.legs]).astype(float)
    metres, height, heart, clock = 0.0, 100.0, 85.0, 0.0
    stops = sorted(run.stops, key=lambda stop: stop.at_s)
    rows: list[tuple[float, ...]] = []
    down = steps = 0.0
    for second, effort in enumerate(efforts):
        while stops and stops[0].at_s <= second:
            stop = stops.pop(0)
            for _ in range(round(stop.lasts_s)):
                clock += 1
                heart += (80 - heart) / 60
                if stop.recorded:
                    rows.append((clock, metres, height, heart, 0.0))
        slope = run.grade(metres)
        speed = effort if run.same_speed_uphill else effort / float(cost_of_grade(np.array([slope]))[0])
        metres, height, clock = metres + speed, height + slope * speed, clock + 1
        down += max(0.0, -slope * speed)
        heart += (70 + 26 * effort - heart) / 40
        cadence = 120 + 16 * effort + run.cadence_drift_spm * second / len(efforts)
        steps += cadence / 60
        rows.append((clock, metres, height, heart, cadence))
    return Made(_columns(np.array(rows).T, run), metres, down, steps)


def _columns(truth: "np.ndarray[Any, np.dtype[np.float64]]", run: MadeRun) -> Columns:
    clock, metres, height, heart, cadence = truth
    rng = np.random.default_rng(run.seed)
    aside = drifting(rng, len(clock), run.gps_noise_m, 30)
    along = metres + drifting(rng, len(clock), run.gps_noise_m, 30)
    columns = {
        "t_s": clock,
        "distance_m": np.round(metres, 2),
        "lat_deg": 47.8 + along / METRES_PER_DEGREE,
        "lon_deg": 16.7 + aside / METRES_PER_DEGREE,
        "altitude_m": np.round((height + drifting(rng, len(clock), run.altitude_noise_m, 20)) * 5) / 5,
        "hr_bpm": np.round(heart + rng.normal(0, 1, len(clock))),
        "cadence_spm": np.round(cadence),
    }
    return {name: values for name, values in columns.items() if name not in run.without}


def drifting(rng: np.random.Generator, count: int, spread: float, over: float) -> Any:
    """Noise of the given spread that forgets itself over so many samples."""
    keep = np.exp(-1 / over)
    kicks = rng.normal(0, spread * np.sqrt(1 - keep**2), count)
    value, values = rng.normal(0, spread), np.empty(count)
    for place, kick in enumerate(kicks):
        value = keep * value + kick
        values[place] = value
    return values


def arrays(columns: Mapping[str, Any]) -> Columns:
    """The columns as float arrays."""
    return {name: np.asarray(values, dtype=float) for name, values in columns.items()}
