"""The ground that maps tell of a log's runs and walks: kept shares, and those of tracks that are new."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from runlog.derive.ground_match import MapGround, ground_shares, match_ground
from runlog.derive.ground_match_index import GroundIndex
from runlog.derive.ground_match_track import Floats, positioned, track_of
from runlog.errors import ReadError
from runlog.library.decoding import Progress
from runlog.library.map_store import MapStore, MapStoreError, TrackGround, TrackKey, map_store_path
from runlog.library.map_tiles import Tiles, tiles_of
from runlog.library.twins import Joined
from runlog.messages import Message
from runlog.model import Kind

if TYPE_CHECKING:
    import pandas as pd

ON_FOOT: Final = frozenset({Kind.RUN, Kind.WALK})
NOT_OUTSIDE: Final = ("indoor", "treadmill", "virtual")
"""Words in a sport or its sub-sport: there the positions are drift, or those of an invented world."""
_COLUMNS: Final = ("t_s", "lat_deg", "lon_deg", "distance_m")
_NOTHING: Final = MapGround({}, {})


class Shelf(Protocol):
    """Where samples are, such as `runlog.library.log.SampleShelf`."""

    def samples(self, activity_id: str) -> "pd.DataFrame":
        """The SAMPLES frame of an activity."""


@dataclass(frozen=True, slots=True)
class FromMaps:
    """What maps tell, by the activity's id; notices; whether any map was added at all."""

    ground: Mapping[str, MapGround] = field(default_factory=dict)
    notices: tuple[Message, ...] = ()
    any_map: bool = False


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


def is_outside(sport: str, sub_sport: str | None) -> bool:
    """Whether the positions of such an activity are where it took place."""
    words = f"{sport} {sub_sport or ''}"
    return not any(word in words for word in NOT_OUTSIDE)


def from_maps(
    log: Path, joined: Sequence[Joined], shelf: Shelf, edition: str, progress: Progress | None = None
) -> FromMaps:
    """The ground of a log's tracks; a track that was matched before costs a row, `progress` is told of the others.

    `edition` names the readers that gave the tracks. Without the extra `ground`, new tracks stay unknown.
    """
    path = map_store_path(log)
    if not path.exists():
        return FromMaps()
    tracks = tracks_of(joined)
    try:
        with MapStore(path, edition) as store:
            if not store.map_names():
                return FromMaps()
            told = store.shares(tracks)
            new = {key: name for key, name in tracks.items() if key not in told}
            missing = bool(new) and not has_extra()
            if new and not missing:
                matched = _matched(store, shelf, new, progress)
                store.keep_shares(matched)
                told |= matched
    except MapStoreError as error:
        return FromMaps(notices=(Message.of("notice.map_unusable", problem=str(error)),), any_map=True)
    ground = {tracks[key]: track.ground for key, track in told.items()}
    return FromMaps(ground, _notices(told.values(), len(new) if missing else 0), any_map=True)


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


def _matched(
    store: MapStore, shelf: Shelf, tracks: Mapping[TrackKey, str], progress: Progress | None
) -> dict[TrackKey, TrackGround]:
    index, read = GroundIndex(store.ways()), store.tiles()
    matched = {}
    for number, (key, activity_id) in enumerate(tracks.items()):
        if progress:
            progress(number, len(tracks), activity_id)
        try:
            column = columns_of(shelf.samples(activity_id))
        except (KeyError, ReadError):
            continue  # its file went away meanwhile: nothing is known, and nothing kept
        track = track_of(column)
        ground = _NOTHING if track is None else ground_shares(match_ground(track, index))
        matched[key] = TrackGround(ground, covered=tiles_of_track(column) <= read)
    if progress:
        progress(len(tracks), len(tracks), "")
    return matched


def _notices(told: Collection[TrackGround], unmatched: int) -> tuple[Message, ...]:
    notices = []
    uncovered = sum(not track.covered for track in told)
    if any(track.ground.shares for track in told):
        notices.append(Message.of("notice.map_credit"))
    if uncovered:
        notices.append(Message.of("notice.map_again", count=uncovered))
    if unmatched:
        notices.append(Message.of("notice.map_extra", count=unmatched))
    return tuple(notices)


def about_ground(activities: "pd.DataFrame", joined: Sequence[Joined], shelf: Shelf) -> tuple[Message, ...]:
    """How ground could be known, in a log without a map where nothing tells it of any run; the newest has a track."""
    known = activities.loc[activities["kind"] == Kind.RUN.value, "ground_basis"].notna().any()
    runs = [one for one in joined if one.best.kind is Kind.RUN and any(row.samples for row in one.rows)]
    if known or not runs:
        return ()
    try:
        newest = columns_of(shelf.samples(runs[-1].best.id))
    except (KeyError, ReadError):
        return ()
    return (Message.of("notice.ground_hint"),) if len(positioned(newest)) else ()
