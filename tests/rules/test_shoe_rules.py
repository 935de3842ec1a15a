from datetime import date
from typing import Any

import pytest

from runlog.features.history import History
from tests.support.findings import outcome, title, verdict
from tests.support.logs import lines, make_log, run

WEEK = "2026-W46"
GOOD: dict[str, Any] = {"name": "Ridge", "comfortable": True, "supportive": True}


def worn(km: float = 10, *, week: str = WEEK, **shoe: Any) -> History:
    return make_log([run("2026-11-12", km, shoe="Ridge")], week=week, settings={"shoes": [{**GOOD, **shoe}]})


@pytest.mark.parametrize(
    ("shoe", "loud"),
    [
        ({}, "ok"),
        ({"comfortable": False}, "caution"),
        ({"supportive": False}, "caution"),
        ({"comfortable": None}, "unknown"),
        ({"supportive": None}, "unknown"),
        ({"start_km": 790}, "ok"),
        ({"start_km": 790.1}, "note"),
        ({"bought_on": date(2025, 5, 20)}, "ok"),
        ({"bought_on": date(2025, 5, 10)}, "note"),
        ({"start_km": 900, "comfortable": False}, "caution"),
    ],
)
def test_a_pair_is_as_loud_as_its_runner_judges_it_and_far_or_old_is_a_note(shoe: dict[str, Any], loud: str) -> None:
    assert verdict(worn(**shoe), "SHOE001") == loud


def test_a_pair_that_was_not_worn_this_week_says_nothing() -> None:
    spare = {"name": "Spare", "comfortable": False}
    log = make_log([run("2026-11-12", shoe="Ridge")], week=WEEK, settings={"shoes": [GOOD, spare]})
    assert verdict(log, "SHOE001") == "ok"


def test_unknown_shoes_are_asked_for() -> None:
    assert verdict(make_log([run("2026-11-12")], week=WEEK), "SHOE001") == "unknown"
    assert verdict(make_log([run("2026-11-12", shoe="New")], week=WEEK), "SHOE001") == "unknown"
    assert verdict(make_log(week=WEEK), "SHOE001") == "ok"


def test_the_pair_worn_before_an_open_episode_is_told() -> None:
    rows = [run("2026-11-10", shoe="Swift"), run("2026-11-13", shoe="Ridge")]
    log = make_log(rows, lines("2026-10-20", [0] * 22 + [4, 4]), week=WEEK)
    assert outcome(log, "SHOE001").observed["pair_before_episode"] == "Swift"


def gait(week: str, when: date | None = None) -> History:
    rows = [run("2026-10-12", shoe="Old"), run("2026-10-20", shoe="Old"), run("2026-11-12", shoe="New"),
            run("2026-11-19", shoe="New")]  # fmt: skip
    return make_log(rows, week=week, settings={"gait_assessed_on": when} if when else {})


def test_gait_is_asked_once_and_again_with_a_new_model() -> None:
    assert [verdict(gait(f"2026-W{number}"), "SHOE002") for number in (42, 43, 46, 47)] == [
        "note", "unknown", "note", "unknown",
    ]  # fmt: skip
    before = date(2026, 6, 1)
    assert [verdict(gait(f"2026-W{number}", before), "SHOE002") for number in (42, 43, 46, 47)] == [
        "ok", "ok", "note", "ok",
    ]  # fmt: skip
    assert title(gait("2026-W47", before), "SHOE002") == "Gait looked at on 1 June 2026, before the change to New"


def test_an_assessment_since_the_change_settles_it_and_a_later_one_is_not_known_yet() -> None:
    assert verdict(gait("2026-W46", date(2026, 11, 12)), "SHOE002") == "ok"
    assert title(gait("2026-W47", date(2026, 11, 16)), "SHOE002") == "Gait looked at on 16 November 2026"
    assert verdict(gait("2026-W43", date(2026, 11, 16)), "SHOE002") == "unknown"
