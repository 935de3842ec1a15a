"""The same log gives the same bytes: in another process, folder, time zone, order of hashing and state of the cache."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPO
from tests.pages.write_all import COMMANDS, PRINTED

NAMES = [f"{name}.{form}" for name, (_, _, forms) in COMMANDS.items() for form in forms] + list(PRINTED)
MACHINES = {
    "one": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
    "some/where else": {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LANG": "de_AT.UTF-8"},
}


def test_two_machines_write_the_same_bytes_and_name_no_folder(tmp_path: Path) -> None:
    running = [_write(tmp_path / name, settings) for name, settings in MACHINES.items()]
    assert [process.wait() for process in running] == [0, 0]
    one, other = ({path.name: path.read_bytes() for path in (tmp_path / name / "out").iterdir()} for name in MACHINES)
    assert set(one) == set(other) == set(NAMES)
    assert [name for name in NAMES if one[name] != other[name]] == []
    assert all(one.values())
    assert [name for name in NAMES if str(tmp_path).encode() in one[name]] == []


def _write(folder: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start writing on this machine; the second one has read the log before."""
    folder.mkdir(parents=True)
    shutil.copytree(REPO / "sample_data", folder / "anna")
    own = {"RUNLOG_CACHE": str(folder / "cache"), "RUNLOG_TODAY": "2026-11-23", "PYTHONPATH": str(REPO)}
    program = [sys.executable, "-m", "tests.pages.write_all", *(["read first"] if " " in folder.name else [])]
    return subprocess.Popen(program, cwd=folder, env={**os.environ, **settings, **own})
