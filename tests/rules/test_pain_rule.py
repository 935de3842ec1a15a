from runlog.features.history import History
from tests.support.findings import outcome, title, verdict
from tests.support.logs import Row, line, lines, make_log, run

STEADY = lines("2026-10-01", [1] * 39)
"""1 October to 8 November."""


def runs_in(*days: str, diary: list[Row]) -> History:
    return make_log([run(day) for day in days], [*STEADY, *diary], week="2026-W46")


def test_runs_outside_an_episode_are_ok() -> None:
    assert verdict(runs_in("2026-11-10", diary=lines("2026-11-09", [1, 2, 1])), "PAIN001") == "ok"
    assert verdict(runs_in(diary=lines("2026-11-09", [6, 6])), "PAIN001") == "ok"


def test_a_run_inside_an_episode_is_a_note() -> None:
    log = runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 3, 3]))
    assert verdict(log, "PAIN001") == "note"
    assert title(log, "PAIN001") == "You ran while your back was worse than usual"


def test_it_is_a_caution_from_a_pain_of_four_on_that_day() -> None:
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 3.9])), "PAIN001") == "note"
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 4])), "PAIN001") == "caution"
    after = [*lines("2026-11-09", [3, 3]), line("2026-11-11", pain=2), line("2026-11-11", pain=4, before_after="after")]
    assert verdict(runs_in("2026-11-11", diary=after), "PAIN001") == "caution"


def test_it_is_a_caution_from_two_points_more_the_next_morning() -> None:
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 1.5, 3.5])), "PAIN001") == "caution"
    assert verdict(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 1.5, 3.4])), "PAIN001") == "note"


def test_the_rise_is_told() -> None:
    found = outcome(runs_in("2026-11-11", diary=lines("2026-11-09", [3, 3, 1, 4])), "PAIN001")
    assert found.observed["rise"] == 3
    assert found.seen is not None
    assert found.seen.id == "PAIN001.seen_rise"


def test_a_run_on_an_unrecorded_day_of_an_episode_counts() -> None:
    log = runs_in("2026-11-12", diary=lines("2026-11-09", [3, 3]))
    assert verdict(log, "PAIN001") == "note"
    assert outcome(log, "PAIN001").coverage is not None


def test_a_diary_long_silent_leaves_it_unknown() -> None:
    diary = lines("2026-09-01", [1] * 20 + [5])
    assert verdict(make_log([run("2026-10-05")], diary, week="2026-W41"), "PAIN001") == "note"
    assert verdict(make_log([run("2026-10-06")], diary, week="2026-W41"), "PAIN001") == "unknown"


def test_no_pain_recorded_around_the_runs_is_unknown() -> None:
    assert verdict(make_log([run("2026-11-12")], week="2026-W46"), "PAIN001") == "unknown"
    assert verdict(make_log([run("2026-11-12")], [line("2026-11-12", pain=0)], week="2026-W46"), "PAIN001") == "ok"


def test_a_constant_low_ache_is_ok() -> None:
    log = make_log([run("2026-11-12")], lines("2026-10-01", [3] * 45), week="2026-W46")
    assert verdict(log, "PAIN001") == "ok"
