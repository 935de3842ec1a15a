"""Where along an activity which ground was: stretches of one class, and the class of each kilometre."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import numpy as np

from runlog.derive.ground import LONGEST_KM, word_of
from runlog.derive.ground_match_index import GROUNDS, INFERRED, NO_BASIS, TAGGED, UNKNOWN_CODE, Int8
from runlog.derive.ground_match_track import Floats
from runlog.model import Ground, GroundBasis, GroundStretch
from runlog.units import M_PER_KM

if TYPE_CHECKING:
    from runlog.derive.ground_match import GroundTrace

GRID_M: Final = 10.0
"""A kilometre's metres are counted in pieces of this length, as long as a step of a track."""
BASES: Final[Mapping[int, GroundBasis | None]] = {NO_BASIS: None, TAGGED: "tagged", INFERRED: "inferred"}


def stretches_of(trace: "GroundTrace") -> tuple[GroundStretch, ...]:
    """A trace as stretches from 0 to its whole distance, without gaps; neighbours differ."""
    edges_m, ground, basis = _whole(trace)
    change = (np.diff(ground) != 0) | (np.diff(basis) != 0)
    first = np.concatenate(([0], np.flatnonzero(change) + 1))
    bounds = np.append(edges_m[first], edges_m[-1]).tolist()
    told = zip(bounds[:-1], bounds[1:], ground[first].tolist(), basis[first].tolist(), strict=True)
    return tuple(GroundStretch(begin, end, *_named(cls, how)) for begin, end, cls, how in told)


def ground_by_km(trace: "GroundTrace") -> str | None:
    """The class that most of each kilometre lies on, and how that is known: `asphalt/tagged trail/inferred unknown`.

    A word a kilometre, the last one for what is left; unknown is a class like the others. None beyond `LONGEST_KM`.
    """
    edges_m, ground, basis = _whole(trace)
    if not 0 < edges_m[-1] <= LONGEST_KM * M_PER_KM:
        return None
    middle = np.arange(GRID_M / 2, max(edges_m[-1], GRID_M), GRID_M)
    place = np.clip(np.searchsorted(edges_m, middle, "right") - 1, 0, len(ground) - 1)
    classes, bases = len(GROUNDS) + 1, len(BASES)
    km = (middle // M_PER_KM).astype(np.intp)
    pieces = np.zeros((km[-1] + 1, classes, bases), dtype=np.intp)
    np.add.at(pieces, (km, ground[place] + 1, basis[place]), 1)
    most = pieces.sum(axis=2).argmax(axis=1)
    how = pieces[np.arange(len(most)), most].argmax(axis=1)
    return " ".join(word_of(*_named(cls - 1, known)) for cls, known in zip(most.tolist(), how.tolist(), strict=True))


def _whole(trace: "GroundTrace") -> tuple[Floats, Int8, Int8]:
    """Edges, grounds and bases with what was recorded before and after the positions as unknown."""
    edges_m, before, after = trace.edges_m + trace.before_m, 0, 0
    if edges_m[0] > 0:
        edges_m, before = np.append(0.0, edges_m), 1
    if trace.total_m > edges_m[-1]:
        edges_m, after = np.append(edges_m, trace.total_m), 1
    return (
        edges_m,
        np.pad(trace.ground, (before, after), constant_values=UNKNOWN_CODE),
        np.pad(trace.basis, (before, after), constant_values=NO_BASIS),
    )


def _named(ground: int, basis: int) -> tuple[Ground | None, GroundBasis | None]:
    return (None, None) if ground == UNKNOWN_CODE else (GROUNDS[ground], BASES[basis])
