"""Every real file of the corpus: its verdict, its number of rows, and its values against a second reader's."""

import csv
import os
import tomllib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from runlog.importers import read_file
from runlog.model import FileReading, Kind, Recording
from runlog.sports import kind_of
from tests.support import oracles
from tests.support.oracles import Column

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
EXPLAINED: Mapping[str, Any] = tomllib.loads((HERE / "explained_differences.toml").read_text(encoding="utf-8"))
FILES = 351
READERS = {"fit": oracles.fit_columns, "gpx": oracles.gpx_columns, "tcx": oracles.tcx_columns}
SECOND_READER_REFUSES = {"tcx/runpandas__malformed.tcx"}
EPOCH = datetime.fromtimestamp(0, UTC)


def manifest() -> list[dict[str, str]]:
    """The corpus' list, largest files first, so that they don't come last on one worker; empty without a corpus."""
    path = CORPUS / "manifest.csv"
    if not path.is_file():
        return []
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return sorted(rows, key=lambda row: -int(row["bytes"]) * (10 if row["path"].startswith("fit") else 1))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "row" in metafunc.fixturenames:
        rows = manifest()
        reason = "needs the folder `shared` beside the repository (real export files that are not ours to publish)"
        if rows:
            metafunc.parametrize("row", [pytest.param(row, id=row["path"]) for row in rows])
        elif os.environ.get("CI"):
            metafunc.parametrize("row", [pytest.param(None, id="absent")])
        else:
            metafunc.parametrize("row", [pytest.param(None, marks=pytest.mark.skip(reason=reason), id="absent")])


def test_a_file_of_the_corpus_ends_as_listed_and_agrees_with_a_second_reader(row: dict[str, str] | None) -> None:
    assert row is not None, "the corpus is absent"
    path = row["path"]
    told = EXPLAINED.get(path, {})
    reading = read_file(CORPUS / path, name=path)
    assert reading.status == told.get("status", "read"), reading.reason
    assert bool(reading.reason) == (reading.status != "read")
    assert "could not cope" not in (reading.reason or "")
    rows = sum(len(recording.samples) for recording in reading.recordings)
    assert rows == told.get("rows", int(row["n_records"] or -1))
    tables = not path.startswith(tuple(READERS))
    if reading.status == "read" and path not in SECOND_READER_REFUSES and not tables:
        differing = compared(reading, READERS[path.partition("/")[0]]((CORPUS / path).read_bytes()), told)
        assert differing == set(told.get("columns", ()))


def compared(reading: FileReading, expected: Mapping[str, Column], told: Mapping[str, Any]) -> set[str]:
    """The names of the columns in which the two readers differ."""
    found = {name: np.concatenate([column(r, name) for r in reading.recordings]) for name in expected}
    if "rows" in told:
        kept = np.isin(expected["lat_deg"], found["lat_deg"])
        expected = {name: values[kept] for name, values in expected.items()}
    for name in told.get("fills", ()):
        gaps = np.isnan(expected[name])
        assert gaps.any()
        assert not np.isnan(found[name][gaps]).all()
        expected = {**expected, name: np.where(gaps, found[name], expected[name])}
    by_found, by_expected = order(found, told, reading), order(expected, told, reading)
    return {
        name
        for name in expected
        if not np.allclose(found[name][by_found], expected[name][by_expected], rtol=1e-9, atol=2e-6, equal_nan=True)
    }


def order(columns: Mapping[str, Column], told: Mapping[str, Any], reading: FileReading) -> "np.ndarray[Any, Any]":
    if told.get("order"):
        return np.lexsort((columns["time"], columns["lon_deg"], columns["lat_deg"]))
    if len(reading.recordings) > 1:
        return np.argsort(columns["time"], kind="stable")
    return np.arange(len(columns["time"]))


def column(recording: Recording, name: str) -> Column:
    """A column of the samples as the second reader would give it."""
    samples, activity = recording.samples, recording.activity
    if name == "time":
        start = activity.start_utc
        seconds = np.nan if start is None else (start - EPOCH).total_seconds()
        return samples["t_s"].to_numpy() + seconds
    if name == "cadence_one_foot":
        on_foot = kind_of(activity.sport) in (Kind.RUN, Kind.WALK)
        return samples["cadence_spm"].to_numpy() / (2 if on_foot else 1)
    return samples[name].to_numpy()


def test_the_list_of_explained_differences_names_files_of_the_corpus_only(corpus: Path) -> None:
    paths = {row["path"] for row in manifest()}
    assert corpus == CORPUS
    assert len(paths) == FILES
    assert set(EXPLAINED) <= paths
    assert all(entry["reason"] for entry in EXPLAINED.values())
