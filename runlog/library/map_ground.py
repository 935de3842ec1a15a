"""The ground that maps tell of a log's runs and walks; a log without a map pays nothing for it."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runlog.library.decoding import Progress
from runlog.library.map_told import FromMaps, Shelf, TrackKey
from runlog.library.names import map_store_path
from runlog.library.twins import Joined
from runlog.model import MAP_BASES, GroundStretch

if TYPE_CHECKING:
    import pandas as pd


def from_maps(
    log: Path, joined: Sequence[Joined], shelf: Shelf, edition: str, progress: Progress | None = None
) -> FromMaps:
    """The ground of a log's tracks; a track that was matched before costs a row, `progress` is told of the others.

    `edition` names the readers that gave the tracks. Without the extra `ground`, new tracks stay unknown.
    """
    path = map_store_path(log)
    if not path.exists():
        return FromMaps()
    from runlog.library.map_matching import Matching

    return Matching(path, edition, shelf, progress).of(joined)


def stretches_along(log: Path, key: TrackKey, told: "pd.Series[Any]", edition: str) -> tuple[GroundStretch, ...]:
    """The ground along the track of that key, whose row in ACTIVITIES is `told`, as `Log.ground_along` tells it."""
    from runlog.derive.ground import one_stretch
    from runlog.frame.activities import GROUND_COLUMNS

    basis = told["ground_basis"]
    if basis in MAP_BASES:
        from runlog.library.map_store import MapStore, MapStoreError

        try:
            with MapStore(map_store_path(log), edition) as store:
                return store.stretches(key)
        except MapStoreError:
            return ()
    shares = {ground: told[name] for ground, name in GROUND_COLUMNS.items() if told[name] > 0}
    whole = one_stretch(shares, basis, told["distance_m"])
    return () if whole is None else (whole,)
