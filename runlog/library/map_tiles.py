"""Tiles of 0.02 degrees: which parts of a map a log's tracks pass through."""

from typing import Final

import numpy as np

from runlog.derive.ground_match_track import Floats

TILE_E7: Final = 200_000
"""A tile's side in 1e-7 degrees: 2.2 km to the north, 1.5 km to the east at 47 degrees."""
MARGIN_M: Final = 100.0
"""A way this far beyond a tile may still be the nearest."""
_M_PER_DEGREE: Final = 111_320.0
_E7: Final = 1e7

Tile = tuple[int, int]
Tiles = frozenset[Tile]
"""Row to the north and column to the east of (0, 0)."""


def tile_of(lat_e7: int, lon_e7: int) -> Tile:
    """The tile of a position in 1e-7 degrees."""
    return lat_e7 // TILE_E7, lon_e7 // TILE_E7


def tiles_of(lat_deg: Floats, lon_deg: Floats) -> Tiles:
    """The tiles that positions are in or near."""
    found: set[Tile] = set()
    if not len(lat_deg):
        return frozenset()
    north = MARGIN_M / _M_PER_DEGREE
    east = north / np.maximum(np.cos(np.radians(lat_deg)), 0.1)
    for rows in (-1, 1):
        for columns in (-1, 1):
            row = np.floor((lat_deg + rows * north) * _E7 / TILE_E7).astype(np.int64)
            column = np.floor((lon_deg + columns * east) * _E7 / TILE_E7).astype(np.int64)
            pairs = np.unique(np.stack([row, column], axis=1), axis=0)
            found.update((int(a), int(b)) for a, b in pairs)
    return frozenset(found)


def around(tiles: Tiles, rings: int) -> Tiles:
    """The tiles, and those up to `rings` away from them."""
    spread = range(-rings, rings + 1)
    return frozenset((row + a, column + b) for row, column in tiles for a in spread for b in spread)
