"""The part of one activity that a private page may show, as if nothing else had been recorded.

Map, chart, splits and sums are all of this part, so that no axis begins at the door and nothing can be held against
anything to tell how far off it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from runlog.derive.ground_match_track import Bools, Floats, Places, Track, track_of
from runlog.derive.hidden_areas import Area, Spot, pieces_of, shown_of
from runlog.derive.run_track import TrackLine, line_of
from runlog.model import GroundStretch, Lap

_JOINT_S = 1.0
"""Shown pieces follow each other after so long."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece that is shown: its samples, where it lies on the whole way and time, and where on what is shown."""

    rows: Places
    steps: tuple[int, int]
    """Its first step of the track and the one after its last."""
    from_m: float
    to_m: float
    from_s: float
    to_s: float
    at_m: float
    at_s: float


@dataclass(frozen=True)
class PrivateCut:
    """What is shown of an activity whose way is known."""

    track: TrackLine | None
    """None where all of it is hidden."""
    pieces: tuple[Piece, ...]
    column: Mapping[str, Floats]
    """SAMPLES columns of the pieces, one after the other, without positions; empty where all is hidden."""

    @property
    def duration_s(self) -> float:
        """How long the pieces took, breaks among them."""
        return sum(piece.to_s - piece.from_s for piece in self.pieces)

    def laps(self, laps: Iterable[Lap]) -> tuple[Lap, ...]:
        """The laps that lie in one piece whole, at their place in what is shown."""
        return tuple(
            replace(lap, start_s=lap.start_s - piece.from_s + piece.at_s)
            for lap in laps
            for piece in self.pieces
            if piece.from_s <= lap.start_s and lap.start_s + (lap.duration_s or 0.0) <= piece.to_s
        )

    def stretches(self, stretches: Iterable[GroundStretch]) -> tuple[GroundStretch, ...]:
        """The parts of stretches of ground that lie in the pieces, at their place in what is shown."""
        told = tuple(stretches)
        return tuple(
            replace(one, from_m=first - piece.from_m + piece.at_m, to_m=last - piece.from_m + piece.at_m)
            for piece in self.pieces
            for one in told
            if (first := max(one.from_m, piece.from_m)) < (last := min(one.to_m, piece.to_m))
        )


def ends_of(column: Mapping[str, Floats]) -> tuple[Spot, ...]:
    """Where the way in SAMPLES columns begins and ends; empty where no position is known."""
    track = track_of(column)
    if track is None:
        return ()
    return tuple((float(column["lat_deg"][row]), float(column["lon_deg"][row])) for row in track.row[[0, -1]])


def private_cut(column: Mapping[str, Floats], areas: Sequence[Area], random: Random) -> PrivateCut | None:
    """What may be shown beside hidden areas; None where no position is known, so that nothing tells of a place.

    `random` is to be the same for a run every time, and not to be foreseen.
    """
    track = track_of(column)
    if track is None:
        return None
    shown = shown_of(track, areas, random)
    pieces = tuple(_pieces(column, track, shown))
    if not pieces:
        return PrivateCut(None, (), {})
    return PrivateCut(line_of(track, shown, _along(track, pieces)), pieces, _joined(column, track, pieces))


def _pieces(column: Mapping[str, Floats], track: Track, shown: Bools) -> Iterable[Piece]:
    at_m = at_s = 0.0
    for first, last in pieces_of(shown):
        here = np.flatnonzero((track.row_m >= track.edges_m[first]) & (track.row_m <= track.edges_m[last]))
        if len(here) < 2:  # noqa: PLR2004 (a piece has two ends)
            continue
        rows = track.row[here[0] : here[-1] + 1]
        from_m, to_m = (float(track.row_m[place]) + track.before_m for place in here[[0, -1]])
        from_s, to_s = float(column["t_s"][rows[0]]), float(column["t_s"][rows[-1]])
        yield Piece(rows, (first, last), from_m, to_m, from_s, to_s, at_m, at_s)
        at_m += to_m - from_m
        at_s += to_s - from_s + _JOINT_S


def _along(track: Track, pieces: Iterable[Piece]) -> Floats:
    """How far along what is shown each step of the track is; those that are not shown tell nothing."""
    along = (track.edges_m[:-1] + track.edges_m[1:]) / 2 + track.before_m
    shifted = along.copy()
    for piece in pieces:
        first, last = piece.steps
        shifted[first:last] = np.clip(along[first:last], piece.from_m, piece.to_m) - piece.from_m + piece.at_m
    return shifted


def _joined(column: Mapping[str, Floats], track: Track, pieces: Sequence[Piece]) -> Mapping[str, Floats]:
    """The samples with a position in each piece, from nought metres and seconds on."""
    along = np.full(len(column["t_s"]), np.nan)
    along[track.row] = track.row_m + track.before_m
    joined = {name: np.concatenate([values[piece.rows] for piece in pieces]) for name, values in column.items()}
    joined["distance_m"] = np.concatenate([along[one.rows] - along[one.rows[0]] + one.at_m for one in pieces])
    joined["t_s"] = np.concatenate([column["t_s"][one.rows] - one.from_s + one.at_s for one in pieces])
    nowhere = np.full(len(joined["t_s"]), np.nan)
    return {**joined, "lat_deg": nowhere, "lon_deg": nowhere}
