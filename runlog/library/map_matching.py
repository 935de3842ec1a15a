"""Tracks of a log matched with its maps, each once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from runlog.derive.ground_along import stretches_of
from runlog.derive.ground_match import MapGround, ground_shares, match_ground
from runlog.derive.ground_match_index import GroundIndex
from runlog.derive.ground_match_track import Floats, positioned, track_of
from runlog.distribution import install_hint
from runlog.errors import ReadError
from runlog.library.decoding import Progress
from runlog.library.map_store import MapStore, MapStoreError, TrackGround
from runlog.library.map_tiles import Tiles, tiles_of
from runlog.library.map_told import FromMaps, Shelf, TrackKey
from runlog.library.twins import Joined
from runlog.messages import Message
from runlog.model import Kind
from runlog.sports import is_outside

if TYPE_CHECKING:
    import pandas as pd

ON_FOOT: Final = frozenset({Kind.RUN, Kind.WALK})
_COLUMNS: Final = ("t_s", "lat_deg", "lon_deg", "distance_m")
_NOTHING: Final = MapGround({}, {})


@dataclass(frozen=True, slots=True)
class Matching:
    """What matching needs: the store of the maps, the edition of the readers, the samples, who is told of progress."""

    store: Path
    edition: str
    shelf: Shelf
    progress: Progress | None

    def of(self, joined: Sequence[Joined]) -> FromMaps:
        """The ground of the activities; new tracks are matched and kept."""
        tracks = tracks_of(joined)
        try:
            with MapStore(self.store, self.edition) as store:
                if not store.map_names():
                    return FromMaps()
                told = store.shares(tracks)
                new = {key: name for key, name in tracks.items() if key not in told}
                missing = bool(new) and not has_extra()
                if new and not missing:
                    matched = self._matched(store, new)
                    store.keep_shares(matched)
                    told |= matched
        except MapStoreError as error:
            return FromMaps(notices=(Message.of("notice.map_unusable", problem=str(error)),))
        ground = {tracks[key]: track.ground for key, track in told.items()}
        return FromMaps(ground, _notices(told.values(), len(new) if missing else 0))

    def _matched(self, store: MapStore, tracks: Mapping[TrackKey, str]) -> dict[TrackKey, TrackGround]:
        index, read = GroundIndex(store.ways()), store.tiles()
        matched = {}
        for number, (key, activity_id) in enumerate(tracks.items()):
            self._report(number, len(tracks), activity_id)
            try:
                column = columns_of(self.shelf.samples(activity_id))
            except (KeyError, ReadError):
                continue  # its file went away meanwhile: nothing is known, and nothing kept
            track = track_of(column)
            covered = tiles_of_track(column) <= read
            if track is None:
                matched[key] = TrackGround(_NOTHING, covered=covered)
            else:
                trace = match_ground(track, index)
                matched[key] = TrackGround(ground_shares(trace), covered=covered, stretches=stretches_of(trace))
        self._report(len(tracks), len(tracks), "")
        return matched

    def _report(self, done: int, total: int, name: str) -> None:
        if self.progress:
            self.progress(done, total, name)


def tracks_of(joined: Sequence[Joined]) -> dict[TrackKey, str]:
    """The recordings to be matched, and their activities' ids: runs and walks outside with samples, ground not told."""
    tracks = {}
    for one in joined:
        told = one.activity.ground and one.activity.ground_basis != "vendor"
        row = max(one.rows, key=lambda source: source.samples)
        if (
            one.best.kind in ON_FOOT
            and row.samples
            and not told
            and is_outside(one.activity.sport, one.activity.sub_sport)
        ):
            tracks[row.key, row.place] = one.best.id
    return tracks


def has_extra() -> bool:
    """Whether what matching needs is installed."""
    try:
        import shapely  # noqa: F401 (whether it is there)
    except ImportError:
        return False
    return True


def columns_of(samples: "pd.DataFrame") -> dict[str, Floats]:
    """The columns that a track is made from."""
    return {name: samples[name].to_numpy(dtype=np.float64) for name in _COLUMNS}


def tiles_of_track(column: Mapping[str, Floats]) -> Tiles:
    """The tiles that a track passes through."""
    row = positioned(column)
    return tiles_of(column["lat_deg"][row], column["lon_deg"][row])


def _notices(told: Collection[TrackGround], unmatched: int) -> tuple[Message, ...]:
    notices = []
    uncovered = sum(not track.covered for track in told)
    if uncovered:
        notices.append(Message.of("notice.map_again", count=uncovered))
    if unmatched:
        notices.append(Message.of("notice.map_extra", count=unmatched, hint=install_hint("ground")))
    return tuple(notices)
