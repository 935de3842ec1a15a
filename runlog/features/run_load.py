"""What one run asked of the body, beside what is usual for this runner: numbers to look at, no alarm."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import Final

from runlog.features.descent import descent_of
from runlog.features.form import LIKE_PACE, speed_mps
from runlog.features.history import History, Session

BEFORE: Final = timedelta(weeks=12)
"""The runner's own past: the runs of the twelve weeks before (ours, as the trend of cadence has it)."""
MIN_BEFORE: Final = 8
"""Floor of data: fewer earlier runs that tell the value leave what is usual unknown (ours)."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A run's value and the median of the earlier ones; None is "not recorded", and too few runs before."""

    value: float | None
    usual: float | None
    runs_before: int
    """How many earlier runs tell it; of gait, those at like pace."""

    @property
    def change(self) -> float | None:
        """Value minus the usual one."""
        return None if self.value is None or self.usual is None else self.value - self.usual


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLoad:
    """One run's loads. Drifts are the run's last third minus its first, at like pace.

    Cadence, oscillation and stance time follow speed: their usual values are of runs within a tenth of this run's.
    """

    descent_m: Measure
    steep_descent_m: Measure
    impact_min: Measure
    """Minutes of running on asphalt, concrete and paving, as far as the ground is known."""
    steps: Measure
    cadence_spm: Measure
    vertical_oscillation_mm: Measure
    stance_time_ms: Measure
    cadence_drift_spm: Measure
    vertical_oscillation_drift_mm: Measure
    stance_time_drift_ms: Measure


def run_load(history: History, run: Session) -> RunLoad:
    """The loads of a run of the history against those of the twelve weeks before it."""
    before = [
        other
        for other in history.runs
        if other.start_local < run.start_local and run.start_local - other.start_local <= BEFORE
    ]
    speed = speed_mps(run)
    alike = [other for other in before if speed and abs((speed_mps(other) or 0.0) / speed - 1) <= LIKE_PACE]
    return RunLoad(
        descent_m=_measure(run, before, descent_of),
        steep_descent_m=_measure(run, before, lambda one: one.steep_descent_m),
        impact_min=_measure(run, before, lambda one: one.hard_running_min),
        steps=_measure(run, before, lambda one: one.steps),
        cadence_spm=_measure(run, alike, lambda one: one.avg_cadence_spm),
        vertical_oscillation_mm=_measure(run, alike, lambda one: one.avg_vertical_oscillation_mm),
        stance_time_ms=_measure(run, alike, lambda one: one.avg_stance_time_ms),
        cadence_drift_spm=_measure(run, before, lambda one: one.cadence_drift_spm),
        vertical_oscillation_drift_mm=_measure(run, before, lambda one: one.vertical_oscillation_drift_mm),
        stance_time_drift_ms=_measure(run, before, lambda one: one.stance_time_drift_ms),
    )


def _measure(run: Session, before: Iterable[Session], value_of: Callable[[Session], float | None]) -> Measure:
    known = [value for other in before if (value := value_of(other)) is not None]
    return Measure(value_of(run), median(known) if len(known) >= MIN_BEFORE else None, len(known))
