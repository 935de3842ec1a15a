"""A team's folder looked at: nothing stops the rest, a run goes on where one stopped, the same team gives the same."""

import json
import os
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from runlog.app import team
from runlog.app.bundle import share
from runlog.app.sharing import SharedLog
from runlog.app.team_athlete import LOST, AthleteFound, AthleteTask
from runlog.app.team_athlete import look_at as honestly
from runlog.app.team_output import write_team
from runlog.errors import UsageError
from runlog.library.names import BUNDLE_NAME
from runlog.library.team_folder import STATE_NAME, find_athletes
from runlog.library.team_state import TeamState
from tests.team import deadly
from tests.team.folders import TODAY, WEEK, athlete, contents, look


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "club"
    for name in ("anna", "ben", "juniors/cleo"):
        athlete(folder, name)
    return folder


def states(result: team.TeamResult) -> dict[str, str]:
    return {row.folder: row.tone for row in result.report.rows}


def test_logs_bare_exports_and_groups_are_found_and_nothing_else(root: Path) -> None:
    (root / "dora").mkdir()
    (root / "dora" / "run.gpx").write_text("<gpx/>")
    (root / ".hidden").mkdir()
    (root / "notes.txt").write_text("no athlete")
    (root / "out" / STATE_NAME).mkdir(parents=True)
    (root / "ed").mkdir()
    (root / "ed" / BUNDLE_NAME).write_text("{}")
    (root / "ed" / "inside").mkdir()
    found = [one.name for one in find_athletes(root, (BUNDLE_NAME,))]
    assert found == ["anna", "ben", "dora", "ed", "juniors/cleo"]


def test_a_log_itself_is_no_team(root: Path) -> None:
    with pytest.raises(UsageError, match="is a log itself"):
        look(root / "anna")
    (root / "bundle").mkdir()
    (root / "bundle" / BUNDLE_NAME).write_text("{}")
    with pytest.raises(UsageError, match="is one athlete's bundle"):
        look(root / "bundle")
    with pytest.raises(UsageError, match="no such folder"):
        look(root / "nobody")
    (root / "empty").mkdir()
    with pytest.raises(UsageError, match="holds no folder of an athlete"):
        look(root / "empty")


def test_a_broken_log_stands_in_the_table_with_what_to_do_and_the_others_are_looked_at(root: Path) -> None:
    (root / "ben" / "runlog.toml").write_text("units = kilometres\n")
    (root / "new").mkdir()
    (root / "odd").mkdir()
    (root / "odd" / "run.fit").write_bytes(b"no such thing")
    (root / "ed").mkdir()
    (root / "ed" / BUNDLE_NAME).write_text("{")
    result = look(root)
    assert result.failed == 3
    assert states(result) == {
        "ben": "failed", "ed": "failed", "odd": "failed", "new": "silent", "anna": "quiet", "juniors/cleo": "quiet",
    }  # fmt: skip
    told = {row.folder: row.reason for row in result.report.rows}
    assert told["ben"].startswith("runlog.toml, line 1, column 9: invalid value; mend that line")
    assert "ask the athlete to share it again" in told["ed"]
    assert "runlog inspect odd" in told["odd"]
    assert str(root) not in "".join(told.values())


def test_a_damaged_cache_costs_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RUNLOG_CACHE", str(tmp_path / "cache"))
    before = look(root).report
    for file in (tmp_path / "cache").glob("*.sqlite"):
        file.write_bytes(b"damaged" * 1000)
    for file in (tmp_path / "cache").rglob("*.json"):
        file.write_bytes(b"{")
    after = look(root)
    assert after.looked_at == 3
    assert after.report == before


def test_a_bug_in_one_log_is_told_and_stops_no_other(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = SharedLog.view

    def faulty(shared: SharedLog) -> object:
        if shared.log.root.name == "ben":
            raise ZeroDivisionError("by a mistake of ours")
        return honest(shared)

    monkeypatch.setattr(SharedLog, "view", faulty)
    result = look(root)
    assert states(result) == {"ben": "failed", "anna": "quiet", "juniors/cleo": "quiet"}
    assert "bug of ours (ZeroDivisionError" in result.report.rows[0].reason


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights bind neither root nor Windows")
def test_a_folder_that_may_not_be_read_stands_in_the_table(root: Path) -> None:
    (root / "ben").chmod(0)
    try:
        assert states(look(root))["ben"] == "failed"
    finally:
        (root / "ben").chmod(0o700)


def test_a_second_run_looks_only_at_those_of_whom_something_changed(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = look(root, out)
    assert (first.looked_at, first.kept) == (3, 0)
    again = look(root, out)
    assert (again.looked_at, again.kept) == (0, 3)
    assert again.report == first.report
    with (root / "ben" / "diary.csv").open("a") as diary:
        diary.write(f"{TODAY},7,,\n")
    third = look(root, out)
    assert (third.looked_at, third.kept) == (1, 2)


def test_another_week_another_day_and_other_reports_are_looked_at_anew(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    look(root, out)
    assert look(root, out, pages=("html",)).looked_at == 3
    assert look(root, out, pages=("html",)).looked_at == 0
    later = team.TeamRequest(root=root, week=team.week_of_yesterday(TODAY), today=TODAY.replace(day=23), out=out)
    assert team.look_at_team(later, team.Workers()).looked_at == 3


def test_a_report_that_is_gone_is_made_again(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    look(root, out, pages=("html",))
    (out / "athletes" / "ben.html").unlink()
    assert look(root, out, pages=("html",)).looked_at == 1
    assert (out / "athletes" / "ben.html").is_file()


def test_a_run_that_was_stopped_is_gone_on_with(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"

    def stopped(task: AthleteTask) -> AthleteFound:
        if task.folder == "ben":
            raise KeyboardInterrupt
        return honestly(task)

    monkeypatch.setattr(team, "look_at", stopped)
    with pytest.raises(KeyboardInterrupt):
        look(root, out)
    monkeypatch.setattr(team, "look_at", honestly)
    result = look(root, out)
    assert (result.looked_at, result.kept) == (2, 1)
    assert set(states(result).values()) == {"quiet"}


def test_of_an_athlete_who_left_nothing_is_kept(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    look(root, out, pages=("html",))
    (root / "ben").rename(tmp_path / "elsewhere")
    assert "ben" not in states(look(root, out, pages=("html",)))
    assert sorted(path.name for path in (out / "athletes").rglob("*.html")) == ["anna.html", "cleo.html"]
    assert not any(b"Ben" in data for data in contents(out).values())


def test_a_report_that_holds_no_longer_is_taken_away(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    look(root, out, pages=("html",))
    (root / "ben" / "runlog.toml").write_text("units = kilometres\n")
    assert states(look(root, out, pages=("html",)))["ben"] == "failed"
    assert not (out / "athletes" / "ben.html").exists()


def test_two_runs_do_not_write_into_one_folder_at_a_time(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runlog.library.team_state.LOCK_S", 0.0)
    with TeamState(tmp_path / "out" / STATE_NAME), pytest.raises(UsageError, match="another run is at work"):
        look(root, tmp_path / "out")


def test_one_process_and_two_give_the_same_bytes_on_any_run(root: Path, tmp_path: Path) -> None:
    for name, jobs in (("one", 1), ("two", 2)):
        result = look(root, tmp_path / name, jobs=jobs, pages=("html", "pdf"))
        write_team(result.report, tmp_path / name)
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one == two
    assert {"index.html", "team.pdf", "team.csv", "team.json", "athletes/juniors/cleo.pdf"} <= set(one)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_worker_that_is_killed_loses_nothing_but_the_log_that_kills_it(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    athlete(root, "deadly")
    monkeypatch.setattr(team, "look_at", deadly.look_at)
    result = look(root, tmp_path / "out", jobs=2)
    assert states(result) == {"deadly": "failed", "anna": "quiet", "ben": "quiet", "juniors/cleo": "quiet"}
    assert result.report.rows[0].reason == LOST
    monkeypatch.setattr(team, "look_at", honestly)
    again = look(root, tmp_path / "out", jobs=2)
    assert again.looked_at == 1
    assert states(again)["deadly"] == "quiet"


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_worker_that_is_killed_once_loses_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    athlete(root, "once")
    monkeypatch.setattr(team, "look_at", deadly.look_at)
    result = look(root, jobs=2)
    assert (root / "once" / ".was-here").exists()
    assert set(states(result).values()) == {"quiet"}


def test_where_the_system_has_no_processes_the_work_is_done_here(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_workers: int) -> None:
        raise NotImplementedError("no semaphores here")

    monkeypatch.setattr(team, "Processes", refused)
    assert set(states(look(root, jobs=2)).values()) == {"quiet"}


class Counting(Executor):
    """Works in a thread, and counts how many are under way at most and whether it was shut down."""

    def __init__(self) -> None:
        self._inner = ThreadPoolExecutor(1)
        self._under_way: list[Future[Any]] = []
        self.most = 0
        self.ended = False

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._under_way = [*(one for one in self._under_way if not one.done()), self._inner.submit(fn, *args, **kwargs)]
        self.most = max(self.most, len(self._under_way))
        return self._under_way[-1]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 (its base's)
        self.ended = True
        self._inner.shutdown(wait, cancel_futures=cancel_futures)


def test_an_executor_handed_in_gets_few_at_a_time_and_is_left_open(root: Path) -> None:
    for number in range(5):
        athlete(root, f"more-{number}")
    executor = Counting()
    request = team.TeamRequest(root=root, week=WEEK, today=TODAY)
    result = team.look_at_team(request, team.Workers(executor=executor))
    assert result.looked_at == 8
    assert executor.most == 2
    assert not executor.ended
    executor.shutdown()


def test_a_script_without_a_main_guard_is_not_run_again_by_the_processes(root: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\n"
        "from datetime import date\nfrom pathlib import Path\nfrom runlog.clock import Week\n"
        "from runlog.app.team import TeamRequest, Workers, look_at_team\nprint('begun')\n"
        "request = TeamRequest(root=Path(sys.argv[1]), week=Week(2026, 47), today=date(2026, 11, 22))\n"
        "print(look_at_team(request, Workers(jobs=2)).looked_at)\n"
    )
    done = subprocess.run([sys.executable, str(script), str(root)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["begun", "3"]


def test_the_process_that_hands_out_the_work_starts_without_pandas() -> None:
    code = "import sys, runlog.app.team\nassert not {'pandas', 'numpy', 'matplotlib', 'typst'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_pages_of_a_team_are_made_without_matplotlib() -> None:
    code = (
        "import sys, runlog.render.team_html, runlog.render.team_pdf, runlog.render.typeset\n"
        "assert not {'pandas', 'numpy', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_each_share_level_holds_back_what_it_withholds_in_every_form(tmp_path: Path) -> None:
    root, out = tmp_path / "club", tmp_path / "out"
    secret = f"{TODAY},5,,saw doctor Quimby"
    athlete(root, "anna", share="load", more=secret)
    athlete(root, "ben", share="findings", more=secret)
    athlete(root, "cleo", share="all", more=f"{TODAY},5,leaking,xylophone")
    result = look(root, out, pages=("html", "pdf"))
    write_team(result.report, out)
    told = {row.folder: row for row in result.report.rows}
    assert (told["cleo"].tone, told["cleo"].reason) == ("urgent", "Talk to this athlete today.")
    assert told["anna"].pain is None
    for name, data in contents(out).items():
        assert b"Quimby" not in data, name
        assert b"leaking" not in data, name
        assert b"xylophone" not in data, name
        assert b"bladder" not in data.lower() or name.startswith("athletes/"), name
    kept = [json.loads(path.read_text()) for path in (out / STATE_NAME).glob("*.json")]
    assert {one["folder"]: one["found"]["view"]["pain"] is None for one in kept} == {
        "anna": True, "ben": False, "cleo": True,
    }  # fmt: skip


def test_bundles_and_logs_stand_side_by_side_with_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUNLOG_TODAY", TODAY.isoformat())
    root, logs, out = tmp_path / "club", tmp_path / "logs", tmp_path / "out"
    for name, level in (("anna", "load"), ("ben", "findings")):
        athlete(root, name, share=level)
        share(athlete(logs, name, share=level), root / f"{name}-bundle", today=TODAY)
    result = look(root, out, pages=("html", "pdf"))
    rows = {row.folder: row for row in result.report.rows}
    for name in ("anna", "ben"):
        log, bundle = rows[name], rows[f"{name}-bundle"]
        assert (log.reason, log.weeks, log.pain, log.level) == (bundle.reason, bundle.weeks, bundle.pain, bundle.level)
        assert (out / "athletes" / f"{name}-bundle.pdf").read_bytes().startswith(b"%PDF")


def test_the_pages_of_a_bundle_are_made_anew_and_none_that_came_along_is_passed_on(tmp_path: Path) -> None:
    root, out = tmp_path / "club", tmp_path / "out"
    share(athlete(tmp_path, "anna"), root / "anna", today=TODAY)
    for form in ("html", "pdf"):
        (root / "anna" / f"report.{form}").write_text("<!-- runlog-output --><script>alert(1)</script>")
    row = look(root, out, pages=("html", "pdf")).report.rows[0]
    assert row.report == "athletes/anna.html"
    page = (out / "athletes" / "anna.html").read_text()
    assert "Anna" in page
    assert "<script" not in page
    assert (out / "athletes" / "anna.pdf").read_bytes().startswith(b"%PDF")


def test_an_old_bundle_says_of_which_week_it_is(tmp_path: Path) -> None:
    root = tmp_path / "club"
    share(athlete(tmp_path, "anna"), root / "anna", today=TODAY)
    later = TODAY + timedelta(days=21)
    request = team.TeamRequest(root=root, week=team.week_of_yesterday(later), today=later)
    row = team.look_at_team(request, team.Workers()).report.rows[0]
    assert (row.tone, row.silent_days, row.week_distance_m) == ("silent", 21, None)
    assert row.notices == ("Handed over up to 2026-W47 (22\u00a0Nov); ask for a newer bundle.",)
