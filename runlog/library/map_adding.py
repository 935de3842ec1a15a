"""A map added to a log: read where the log's tracks are, kept as an index, the tracks matched."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from runlog.distribution import install_hint
from runlog.errors import ReadError, UsageError
from runlog.library.decoding import Progress, Readers, default_readers, options_of
from runlog.library.log import Log, open_log
from runlog.library.map_extract import EXTRA, read_ways
from runlog.library.map_matching import columns_of, has_extra, tiles_of_track
from runlog.library.map_store import MapStore, MapStoreError
from runlog.library.map_tiles import Tiles
from runlog.library.names import map_store_path
from runlog.library.settings_file import read_settings
from runlog.model import Kind
from runlog.sports import is_outside


@dataclass(frozen=True, slots=True)
class MapResult:
    """What a map told: ways kept, runs and walks looked at, those it knows, and their metres by basis."""

    name: str
    ways: int
    tracks: int
    known: int
    total_m: float
    tagged_m: float
    inferred_m: float

    @property
    def unknown_m(self) -> float:
        """Metres of the tracks whose ground stays unknown."""
        return max(0.0, self.total_m - self.tagged_m - self.inferred_m)


def add_map(
    log: Path, extract: Path, *, today: date, progress: Progress | None = None, readers: Readers | None = None
) -> MapResult:
    """Read the part of a regional OpenStreetMap extract (`.osm.pbf`) that a log's tracks touch, and match them.

    A map of the same file name is replaced; others stay. From then on `open_log` knows the ground.

    Raises:
        UsageError: the extra `ground` is missing, there is no such file, or it and the log share no ground.
        ReadError: the file is no OpenStreetMap extract.
    """
    if not has_extra():
        raise UsageError(f"matching tracks with a map needs the extra `{EXTRA}`: {install_hint(EXTRA)}")
    readers = readers or default_readers(options_of(read_settings(log)))
    opened = open_log(log, today=today, progress=progress, readers=readers)
    tracks = _tracks(opened, progress)
    if not tracks:
        raise UsageError(f"{log}: no run or walk with a GPS track, so that a map can tell nothing of it")
    path, tiles = map_store_path(log), frozenset().union(*tracks.values())
    if progress:
        progress(0, 1, extract.name)
    ways = read_ways(extract, tiles, path.parent)
    if not len(ways):
        raise UsageError(f"{extract}: no way near this log's tracks; download the extract of the region they are in")
    try:
        with _usable_store(path, readers) as store:
            store.keep_map(extract.name, tiles, ways)
    except (MapStoreError, OSError) as error:
        raise UsageError(f"{path.parent}: the map's index cannot be kept there ({error}); make room") from None
    if progress:
        progress(1, 1, "")
    return _result(extract.name, len(ways), open_log(log, today=today, progress=progress, readers=readers), tracks)


def _tracks(log: Log, progress: Progress | None) -> dict[str, Tiles]:
    """The runs and walks outside that have a GPS track, and the tiles that each passes through."""
    kinds = (Kind.RUN.value, Kind.WALK.value)
    on_foot = log.activities[log.activities["kind"].isin(kinds)]
    cells = zip(
        on_foot["id"].tolist(), on_foot["sport"].tolist(), on_foot["sub_sport"].fillna("").tolist(), strict=True
    )
    outside = [name for name, sport, finer in cells if log.shelf.rows[name].samples and is_outside(sport, finer)]
    tracks = {}
    for number, name in enumerate(outside):
        if progress:
            progress(number, len(outside), log.shelf.rows[name].path)
        try:
            tracks[name] = tiles_of_track(columns_of(log.samples(name)))
        except ReadError:
            continue
    return {name: tiles for name, tiles in tracks.items() if tiles}


def _usable_store(path: Path, readers: Readers) -> MapStore:
    try:
        return MapStore(path, readers.edition.full_mark)
    except MapStoreError:
        # What is damaged is only an index: it is being made anew.
        path.unlink(missing_ok=True)
        return MapStore(path, readers.edition.full_mark)


def _result(name: str, ways: int, log: Log, ids: Collection[str]) -> MapResult:
    tracks = log.activities[log.activities["id"].isin(ids)]
    metres = tracks["distance_m"].fillna(0.0)
    parts = {part: tracks[f"ground_{part}_share"].fillna(0.0) for part in ("tagged", "inferred")}
    return MapResult(
        name=name,
        ways=ways,
        tracks=len(tracks),
        known=int((parts["tagged"] + parts["inferred"] > 0).sum()),
        total_m=float(metres.sum()),
        tagged_m=float((metres * parts["tagged"]).sum()),
        inferred_m=float((metres * parts["inferred"]).sum()),
    )
