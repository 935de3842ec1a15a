"""The way back to running: gated on symptoms, on six weeks and on a clearance."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from runlog.features.history import History
from runlog.features.return_plan import STEPS, cleared_on, operation, return_state
from tests.support.logs import Row, line, lines, make_log, run

MONDAY = date(2026, 9, 7)
QUIET = [1.0] * 7


def plan(*weeks: Sequence[float | None], runs: list[Row] | None = None, **told: Any) -> History:
    """A log whose plan begins on `MONDAY`, with these weeks of pain; asked in the last of them."""
    diary = [row for i, week in enumerate(weeks) for row in lines(MONDAY + timedelta(weeks=i), week)]
    settings = {"return": {"from": MONDAY, **told}}
    asked = (MONDAY + timedelta(weeks=len(weeks) - 1)).isocalendar()
    return make_log(runs or [], diary, week=f"{asked.year}-W{asked.week:02d}", settings=settings)


def jogs(week: int, count: int = 3, minutes: float = 15, km: float = 2) -> list[Row]:
    first = MONDAY + timedelta(weeks=week)
    return [run(first + timedelta(days=2 * i), km, duration_s=minutes * 60) for i in range(count)]


def step(log: History) -> str:
    now = return_state(log).now
    return STEPS[now.step].name if now else return_state(log).phase


def test_quiet_recorded_weeks_lead_from_walking_to_short_runs_and_to_the_end() -> None:
    runs = [row for week in range(2, 8) for row in jogs(week)]
    names = [step(plan(*[QUIET] * weeks, runs=runs)) for weeks in range(1, 8)]
    assert names == [each.name for each in STEPS] + ["done"]


def test_the_calendar_alone_moves_nothing() -> None:
    nothing: list[float | None] = [None] * 7
    assert step(plan(*[nothing] * 8)) == "walk"
    assert step(plan(QUIET, *[[1.0, 1.0]] * 5)) == "bike", "two recorded days do not show a quiet week"


def test_symptoms_take_it_back_a_step_and_a_running_step_must_be_done_to_count() -> None:
    runs = jogs(2)
    assert step(plan(QUIET, QUIET, QUIET, runs=runs)) == "walk_run"
    assert step(plan(QUIET, QUIET, [4.0] * 7, QUIET, runs=runs)) == "bike"
    assert step(plan(QUIET, QUIET, QUIET, QUIET, runs=jogs(2, count=1))) == "walk_run"
    assert step(plan([4.0] * 7, [4.0] * 7, [4.0] * 7)) == "walk"


def test_a_rise_by_two_the_morning_after_a_run_is_up_and_three_all_week_is_quiet() -> None:
    up = plan(QUIET, QUIET, [0, 2, 1, 1, 1, 1, 1], QUIET, runs=jogs(2))
    assert step(up) == "bike"
    assert step(plan([3.0] * 7, QUIET)) == "bike"


def test_a_leg_sign_is_up() -> None:
    log = plan(QUIET, QUIET)
    assert step(log) == "bike"
    signs = [*lines(MONDAY, QUIET), line(MONDAY, tingling="left foot"), *lines(MONDAY + timedelta(7), QUIET)]
    assert step(make_log([], signs, week="2026-W38", settings={"return": {"from": MONDAY}})) == "walk"


def test_a_week_exceeds_its_step_by_number_minutes_or_metres() -> None:
    def over(rows: list[Row]) -> tuple[int, int]:
        now = return_state(plan(QUIET, QUIET, QUIET, runs=rows)).now
        assert now is not None
        return now.too_many, now.too_long

    assert over(jogs(2)) == (0, 0)
    assert over(jogs(2, minutes=20, km=3)) == (0, 0)
    assert over(jogs(2, count=4)) == (1, 0)
    assert over(jogs(2, minutes=20.1)) == (0, 3)
    assert over(jogs(2, km=3.1)) == (0, 3)
    assert return_state(plan(QUIET, runs=jogs(0, count=1))).weeks[-1].too_many == 1


def test_a_plan_begun_on_friday_counts_from_the_next_week_on() -> None:
    settings = {"return": {"from": date(2026, 9, 11)}}
    diary = lines(MONDAY, [1.0] * 28)
    steps = [step(make_log([], diary, week=f"2026-W{week}", settings=settings)) for week in (37, 38, 39)]
    assert steps == ["walk", "walk", "bike"]


def test_a_plan_that_nobody_finishes_lapses_after_half_a_year() -> None:
    settings = {"return": {"from": MONDAY}}
    assert step(make_log(week="2027-W09", settings=settings)) == "walk"
    assert step(make_log(week="2027-W10", settings=settings)) == "lapsed"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("microdiscectomy", "microdiscectomy"),
        ("Lumbar micro-discectomy L5/S1, left", "microdiscectomy"),
        ("Mikrodiskektomie L4/5", "microdiscectomy"),
        ("microdiscectomy and fusion", "other"),
        ("revision microdiscectomy", "other"),
        ("second microdiscectomy", "other"),
        ("cervical microdiscectomy", "other"),
        ("spinal fusion L4-S1", "other"),
        ("discectomy", "other"),
        ("laminectomy", "other"),
        ("", "other"),
    ],
)
def test_only_what_is_plainly_a_first_microdiscectomy_is_one(kind: str, told: str) -> None:
    log = make_log(week="2026-W46", settings={"return": {"operation_on": date(2026, 9, 1), "operation_kind": kind}})
    assert operation(log) == told


def test_a_clearance_counts_from_its_day_and_not_from_before_the_operation() -> None:
    def day(cleared: date) -> date | None:
        told = {"operation_on": date(2026, 9, 1), "cleared_on": cleared}
        return cleared_on(make_log(week="2026-W46", settings={"return": told}))

    assert day(date(2026, 10, 1)) == date(2026, 10, 1)
    assert day(date(2026, 8, 31)) is None
    assert day(date(2026, 11, 16)) is None, "later than the asked week"


def test_after_a_microdiscectomy_running_waits_for_six_weeks_and_the_clearance() -> None:
    weeks = [QUIET] * 8

    def after(cleared: date | None) -> list[str]:
        told: dict[str, Any] = {"operation_on": MONDAY, "operation_kind": "microdiscectomy"}
        told |= {"cleared_on": cleared} if cleared else {}
        return [step(plan(*weeks[:count], **told)) for count in range(1, 9)]

    assert after(None) == ["walk"] * 8
    assert after(date(2026, 9, 20)) == ["walk", "walk", "bike", "bike", "bike", "bike", "walk_run", "walk_run"]
    assert after(date(2026, 10, 25)) == ["walk"] * 7 + ["bike"]


def test_there_is_no_plan_after_any_other_operation() -> None:
    told: dict[str, Any] = {"operation_on": MONDAY, "operation_kind": "fusion"}
    assert return_state(plan(*[QUIET] * 9, **told)).phase == "ask surgeon"
    assert return_state(plan(*[QUIET] * 9, cleared_on=MONDAY + timedelta(50), **told)).phase == "no plan"


def test_there_is_no_plan_where_nobody_set_the_day_it_begins() -> None:
    told = {"operation_on": MONDAY, "operation_kind": "microdiscectomy", "cleared_on": MONDAY + timedelta(45)}
    assert return_state(make_log(week="2026-W46", settings={"return": told})).phase == "no plan"
    assert return_state(make_log(week="2026-W46")).phase == "no plan"


def test_a_plan_does_not_begin_before_the_operation() -> None:
    told = {"from": MONDAY, "operation_on": MONDAY + timedelta(14), "operation_kind": "microdiscectomy"}
    state = return_state(make_log(week="2026-W46", settings={"return": told}))
    assert state.begins == MONDAY + timedelta(14)
    before = make_log(week="2026-W38", settings={"return": told})
    assert (operation(before), return_state(before).phase) == ("planned", "no plan")
