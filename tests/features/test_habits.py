from datetime import date

from runlog.clock import Week
from runlog.features.habits import cross_sessions, recorded_since, strength_sessions, warm_up_of
from tests.support.logs import Row, line, make_log, ride, run, session, strength

WEEK = Week(2026, 46)


def first_run(*sessions: Row, diary: tuple[Row, ...] = ()) -> str:
    log = make_log(sessions, diary)
    return warm_up_of(log, log.runs[0])


def test_minutes_in_the_diary_are_a_warm_up_and_zero_is_none() -> None:
    assert first_run(run("2026-11-12"), diary=(line("2026-11-12", warm_up_min=8),)) == "noted"
    assert first_run(run("2026-11-12"), diary=(line("2026-11-12", warm_up_min=0),)) == "none"
    assert first_run(run("2026-11-12"), diary=(line("2026-11-12", pain=0),)) == "unknown"
    assert first_run(run("2026-11-12"), diary=(line("2026-11-11", warm_up_min=8),)) == "unknown"


def test_the_runners_own_word_goes_before_what_was_seen() -> None:
    zero = (line("2026-11-12", warm_up_min=0),)
    assert first_run(run("2026-11-12", warm_up="detected"), diary=zero) == "none"
    assert first_run(run("2026-11-12", warm_up="detected")) == "detected"
    assert first_run(run("2026-11-12", warm_up="none"), diary=(line("2026-11-12", warm_up_min=5),)) == "noted"
    assert first_run(run("2026-11-12", warm_up="none")) == "none"


def test_the_jog_before_a_race_is_a_warm_up_in_a_file_of_its_own() -> None:
    jog, race = run("2026-11-12", 2.0, at="07:00", duration_s=900.0), run("2026-11-12", at="07:30", warm_up="none")
    later = run("2026-11-12", at="18:00", warm_up="none")
    log = make_log([jog, race, later])
    assert [warm_up_of(log, one) for one in log.runs] == ["unknown", "detected", "none"]


def test_a_walk_or_mobility_session_just_before_is_a_warm_up() -> None:
    easy = session("2026-11-12", "walk", 1.0, at="07:00", duration_s=900.0)
    assert first_run(easy, run("2026-11-12", at="07:35")) == "detected"
    assert first_run(easy, run("2026-11-12", at="07:36")) == "unknown"
    assert first_run(easy, run("2026-11-12", at="07:10")) == "unknown"
    assert first_run(session("2026-11-12", "yoga", at="07:00", duration_s=900.0), run("2026-11-12", at="07:20")) == (
        "detected"
    )


def test_a_strength_activity_and_core_minutes_of_the_same_day_are_one_session() -> None:
    log = make_log(
        [strength("2026-11-10"), session("2026-11-11", "pilates")],
        [line("2026-11-10", core_min=20), line("2026-11-13", core_min=5), line("2026-11-14", core_min=0)],
    )
    assert strength_sessions(log, WEEK) == 3


def test_a_hike_is_cross_training_and_a_walk_is_not() -> None:
    log = make_log([ride("2026-11-10"), session("2026-11-11", "hike", 9.0), session("2026-11-12", "walk", 3.0)])
    assert [each.sport for each in cross_sessions(log, WEEK)] == ["cycling", "hiking"]


def test_a_habit_is_recorded_since_the_first_of_its_kind_or_a_zero_by_hand_or_by_settings() -> None:
    runs = [run("2026-11-02"), run("2026-11-12")]
    assert recorded_since(make_log(runs), "strength") is None
    assert recorded_since(make_log([*runs, strength("2026-11-10")]), "strength") == date(2026, 11, 10)
    assert recorded_since(make_log(runs, [line("2026-11-09", core_min=0)]), "strength") == date(2026, 11, 9)
    assert recorded_since(make_log(runs, settings={"records": ["strength"]}), "strength") == date(2026, 11, 2)
    assert recorded_since(make_log(runs), "cross") is None
    assert recorded_since(make_log([*runs, ride("2026-11-10")]), "cross") == date(2026, 11, 10)
