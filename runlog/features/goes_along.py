"""What the next morning's pain goes along with: differences with intervals wide enough for many questions (M7).

For each trait: the mean rise of pain (next morning less before, a lag of one day) on days with it, less that on days
without. Days of one week resemble each other, so weeks are drawn again, not days: a bootstrap over ISO weeks, from a
fixed seed. Asking many questions finds something by chance, so all intervals are widened together: the largest of all
studentised deviations in each draw sets their width (the single-step "max t" of Westfall and Young 1993). Where nothing
goes along with anything, about one log in twenty would then show some pattern.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

from runlog.features.history import History
from runlog.features.memo import once
from runlog.features.traits import Trait, traits

MIN_DAYS: Final = 8
"""Days with a trait, and as many without it, below which nothing is said of it (ours)."""
MIN_WEEKS: Final = 5
"""The days of each side must come from so many weeks (ours)."""
LEVEL: Final = 0.95
"""Of all intervals together."""
DRAWS: Final = 500
SEED: Final = 20260101
"""The same log gives the same intervals every time."""
MIN_DIFFERENCE: Final = 0.5
"""A smaller difference, in points of pain, is not worth telling (ours)."""
_TINY: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Association:
    """One trait in counts; `low` and `high` are None below the floor of data."""

    name: str
    detail: str
    days_with: int
    days_without: int
    mean_with: float
    mean_without: float
    low: float | None = None
    high: float | None = None

    @property
    def difference(self) -> float:
        """Points by which pain rose more (or fell less) by the morning after days with the trait."""
        return self.mean_with - self.mean_without

    @property
    def stands_out(self) -> bool:
        """Whether the whole interval lies above zero, and the difference is worth telling."""
        return self.low is not None and self.low > 0 and self.difference >= MIN_DIFFERENCE


@once
def associations(history: History) -> tuple[Association, ...]:
    """Every trait with its counts, and an interval where there are days enough."""
    return associate(traits(history))


def pattern(history: History) -> Association | None:
    """The one pattern that a runner is told: that whose interval lies furthest above zero, if any does."""
    return max((one for one in associations(history) if one.stands_out), key=lambda one: one.low or 0.0, default=None)


def associate(asked: Sequence[Trait]) -> tuple[Association, ...]:
    """As `associations`, for given traits."""
    enough = [trait for trait in asked if _enough(trait)]
    bounds = dict(zip((id(trait) for trait in enough), _intervals(enough), strict=True)) if enough else {}
    return tuple(_association(trait, bounds.get(id(trait))) for trait in asked)


def _association(trait: Trait, bounds: tuple[float, float] | None) -> Association:
    with_it = [rise for rise, has in zip(trait.rises, trait.has_it, strict=True) if has]
    without = [rise for rise, has in zip(trait.rises, trait.has_it, strict=True) if not has]
    found = Association(
        trait.name, trait.detail, len(with_it), len(without), _mean(with_it), _mean(without), *(bounds or ())
    )
    if trait.opposite is None or found.difference >= 0:
        return found
    turned = (-found.high, -found.low) if found.low is not None and found.high is not None else ()
    return Association(
        trait.opposite, trait.detail, found.days_without, found.days_with, found.mean_without, found.mean_with, *turned
    )


def _enough(trait: Trait) -> bool:
    for side in (True, False):
        days = [day for day, has in zip(trait.days, trait.has_it, strict=True) if has is side]
        if len(days) < MIN_DAYS or len({_monday(day) for day in days}) < MIN_WEEKS:
            return False
    return True


def _intervals(asked: Sequence[Trait]) -> list[tuple[float, float]]:
    """Low and high of each trait's difference, all widened together."""
    import numpy as np

    sums = _weekly_sums(asked)
    weeks = sums.shape[0]
    counts = _drawn(weeks)
    seen, error = (values[0] for values in _differences(np.ones((1, weeks)), sums))
    drawn, errors = _differences(counts, sums)
    # A draw that holds no day with a trait (or none without), or a single week of them, tells nothing of that trait.
    usable = np.isfinite(drawn) & (errors > _TINY)
    deviations = np.where(usable, np.abs(drawn - seen) / np.where(usable, errors, 1.0), 0.0)
    half = np.quantile(deviations.max(axis=1), LEVEL) * error
    return [(float(one - wide), float(one + wide)) for one, wide in zip(seen, half, strict=True)]


@lru_cache(maxsize=64)
def _drawn(weeks: int) -> Any:
    """How often each of so many weeks was drawn (draws x weeks), the same every time."""
    import numpy as np

    random = np.random.default_rng(SEED)
    counts = np.zeros((DRAWS, weeks))
    np.add.at(counts, (np.arange(DRAWS)[:, None], random.integers(0, weeks, (DRAWS, weeks))), 1.0)
    counts.flags.writeable = False
    return counts


def _differences(counts: Any, sums: Any) -> tuple[Any, Any]:
    """For each draw and trait: mean with less mean without, and its standard error from the scatter of the weeks.

    `counts` says how often each week was drawn (draws x weeks). The error is the linearised ("sandwich") one: each
    week counts by how far its own sums pull the two means apart.
    """
    import numpy as np

    # Not `@`: for products as small as these the threads of BLAS cost more than they do, as they wait for more, busily.
    weeks = len(sums)
    total = np.einsum("dw,wtc->dtc", counts, sums)
    products = sums[..., :, None] * sums[..., None, :]
    scatter = np.einsum("dw,wtij->dtij", counts, products)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean_with, mean_without = total[..., 0] / total[..., 1], total[..., 2] / total[..., 3]
        pull = np.stack(
            [1 / total[..., 1], -mean_with / total[..., 1], -1 / total[..., 3], mean_without / total[..., 3]], axis=-1
        )
        variance = np.einsum("dti,dtij,dtj->dt", pull, scatter, pull)
        return mean_with - mean_without, np.sqrt(np.maximum(variance, 0.0) * weeks / (weeks - 1))


def _weekly_sums(asked: Sequence[Trait]) -> Any:
    """Per week and trait: the sum of rises and the number of days, with the trait and without (weeks x traits x 4)."""
    import numpy as np

    weeks = [[_monday(day) for day in trait.days] for trait in asked]
    position = {week: i for i, week in enumerate(sorted({week for one in weeks for week in one}))}
    sums = np.zeros((len(position), len(asked), 4))
    for column, (trait, of_days) in enumerate(zip(asked, weeks, strict=True)):
        rows = np.array([position[week] for week in of_days], dtype=np.intp)
        side = np.where(np.array(trait.has_it), 0, 2)
        cells = sums[:, column]
        np.add.at(cells, (rows, side), trait.rises)
        np.add.at(cells, (rows, side + 1), 1.0)
    return sums


@lru_cache(maxsize=1024)
def _monday(day: date) -> int:
    """Weeks as numbers: ISO weeks begin on Monday, as does the proleptic calendar."""
    return (day.toordinal() - 1) // 7


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
