"""The cache: a second check decodes nothing, an upgraded reader does, and no damage to it is a damage to the log."""

import multiprocessing
import os
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from runlog.frame.samples import SAMPLES, no_samples, samples_from_arrays
from runlog.library import open_log
from runlog.library.cache import Cache
from runlog.library.cache_faults import CacheUnusableError
from runlog.library.names import cache_path
from runlog.library.packed_samples import pack_samples, unpack_samples
from tests.support.library_files import START, TODAY, CountingReaders, fit_run, gpx_run, runs_csv


@pytest.fixture
def log_root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    for day in range(3):
        fit_run(root / "exports" / f"{day}.fit", START - timedelta(days=day), distance_m=5000 + day)
    gpx_run(root / "exports" / "phone.gpx", START - timedelta(days=9))
    (root / "exports" / "bad.tcx").write_text("<nothing")
    return root


def test_a_second_opening_decodes_nothing_and_gives_the_same_frame(log_root: Path) -> None:
    first, second = CountingReaders(), CountingReaders()
    before = open_log(log_root, today=TODAY, readers=first.readers)
    after = open_log(log_root, today=TODAY, readers=second.readers)
    assert len(first.names) == 5
    assert second.names == []
    pd.testing.assert_frame_equal(before.activities, after.activities)
    assert before.files == after.files


def test_an_upgraded_reader_decodes_its_own_files_anew_and_no_others(log_root: Path) -> None:
    open_log(log_root, today=TODAY)
    upgraded = CountingReaders(
        lambda edition: replace(
            edition, reader_ids=frozenset({i for i in edition.reader_ids if not i.startswith("gpx")} | {"gpx-next/9"})
        )
    )
    open_log(log_root, today=TODAY, readers=upgraded.readers)
    # The file that no reader could read is tried again too: the new one may.
    assert sorted(upgraded.names) == ["exports/bad.tcx", "exports/phone.gpx"]


def test_changed_derivations_decode_everything_anew(log_root: Path) -> None:
    open_log(log_root, today=TODAY)
    changed = CountingReaders(lambda edition: replace(edition, derive_version="next"))
    open_log(log_root, today=TODAY, readers=changed.readers)
    assert len(changed.names) == 5
    again = CountingReaders(lambda edition: replace(edition, derive_version="next"))
    open_log(log_root, today=TODAY, readers=again.readers)
    assert again.names == []


def test_a_renamed_or_touched_file_is_hashed_but_not_decoded(log_root: Path) -> None:
    open_log(log_root, today=TODAY)
    (log_root / "exports" / "0.fit").rename(log_root / "renamed.fit")
    os.utime(log_root / "exports" / "1.fit", (1, 1))
    counting = CountingReaders()
    log = open_log(log_root, today=TODAY, readers=counting.readers)
    assert counting.names == []
    assert len(log.activities) == 4


def test_an_unchanged_file_is_not_even_hashed(log_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_log(log_root, today=TODAY)
    hashed: list[Path] = []
    monkeypatch.setattr("runlog.library.reading.content_key", hashed.append)
    open_log(log_root, today=TODAY)
    assert hashed == []


def test_a_changed_file_is_read_again_and_a_removed_one_is_gone(log_root: Path) -> None:
    runs_csv(log_root / "runs.csv", "2026-11-01,,running,5,,,,,,,")
    open_log(log_root, today=TODAY)
    runs_csv(log_root / "runs.csv", "2026-11-01,,running,5,,,,,,,", "2026-11-02,,running,6,,,,,,,")
    (log_root / "exports" / "2.fit").unlink()
    counting = CountingReaders()
    log = open_log(log_root, today=TODAY, readers=counting.readers)
    assert counting.names == ["runs.csv"]
    assert len(log.activities) == 5
    with sqlite3.connect(cache_path(log_root)) as db:
        assert db.execute("SELECT count(*) FROM readings").fetchone()[0] == 5
        assert db.execute("SELECT count(DISTINCT key) FROM recordings").fetchone()[0] == 4


def test_progress_counts_only_what_has_to_be_read(log_root: Path) -> None:
    told: list[tuple[int, int, str]] = []
    open_log(log_root, today=TODAY, progress=lambda done, total, name: told.append((done, total, name)))
    assert told[0] == (0, 5, "exports/0.fit")
    assert told[-1] == (5, 5, "")
    told.clear()
    open_log(log_root, today=TODAY, progress=lambda done, total, name: told.append((done, total, name)))
    assert told == []


def test_a_stopped_reading_goes_on_where_it_was(log_root: Path) -> None:
    def stop(done: int, total: int, name: str) -> None:
        del total, name
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_log(log_root, today=TODAY, progress=stop)
    counting = CountingReaders()
    open_log(log_root, today=TODAY, readers=counting.readers)
    assert len(counting.names) == 3


@pytest.mark.parametrize("damage", [b"this is no database at all, whatever it was before", None])
def test_a_damaged_cache_is_made_anew_with_a_notice(log_root: Path, damage: bytes | None) -> None:
    before = open_log(log_root, today=TODAY)
    path = cache_path(log_root)
    if damage is None:
        with sqlite3.connect(path) as db:
            db.execute("UPDATE readings SET activities = '[[1, 2, 3'")
    else:
        path.write_bytes(damage * 200)
    after = open_log(log_root, today=TODAY)
    assert [notice.id for notice in after.notices] == ["notice.files_failed", "notice.cache_damaged"]
    pd.testing.assert_frame_equal(before.activities, after.activities)
    third = CountingReaders()
    assert len(open_log(log_root, today=TODAY, readers=third.readers).notices) == 1
    assert third.names == []


def test_without_a_place_for_the_cache_everything_works_with_a_notice(
    log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("RUNLOG_CACHE", str(tmp_path / "file" / "cache"))
    log = open_log(log_root, today=TODAY)
    assert len(log.activities) == 4
    assert log.notices[-1].id == "notice.cache_unusable"
    assert len(log.samples(log.activities["id"].iloc[-1])) == 151


def test_a_cache_that_can_no_longer_grow_costs_no_second_decoding(
    log_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_log(log_root, today=TODAY)
    fit_run(log_root / "new.fit", START - timedelta(days=20))

    def full(*_: object) -> None:
        raise CacheUnusableError("database or disk is full")

    monkeypatch.setattr(Cache, "keep_reading", full)
    counting = CountingReaders()
    log = open_log(log_root, today=TODAY, readers=counting.readers)
    assert counting.names == ["new.fit"]
    assert len(log.activities) == 5
    assert log.notices[-1].params["problem"] == "database or disk is full"


def test_the_cache_can_be_deleted_any_time(log_root: Path) -> None:
    log = open_log(log_root, today=TODAY)
    cache_path(log_root).unlink()
    assert len(log.samples(log.activities["id"].iloc[0])) == 150
    assert len(open_log(log_root, today=TODAY).activities) == 4


def test_samples_come_back_as_they_were_read(log_root: Path) -> None:
    log = open_log(log_root, today=TODAY)
    counting = CountingReaders()
    again = open_log(log_root, today=TODAY, readers=counting.readers)
    for activity_id in log.activities["id"]:
        path = log_root / str(log.activities.set_index("id").loc[activity_id, "sources"])
        read = counting.readers.read_file(path).recordings[0].samples
        pd.testing.assert_frame_equal(again.samples(activity_id), read)


def test_packing_keeps_rows_that_hold_nothing_and_every_bit() -> None:
    values = np.array([0.1, np.nan, -0.0, 1e300])
    frame = samples_from_arrays({"t_s": values, "power_w": values}, 4)
    pd.testing.assert_frame_equal(unpack_samples(pack_samples(frame)), frame)
    empty = unpack_samples(pack_samples(no_samples()))
    assert list(empty.columns) == list(SAMPLES.names)
    assert len(unpack_samples(pack_samples(samples_from_arrays({}, 3)))) == 3


def test_the_cache_lies_where_the_variable_says_and_never_in_the_log(log_root: Path) -> None:
    before = sorted(path.name for path in log_root.rglob("*"))
    open_log(log_root, today=TODAY)
    assert cache_path(log_root).parent == Path(os.environ["RUNLOG_CACHE"])
    assert cache_path(log_root).is_file()
    assert sorted(path.name for path in log_root.rglob("*")) == before


def _open(root: str, results: "multiprocessing.Queue[int]") -> None:
    results.put(len(open_log(Path(root), today=TODAY).activities))


def test_two_processes_that_open_a_new_log_at_once_both_succeed(log_root: Path) -> None:
    context = multiprocessing.get_context("spawn")
    results: multiprocessing.Queue[int] = context.Queue()
    processes = [context.Process(target=_open, args=(str(log_root), results)) for _ in range(2)]
    for process in processes:
        process.start()
    counts = [results.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(timeout=60)
    assert counts == [4, 4]
    counting = CountingReaders()
    open_log(log_root, today=TODAY, readers=counting.readers)
    assert counting.names == []
