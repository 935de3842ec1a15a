"""What a stranger makes of the shapes of private pages, laid exactly where they were run: estimates of the home."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from runlog.derive.ground_match_track import Floats

Pieces = Sequence[Floats]
"""The shown pieces of one page, each an array of points (metres) in order."""
_NEAR_M = 2500.0
"""Crossings further than this from the middle of all ends are no guess at a home."""
_KERNEL_M = 120.0


def estimates(pages: Sequence[Pieces]) -> Mapping[str, Floats]:
    """The home by each way that the pages allow."""
    pages = [page for page in pages if len(page)]
    ends = np.array([end for page in pages for end in (page[0][0], page[-1][-1])])
    cuts = np.array([end for page in pages for piece in page for end in (piece[0], piece[-1])])
    found = {
        "mean of ends": ends.mean(axis=0),
        "median of ends": np.median(ends, axis=0),
        "mean of cuts": cuts.mean(axis=0),
    }
    found |= {f"circle, {name}": fit for name, fit in _circles(cuts).items()}
    for reach in (60.0, 150.0, 300.0):
        crossing = _densest_crossing(
            [_ray(piece, reach) for page in pages for piece in (page[0], page[-1][::-1])], ends
        )
        if crossing is not None:
            found[f"crossing of the last {reach:g} m"] = crossing
    return found


def _circles(cuts: Floats) -> Mapping[str, Floats]:
    """The middle of a circle through the cuts: by least squares (Kasa), and by the median of residuals over triples."""
    if len(cuts) < 3:
        return {}
    found = {"algebraic": _through(cuts)}
    rng = np.random.default_rng(1)
    triples = list(combinations(range(len(cuts)), 3))
    picked = triples if len(triples) <= 300 else [triples[i] for i in rng.choice(len(triples), 300, replace=False)]
    best = np.inf
    for triple in picked:
        middle = _through(cuts[list(triple)])
        radii = np.hypot(*(cuts - middle).T)
        spread = float(np.median(np.abs(radii - np.median(radii))))
        if np.median(radii) < _NEAR_M and spread < best:
            best, found["robust"] = spread, middle
    return found


def _through(points: Floats) -> Floats:
    about = points.mean(axis=0)
    x, y = (points - about).T
    system = np.column_stack([x, y, np.ones(len(x))])
    solved = np.linalg.lstsq(system, x**2 + y**2, rcond=None)[0]
    return np.asarray(solved[:2] / 2 + about)


def _ray(piece: Floats, reach: float) -> tuple[Floats, Floats]:
    """The end of a piece and the direction of its last metres, by their principal axis."""
    far = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(piece, axis=0).T))))
    last = piece[: max(int((far <= reach).sum()), 2)]
    return piece[0], np.linalg.svd(last - last.mean(axis=0))[2][0]


def _densest_crossing(rays: Sequence[tuple[Floats, Floats]], ends: Floats) -> Floats | None:
    points = []
    for (a, u), (b, v) in combinations(rays, 2):
        sine = u[0] * v[1] - u[1] * v[0]
        if abs(sine) > 0.1:
            d = b - a
            points.append(a + u * ((d[0] * v[1] - d[1] * v[0]) / sine))
    near = [point for point in points if np.hypot(*(point - ends.mean(axis=0))) < _NEAR_M]
    if not near:
        return None
    crossings = np.array(near)
    apart = np.hypot(*(crossings[:, None] - crossings[None]).transpose(2, 0, 1))
    return np.asarray(crossings[np.exp(-((apart / _KERNEL_M) ** 2)).sum(axis=1).argmax()])
