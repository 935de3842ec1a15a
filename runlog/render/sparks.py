"""Charts of one line of a table, as SVG written by hand: thousands of them cost next to nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from runlog.render import palette
from runlog.report.team_model import TeamPain, TeamWeek

WIDTH: Final = 95
HEIGHT: Final = 28
_BAR, _STEP = 6.0, 8.0
_TOP: Final = 26.0
_DOT_STEP: Final = 3.4
_PER_POINT: Final = 2.45
_BASE: Final = 27.0
PAPER: Final[Mapping[str, str]] = {
    "past": f'fill="{palette.PAST}"', "now": f'fill="{palette.THIS_WEEK}"', "unusual": f'fill="{palette.UNUSUAL}"',
    "unknown": f'fill="none" stroke="{palette.MUTED}" stroke-dasharray="1.5 1.2" stroke-width=".8"',
    "line": f'fill="none" stroke="{palette.AXIS}" stroke-width=".7"',
    **{level: f'fill="none" stroke="{color}"' for level, color in palette.PAIN.items()},
}  # fmt: skip
"""How each part is painted on paper."""
SCREEN: Final[Mapping[str, str]] = {
    name: f'class="{name}"' for name in ("past", "now", "unusual", "unknown", "line", "usual", "raised", "high")
}
"""How each part is named for a style sheet, which knows light and dark."""


def bars(weeks: Sequence[TeamWeek], paint: Mapping[str, str]) -> str:
    """The SVG's content: a bar a week; zero is a stub, unknown an outline, before the log nothing."""
    highest = max((week.distance_m or 0.0 for week in weeks), default=0.0)
    parts: dict[str, list[str]] = {}
    for place, week in enumerate(weeks):
        x = place * _STEP
        last = place == len(weeks) - 1
        if week.distance_m is not None:
            height = _TOP * week.distance_m / highest if highest else 0.0
            name = "unusual" if week.unusual else "now" if last else "past"
            parts.setdefault(name, []).append(_box(x, max(height, 0.8), _BAR))
        elif week.runs:
            parts.setdefault("unknown", []).append(_box(x + 0.5, _TOP / 2, _BAR - 1))
    return _paths(parts, paint)


def dots(days: Sequence[TeamPain], paint: Mapping[str, str]) -> str:
    """The SVG's content: a dot a day with pain recorded, above a line at zero."""
    parts: dict[str, list[str]] = {"line": [f"M0 {HEIGHT - 0.4:g}h{WIDTH}"]}
    for place, day in enumerate(days):
        if day.value is not None:
            y = _BASE - 1.2 - _PER_POINT * day.value
            parts.setdefault(day.level, []).append(f"M{1.6 + place * _DOT_STEP:.1f} {y:.1f}h.01")
    return _paths(parts, paint)


def document(content: str) -> str:
    """An SVG document around the content, for a page that takes pictures."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'stroke-linecap="round" stroke-width="3.2">{content}</svg>'
    )


def _box(x: float, height: float, width: float) -> str:
    return f"M{x:g} {HEIGHT}v-{height:.1f}h{width:g}v{height:.1f}z"


def _paths(parts: Mapping[str, Iterable[str]], paint: Mapping[str, str]) -> str:
    return "".join(f'<path {paint[name]} d="{"".join(steps)}"/>' for name, steps in parts.items())
