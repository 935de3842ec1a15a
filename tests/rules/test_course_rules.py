"""The course of an episode: not settling, not moving, self-care, a constant ache, patterns, onset, weekly questions."""

from datetime import date, timedelta
from typing import Any

import pytest

from runlog.features.history import History
from runlog.rules.finding import Severity
from tests.support.findings import outcome, title, verdict
from tests.support.logs import Row, line, lines, make_log, ride, run, strength
from tests.support.pain_logs import CALM, WEEK, episode, every, log

SUNDAY = date(2026, 11, 15)


def test_an_episode_of_more_than_six_weeks_asks_for_an_appointment() -> None:
    assert verdict(log(*episode(43, last=SUNDAY)), "PAIN003") == "ok"
    assert verdict(log(*episode(44, last=SUNDAY)), "PAIN003") == "act"


def test_a_level_of_four_from_the_logs_first_day_asks_too_once_it_has_stood_for_six_weeks() -> None:
    def steady(days: int, level: float) -> History:
        return log(*lines(SUNDAY - timedelta(days=days - 1), [level] * days))

    assert verdict(steady(43, 4), "PAIN003") == "ok"
    assert verdict(steady(44, 4), "PAIN003") == "act"
    assert verdict(steady(44, 3.9), "PAIN003") == "ok"
    seen = [*lines(SUNDAY - timedelta(days=60), [4] * 61), line("2026-11-05", seen_by="physio: keep running")]
    assert verdict(log(*seen), "PAIN003") == "ok"


def test_an_episode_that_settles_low_is_told_once() -> None:
    told = [*lines("2026-09-01", [0] * 40), *lines("2026-10-11", [5] * 5), *lines("2026-10-16", [2] * 31)]
    week = [verdict(make_log(diary=told, week=week), "PAIN006") for week in ("2026-W44", "2026-W45", "2026-W46")]
    assert week == ["ok", "note", "ok"]
    then = make_log(diary=told, week="2026-W45")
    assert title(then, "PAIN006") == "Your back has settled at 2/10; it was 0. Has anyone assessed it?"
    assert verdict(make_log(diary=told, week="2026-W46"), "PAIN003") == "ok"
    assert outcome(log(*episode(44)), "PAIN003").urgency == "appointment"


def test_the_days_back_to_usual_that_end_an_episode_are_not_lasting_pain() -> None:
    told = [*episode(42, last=date(2026, 11, 12)), *lines("2026-11-13", [1, 1, 1])]
    assert verdict(log(*told), "PAIN003") == "ok"


@pytest.mark.parametrize(
    ("second", "expected"), [([4] * 8, "ok"), ([5] * 8, "ok"), ([5.2] * 8, "act"), ([6] * 8, "act")]
)
def test_worse_at_two_weeks_asks_for_an_appointment(second: list[float], expected: str) -> None:
    start = SUNDAY - timedelta(days=14)
    told = [
        *lines(start - timedelta(days=30), [1] * 30),
        *lines(start, [4] * 7),
        *lines(start + timedelta(days=7), second),
    ]
    assert verdict(log(*told), "PAIN003") == expected


def test_worse_before_two_weeks_is_not_yet_asked_about() -> None:
    start = SUNDAY - timedelta(days=13)
    told = [
        *lines(start - timedelta(days=30), [1] * 30),
        *lines(start, [4] * 7),
        *lines(start + timedelta(days=7), [7] * 7),
    ]
    assert verdict(log(*told), "PAIN003") == "ok"


@pytest.mark.parametrize(
    ("limits", "expected"), [([2] * 7, "act"), ([2] * 6, "ok"), ([2, 2, 2, 1, 2, 2, 2], "ok"), ([1.9] * 7, "ok")]
)
def test_a_limited_week_asks_for_an_appointment(limits: list[float], expected: str) -> None:
    told = [line(date(2026, 11, 9) + timedelta(days=i), pain=1, limits=limit) for i, limit in enumerate(limits)]
    assert verdict(log(*CALM, *told), "PAIN003") == expected


def test_a_visit_closes_it_and_two_points_more_open_it() -> None:
    lasting = episode(50, last=date(2026, 11, 10))
    seen = line("2026-11-11", seen_on="2026-11-11", pain=4)
    assert verdict(log(*lasting, seen, line("2026-11-12", pain=5)), "PAIN003") == "ok"
    assert verdict(log(*lasting, seen, line("2026-11-12", pain=6)), "PAIN003") == "act"


def test_a_silent_diary_leaves_it_unknown() -> None:
    for code in ("PAIN003", "PAIN004", "PAIN005", "PAIN006", "PAIN010", "PATN002"):
        assert verdict(make_log([run("2026-11-10")], week=WEEK), code) == "unknown"


def still(*days: str, **cells: Any) -> list[Row]:
    return [line(day, moved="no", **cells) for day in days]


def test_three_days_recorded_as_not_moved_in_an_episode_are_a_note() -> None:
    told = episode(8)
    three = still("2026-11-10", "2026-11-11", "2026-11-13")
    assert verdict(log(*told, *three), "PAIN004") == "note"
    assert verdict(log(*told, *three[:2]), "PAIN004") == "unknown"
    assert verdict(log(*CALM, *three), "PAIN004") == "ok"


def test_a_session_or_a_yes_makes_it_a_moved_day() -> None:
    told = [*episode(8), *still("2026-11-10", "2026-11-11", "2026-11-13")]
    assert verdict(log(*told, runs=[ride("2026-11-11")]), "PAIN004") == "unknown"
    assert verdict(log(*told, line("2026-11-11", moved="short walk")), "PAIN004") == "unknown"


def test_moved_every_day_is_ok_and_unlogged_walks_are_unknown() -> None:
    assert verdict(log(*episode(8, last=SUNDAY, moved="yes")), "PAIN004") == "ok"
    assert verdict(log(*episode(8)), "PAIN004") == "unknown"


def test_still_days_of_an_earlier_week_are_not_told_again() -> None:
    told = [*episode(20, last=SUNDAY), *still("2026-11-03", "2026-11-04", "2026-11-05")]
    told += [line(date(2026, 11, 9) + timedelta(days=i), moved="yes") for i in range(7)]
    assert verdict(log(*told), "PAIN004") == "ok"


def test_self_care_that_does_not_help_on_three_days_is_a_note() -> None:
    for days, expected in ((2, "ok"), (3, "note")):
        assert verdict(log(*episode(days, self_care="heat", helped="no")), "PAIN005") == expected
    helped_last = [*episode(5, self_care="heat", helped="no"), line(SUNDAY, helped="a little")]
    assert verdict(log(*helped_last), "PAIN005") == "ok"
    seen = [*episode(5, self_care="heat", helped="no"), line(SUNDAY, seen_by="physio")]
    assert verdict(log(*seen), "PAIN005") == "ok"


def test_self_care_not_recorded_is_unknown() -> None:
    assert verdict(log(*episode(5)), "PAIN005") == "unknown"
    assert verdict(log(*episode(5, self_care="heat")), "PAIN005") == "unknown"
    assert verdict(log(*CALM), "PAIN005") == "ok"


def test_a_low_ache_of_eight_weeks_is_one_note_until_someone_looked_at_it() -> None:
    ache = lines("2026-09-01", [2] * 76)
    first = make_log(diary=ache, week="2026-W44")
    assert verdict(first, "PAIN006") == "note"
    assert title(first, "PAIN006") == "Has anyone assessed this ache?"
    assert verdict(log(*ache), "PAIN006") == "ok", "asked two weeks ago, and again in a season"
    seasons = {back: verdict(log(*lines(date(2026, 9, 20) - timedelta(weeks=back), [2] * 300)), "PAIN006")
               for back in (0, 12, 13, 14)}  # fmt: skip
    assert seasons == {0: "note", 12: "ok", 13: "note", 14: "ok"}
    assert verdict(log(*ache, line("2026-09-20", seen_on="2026-09-20")), "PAIN006") == "ok"
    long_ago = [*lines("2026-04-01", [2] * 229), line("2026-05-10", seen_by="GP")]
    assert verdict(log(*long_ago), "PAIN006") == "note"


def test_a_short_or_lesser_ache_is_none() -> None:
    assert verdict(log(*lines(SUNDAY - timedelta(days=56), [1] * 57)), "PAIN006") == "note"
    assert verdict(log(*lines(SUNDAY - timedelta(days=55), [1] * 56)), "PAIN006") == "ok"
    assert verdict(log(*lines("2026-08-01", [0.5] * 100)), "PAIN006") == "ok"


def stiff(day: str, minutes: float = 20, pain: float = 1) -> Row:
    return line(day, pain=pain, morning_stiffness_min=minutes)


def test_three_stiff_mornings_after_runs_are_a_pattern() -> None:
    runs = [run(day) for day in ("2026-11-02", "2026-11-05", "2026-11-10")]
    mornings = [stiff("2026-11-03"), stiff("2026-11-06"), stiff("2026-11-11")]
    assert verdict(log(*CALM[:-6], *mornings, runs=runs), "PATN001") == "note"
    assert verdict(log(*CALM[:-6], *mornings[1:], runs=runs), "PATN001") == "ok"
    assert verdict(log(*CALM[:-6], *mornings, runs=runs[1:]), "PATN001") == "ok"
    short = [{**row, "morning_stiffness_min": 14.0} for row in mornings]
    assert verdict(log(*CALM[:-6], *short, runs=runs), "PATN001") == "ok"


def test_one_stiff_morning_that_begins_an_episode_is_a_pattern_at_any_age() -> None:
    for settings in ({}, {"birth_year": 1950}, {"birth_year": 2000}):
        told = log(*CALM, stiff("2026-11-11", 40, pain=5), runs=[run("2026-11-10")], settings=settings)
        assert verdict(told, "PATN001") == "note"
        assert verdict(log(*CALM, runs=[run("2026-11-10")], settings=settings), "PATN001") == "unknown"


def test_sudden_pain_that_spreads_to_a_leg_is_a_pattern_at_any_age() -> None:
    sudden = line("2026-11-10", pain=5, onset="suddenly, lifting", radiates_to="left calf")
    for settings in ({}, {"birth_year": 1986}, {"birth_year": 1950}):
        assert verdict(log(*CALM, sudden, settings=settings), "PATN002") == "note"
        assert verdict(log(*CALM, settings=settings), "PATN002") == "ok"
    for left_out in ("onset", "radiates_to"):
        assert verdict(log(*CALM, {k: v for k, v in sudden.items() if k != left_out}), "PATN002") == "ok"
    assert verdict(log(*CALM, sudden, line("2026-11-12", seen_by="GP")), "PATN002") == "ok"


def test_the_onset_card_is_shown_in_the_week_in_which_an_episode_becomes_known_and_not_again() -> None:
    sessions = [run("2026-11-01", 20, asphalt=1.0), *(run(day) for day in every(4, 8, date(2026, 10, 28))),
                strength("2026-10-30")]  # fmt: skip
    found = outcome(log(*CALM, line("2026-11-10", pain=6), runs=sessions), "PAIN010")
    assert found.severity is Severity.NOTE
    assert found.observed["longest_m"] == 20000
    assert found.observed["longest_ratio"] == 2.5
    assert found.observed["strength_days"] == 1
    assert found.window == (date(2026, 10, 13), date(2026, 11, 9))
    assert verdict(log(*episode(20)), "PAIN010") == "ok"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((0, None, None, None), "ok"),
        ((0, 25, 25, 25), "ok"),
        ((8, 8, 8, 8), "ok"),
        ((8, 17, 8, 8), "act"),
        ((8, 8, 17, 8), "act"),
        ((17, 8, 8, 25), "ok"),
        ((25, None, None, None), "act"),
        ((8, 8, None, 8), "unknown"),
        ((10, 8, 8, 8), "unknown"),
        ((None, 8, 8, 8), "unknown"),
    ],
)
def test_the_weekly_questions(items: tuple[float | None, ...], expected: str) -> None:
    names = ("q_participation", "q_volume", "q_performance", "q_pain")
    assert verdict(log(line("2026-11-12", **dict(zip(names, items, strict=True)))), "PAIN007") == expected


@pytest.mark.parametrize(
    ("items", "score"), [((0, 25, 25, 25), 0), ((25, None, None, None), 100), ((25, 8, 8, 8), 49), ((8, 17, 8, 8), 41)]
)
def test_the_score_of_the_weekly_questions(items: tuple[float | None, ...], score: float) -> None:
    names = ("q_participation", "q_volume", "q_performance", "q_pain")
    told = outcome(log(line("2026-11-12", **dict(zip(names, items, strict=True)))), "PAIN007")
    assert told.observed["score"] == score


def test_a_substantial_problem_that_someone_knows_of_is_a_note() -> None:
    told = line("2026-11-12", q_participation=25)
    assert verdict(log(told, line("2026-11-13", seen_by="GP")), "PAIN007") == "note"
    assert verdict(log(told, line("2026-11-01", seen_by="GP")), "PAIN007") == "act"


def test_an_unanswered_week_is_unknown() -> None:
    assert verdict(log(line("2026-11-05", q_participation=0), line("2026-11-12", pain=0)), "PAIN007") == "unknown"


def test_active_days_with_minimal_pain_are_counted_and_never_flagged() -> None:
    diary = [line("2026-11-10", pain=2), line("2026-11-11", pain=2.5), line("2026-11-12", pain=1, leg=4)]
    sessions = [run("2026-11-10"), ride("2026-11-11"), strength("2026-11-12"), run("2026-11-13")]
    found = outcome(log(*diary, runs=sessions), "PAIN009")
    assert (found.observed["minimal"], found.observed["recorded"], found.observed["active"]) == (1, 3, 4)
    assert verdict(log(*diary, runs=sessions), "PAIN009") == "ok"
    assert verdict(log(*diary, runs=[run("2026-11-14")]), "PAIN009") == "unknown"
    assert verdict(log(*diary), "PAIN009") == "ok"
