"""What maps told of a log, in a SQLite file beside its cache: each map's compact index, and the shares of each track.

Like the cache it can be deleted any time; the map is then to be added again.
"""

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final, Self

import numpy as np

from runlog.derive.ground_match import MATCH_VERSION, MapGround
from runlog.derive.ground_match_index import MapWays
from runlog.library.cache_faults import BUSY_S
from runlog.library.cache_place import make_private
from runlog.library.map_tiles import Tiles
from runlog.library.map_told import TrackKey
from runlog.model import Ground, GroundStretch

SCHEMA_VERSION: Final = 2
_CHANGED_IN: Final = {"maps": 1, "shares": 2}
"""The version that brought each table its present shape: an older one is forgotten."""
COMPRESSION_LEVEL: Final = 1
"""zlib's fastest: an index is to be loaded in a fraction of the time that its extract takes."""
_TABLES: Final = {
    "maps": "name TEXT PRIMARY KEY, tiles BLOB NOT NULL, ways BLOB NOT NULL",
    "shares": (
        "key TEXT NOT NULL, place INTEGER NOT NULL, told TEXT NOT NULL, stretches TEXT NOT NULL, "
        "PRIMARY KEY (key, place)"
    ),
}
_FIELDS: Final = tuple(field.name for field in fields(MapWays))


class MapStoreError(Exception):
    """The file is damaged, or there is no place to write."""


@dataclass(frozen=True, slots=True)
class TrackGround:
    """What the maps tell of one track; `covered` is false where it leaves the tiles that were read of them."""

    ground: MapGround
    covered: bool = True
    stretches: tuple[GroundStretch, ...] = ()
    """Where which ground was; `MapStore.shares` leaves it out, `MapStore.stretches` reads it."""


class MapStore:
    """An open store; its methods raise `MapStoreError` and nothing else.

    `edition` names the readers and derivations that gave the tracks: shares kept under another are forgotten.
    """

    def __init__(self, path: Path, edition: str) -> None:
        self._edition = f"{MATCH_VERSION}|{edition}"
        with _translated():
            make_private(path)
            self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return
        with self._writing():
            for table, columns in _TABLES.items():
                if not _CHANGED_IN[table] <= version < SCHEMA_VERSION:
                    self._db.execute(f"DROP TABLE IF EXISTS {table}")
                self._db.execute(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
            self._db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def keep_map(self, name: str, tiles: Tiles, ways: MapWays) -> None:
        """Keep a map's index, in place of the one of that name; every track is then to be matched anew."""
        rows = np.array(sorted(tiles), np.int32).reshape(-1, 2)
        with _translated(), self._writing():
            self._db.execute(
                "INSERT OR REPLACE INTO maps VALUES (?, ?, ?)",
                (name, _packed({"tiles": rows}), _packed({field: getattr(ways, field) for field in _FIELDS})),
            )
            self._db.execute("DELETE FROM shares")

    def map_names(self) -> tuple[str, ...]:
        """The maps that were added."""
        with _translated():
            return tuple(name for (name,) in self._db.execute("SELECT name FROM maps ORDER BY name"))

    def tiles(self) -> Tiles:
        """The tiles that were read of every map."""
        with _translated():
            blobs = [_unpacked(blob)["tiles"] for (blob,) in self._db.execute("SELECT tiles FROM maps")]
            sets = [frozenset((int(row), int(column)) for row, column in rows) for rows in blobs]
            return frozenset().union(*sets)

    def ways(self) -> MapWays:
        """The ways of all maps together."""
        with _translated():
            found = self._db.execute("SELECT ways FROM maps ORDER BY name")
            return _together([_checked(MapWays(**_unpacked(blob))) for (blob,) in found])

    def keep_shares(self, shares: Mapping[TrackKey, TrackGround]) -> None:
        """Keep what the maps tell of these tracks."""
        rows = [(*key, self._encoded(told), _stretches_text(told.stretches)) for key, told in shares.items()]
        with _translated(), self._writing():
            self._db.executemany("INSERT OR REPLACE INTO shares VALUES (?, ?, ?, ?)", rows)

    def shares(self, keys: Iterable[TrackKey]) -> dict[TrackKey, TrackGround]:
        """What is kept of these tracks; those kept under another edition are left out."""
        with _translated():
            kept = {(key, place): told for key, place, told in self._db.execute("SELECT key, place, told FROM shares")}
            decoded = {key: self._decoded(kept[key]) for key in keys if key in kept}
            return {key: told for key, told in decoded.items() if told is not None}

    def stretches(self, key: TrackKey) -> tuple[GroundStretch, ...]:
        """The stretches of one track, from its start to its end; empty where nothing is kept of it."""
        with _translated():
            found = self._db.execute("SELECT told, stretches FROM shares WHERE key = ? AND place = ?", key).fetchone()
            return _stretches(found[1]) if found and self._decoded(found[0]) else ()

    def _encoded(self, told: TrackGround) -> str:
        shares = [
            {ground.value: share for ground, share in part.items()}
            for part in (told.ground.tagged, told.ground.inferred)
        ]
        return json.dumps([self._edition, told.covered, told.ground.by_km, *shares])

    def _decoded(self, text: str) -> TrackGround | None:
        edition, *rest = json.loads(text)
        if edition != self._edition:
            return None
        covered, by_km, *shares = rest
        tagged, inferred = ({Ground(name): float(share) for name, share in part.items()} for part in shares)
        return TrackGround(MapGround(tagged, inferred, by_km), bool(covered))


def _stretches_text(stretches: tuple[GroundStretch, ...]) -> str:
    """Each stretch's end, class and basis: the next one begins where it ends."""
    return json.dumps([[round(one.to_m, 1), one.ground and one.ground.value, one.basis] for one in stretches])


def _stretches(text: str) -> tuple[GroundStretch, ...]:
    rows = json.loads(text)
    begins = [0.0, *(float(end) for end, _, _ in rows)]
    return tuple(
        GroundStretch(begin, float(end), Ground(name) if name else None, basis)
        for begin, (end, name, basis) in zip(begins, rows, strict=False)
    )


def _packed(arrays: Mapping[str, Any]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for name, values in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, values, allow_pickle=False)
    return buffer.getvalue()


def _unpacked(blob: bytes) -> dict[str, Any]:
    """The arrays in a blob of `_packed`; never unpickles."""
    with np.load(io.BytesIO(blob), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _checked(ways: MapWays) -> MapWays:
    counts = {len(getattr(ways, name)) for name in _FIELDS[3:]}
    whole = counts == {len(ways.first) - 1} and ways.first[-1] == len(ways.lon_e7) == len(ways.lat_e7)
    if not whole:
        raise ValueError("the index of a map is not whole")
    return ways


def _together(maps: list[MapWays]) -> MapWays:
    if len(maps) == 1:
        return maps[0]
    shift = np.cumsum([0, *(len(ways.lon_e7) for ways in maps)])
    first = [ways.first[:-1] + begin for ways, begin in zip(maps, shift, strict=False)]
    arrays = {name: np.concatenate([getattr(ways, name) for ways in maps]) for name in _FIELDS if name != "first"}
    return MapWays(first=np.append(np.concatenate(first), shift[-1]).astype(np.int32), **arrays)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, zipfile.BadZipFile, zlib.error, OSError, ValueError, TypeError, LookupError) as error:
        raise MapStoreError(str(error)) from error
