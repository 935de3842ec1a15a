"""What the runs of a week were on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from runlog.clock import Week
from runlog.features.history import History, Session
from runlog.model import HARD_GROUND, MAP_BASES, Ground, GroundBasis

UNKNOWN: Literal["unknown"] = "unknown"
_ROUNDING: Final = 1e-6
"""Shares that were rounded on their way may miss one by this much."""


@dataclass(frozen=True, slots=True)
class WeekGround:
    """Metres run in one week: all, those on known ground, hard ones among them, and on concrete."""

    week: Week
    total_m: float
    known_m: float
    hard_m: float
    concrete_m: float

    @property
    def known_share(self) -> float:
        """Share of the metres whose ground is known; 0 for a week without any."""
        return self.known_m / self.total_m if self.total_m else 0.0

    @property
    def hard_share(self) -> float | None:
        """Hard ground (asphalt, concrete, paving) as a share of the known metres."""
        return self.hard_m / self.known_m if self.known_m else None

    @property
    def concrete_share(self) -> float | None:
        """Concrete as a share of the known metres."""
        return self.concrete_m / self.known_m if self.known_m else None


def ground_metres(history: History, week: Week) -> Mapping[Ground | Literal["unknown"], float]:
    """Metres of the week's runs per ground class, and `"unknown"`; classes without any are left out.

    A run without a recorded distance adds nothing.
    """
    return metres_by_ground(history.runs_by_week.get(week, ()))


def metres_by_ground(runs: Iterable[Session]) -> Mapping[Ground | Literal["unknown"], float]:
    """Metres of these runs per ground class, as `ground_metres` tells them."""
    metres: dict[Ground | Literal["unknown"], float] = {}
    for run in runs:
        if not run.distance_m:
            continue
        known = sum(run.ground.values())
        scale = 1 / known if known > 1 else 1.0
        for cls, share in run.ground.items():
            metres[cls] = metres.get(cls, 0.0) + share * scale * run.distance_m
        if known < 1 - _ROUNDING:
            metres[UNKNOWN] = metres.get(UNKNOWN, 0.0) + (1 - known) * run.distance_m
    return metres


def told_by_map(runs: Iterable[Session]) -> bool:
    """Whether a map told or let infer the ground of any of these runs: its makers are then to be credited."""
    return any(run.ground_basis in MAP_BASES for run in runs)


def week_ground(history: History, week: Week) -> WeekGround:
    """The week's ground in sums."""
    metres = ground_metres(history, week)
    total = sum(metres.values())
    return WeekGround(
        week=week,
        total_m=total,
        known_m=total - metres.get(UNKNOWN, 0.0),
        hard_m=sum(metres.get(cls, 0.0) for cls in HARD_GROUND),
        concrete_m=metres.get(Ground.CONCRETE, 0.0),
    )


def metres_by_basis(runs: Iterable[Session]) -> Mapping[GroundBasis, float]:
    """Metres of known ground of these runs by how it is known; what a map tells and what it lets infer are apart."""
    metres: dict[GroundBasis, float] = {}
    for run in runs:
        if not run.distance_m or run.ground_basis is None:
            continue
        shares: dict[GroundBasis, float] = {run.ground_basis: min(1.0, sum(run.ground.values()))}
        if run.ground_tagged_share is not None and run.ground_inferred_share is not None:
            shares = {"tagged": run.ground_tagged_share, "inferred": run.ground_inferred_share}
        for basis, share in shares.items():
            if share:
                metres[basis] = metres.get(basis, 0.0) + share * run.distance_m
    return metres
