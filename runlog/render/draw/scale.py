"""Round scales, so that gridlines fall on numbers that a person would choose."""

import math
from typing import Final

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_TOPS: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_MOST_LINES: Final = 4


def ticks(highest: float) -> tuple[float, ...]:
    """Round values from zero to the first one at or above `highest`, at most four above zero."""
    if highest <= 0 or not math.isfinite(highest):
        return (0.0, 1.0)
    power = 10.0 ** math.floor(math.log10(highest / _MOST_LINES))
    step = next(step * power for step in _STEPS if math.ceil(highest / (step * power) - 1e-9) <= _MOST_LINES)
    return tuple(step * i for i in range(math.ceil(highest / step - 1e-9) + 1))


def top_of(highest: float) -> float:
    """The round value at or next above `highest`, for a scale of a single line; 0 for none."""
    if highest <= 0 or not math.isfinite(highest):
        return 0.0
    power = 10.0 ** math.floor(math.log10(highest))
    return next(top * power for top in _TOPS if top * power >= highest - 1e-9)


def tick_label(value: float, decimal: str) -> str:
    """A tick without needless decimals."""
    return f"{value:.1f}".removesuffix(".0").replace(".", decimal)
