from typing import Any

import pytest

from runlog.features.history import History
from tests.support.findings import findings, outcome, title, verdict
from tests.support.logs import Row, lines, make_log, ride, run, weekly_runs

THREE_BEFORE = [run("2026-10-14", 10), run("2026-10-20", 8), run("2026-11-03", 8)]
"""The longest, 10 km, 29 days before the run of 12 November."""


def spike(km: float | None, *others: Row, week: str = "2026-W46") -> History:
    return make_log([*THREE_BEFORE, run("2026-11-12", km), *others], week=week)


@pytest.mark.parametrize(
    ("km", "loud"),
    [
        (9, "ok"),
        (11.0, "ok"),
        (11.01, "note"),
        (13.0, "note"),
        (13.01, "caution"),
        (20.0, "caution"),
        (20.01, "caution"),
    ],
)
def test_a_run_is_as_loud_as_it_outgrows_the_longest_of_30_days(km: float, loud: str) -> None:
    assert verdict(spike(km), "LOAD001") == loud


@pytest.mark.parametrize(("km", "plainer"), [(20.0, False), (20.01, True)])
def test_more_than_twice_as_long_brings_plainer_advice(km: float, plainer: bool) -> None:  # noqa: FBT001 (a parameter)
    advice = outcome(spike(km), "LOAD001").advice
    assert advice is not None
    assert (advice.id == "LOAD001.advice_double") is plainer


def test_the_title_says_by_how_much() -> None:
    older = spike(14.1, run("2026-10-13", 5))
    assert title(older, "LOAD001") == "One run was 41\u00a0% longer than any in the 30 days before"
    young = "One run was 41\u00a0% longer than any before it in this young log"
    assert title(spike(14.1), "LOAD001") == young, "the log begins 29 days before"
    found = outcome(spike(14.1), "LOAD001")
    assert found.observed["ratio"] == pytest.approx(1.41)
    assert found.coverage is not None
    assert (found.coverage.known, found.coverage.of) == (1, 1)


def test_the_thirtieth_day_before_counts_and_the_thirty_first_does_not() -> None:
    rows = [run("2026-10-20", 8), run("2026-10-25", 8), run("2026-11-03", 8), run("2026-11-12", 12)]
    assert verdict(make_log([run("2026-10-13", 12), *rows], week="2026-W46"), "LOAD001") == "ok"
    assert verdict(make_log([run("2026-10-12", 12), *rows], week="2026-W46"), "LOAD001") == "caution"


def test_fewer_than_three_runs_before_leave_it_unknown() -> None:
    log = make_log([run("2026-10-20", 8), run("2026-11-03", 8), run("2026-11-12", 30)], week="2026-W46")
    assert verdict(log, "LOAD001") == "unknown"
    assert [message.id for message in outcome(log, "LOAD001").missing] == ["LOAD001.missing_month"]


def test_a_run_without_a_distance_leaves_it_unknown_unless_another_stands_out() -> None:
    assert verdict(spike(None), "LOAD001") == "unknown"
    assert verdict(spike(None, run("2026-11-13", 14)), "LOAD001") == "caution"


def test_the_worst_of_several_is_told_and_the_others_counted() -> None:
    found = outcome(spike(12, run("2026-11-14", 16)), "LOAD001")
    assert found.observed["distance_m"] == 16_000
    assert found.observed["runs_above"] == 2


def test_two_runs_of_one_day_are_held_against_each_other_in_order() -> None:
    rows = [*THREE_BEFORE, run("2026-11-12", 10.5, at="07:00"), run("2026-11-12", 11.2, at="18:00")]
    assert verdict(make_log(rows, week="2026-W46"), "LOAD001") == "ok"


def test_a_ride_is_no_run() -> None:
    assert verdict(make_log([*THREE_BEFORE, ride("2026-11-12")], week="2026-W46"), "LOAD001") == "ok"


def jump(*kms: float, **asked: str) -> History:
    return make_log(weekly_runs("2026-W46", kms), week="2026-W46", today=asked.get("today"))


@pytest.mark.parametrize(
    ("km", "loud"), [(20, "ok"), (33.0, "ok"), (33.3, "ok"), (39.0, "ok"), (39.3, "caution"), (90, "caution")]
)
def test_a_week_with_longer_runs_is_loud_with_the_run_that_makes_it_so(km: float, loud: str) -> None:
    """Three runs a week, each of them a third of it: what is above the mean by 30 % has a run that is, too."""
    assert verdict(jump(30, 30, 30, 30, km), "LOAD002") == loud


def more_often(runs: int, km: float = 10, **asked: Any) -> History:
    """Four weeks of three runs of 10 km, then a week of so many: no run is longer than those before."""
    rows = [*weekly_runs("2026-W45", [30] * 8), *(run(f"2026-11-{9 + i:02}", km) for i in range(runs))]
    return make_log(rows, week="2026-W46", **asked)


def test_a_rise_without_a_longer_run_is_a_note_and_shown_up_to_thirty_percent() -> None:
    assert verdict(more_often(3), "LOAD002") == "ok"
    assert verdict(more_often(4, 9.75), "LOAD002") == "ok", "exactly on 30 %"
    assert verdict(more_often(4), "LOAD002") == "note"
    assert verdict(more_often(7), "LOAD002") == "note"


def test_with_more_pain_than_usual_it_is_a_caution() -> None:
    calm = lines("2026-10-01", [1] * 39)
    assert verdict(more_often(5, diary=[*calm, *lines("2026-11-09", [1, 2.9, 1])]), "LOAD002") == "note"
    assert verdict(more_often(5, diary=[*calm, *lines("2026-11-09", [1, 3, 1])]), "LOAD002") == "caution"
    young = lines("2026-11-09", [1, 6, 1])
    assert verdict(more_often(5, diary=young), "LOAD002") == "note", "what is usual is not known"


def test_below_fifteen_kilometres_a_week_it_is_a_note_at_most() -> None:
    assert verdict(jump(6, 6, 6, 6, 14.9), "LOAD002") == "note"
    assert verdict(jump(9, 9, 9, 9, 15), "LOAD002") == "caution"


def test_a_jump_that_stays_below_the_highest_of_eight_weeks_is_shown() -> None:
    assert verdict(jump(42, 30, 30, 30, 30, 30, 30, 30, 42), "LOAD002") == "ok"
    assert verdict(jump(42, 30, 30, 30, 30, 30, 30, 30, 42.3), "LOAD002") == "caution"
    assert verdict(jump(50, 30, 30, 30, 30, 30, 30, 30, 30, 42), "LOAD002") == "caution"


@pytest.mark.parametrize(
    ("title_", "notes", "loud"),
    [("City Marathon", None, "note"), (None, "Wettkampf, 3:40", "note"), ("Marathon training", None, "caution"),
     (None, None, "note"), ("Long run", "after last week's race", "caution")],
)  # fmt: skip
def test_a_race_is_no_training_error(title_: str | None, notes: str | None, loud: str) -> None:
    """Without a word a race's distance far above the runner's own is told as one: here 42.2 km after 10."""
    km = 42.2 if title_ is None and notes is None else 30.0
    rows = [*weekly_runs("2026-W45", [30] * 8), run("2026-11-15", km, title=title_, notes=notes)]
    log = make_log(rows, week="2026-W46")
    assert verdict(log, "LOAD001") == loud
    assert verdict(log, "LOAD002") in ({"ok", "note"} if loud == "note" else {"ok", "note", "caution"})
    assert ("title_race" in outcome(log, "LOAD001").title.id) is (loud == "note")


def test_a_race_week_is_told_as_one() -> None:
    rows = [*weekly_runs("2026-W45", [30] * 8), run("2026-11-11", 10), run("2026-11-15", 42.2, title="City Marathon")]
    log = make_log(rows, week="2026-W46")
    assert (verdict(log, "LOAD002"), title(log, "LOAD002")) == ("note", "A race week, with 52.2\u00a0km in all")


@pytest.mark.parametrize(("km", "loud"), [(4.9, "note"), (5.0, "caution")])
def test_a_run_under_five_kilometres_is_a_note_at_most(km: float, loud: str) -> None:
    rows = [run("2026-10-20", 2), run("2026-10-27", 2), run("2026-11-03", 2), run("2026-11-12", km)]
    assert verdict(make_log(rows, week="2026-W46"), "LOAD001") == loud


def test_the_first_weeks_after_a_break_are_loud_above_half_of_what_was_usual_before() -> None:
    before = [30, 30, 30, 30]
    assert verdict(jump(*before, 0, 0, 0, 15), "LOAD002") == "note"
    assert verdict(jump(*before, 0, 0, 0, 15.3), "LOAD002") == "caution"
    assert verdict(jump(*before, 0, 0, 30), "LOAD002") != "caution", "two weeks are no break"
    fourth = jump(*before, 0, 0, 0, 10, 10, 10, 16)
    assert verdict(fourth, "LOAD002") == "caution"
    assert title(fourth, "LOAD002").startswith("After 3")


def test_a_return_to_the_level_before_a_break_is_told_as_a_return() -> None:
    fifth = jump(30, 30, 30, 30, 0, 0, 0, 10, 10, 10, 10, 31)
    assert verdict(fifth, "LOAD002") == "note"
    assert title(fifth, "LOAD002").startswith("Coming back after 3")
    assert verdict(jump(30, 30, 30, 30, 0, 0, 0, 10, 10, 10, 10, 34), "LOAD002") == "caution"


def test_inside_a_return_plans_own_step_the_load_rules_are_silent() -> None:
    """Begun on 5 October and quiet: by November it is at short runs."""
    rows = [run(day, 3, duration_s=1200.0) for day in ("2026-10-19", "2026-10-22", "2026-10-26", "2026-10-29")]
    rows += [run(day, 3, duration_s=1200.0) for day in ("2026-11-02", "2026-11-05", "2026-11-09", "2026-11-12")]
    diary = lines("2026-09-20", [1] * 57)
    log = make_log([*weekly_runs("2026-W30", [30] * 6), *rows], diary, week="2026-W46",
                   settings={"return": {"from": "2026-10-05"}})  # fmt: skip
    found = findings(log)
    assert {found[code].outcome.title.id for code in ("LOAD001", "LOAD002", "LOAD003", "LOAD004")} == {
        f"LOAD00{i}.ok_plan" for i in range(1, 5)
    }


def test_after_a_break_of_a_week_or_two_it_is_told_as_such() -> None:
    log = jump(30, 30, 0, 30, 30, 60)
    assert title(log, "LOAD002").startswith("After a break")
    again = jump(30, 0, 0, 0, 0, 10)
    assert verdict(again, "LOAD002") == "note"
    assert title(again, "LOAD002") == "You are running again after 4 weeks without a run"


def test_a_week_that_is_not_over_is_told_as_so_far() -> None:
    assert title(jump(30, 30, 30, 30, 60, today="2026-11-15"), "LOAD002").startswith("So far")
    assert title(jump(30, 30, 30, 30, 20, today="2026-11-15"), "LOAD002").startswith("So far")


def test_fewer_than_four_weeks_of_log_leave_it_unknown() -> None:
    assert verdict(jump(30, 30, 30, 60), "LOAD002") == "unknown"


def test_runs_without_a_distance_leave_it_unknown_where_they_matter() -> None:
    weeks = weekly_runs("2026-W46", [30, 30, 30, 30, 30])
    now, then = run("2026-11-14", None), run("2026-11-06", None)
    assert verdict(make_log([*weeks, now], week="2026-W46"), "LOAD002") == "unknown"
    assert verdict(make_log([*weeks, then], week="2026-W46"), "LOAD002") == "unknown"
    more = weekly_runs("2026-W46", [30, 30, 30, 30, 50])
    assert verdict(make_log([*more, now], week="2026-W46"), "LOAD002") == "caution"


def test_a_week_without_runs_is_ok() -> None:
    log = make_log(weekly_runs("2026-W45", [30] * 5), week="2026-W46")
    load = {finding.outcome.status for finding in findings(log).values() if finding.family == "load"}
    assert load == {"ok"}


def test_a_coach_may_make_ten_percent_a_caution() -> None:
    log = make_log(
        weekly_runs("2026-W46", [30, 30, 30, 30, 34]),
        week="2026-W46",
        settings={"rules": {"LOAD002": {"ratio_caution": 1.10, "reason": "coach's rule"}}},
    )
    assert verdict(log, "LOAD002") == "caution"
    assert outcome(log, "LOAD002").threshold["ratio_caution"] == 1.10
