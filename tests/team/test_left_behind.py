"""However a run ends, no process of it lives on, nothing is torn, and the next run clears away what it left.

`RUNLOG_KILLS` sets how many runs of each kind are killed: a few here, a hundred before a release.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runlog.library.team_folder import STATE_NAME
from tests.team.folders import TODAY, athlete

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

KILLS = int(os.environ.get("RUNLOG_KILLS", "4"))
GONE_S = 5.0
CHANCE = random.Random(11)  # noqa: S311 (not for secrets)


def alive(session: int) -> list[str]:
    """The commands of all processes of a session that have not ended."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            state, _, _, of = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(of) == session and state != "Z":
                found.append((folder / "cmdline").read_text().replace("\0", " "))
        except (OSError, ValueError):
            continue
    return found


def gone(session: int) -> bool:
    give_up = time.monotonic() + GONE_S
    while alive(session):
        if time.monotonic() > give_up:
            return False
        time.sleep(0.05)
    return True


def start(*arguments: str | Path, stdout: int | None = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "RUNLOG_TODAY": TODAY.isoformat()}
    command = [sys.executable, "-c", "from runlog.cli.main import run; run()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=stdout, stderr=subprocess.DEVNULL, env=environment, start_new_session=True)


@pytest.fixture
def club(tmp_path: Path) -> Path:
    for number in range(6):
        athlete(tmp_path / "club", f"runner{number}")
    return tmp_path / "club"


def workers_of(session: int) -> int:
    return sum("spawn_main" in command for command in alive(session))


def wait_for_workers(run: subprocess.Popen[bytes]) -> None:
    while run.poll() is None and workers_of(run.pid) < 2:
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_worker_outlives_a_team_run_that_is_ended(club: Path, tmp_path: Path, number: signal.Signals) -> None:
    run = start("team", club, "-o", tmp_path / "out", "--jobs", "2", "--reports", "none")
    wait_for_workers(run)
    assert run.poll() is None
    run.send_signal(number)
    run.wait(timeout=60)
    assert gone(run.pid), alive(run.pid)


@pytest.mark.parametrize("where", ["/dev/full", "a pipe that nobody reads"])
def test_no_worker_outlives_a_team_run_whose_output_fails(club: Path, where: str) -> None:
    read, write = os.pipe()
    os.close(read)
    target, out = (where, subprocess.DEVNULL) if where.startswith("/") else ("-", write)
    run = start("team", club, "--format", "html", "-o", target, "--jobs", "2", stdout=out)
    os.close(write)
    run.wait(timeout=120)
    assert gone(run.pid), alive(run.pid)


def test_team_runs_killed_at_any_moment_leave_nothing_torn_and_no_litter(club: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    killed = 0
    for _ in range(KILLS):
        run = start("team", club, "-o", out, "--jobs", "2", "--reports", "html")
        wait_for_workers(run)
        time.sleep(CHANCE.random() * 3)
        run.kill()
        run.wait()
        assert gone(run.pid), alive(run.pid)
        for page in out.glob("athletes/*.html"):
            assert page.read_text().rstrip().endswith("</html>")
        killed += run.returncode == -signal.SIGKILL
        if len([*out.glob(f"{STATE_NAME}/*.json")]) == 6:
            shutil.rmtree(out)  # or the next run has nothing to do
    assert killed * 2 > KILLS, "most were killed at work"
    run = start("team", club, "-o", out, "--jobs", "2", "--reports", "html")
    assert run.wait(timeout=300) == 0
    files = [path.relative_to(out) for path in out.rglob("*") if path.is_file() and path.name != "lock"]
    state = [path for path in files if path.parts[0] == STATE_NAME]
    assert [path for path in files if path.name.endswith(".part")] == []
    assert len(state) == 6
    assert len([path for path in files if path.parts[0] == "athletes"]) == 6


IMPORT = """
import sys
from pathlib import Path
from runlog.library.importing import import_exports
print("ready", flush=True)
import_exports([Path(sys.argv[1])], Path(sys.argv[2]))
"""


def test_imports_killed_while_they_copy_leave_nothing_torn_and_no_litter(tmp_path: Path) -> None:
    watch, log = tmp_path / "watch", tmp_path / "log"
    watch.mkdir()
    log.mkdir()
    contents = {f"run{number}.fit": bytes([number]) * (1 << 20) for number in range(20)}
    for name, data in contents.items():
        (watch / name).write_bytes(data)
    for _ in range(KILLS):
        command = [sys.executable, "-c", IMPORT, str(watch), str(log)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as run:
            assert run.stdout
            run.stdout.readline()
            time.sleep(CHANCE.random() * 0.2)
            run.kill()
        assert gone(run.pid)
        for file in (log / "exports").rglob("[!.]*"):
            if file.is_file():
                assert file.read_bytes() == contents[file.name], "torn, or twice"
        if len([*log.rglob("[!.]*.fit")]) == len(contents):
            for file in log.rglob("*.fit"):
                file.unlink()
    subprocess.run([sys.executable, "-c", IMPORT, str(watch), str(log)], check=True, capture_output=True)
    assert sorted(file.name for file in (log / "exports" / "watch").iterdir()) == sorted(contents)
