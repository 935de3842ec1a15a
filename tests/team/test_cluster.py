"""A Dask cluster on loopback: the same bytes, and a worker that is killed loses nothing."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runlog.app.cluster import cluster
from runlog.app.team import TeamRequest, Workers, look_at_team
from runlog.errors import UsageError
from tests.cli.conftest import Run, run
from tests.team.folders import TODAY, WEEK, athlete

__all__ = ["run"]

ANY_PORT = "127.0.0.1:0"


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """Two workers on loopback, without a dashboard."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=ANY_PORT, host="127.0.0.1"
    ) as made:
        yield made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for number in range(8):
        athlete(tmp_path / "club", f"runner-{number}")
    return tmp_path / "club"


def test_a_cluster_makes_the_same_page_as_this_process(run: Run, root: Path, tmp_path: Path, dask: Any) -> None:
    address = dask.scheduler_address
    assert run("team", root, "-o", tmp_path / "dask.json", "--scheduler", address).code == 0
    assert run("team", root, "-o", tmp_path / "here.json", "--jobs", "1").code == 0
    assert (tmp_path / "dask.json").read_bytes() == (tmp_path / "here.json").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_worker_that_is_killed_midway_loses_no_athlete(root: Path, tmp_path: Path, dask: Any) -> None:
    victim = next(iter(dask.workers.values())).pid
    ends = [victim]

    def kill_one(done: int, _total: int, _name: str) -> None:
        if done == 2 and ends:
            os.kill(ends.pop(), signal.SIGKILL)

    with cluster(dask.scheduler_address) as workers:
        request = TeamRequest(root=root, week=WEEK, today=TODAY, out=tmp_path / "out", pages=("html",))
        result = look_at_team(request, workers, kill_one)
    assert not ends
    assert {row.tone for row in result.report.rows} == {"quiet"}
    assert len(list((tmp_path / "out" / "athletes").glob("*.html"))) == 8


def test_where_nobody_answers_it_says_how_to_start_a_scheduler(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runlog.app.cluster.ANSWER_S", 0.5)
    ended = run("team", root, "--scheduler", "tcp://127.0.0.1:1")
    assert ended.code == 2
    assert "dask scheduler" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"runlog-back\[cluster\]"), cluster("tcp://127.0.0.1:1"):
        pass


def test_workers_with_another_runlog_are_refused(dask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runlog.app.cluster.__version__", "0.0.0")
    with pytest.raises(UsageError, match="install the same"), cluster(dask.scheduler_address):
        pass


def test_a_scheduler_without_workers_is_told() -> None:
    distributed: Any = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=ANY_PORT, host="127.0.0.1") as empty,
        pytest.raises(UsageError, match="has no worker"),
        cluster(empty.scheduler_address),
    ):
        pass


def test_one_job_is_this_process() -> None:
    assert Workers().most_flying == 2
    assert Workers().executor is None
