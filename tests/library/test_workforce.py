"""Long work: other processes help where it pays, a dead one loses one file, Ctrl-C loses nothing that was read."""

import os
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from runlog.library import inspect_paths, open_log, workforce
from runlog.library.workforce import LOST
from tests.support.hard_readers import deadly_readers, telling_readers
from tests.support.library_files import START, TODAY, CountingReaders, fit_run

FILES = 12


@pytest.fixture
def log_root(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    for day in range(FILES):
        fit_run(root / f"{day:02}.fit.gz", START - timedelta(days=day), distance_m=5000 + day)
    return root


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes are started after the first file, on any machine."""
    monkeypatch.setattr(workforce, "PATIENCE_S", 0.0)
    monkeypatch.setattr(workforce, "BREAK_EVEN_S", 0.0)
    monkeypatch.setattr(workforce, "processors", lambda: 2)


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(3) as executor:
        yield executor


class FewFlying(Executor):
    """Counts how many jobs are in flight at most; they are done one by one by a thread."""

    def __init__(self) -> None:
        self._inner = ThreadPoolExecutor(1)
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        future = self._inner.submit(fn, *args, **kwargs)
        future.add_done_callback(self._landed)
        return future

    def _landed(self, _: Future[Any]) -> None:
        with self._lock:
            self._now -= 1


def processes_of(files: tuple[Any, ...]) -> set[str]:
    return {warning for file in files for warning in file.warnings if warning.startswith("process")}


def test_little_work_is_done_here(log_root: Path) -> None:
    log = open_log(log_root, today=TODAY, readers=telling_readers())
    assert processes_of(log.files) == {f"process {os.getpid()}"}


@pytest.mark.usefixtures("eager")
def test_much_work_is_done_by_other_processes_with_the_same_result(
    log_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = open_log(log_root, today=TODAY, readers=telling_readers())
    assert len(processes_of(log.files) - {f"process {os.getpid()}"}) >= 1
    again = CountingReaders()
    warm = open_log(log_root, today=TODAY, readers=again.readers)
    assert again.names == []
    monkeypatch.setattr(workforce, "PATIENCE_S", 1e9)
    monkeypatch.setenv("RUNLOG_CACHE", str(tmp_path / "other"))
    serial = open_log(log_root, today=TODAY)
    pd.testing.assert_frame_equal(serial.activities, warm.activities)
    for activity_id in serial.activities["id"]:
        pd.testing.assert_frame_equal(serial.samples(activity_id), warm.samples(activity_id))


@pytest.mark.usefixtures("eager")
def test_a_file_that_kills_its_process_is_lost_alone(log_root: Path) -> None:
    (log_root / "05.fit.gz").rename(log_root / "05-deadly.fit.gz")
    log = open_log(log_root, today=TODAY, readers=deadly_readers())
    assert {file.path: file.reason for file in log.files if file.status != "read"} == {"05-deadly.fit.gz": LOST}
    assert len(log.activities) == FILES - 1


def test_an_executor_whose_process_dies_is_replaced(log_root: Path) -> None:
    (log_root / "05.fit.gz").rename(log_root / "05-deadly.fit.gz")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        log = open_log(log_root, today=TODAY, readers=deadly_readers(), executor=executor)
    assert [file.path for file in log.files if file.status != "read"] == ["05-deadly.fit.gz"]


def test_an_executor_handed_in_does_the_work_and_is_left_open(log_root: Path, threads: Executor) -> None:
    counting = CountingReaders()
    log = open_log(log_root, today=TODAY, readers=counting.readers, executor=threads)
    assert sorted(counting.names) == [f"{day:02}.fit.gz" for day in range(FILES)]
    assert [file.path for file in log.files] == [f"{day:02}.fit.gz" for day in range(FILES)]
    assert threads.submit(int, "1").result() == 1
    assert len(inspect_paths([log_root], executor=threads)) == FILES


def test_equal_files_are_decoded_once(log_root: Path, threads: Executor) -> None:
    for copy in range(5):
        (log_root / f"copy{copy}.fit.gz").write_bytes((log_root / "00.fit.gz").read_bytes())
    counting = CountingReaders()
    open_log(log_root, today=TODAY, readers=counting.readers, executor=threads)
    assert len(counting.names) == FILES


def test_only_a_few_jobs_are_in_flight(log_root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workforce, "FLYING_MAX", 3)
    executor = FewFlying()
    assert len(open_log(log_root, today=TODAY, executor=executor).activities) == FILES
    assert 1 <= executor.most <= 3


def test_bytes_from_archives_in_flight_are_bounded(
    tmp_path: Path, log_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted(log_root.iterdir()):
            archive.write(path, path.name)
    monkeypatch.setattr(workforce, "FLYING_BYTES_MAX", 1)
    executor = FewFlying()
    assert len(open_log(tmp_path / "all.zip", today=TODAY, executor=executor).activities) == FILES
    assert executor.most == 1


def test_progress_counts_what_is_done_to_the_end(log_root: Path, threads: Executor) -> None:
    told: list[tuple[int, int]] = []
    open_log(log_root, today=TODAY, progress=lambda done, total, _: told.append((done, total)), executor=threads)
    assert told[-1] == (FILES, FILES)
    assert told == sorted(told)
    assert {total for _, total in told} == {FILES}


STOPPABLE = """
import sys
from datetime import date
from pathlib import Path
from runlog.library import open_log, workforce
if sys.argv[2] == "processes":
    workforce.PATIENCE_S = workforce.BREAK_EVEN_S = 0.0
    workforce.processors = lambda: 2
open_log(Path(sys.argv[1]), today=date(2026, 11, 22), progress=lambda *told: print(*told, flush=True))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
@pytest.mark.parametrize("by", ["itself", "processes"])
def test_ctrl_c_leaves_a_cache_from_which_the_next_run_goes_on(tmp_path: Path, by: str) -> None:
    count = 300
    for number in range(count):
        fit_run(tmp_path / f"{number:03}.fit", START - timedelta(hours=number), duration_s=600)
    command = [sys.executable, "-c", STOPPABLE, str(tmp_path), by]
    # A session of its own: the interrupt goes to all of its processes, as from a terminal.
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert child.stdout
    assert child.stderr
    for line in child.stdout:
        if int(line.split()[0]) >= 60:
            os.killpg(child.pid, signal.SIGINT)
            break
    _, errors = child.communicate(timeout=60)
    assert errors.count("Traceback") == 1
    assert errors.strip().endswith("KeyboardInterrupt")
    counting = CountingReaders()
    log = open_log(tmp_path, today=TODAY, readers=counting.readers)
    assert 0 < len(counting.names) <= count - 60
    assert len(log.files) == count
    assert all(file.status == "read" for file in log.files)


def test_a_half_read_archive_is_read_on(tmp_path: Path, log_root: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted(log_root.iterdir()):
            archive.write(path, path.name)

    def stop(done: int, _total: int, _name: str) -> None:
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_log(tmp_path / "all.zip", today=TODAY, progress=stop)
    told: list[str] = []
    log = open_log(tmp_path / "all.zip", today=TODAY, progress=lambda _done, _total, name: told.append(name))
    assert len(log.activities) == FILES
    assert len(told) == 1 + FILES - 4 + 1, "the archive, the rest of its files, the end"


UNGUARDED = """
import sys
from datetime import date
from pathlib import Path
from runlog.library import open_log, workforce
print("begun", flush=True)
workforce.PATIENCE_S = workforce.BREAK_EVEN_S = 0.0
workforce.processors = lambda: 2
print(len(open_log(Path(sys.argv[1]), today=date(2026, 11, 22)).activities))
"""


def test_a_script_without_a_main_guard_runs_once(tmp_path: Path, log_root: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    ended = subprocess.run(
        [sys.executable, str(script), str(log_root)], env=environment, capture_output=True, text=True, check=True
    )
    assert ended.stdout.split() == ["begun", str(FILES)]
    assert ended.stderr == ""
