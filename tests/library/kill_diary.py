"""`diary add` killed at random: what was answered for is never lost. `python -m tests.library.kill_diary 200`."""

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from runlog.library import init_log
from runlog.library.diary_write import diary_of

TODAY = date(2026, 11, 22)


def _add(log: Path, note: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "runlog", "diary", "add", "1", "--log", str(log), "--date", "2026-11-20"]
    settings = {**os.environ, "RUNLOG_TODAY": TODAY.isoformat(), "RUNLOG_CACHE": str(log.parent / "cache")}
    return subprocess.Popen(
        [*command, "--note", note], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=settings
    )


def kill_adds(folder: Path, count: int) -> tuple[list[str], list[str], list[str], list[str]]:
    """Notes lost, entries torn, notices, and litter, after `count` answered adds killed and as many killed unheard."""
    log = folder / "log"
    init_log(log)
    chance = random.Random(count)  # noqa: S311 (no secret)
    answered = []
    for number in range(count):
        note = f"answered {number}\nsecond line"
        first = _add(log, note)
        assert first.stdout is not None
        if "diary.csv" in first.stdout.readline():
            answered.append(note)
        second = _add(log, f"unheard {number}\nsecond line")
        time.sleep(chance.uniform(0, 0.02))
        first.kill()
        time.sleep(chance.uniform(0, 1.2))
        second.kill()
        first.communicate()
        second.communicate()
    reading = diary_of(log, today=TODAY)
    notes = [str(line.cells.get("note")) for line in reading.lines]
    lost = [note for note in answered if notes.count(note) != 1] + ["unanswered"] * (count - len(answered))
    torn = [note for note in notes if not note.endswith("\nsecond line")]
    litter = [path.name for path in log.iterdir() if ".part" in path.name or ".partial" in path.name]
    return lost, torn, [notice.id for notice in reading.notices], litter


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        print(kill_adds(Path(made), int(sys.argv[1])))  # noqa: T201 (what this script is for)
