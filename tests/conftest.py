"""What every test may use: the shared ground beside the checkout, where there is one."""

import os
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository: real exports, training histories, a map extract."""
    folder = REPO.parent / "shared"
    if not folder.is_dir():
        reason = "needs the folder `shared` beside the repository (real export files that are not ours to publish)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """351 real export files with their manifest."""
    return shared / "corpus"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or leaves anything in the user's cache, or depends on today's date being fixed outside."""
    monkeypatch.setenv("RUNLOG_CACHE", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.setenv("RUNLOG_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.delenv("RUNLOG_TODAY", raising=False)


@pytest.fixture(autouse=True)
def _rules_may_raise(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that raises is a fault, not an unknown finding."""
    monkeypatch.setenv("RUNLOG_STRICT_RULES", "1")
