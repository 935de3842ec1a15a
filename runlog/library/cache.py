"""The cache of one log: what was read of its files, in one SQLite file outside the log. It can be deleted any time."""

import json
import os
import sqlite3
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from runlog.library.cache_faults import (
    BUSY_S,
    CacheDamagedError,
    CacheUnusableError,
    as_text,
    check_row,
    patiently,
    row_sum,
    translated,
)
from runlog.library.cache_place import make_private
from runlog.library.packed_samples import PackedRecording, unpack_details, unpack_samples
from runlog.library.stored import StoredReading, decode_activities, encode_activities

if TYPE_CHECKING:
    import pandas as pd

    from runlog.model import Lap, TimerEvent

SCHEMA_VERSION: Final = 3
APPLICATION_ID: Final = 0x52554E4C
"""Stands in the file's head, so that another program's file is known for what it is."""
BATCH_READINGS: Final = 100
BATCH_BYTES: Final = 8 << 20
BATCH_S: Final = 2.0
"""What was read is written together once it is so much, or so old: a stop loses nothing, a crash no more than this."""
CHECKPOINT_PAGES: Final = 16_384
"""Changes are moved from SQLite's log into the file, and synced to disk, every so many pages: 64 MB, not each batch."""
_TABLES: Final = {
    "log": "path TEXT NOT NULL",
    "files": (
        "path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, key TEXT NOT NULL, "
        "inside INTEGER NOT NULL, sum INTEGER NOT NULL"
    ),
    "readings": (
        "key TEXT PRIMARY KEY, edition TEXT NOT NULL, reader TEXT, status TEXT NOT NULL, reason TEXT, format TEXT, "
        "warnings TEXT NOT NULL, activities TEXT NOT NULL, sum INTEGER NOT NULL"
    ),
    "recordings": (
        "key TEXT NOT NULL, place INTEGER NOT NULL, details TEXT NOT NULL, samples BLOB NOT NULL, "
        "sum INTEGER NOT NULL, "
        "PRIMARY KEY (key, place)"
    ),
}


@dataclass(frozen=True, slots=True)
class Edition:
    """Which readers and derivations are current: what decides whether a kept reading still holds."""

    reader_ids: frozenset[str]
    derive_version: str
    options: str = ""

    @property
    def mark(self) -> str:
        """What a reading that gave activities depends on, besides its own reader."""
        return f"{self.derive_version}|{self.options}"

    @property
    def full_mark(self) -> str:
        """What a file that gave none depends on: any new reader may read it."""
        return f"{self.mark}|{','.join(sorted(self.reader_ids))}"

    def mark_of(self, reading: StoredReading) -> str:
        """The mark to keep with a reading."""
        return self.mark if reading.status == "read" else self.full_mark

    def holds(self, status: str, reader: str | None, mark: str) -> bool:
        """Whether a kept reading is what the current readers would give."""
        return (mark == self.mark and reader in self.reader_ids) if status == "read" else mark == self.full_mark


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was when its content was last hashed."""

    size: int
    mtime_ns: int
    key: str
    inside: bool = False
    """Whether it lies in an archive; its size and checksum then stand for size and time."""


@dataclass(slots=True)
class _Batch:
    """What is kept and not yet written."""

    files: list[tuple[str, int, int, str, int, int]] = field(default_factory=list)
    readings: list[tuple[Any, ...]] = field(default_factory=list)
    recordings: list[tuple[str, int, str, bytes, int]] = field(default_factory=list)
    size: int = 0
    begun: float = field(default_factory=time.monotonic)

    @property
    def full(self) -> bool:
        too_much = len(self.readings) >= BATCH_READINGS or self.size >= BATCH_BYTES
        return too_much or time.monotonic() - self.begun > BATCH_S


class Cache:
    """An open cache; every method raises `CacheDamagedError` or `CacheUnusableError` and nothing else."""

    def __init__(self, path: Path) -> None:
        with translated():
            try:
                make_private(path)
            except IsADirectoryError as error:
                raise CacheDamagedError(str(error)) from None
            except OSError as error:
                raise CacheUnusableError(str(error)) from None
            self._db = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
            # What is no UTF-8 must not stop anything here: the row's checksum tells that it is damaged.
            self._db.text_factory = as_text
            self._batch = _Batch()
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        if self._version() == SCHEMA_VERSION and self._is_ours():
            return
        if not self._is_ours() and self._tables() - _TABLES.keys():
            raise CacheDamagedError("another program's database")
        patiently(lambda: self._db.execute("PRAGMA journal_mode=WAL").fetchone())
        with self.writing():
            if self._version() != SCHEMA_VERSION or not self._is_ours():
                self._db.execute(f"PRAGMA application_id={APPLICATION_ID}")
                for table, columns in _TABLES.items():
                    self._db.execute(f"DROP TABLE IF EXISTS {table}")
                    self._db.execute(f"CREATE TABLE {table} ({columns})")
                self._db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    def _is_ours(self) -> bool:
        return int(self._db.execute("PRAGMA application_id").fetchone()[0]) == APPLICATION_ID

    def _tables(self) -> set[str]:
        return {name for (name,) in self._db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.flush()
        finally:
            self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of what is written inside is kept, or none of it."""
        with translated():
            self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise
        with translated():
            self._db.execute("COMMIT")

    def belongs_to(self, log: Path) -> None:
        """Remember which log it is of, so that it can be forgotten with it."""
        with translated():
            told = os.fsencode(log.absolute()).decode(errors="replace")
            if self._db.execute("SELECT path FROM log").fetchone() != (told,):
                with self.writing():
                    self._db.execute("DELETE FROM log")
                    self._db.execute("INSERT INTO log VALUES (?)", (told,))

    def known_files(self) -> dict[str, KnownFile]:
        """Every file seen before, by its path."""
        with translated():
            rows = self._db.execute("SELECT path, size, mtime_ns, key, inside, sum FROM files").fetchall()
            for *row, told in rows:
                check_row(row, told)
            return {path: KnownFile(size, mtime_ns, key, bool(inside)) for path, size, mtime_ns, key, inside, _ in rows}

    def readings(self, edition: Edition) -> dict[str, StoredReading]:
        """Every reading that still holds, by its key."""
        with translated():
            rows = self._db.execute(
                "SELECT key, edition, reader, status, reason, format, warnings, activities, sum FROM readings"
            ).fetchall()
            for *row, told in rows:
                check_row(row, told)
            return {
                key: StoredReading(
                    status=status,
                    reason=reason,
                    format=form,
                    reader=reader,
                    warnings=tuple(json.loads(warnings)),
                    activities=decode_activities(activities),
                )
                for key, mark, reader, status, reason, form, warnings, activities, _ in rows
                if edition.holds(status, reader, mark)
            }

    def keep_file(self, path: str, known: KnownFile) -> None:
        """Remember which content a file had."""
        row = (path, known.size, known.mtime_ns, known.key, int(known.inside))
        self._batch.files.append((*row, row_sum(row)))

    def keep_reading(
        self, key: str, reading: StoredReading, recordings: Collection[PackedRecording], edition: Edition
    ) -> None:
        """Remember what a content gave, in place of what was kept of it before; written with others in a batch."""
        rows = [
            (key, place, one.details, one.samples, row_sum((key, place, one.details), one.samples))
            for place, one in enumerate(recordings)
        ]
        text = encode_activities(reading.activities)
        mark = edition.mark_of(reading)
        warnings = json.dumps(reading.warnings)
        row = (key, mark, reading.reader, reading.status, reading.reason, reading.format, warnings, text)
        self._batch.readings.append((*row, row_sum(row)))
        self._batch.recordings += rows
        self._batch.size += len(text) + sum(len(samples) for *_, samples, _ in rows)
        if self._batch.full:
            self.flush()

    def flush(self) -> None:
        """Write what was kept since the last batch, all of it or nothing."""
        batch = self._batch
        if not batch.readings and not batch.files:
            return
        with translated(), self.writing():
            self._db.executemany("DELETE FROM recordings WHERE key = ?", [(key,) for key, *_ in batch.readings])
            self._db.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", batch.readings)
            self._db.executemany("INSERT OR REPLACE INTO recordings VALUES (?, ?, ?, ?, ?)", batch.recordings)
            self._db.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", batch.files)
        self._batch = _Batch()

    def forget_files(self, paths: Collection[str]) -> None:
        """Forget files that are gone, and what no file holds any more."""
        self.flush()
        with translated(), self.writing():
            self._db.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in paths])
            self._db.execute("DELETE FROM readings WHERE key NOT IN (SELECT key FROM files)")
            self._db.execute("DELETE FROM recordings WHERE key NOT IN (SELECT key FROM files)")

    def samples(self, key: str, place: int) -> "pd.DataFrame | None":
        """The SAMPLES frame of one recording, or None where it isn't kept."""
        with translated():
            row = self._recording(key, place)
            return None if row is None else unpack_samples(row[1])

    def laps_and_timer(self, key: str, place: int) -> "tuple[tuple[Lap, ...], tuple[TimerEvent, ...]] | None":
        """The laps and timer events of one recording, or None where it isn't kept."""
        with translated():
            row = self._recording(key, place)
            return None if row is None else unpack_details(row[0])

    def _recording(self, key: str, place: int) -> tuple[str, bytes] | None:
        row = self._db.execute(
            "SELECT details, samples, sum FROM recordings WHERE key = ? AND place = ?", (key, place)
        ).fetchone()
        if row is None:
            return None
        details, samples, told = row
        check_row((key, place, details), told, samples)
        return details, samples
