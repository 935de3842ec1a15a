"""Coming back: what is said after an operation and on the way back, as short stories."""

from datetime import date, timedelta
from typing import Any

import pytest

from runlog.features.history import History
from tests.support.findings import findings, outcome, title, verdict
from tests.support.logs import Row, line, lines, make_log, run

WEEK = "2026-W46"
SUNDAY = date(2026, 11, 15)
QUIET = lines("2026-09-01", [1.0] * 76)
RUN = run("2026-11-12", 2, duration_s=900.0)


def operated(weeks_ago: int, kind: str, *rows: Row, cleared: date | None = None, **more: Any) -> History:
    """A week that ends `weeks_ago` weeks after an operation of this kind."""
    told = {"operation_on": SUNDAY - timedelta(weeks=weeks_ago), "operation_kind": kind, **more}
    return make_log(rows, QUIET, week=WEEK, settings={"return": told | ({"cleared_on": cleared} if cleared else {})})


def test_microdiscectomy_in_week_seven_uncleared_no_run() -> None:
    assert verdict(operated(7, "microdiscectomy", RUN), "RETN001") == "act"
    waiting = operated(7, "microdiscectomy")
    assert verdict(waiting, "RETN001") == "unknown"
    assert title(waiting, "RETN001") == "No clearance to run is recorded after the microdiscectomy: no run yet"


def test_microdiscectomy_in_week_four_cleared_no_run() -> None:
    cleared = date(2026, 11, 1)
    assert verdict(operated(4, "microdiscectomy", RUN, cleared=cleared), "RETN001") == "act"
    waiting = operated(4, "microdiscectomy", cleared=cleared)
    assert title(waiting, "RETN001").startswith("Cleared; no run before 29 November 2026")


def test_a_fusion_in_week_eight_no_run_and_no_plan() -> None:
    assert verdict(operated(8, "fusion", RUN), "RETN001") == "act"
    waiting = operated(8, "fusion", **{"from": date(2026, 10, 1)})
    assert title(waiting, "RETN001").endswith("no run yet, ask your surgeon")
    assert title(waiting, "RETN002") == "There is no return plan for this operation: ask your surgeon"
    for code in ("RETN001", "RETN002"):
        assert "step" not in title(waiting, code)


def test_microdiscectomy_after_six_full_weeks_and_cleared_may_run() -> None:
    last = {"operation_on": date(2026, 10, 1), "operation_kind": "microdiscectomy", "cleared_on": date(2026, 11, 2)}
    for day, loud in (("2026-11-11", "act"), ("2026-11-12", "ok")):
        log = make_log([run(day, 2)], QUIET, week=WEEK, settings={"return": last})
        assert verdict(log, "RETN001") == loud


def test_a_run_on_the_day_of_the_clearance_is_cleared_and_one_before_it_is_not() -> None:
    assert verdict(operated(10, "microdiscectomy", RUN, cleared=date(2026, 11, 12)), "RETN001") == "ok"
    assert verdict(operated(10, "microdiscectomy", RUN, cleared=date(2026, 11, 13)), "RETN001") == "act"


def test_a_clearance_without_a_day_or_from_before_the_operation_is_none() -> None:
    assert verdict(operated(10, "microdiscectomy", RUN, cleared_by="Dr Blue"), "RETN001") == "act"
    assert verdict(operated(10, "microdiscectomy", RUN, cleared=date(2026, 1, 1)), "RETN001") == "act"


def test_a_cleared_fusion_runs_without_a_plan() -> None:
    log = operated(60, "fusion", RUN, cleared=date(2026, 6, 1))
    assert (verdict(log, "RETN001"), verdict(log, "RETN002")) == ("ok", "ok")
    assert title(log, "RETN002") == "No return plan is set"


def test_an_operation_without_its_day_is_not_taken_for_long_ago() -> None:
    def undated(*rows: Row, **told: Any) -> History:
        return make_log(rows, QUIET, week=WEEK, settings={"return": {"operation_kind": "microdiscectomy", **told}})

    assert verdict(undated(RUN), "RETN001") == "act"
    assert verdict(undated(RUN, cleared_on=date(2026, 11, 1)), "RETN001") == "unknown"


def test_runs_before_the_operation_say_nothing() -> None:
    assert verdict(operated(-3, "microdiscectomy", RUN), "RETN001") == "ok"
    same_week = make_log(
        [run("2026-11-09", 8)], QUIET, week=WEEK,
        settings={"return": {"operation_on": date(2026, 11, 11), "operation_kind": "microdiscectomy"}},
    )  # fmt: skip
    assert verdict(same_week, "RETN001") == "unknown"


def on_plan(from_: str, *rows: Row, diary: list[Row] | None = None) -> History:
    return make_log(rows, QUIET if diary is None else diary, week=WEEK, settings={"return": {"from": from_}})


@pytest.mark.parametrize(
    ("rows", "loud"),
    [
        ([], "ok"),
        ([run("2026-11-10", 3, duration_s=1200.0)], "ok"),
        ([run("2026-11-10", 3.1, duration_s=1200.0)], "caution"),
        ([run("2026-11-10", 3, duration_s=1201.0)], "caution"),
        ([run(f"2026-11-{day}", 2, duration_s=900.0) for day in (10, 12, 14)], "ok"),
        ([run(f"2026-11-{day}", 2, duration_s=900.0) for day in (9, 10, 12, 14)], "caution"),
    ],
)
def test_what_was_done_is_held_against_the_weeks_step(rows: list[Row], loud: str) -> None:
    log = on_plan("2026-10-26", *rows)
    assert outcome(log, "RETN002").observed["step_name"] == "walk_run"
    assert verdict(log, "RETN002") == loud


def test_a_run_in_a_walking_week_is_a_caution() -> None:
    assert verdict(on_plan("2026-11-09", RUN), "RETN002") == "caution"


@pytest.mark.parametrize(("pain", "loud"), [(3, "ok"), (3.5, "caution"), (6, "caution")])
def test_pain_above_three_is_up(pain: float, loud: str) -> None:
    diary = [*QUIET[:-1], line(SUNDAY, pain=pain)]
    assert verdict(on_plan("2026-11-09", diary=diary), "RETN002") == loud


def test_up_by_two_the_morning_after_a_run_and_leg_signs_are_up() -> None:
    quiet = QUIET[:72]
    rise = [*quiet, line("2026-11-12", pain=0.5), line("2026-11-13", pain=2.5)]
    assert verdict(on_plan("2026-10-26", RUN, diary=rise), "RETN002") == "caution"
    assert verdict(on_plan("2026-11-09", diary=[*QUIET, line(SUNDAY, tingling="left foot")]), "RETN002") == "caution"


def test_a_week_that_is_not_recorded_is_unknown_and_never_quiet() -> None:
    log = on_plan("2026-11-09", diary=[line("2026-11-09", pain=1)])
    assert verdict(log, "RETN002") == "unknown"


def test_an_open_red_flag_holds_the_plan_back() -> None:
    log = on_plan("2026-10-26", diary=[*QUIET, line("2026-11-12", saddle="yes")])
    assert title(log, "RETN002") == "The return plan waits until the red flag has been looked at"
    assert findings(log)["RETN002"].suppressed_by == "RED001"


def test_without_settings_nothing_is_asked() -> None:
    log = make_log([RUN], week=WEEK)
    assert (verdict(log, "RETN001"), verdict(log, "RETN002")) == ("ok", "ok")
