"""Looking at some athletes ends the process that does it, as a crash of a library or a lack of memory would."""

import os
import signal
from pathlib import Path

from runlog.app.team_athlete import AthleteFound, AthleteTask
from runlog.app.team_athlete import look_at as honestly


def look_at(task: AthleteTask) -> AthleteFound:
    """Deadly for an athlete so called; for `once` only the first time."""
    if task.folder == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    mark = Path(task.path) / ".was-here"
    if task.folder == "once" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return honestly(task)
