"""The command line run in this process: exit code, standard output, standard error."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from runlog.cli.main import main
from tests.conftest import REPO

SAMPLE = REPO / "sample_data"


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `runlog` with these arguments on the day after the sample's last."""
    monkeypatch.setenv("RUNLOG_TODAY", "2026-11-23")

    def call(*arguments: str | Path) -> Ended:
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        out, err = capfd.readouterr()
        code = stop.value.code
        assert isinstance(code, int)
        return Ended(code, out, err)

    return call


@pytest.fixture
def small_log(tmp_path: Path) -> Path:
    """A log with three runs kept by hand and a diary of two lines."""
    log = tmp_path / "kim"
    (log / "exports").mkdir(parents=True)
    (log / "exports" / "runs.csv").write_text(
        "date,sport,distance_km,duration\n2026-11-16,run,5.0,0:30:00\n2026-11-18,run,6.0,0:36:00\n2026-11-20,run,7,0:42:00\n"
    )
    (log / "diary.csv").write_text("date,pain_0_10,note\n2026-11-17,1,fine\n2026-11-19,0,\n")
    return log
