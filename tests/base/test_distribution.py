"""The name to install by: every hint names runlog's own distribution, for the index's `runlog` is a stranger's."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from runlog.distribution import NAME, install_hint, namesake
from tests.conftest import REPO

INSTALL = re.compile(r"(?:pipx?|uv(?: pip| tool)?|python -m pip)\s+(?:install|inject)\s+(?P<what>[^\n`;)\"]*)")
PLACES = ("*.md", "docs/**/*.md", "bench/*.md", "notebooks/*.ipynb", "runlog/**/*.toml", "runlog/**/*.py", "Makefile")
OURS = re.compile(rf"^(?:'?{NAME}(?:\[[\w,{{}}]+\])?'?|'?\.(?:\[[\w,]+\])?'?)$")
OTHERS = {"atheris"}
"""What `make fuzz` asks of contributors."""


def project() -> dict[str, object]:
    told = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
    assert isinstance(told, dict)
    return told


def hints(text: str) -> list[str]:
    return [word for found in INSTALL.finditer(text) for word in found["what"].split("#")[0].split()]


def named(text: str) -> list[str]:
    """The distributions that hints in a text name; options and variables of a command line are none."""
    return [word for word in hints(text) if not word.startswith(("-", "$", "{", "'{", "requirements", "\\"))]


@pytest.mark.parametrize("place", PLACES)
def test_no_hint_names_a_distribution_that_is_not_ours(place: str) -> None:
    wrong = [
        f"{path.relative_to(REPO)}: {word}"
        for path in REPO.glob(place)
        if ".venv" not in path.parts and "node_modules" not in path.parts
        for word in named(path.read_text("utf-8"))
        if not OURS.match(word) and word not in OTHERS
    ]
    assert wrong == []


@pytest.mark.parametrize("place", PLACES)
def test_no_text_asks_for_an_extra_of_the_strangers_package(place: str) -> None:
    wrong = [path for path in REPO.glob(place) if re.search(r"(?<![\w.-])runlog\[[a-z]", path.read_text("utf-8"))]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    ["pip install runlog", "pipx install 'runlog[xlsx]'", "uv pip install runlog[ground]", "pipx inject runlog x"],
)
def test_the_search_finds_a_strangers_name(text: str) -> None:
    assert [word for word in named(text) if not OURS.match(word)]


def test_the_project_is_called_as_the_hints_say() -> None:
    told = project()
    assert told["name"] == NAME
    assert told["scripts"] == {"runlog": "runlog.cli.main:run"}


def test_every_extra_that_is_asked_for_exists() -> None:
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict)
    source = "\n".join(path.read_text("utf-8") for path in (REPO / "runlog").rglob("*.py"))
    asked = set(re.findall(r"""install_hint\(["'](\w+)["']\)""", source)) | {"ground", "xlsx"}
    assert {"parquet", "cluster", "ground"} <= asked <= set(extras)


def test_a_hint_is_made_from_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert install_hint("ground") == f"pip install '{NAME}[ground]'"
    monkeypatch.setattr(sys, "prefix", "/home/a/.local/share/pipx/venvs/runlog-back")
    monkeypatch.setattr(
        metadata, "requires", lambda _: ["numpy>=2", "osmium>=4; extra == 'ground'", 'x>1; extra == "y"']
    )
    assert install_hint("ground") == f"pipx inject {NAME} osmium"
    assert install_hint("nothing") == f"pip install '{NAME}[nothing]'"


def a_namesake(folder: Path, version: str, url: str = "") -> None:
    info = folder / f"runlog-{version}.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: runlog\nVersion: {version}\n")
    if url:
        (info / "direct_url.json").write_text(url)


@pytest.mark.parametrize("url", ["", "no json", "[]", '{"url": "file:///elsewhere", "dir_info": {}}'])
def test_a_strangers_package_beside_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    a_namesake(tmp_path, "9.8.7", url)
    monkeypatch.syspath_prepend(str(tmp_path))
    assert namesake() == "9.8.7"
    command = [sys.executable, "-m", "runlog", "--version"]
    told = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": f"{tmp_path}:{REPO}"}
    )
    assert told.stdout.startswith("runlog, version ")
    assert "9.8.7" in told.stderr
    assert NAME in told.stderr


def test_a_checkout_installed_by_its_former_name_is_no_stranger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_namesake(tmp_path, "0.1.0", '{"url": "file:///here", "dir_info": {"editable": true}}')
    monkeypatch.syspath_prepend(str(tmp_path))
    assert namesake() is None
