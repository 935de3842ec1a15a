"""The story of the sample, as the rules tell it from the files."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from runlog.clock import Week
from runlog.features.build import build_history
from runlog.library import Log, open_log
from runlog.rules.engine import run_rules
from runlog.rules.finding import Severity, Status
from tools.make_sample import SAMPLE

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Log:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RUNLOG_CACHE", str(tmp_path_factory.mktemp("cache")))
        return open_log(SAMPLE, today=TODAY)


def flags(log: Log, week: Week) -> Mapping[str, str]:
    history = build_history(log.activities, log.diary, log.settings, week=week, today=TODAY)
    return {
        finding.code: (finding.outcome.severity or Severity.NOTE).word
        for finding in run_rules(history)
        if finding.outcome.status is Status.FLAG
    }


def statuses(log: Log, week: Week) -> Mapping[str, Any]:
    history = build_history(log.activities, log.diary, log.settings, week=week, today=TODAY)
    return {finding.code: finding.outcome.status for finding in run_rules(history)}


def test_the_log_opens_without_a_notice_and_no_file_fails(log: Log) -> None:
    assert log.notices == ()
    assert {file.status for file in log.files} <= {"read", "skipped"}


def test_twins_become_one_row(log: Log) -> None:
    castle = log.activities[log.activities["title"] == "Castle wood trail"]
    (sources,) = castle["sources"]
    assert sources.split(" | ") == [
        "exports/watch/2026-11-08-0915.fit.gz",
        "exports/phone/2026-11-08-0915.gpx.gz",
    ]
    assert len(log.activities) == 152


def test_sessions_without_gps_are_ordinary_sessions(log: Log) -> None:
    assert log.activities["kind"].value_counts().to_dict() == {"run": 108, "strength": 21, "cross": 21, "walk": 2}


@pytest.mark.parametrize(("number", "km"), [(22, 28.0), (44, 42.0), (45, 44.0), (46, 58.2), (47, 39.1)])
def test_weeks_add_up_as_planned(log: Log, number: int, km: float) -> None:
    runs = log.activities[log.activities["kind"] == "run"]
    weeks = runs["start_local"].dt.isocalendar().week
    assert runs.loc[weeks == number, "distance_m"].sum() / 1000 == pytest.approx(km, abs=0.1)


@pytest.mark.parametrize("number", range(22, 43))
def test_until_the_middle_of_october_nothing_is_louder_than_a_note(log: Log, number: int) -> None:
    assert set(flags(log, Week(2026, number)).values()) <= {"note"}


def test_the_week_of_the_long_run_tells_of_the_run_the_jump_the_ground_and_the_pain(log: Log) -> None:
    found = flags(log, Week(2026, 46))
    assert {code for code, loud in found.items() if loud == "caution"} == {"LOAD001", "LOAD002", "GRND001", "PAIN001"}


def test_the_week_after_is_quieter_and_still_inside_the_episode(log: Log) -> None:
    found = flags(log, Week(2026, 47))
    assert {code for code, loud in found.items() if loud == "caution"} == {"PAIN001", "GRND001", "HABIT001"}
    assert not {"LOAD001", "LOAD002"} & found.keys()


def test_the_six_questions_are_open_and_no_sign_is_recorded(log: Log) -> None:
    found = statuses(log, Week(2026, 47))
    assert (found["ASK001"], found["RED001"], found["RED002"]) == (Status.UNKNOWN,) * 3


def test_in_november_the_first_minutes_tell_of_runs_without_a_warm_up(log: Log) -> None:
    ways = log.activities[log.activities["kind"] == "run"].set_index("start_local")["warm_up"].sort_index()
    assert "none" not in set(ways[:"2026-10-23"]), "until the clocks change Alex starts slowly"
    assert "detected" not in set(ways["2026-10-25":])
    assert (flags(log, Week(2026, 42)).get("HABIT002"), flags(log, Week(2026, 47))["HABIT002"]) == ("note", "note")


def test_in_the_last_week_only_the_shoes_and_the_gait_cannot_be_judged(log: Log) -> None:
    unknown = {code for code, status in statuses(log, Week(2026, 47)).items() if status is Status.UNKNOWN}
    training = {code for code in unknown if code.startswith(("LOAD", "GRND", "HABIT", "SHOE", "FORM", "RETN"))}
    assert {"ASK001", "RED001", "RED002"} <= unknown
    assert training == {"SHOE001", "SHOE002"}, "one pair is not judged yet, and nobody looked at the gait"
