import pytest

from runlog.features.history import History
from tests.support.findings import findings, outcome, title, verdict
from tests.support.logs import Row, make_log, ride, run, weekly_runs

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
    ("km", "loud"), [(20, "ok"), (33.0, "ok"), (33.3, "note"), (39.0, "note"), (39.3, "caution"), (90, "caution")]
)
def test_a_week_is_as_loud_as_it_outgrows_the_mean_of_four(km: float, loud: str) -> None:
    assert verdict(jump(30, 30, 30, 30, km), "LOAD002") == loud


def test_a_jump_that_stays_below_the_highest_of_eight_weeks_is_a_note() -> None:
    assert verdict(jump(42, 30, 30, 30, 30, 30, 30, 30, 42), "LOAD002") == "note"
    assert verdict(jump(42, 30, 30, 30, 30, 30, 30, 30, 42.3), "LOAD002") == "caution"
    assert verdict(jump(50, 30, 30, 30, 30, 30, 30, 30, 30, 42), "LOAD002") == "caution"


def test_after_a_break_it_is_a_note_at_most_and_told_as_such() -> None:
    log = jump(30, 30, 0, 30, 30, 60)
    assert verdict(log, "LOAD002") == "note"
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
