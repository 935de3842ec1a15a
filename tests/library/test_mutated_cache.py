"""A cache damaged in a thousand ways: no command ends by it, and no answer differs from that of a fresh one."""

import os
import random
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pytest

from runlog.library import Log, open_log
from runlog.library.cache import Cache
from runlog.library.cache_faults import CacheUnusableError
from runlog.library.cache_place import GONE_DAYS
from runlog.library.names import cache_path
from tests.support.library_files import START, TODAY, CountingReaders, fit_run, runs_csv

TRIALS = 1000
PARTS = 8
DAY_S = 86_400
DAMAGE_TOLD = {"notice.cache_damaged", "notice.cache_unusable"}


@dataclass(frozen=True)
class Answer:
    """All that is read of a log."""

    log: Log

    def must_equal(self, other: Log) -> None:
        pd.testing.assert_frame_equal(self.log.activities, other.activities)
        assert self.log.files == other.files
        for activity in self.log.activities["id"]:
            pd.testing.assert_frame_equal(self.log.samples(activity), other.samples(activity))
            assert self.log.shelf.laps_and_timer(activity) == other.shelf.laps_and_timer(activity)


@pytest.fixture
def log_root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    fit_run(root / "exports" / "0.fit", START, distance_m=5000)
    runs_csv(root / "runs.csv", "2026-11-01,,running,5,,Läufe,,,,,")
    (root / "exports" / "bad.tcx").write_text("<nothing")
    return root


def opened(root: Path) -> Log:
    return open_log(root, today=TODAY)


def without_cache(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Answer:
    with monkeypatch.context() as patch:
        patch.setenv("RUNLOG_CACHE", str(tmp_path / "fresh"))
        log = opened(root)
        answer = Answer(log)
        answer.must_equal(log)
    return answer


def flip(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 1, 1, 8, 64])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def zero(data: bytearray, chance: random.Random) -> None:
    at, count = chance.randrange(len(data)), chance.choice([1, 16, 512, 4096])
    data[at : at + count] = bytes(len(data[at : at + count]))


def truncate(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def move_a_page(data: bytearray, chance: random.Random) -> None:
    pages = len(data) // 4096
    one, other = chance.randrange(pages) * 4096, chance.randrange(pages) * 4096
    data[one : one + 4096] = data[other : other + 4096]


def noise(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    part = chance.randbytes(min(chance.choice([4, 100, 5000]), len(data) - at))
    data[at : at + len(part)] = part


def append(data: bytearray, chance: random.Random) -> None:
    data += chance.randbytes(chance.randrange(1, 9000))


MUTATIONS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip, flip, flip, zero, truncate, move_a_page, noise, append,
)  # fmt: skip


@pytest.mark.parametrize("part", range(PARTS))
def test_a_mutated_cache_never_gives_another_answer(
    log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    wanted = without_cache(log_root, monkeypatch, tmp_path)
    opened(log_root)
    path = cache_path(log_root)
    whole = path.read_bytes()
    for seed in range(part, TRIALS, PARTS):
        chance = random.Random(seed)  # noqa: S311 (damage, no secret)
        data = bytearray(whole)
        chance.choice(MUTATIONS)(data, chance)
        shutil.rmtree(path.parent)
        path.parent.mkdir()
        path.write_bytes(data)
        wanted.must_equal(opened(log_root))


def rows_edited(statement: str) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute(statement)

    return edit


def another_programs(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")


def a_folder(path: Path) -> None:
    path.unlink()
    (path / "inside").mkdir(parents=True)


def zeros(path: Path) -> None:
    path.write_bytes(bytes(8192))


def a_text(path: Path) -> None:
    path.write_text("my bookmarks\n" * 99)


ODD: dict[str, Callable[[Path], None]] = {
    "a text that is no UTF-8": rows_edited("UPDATE readings SET activities = CAST(x'ff5b5d' AS TEXT)"),
    "a path that is no UTF-8": rows_edited("UPDATE files SET path = CAST(x'ff' AS TEXT) WHERE path = 'runs.csv'"),
    "another distance": rows_edited("UPDATE readings SET activities = replace(activities, '5000', '9000')"),
    "another verdict": rows_edited("UPDATE readings SET status = 'skipped'"),
    "another file's key": rows_edited("UPDATE files SET key = (SELECT min(key) FROM files)"),
    "a type that is none": rows_edited("UPDATE files SET size = 'many'"),
    "no table of files": rows_edited("DROP TABLE files"),
    "a table with other columns": rows_edited("ALTER TABLE readings DROP COLUMN reason"),
    "another program's": another_programs,
    "a folder in its place": a_folder,
    "nothing but zeros": zeros,
    "a text file": a_text,
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_whatever_is_odd_is_made_anew_and_said_once(
    log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    wanted = without_cache(log_root, monkeypatch, tmp_path)
    opened(log_root)
    ODD[name](cache_path(log_root))
    log = opened(log_root)
    wanted.must_equal(log)
    assert "notice.cache_damaged" in [notice.id for notice in log.notices]
    counting = CountingReaders()
    again = open_log(log_root, today=TODAY, readers=counting.readers)
    assert counting.names == []
    assert not DAMAGE_TOLD & {notice.id for notice in again.notices}


@pytest.mark.parametrize("column", ["samples", "details", "sum"])
def test_damaged_samples_are_read_from_the_file_and_said_when_the_log_is_opened_next(
    log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: str
) -> None:
    wanted = without_cache(log_root, monkeypatch, tmp_path)
    opened(log_root)
    with closing(sqlite3.connect(cache_path(log_root))) as db, db:
        db.execute(f"UPDATE recordings SET {column} = 7")  # noqa: S608 (our own column)
    wanted.must_equal(opened(log_root))
    after = opened(log_root)
    assert "notice.cache_damaged" in [notice.id for notice in after.notices]
    wanted.must_equal(after)
    assert not DAMAGE_TOLD & {notice.id for notice in opened(log_root).notices}


def test_a_removed_write_ahead_log_costs_time_and_nothing_else(
    log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = without_cache(log_root, monkeypatch, tmp_path)
    path = cache_path(log_root)
    with Cache(path):
        fit_run(log_root / "exports" / "1.fit", START - timedelta(days=1), distance_m=6000)
        opened(log_root)
        # (copied while it is open: what is in the log beside it is not in the file)
        kept = path.read_bytes()
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    path.write_bytes(kept)
    (log_root / "exports" / "1.fit").unlink()
    wanted.must_equal(opened(log_root))


@pytest.fixture
def locked(log_root: Path) -> Iterator[Path]:
    opened(log_root)
    with closing(sqlite3.connect(cache_path(log_root))) as db:
        db.execute("PRAGMA locking_mode=EXCLUSIVE")
        db.execute("BEGIN EXCLUSIVE")
        yield log_root


def test_a_locked_cache_is_gone_without(locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlog.library.cache.BUSY_S", 0.05)
    runs_csv(locked / "runs.csv", "2026-11-02,,running,6,,,,,,,")
    wanted = without_cache(locked, monkeypatch, tmp_path)
    log = opened(locked)
    wanted.must_equal(log)
    assert "notice.cache_unusable" in [notice.id for notice in log.notices]


@pytest.mark.parametrize("message", ["attempt to write a readonly database", "database or disk is full", "disk gone"])
def test_a_cache_that_cannot_be_written_is_gone_without(
    log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, message: str
) -> None:
    wanted = without_cache(log_root, monkeypatch, tmp_path)

    def refuse(*_: object) -> None:
        raise CacheUnusableError(message)

    monkeypatch.setattr(Cache, "flush", refuse)
    log = opened(log_root)
    wanted.must_equal(log)
    assert "notice.cache_unusable" in [notice.id for notice in log.notices]


@pytest.mark.skipif(os.name != "posix", reason="rights are told so on POSIX only")
def test_nobody_else_may_read_the_cache(log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNLOG_CACHE", str(tmp_path / "new" / "cache"))
    before = os.umask(0)
    try:
        with Cache(cache_path(log_root)) as cache:
            cache.belongs_to(log_root)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new" / "cache").iterdir()}
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new" / "cache").stat().st_mode) == 0o700
    assert set(modes.values()) == {0o600}
    cache_path(log_root).chmod(0o644)
    opened(log_root)
    assert stat.S_IMODE(cache_path(log_root).stat().st_mode) == 0o600


def age(path: Path, days: float) -> None:
    then = time.time() - days * DAY_S
    os.utime(path, (then, then))


@pytest.mark.parametrize(
    ("days", "log", "kept"),
    [(GONE_DAYS + 1, "gone", False), (GONE_DAYS - 1, "gone", True), (GONE_DAYS + 1, "there", True)],
)
def test_a_log_that_is_gone_for_long_is_forgotten(
    log_root: Path, tmp_path: Path, days: int, log: str, *, kept: bool
) -> None:
    other = tmp_path / "other"
    shutil.copytree(log_root, other)
    opened(other)
    path = cache_path(other)
    beside = path.with_suffix(".ground.sqlite")
    beside.write_bytes(b"")
    age(path, days)
    if log == "gone":
        shutil.rmtree(other)
    (path.parent / ".swept").unlink(missing_ok=True)
    opened(log_root)
    assert (path.exists(), beside.exists()) == (kept, kept)
    assert cache_path(log_root).exists()


@pytest.mark.parametrize("name", ["run!.fit", "Cut short!.fit", "a.zip!x.fit", "=cmd.fit", "-rf.fit"])
def test_a_name_with_the_sign_of_archives_is_a_plain_file_again_the_next_time(log_root: Path, name: str) -> None:
    fit_run(log_root / "exports" / name, START - timedelta(days=3), distance_m=7000)
    (log_root / "exports" / name.partition("!")[0]).write_text("a text") if "!" in name else None
    first, second = opened(log_root), opened(log_root)
    assert [one.path for one in first.files] == [one.path for one in second.files]
    assert f"exports/{name}" in {one.path for one in second.files}
    assert len(second.activities) == 3
    second.samples(second.activities["id"].iloc[0])
