"""The bundled sample runner."""

from importlib import resources
from pathlib import Path

from runlog.errors import UsageError


def sample_log() -> Path:
    """The folder of the sample log: inside the installed package, or at the top of a checkout."""
    package = Path(str(resources.files("runlog")))
    for folder in (package / "sample_data", package.parent / "sample_data"):
        if (folder / "diary.csv").is_file():
            return folder
    raise UsageError("this installation has no sample data; install runlog again, or point `runlog check` at a log")
