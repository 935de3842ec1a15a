"""The same log gives the same bytes: in another process, folder, time zone, order of hashing and state of the cache."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPO
from tests.pages.write_all import COMMANDS, FOLDERS, PRINTED, RUN_FORMS

NAMES = (
    {f"{name}.{form}" for name, (_, _, forms) in COMMANDS.items() for form in forms}
    | set(PRINTED)
    | set(FOLDERS)
    | {"span.pdf", *(f"run.{form}" for form in RUN_FORMS)}
)
"""Files and folders in the folder `out`."""
RUNS = "date,sport,distance_km,duration\n2026-11-16,run,5.0,0:30:00\n2026-11-18,run,6.0,0:36:00\n"
MACHINES = {
    "one": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    "some/where else": {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LANG": "de_AT.UTF-8"},
}


def test_two_machines_write_the_same_bytes_and_name_no_folder(tmp_path: Path) -> None:
    running = [_write(tmp_path / name, settings) for name, settings in MACHINES.items()]
    assert [process.wait() for process in running] == [0, 0]
    one, other = (_written(tmp_path / name / "out") for name in MACHINES)
    assert set(one) == set(other)
    assert {name.partition("/")[0] for name in one} == NAMES
    assert [name for name in one if one[name] != other[name]] == []
    assert all(one.values())
    assert [name for name in one if str(tmp_path).encode() in one[name]] == []


def _written(folder: Path) -> dict[str, bytes]:
    """The files for people; what a team remembers of its athletes' files for the next run holds their times."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if "/." not in f"/{name}"}


def _write(folder: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start writing on this machine; the second one has read the log before."""
    folder.mkdir(parents=True)
    shutil.copytree(REPO / "sample_data", folder / "anna")
    for name in ("kim", "uma"):
        (folder / "squad" / name).mkdir(parents=True)
        (folder / "squad" / name / "runs.csv").write_text(RUNS)
        (folder / "squad" / name / "runlog.toml").write_text('time_zone = "Europe/Vienna"\nshare = "findings"\n')
    own = {"RUNLOG_CACHE": str(folder / "cache"), "RUNLOG_TODAY": "2026-11-23", "PYTHONPATH": str(REPO)}
    program = [sys.executable, "-m", "tests.pages.write_all", *(["read first"] if " " in folder.name else [])]
    return subprocess.Popen(program, cwd=folder, env={**os.environ, **settings, **own})
