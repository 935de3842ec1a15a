from datetime import date, timedelta

import pytest

from runlog.features.history import History
from tests.support.findings import outcome, title, verdict
from tests.support.logs import Row, line, make_log, ride, run, session, strength, weekly_runs

WEEK = "2026-W46"


def ground(before: float | None, **shares: float) -> History:
    past = [] if before is None else weekly_runs("2026-W45", [30] * 8, asphalt=before, gravel=1 - before)
    return make_log([*past, run("2026-11-12", 10, **shares)], week=WEEK)


@pytest.mark.parametrize(
    ("shares", "loud"),
    [
        ({"concrete": 0.25, "gravel": 0.75}, "ok"),
        ({"concrete": 0.26, "gravel": 0.74}, "caution"),
        ({"asphalt": 0.5, "gravel": 0.5}, "ok"),
        ({"asphalt": 0.51, "gravel": 0.49}, "note"),
        ({"track": 1.0}, "ok"),
        ({"gravel": 0.5}, "ok"),
        ({"gravel": 0.49}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_ground_is_as_loud_as_its_share_of_the_known_distance(shares: dict[str, float], loud: str) -> None:
    assert verdict(ground(None, **shares), "GRND001") == loud


def test_a_move_to_harder_ground_is_a_caution_from_25_points_on() -> None:
    assert verdict(ground(0.25, asphalt=0.5, gravel=0.5), "GRND001") == "caution"
    assert verdict(ground(0.25, asphalt=0.49, gravel=0.51), "GRND001") == "ok"
    assert verdict(ground(0.5, asphalt=0.7, gravel=0.3), "GRND001") == "note"
    assert title(ground(0.75, asphalt=0.8, gravel=0.2), "GRND001").endswith("much as usual for you")
    assert title(ground(1.0, asphalt=0.6, gravel=0.4), "GRND001").endswith("hard ground")


def test_own_past_wants_four_known_weeks() -> None:
    new = run("2026-11-12", 10, asphalt=0.5, gravel=0.5)
    past = weekly_runs("2026-W45", [30] * 3, gravel=1.0)
    assert verdict(make_log([*past, new], week=WEEK), "GRND001") == "ok"
    assert verdict(make_log([*weekly_runs("2026-W45", [30] * 4, gravel=1.0), new], week=WEEK), "GRND001") == "caution"


def test_runs_without_a_distance_leave_the_ground_unknown() -> None:
    assert verdict(make_log([run("2026-11-12", None, asphalt=1.0)], week=WEEK), "GRND001") == "unknown"


RUNS = weekly_runs(WEEK, [30] * 12)


def cross(*rides: str, **asked: str) -> str:
    return verdict(make_log([*RUNS, *map(ride, rides)], week=WEEK, today=asked.get("today")), "HABIT001")


def test_running_only_is_told_when_it_begins_in_its_third_week_and_once_a_season() -> None:
    assert cross("2026-11-10") == "ok"
    assert cross("2026-11-03") == "note"
    assert cross("2026-10-27") == "ok", "not counted up week by week"
    assert cross("2026-10-20") == "caution"
    assert cross("2026-10-13") == "ok"

    def after(weeks: int) -> str:
        rows = [*weekly_runs(WEEK, [30] * 30), ride(date(2026, 11, 10) - timedelta(weeks=weeks))]
        return verdict(make_log(rows, week=WEEK), "HABIT001")

    assert [after(weeks) for weeks in (15, 16, 17)] == ["ok", "note", "ok"]


def test_running_only_leaves_out_weeks_without_any_activity_and_the_way_back_from_a_pause() -> None:
    def asked(*kms: float, week: str = WEEK) -> str:
        log = make_log(weekly_runs(WEEK, kms), week=week, settings={"records": ["cross"]})
        return verdict(log, "HABIT001")

    assert asked(30, 30, 0, 30) == "caution", "three weeks with runs, one of them without any activity between"
    assert asked(30, 30, 30, 0, 0, 0, 30) == "ok", "back after three weeks"
    assert asked(30, 30, 0, week=WEEK) == "ok", "a week without runs"


def test_running_only_is_unknown_where_rides_are_never_recorded() -> None:
    assert cross() == "unknown"
    always = make_log(RUNS, week=WEEK, settings={"records": ["cross"]})
    assert verdict(always, "HABIT001") == "ok", "told in its third week, and again in a season"
    assert outcome(always, "HABIT001").observed["weeks_without"] == 12


def test_rules_about_too_little_wait_for_the_weeks_end() -> None:
    assert cross("2026-10-20", today="2026-11-15") == "unknown"
    assert cross("2026-10-20", "2026-11-10", today="2026-11-15") == "ok"
    log = make_log([*RUNS, strength("2026-10-20")], week=WEEK, today="2026-11-15")
    assert verdict(log, "HABIT003") == "unknown"


def test_a_week_without_runs_is_not_one_of_running_only() -> None:
    assert verdict(make_log([ride("2026-10-01")], week=WEEK), "HABIT001") == "ok"


def core(*rows: Row, diary: tuple[Row, ...] = ()) -> str:
    return verdict(make_log([*RUNS, *rows], diary, week=WEEK), "HABIT003")


def test_core_and_strength_at_two_one_and_none() -> None:
    two = (strength("2026-11-10"), session("2026-11-12", "pilates"))
    assert core(*two) == "ok"
    assert core(strength("2026-11-10"), diary=(line("2026-11-13", core_min=10),)) == "ok"
    assert core(two[0]) == "note"
    assert core(strength("2026-11-03")) == "note"
    assert core(strength("2026-10-20")) == "caution"
    assert core(strength("2026-10-13")) == "note"


def test_core_is_unknown_where_it_was_never_recorded_and_a_zero_by_hand_records_it() -> None:
    assert core() == "unknown"
    assert core(diary=(line("2026-10-26", core_min=0),)) == "caution"
    assert core(diary=(line("2026-11-09", core_min=0),)) == "note"


def warm_ups(*words: str, before: tuple[tuple[str, ...], ...] = ()) -> History:
    rows = []
    for back, week in enumerate(reversed((*before, words))):
        monday = 9 - 7 * back
        days = [
            f"2026-11-{monday + i:02d}" if monday > 0 else f"2026-10-{31 + monday + i:02d}" for i in range(len(week))
        ]
        rows += [run(day, warm_up=word) for day, word in zip(days, week, strict=True)]
    return make_log(rows, week=WEEK)


@pytest.mark.parametrize(
    ("words", "loud"),
    [
        (("noted", "detected", "noted"), "ok"),
        (("noted", "detected", "none"), "note"),
        (("noted", "detected", "none", "none"), "note"),
        (("noted", "none", "none"), "caution"),
        (("noted", "none", "none", "unknown"), "caution"),
        (("noted", "none", "unknown"), "unknown"),
        (("none", "none"), "unknown"),
        ((), "ok"),
    ],
)
def test_warm_ups_by_share_of_the_known_runs(words: tuple[str, ...], loud: str) -> None:
    assert verdict(warm_ups(*words), "HABIT002") == loud


def test_runs_without_a_warm_up_are_a_caution_once_until_a_week_meets_the_habit() -> None:
    bad, good, part = ("none",) * 3, ("noted",) * 3, ("noted", "noted", "none")
    assert verdict(warm_ups(*bad, before=(bad,)), "HABIT002") == "note"
    assert verdict(warm_ups(*bad, before=(bad, part)), "HABIT002") == "note"
    assert verdict(warm_ups(*bad, before=(bad, ("unknown",))), "HABIT002") == "note"
    assert verdict(warm_ups(*bad, before=(bad, good)), "HABIT002") == "caution"
