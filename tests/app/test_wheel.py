"""What is shipped: the wheel holds the sample runner, the fonts, the words and the page."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPO


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=REPO, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_sample_log_is_inside_as_it_stands_in_the_repository(shipped: set[str]) -> None:
    files = {f"runlog/{path.relative_to(REPO)}" for path in (REPO / "sample_data").rglob("*") if path.is_file()}
    assert files <= shipped
    assert "runlog/sample_data/diary.csv" in shipped


@pytest.mark.parametrize("suffix", [".py", ".toml", ".typ", ".ttf", ".otf", "py.typed", "OFL.txt"])
def test_every_file_of_the_package_is_inside(shipped: set[str], suffix: str) -> None:
    package = REPO / "runlog"
    files = {
        str(path.relative_to(REPO))
        for path in package.rglob(f"*{suffix}")
        if not any(part.startswith((".", "__pycache__")) for part in path.parts[len(REPO.parts) :])
    }
    assert files <= shipped


def test_nothing_else_is_shipped(shipped: set[str]) -> None:
    assert all(name.startswith(("runlog/", "runlog_back-")) for name in shipped)
    assert not any(Path(name).suffix == ".pyc" for name in shipped)
