"""The track of one activity to be drawn: metres about its own middle, never degrees."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from runlog.derive.ground_match_track import Bools, Floats, Places, Track, track_of

FINENESS: Final = 1500
"""A line is simplified by no more than this part of the track's extent, which no eye can tell."""
TURNED_SIZE: Final = 1000.0
"""The longer side of a way that is shown turned and without a scale, in no unit."""
SMALLEST_M: Final = 50.0
"""A smaller extent is the GPS wandering about a standing watch (ours)."""


@dataclass(frozen=True, slots=True)
class TrackPiece:
    """A line of one code, as points in metres east and north of the middle."""

    code: int
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class TrackLine:
    """Steps of about ten metres: metres east and north of the middle, and along the way; `fresh` begins a new line."""

    x_m: Floats
    y_m: Floats
    along_m: Floats
    fresh: Bools
    whole: bool
    """Whether nothing was hidden: its first and last step are then where it began and ended."""

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """Where it began and ended; None where that is hidden."""
        if not self.whole:
            return None
        x, y = np.round(self.x_m[[0, -1]], 1).tolist(), np.round(self.y_m[[0, -1]], 1).tolist()
        return (x[0], y[0]), (x[1], y[1])

    def pieces(self, code: Places) -> tuple[TrackPiece, ...]:
        """The line cut where a step's code changes and where it was not seen, each piece simplified.

        A piece goes on to the first point of the next one, so that the line has no holes where only its colour changes.
        """
        cut = np.flatnonzero(self.fresh | np.append(True, code[1:] != code[:-1]))
        allowed = max(np.ptp(self.x_m), np.ptp(self.y_m)) / FINENESS
        found = []
        for begin, end in zip(cut.tolist(), [*cut[1:].tolist(), len(code)], strict=True):
            last = end if end < len(code) and not self.fresh[end] else end - 1
            x, y = self.x_m[begin : last + 1], self.y_m[begin : last + 1]
            keep = _simplified(x, y, float(allowed))
            points = tuple(zip(np.round(x[keep], 1).tolist(), np.round(y[keep], 1).tolist(), strict=True))
            found.append(TrackPiece(int(code[begin]), points))
        return tuple(found)


def track_line(column: Mapping[str, Floats]) -> TrackLine | None:
    """The line of SAMPLES columns (as `track_of` takes them); None where no GPS saw a way."""
    track = track_of(column)
    if track is None:
        return None
    middle = (track.edges_m[:-1] + track.edges_m[1:]) / 2
    return line_of(track, track.seen, middle + track.before_m, whole=True)


def line_of(track: Track, shown: Bools, along_m: Floats, *, whole: bool = False) -> TrackLine | None:
    """The line of those steps of a track that are to be shown; None where too little is left of it.

    It lies about the middle of what is shown, so that nothing else can be reckoned from it.
    """
    place = np.flatnonzero(shown)
    if len(place) < 2:  # noqa: PLR2004 (a line has two ends)
        return None
    scale = float(track.scale[place].mean())
    x, y = ((values[place] - (values[place].min() + values[place].max()) / 2) * scale for values in (track.x, track.y))
    if max(np.ptp(x), np.ptp(y)) < SMALLEST_M:
        return None
    return TrackLine(x, y, along_m[place], np.append(True, np.diff(place) > 1), whole=whole)


def turned(line: TrackLine, turn: float) -> TrackLine:
    """The line turned by an angle in radians about its middle, its longer side `TURNED_SIZE`, in no unit."""
    x = line.x_m * np.cos(turn) - line.y_m * np.sin(turn)
    y = line.x_m * np.sin(turn) + line.y_m * np.cos(turn)
    size = float(max(np.ptp(x), np.ptp(y)))
    x, y = ((values - (values.min() + values.max()) / 2) / size * TURNED_SIZE for values in (x, y))
    return replace(line, x_m=x, y_m=y)


def _simplified(x: Floats, y: Floats, allowed: float) -> Places:
    """The places of the points that are kept (Douglas and Peucker 1973): none is further from the line than allowed."""
    keep = np.zeros(len(x), dtype=bool)
    keep[[0, -1]] = True
    open_spans = [(0, len(x) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:  # noqa: PLR2004 (nothing between)
            continue
        along_x, along_y = x[last] - x[first], y[last] - y[first]
        dx, dy = x[first + 1 : last] - x[first], y[first + 1 : last] - y[first]
        length = float(np.hypot(along_x, along_y))
        apart = np.abs(dx * along_y - dy * along_x) / length if length > 0 else np.hypot(dx, dy)
        worst = int(apart.argmax())
        if apart[worst] > allowed:
            middle = first + 1 + worst
            keep[middle] = True
            open_spans += [(first, middle), (middle, last)]
    return np.flatnonzero(keep)
