from datetime import date, timedelta

import pytest

from runlog.features.history import History
from tests.support.findings import outcome, title, verdict
from tests.support.logs import Row, line, make_log, run, strength, weekly_runs

WEEK = "2026-W46"
MONDAY = date(2026, 11, 9)
RUNS = weekly_runs(WEEK, [30] * 12)


def weeks_of(*weeks: list[int | None]) -> list[Row]:
    """Weeks of stretches a day, the last one the asked week; None is not recorded."""
    rows = []
    for back, week in enumerate(reversed(weeks)):
        first = MONDAY - timedelta(weeks=back)
        rows += [line(first + timedelta(days=i), hamstring_stretch=n) for i, n in enumerate(week) if n is not None]
    return rows


FULL: list[int | None] = [2] * 7
SEVEN: list[int | None] = [1] * 7
SIX: list[int | None] = [1, 1, 1, 1, 1, 1, 0]
NOTHING: list[int | None] = [None] * 7


def stretched(*weeks: list[int | None], today: str | None = None) -> History:
    return make_log(RUNS, weeks_of(*weeks), week=WEEK, today=today)


@pytest.mark.parametrize(
    ("weeks", "loud"),
    [
        ([FULL], "ok"),
        ([[3, *FULL[1:]]], "ok"),
        ([[3, 1, *FULL[2:]]], "note"),
        ([SEVEN, SEVEN], "note"),
        ([SIX], "note"),
        ([FULL, SIX], "note"),
        ([SIX, SIX], "caution"),
        ([SEVEN, SIX], "note"),
        ([NOTHING], "unknown"),
        ([SIX, NOTHING], "unknown"),
    ],
)
def test_stretching_by_times_of_fourteen_and_by_weeks(weeks: list[list[int | None]], loud: str) -> None:
    assert verdict(stretched(*weeks), "HABIT004") == loud


def test_few_stretches_are_a_caution_once_until_a_week_has_all_fourteen() -> None:
    assert verdict(stretched(SIX, SIX, SIX), "HABIT004") == "note"
    assert verdict(stretched(SIX, SIX, SEVEN, SIX, SIX), "HABIT004") == "note"
    assert verdict(stretched(SIX, SIX, NOTHING, SIX, SIX), "HABIT004") == "note"
    assert verdict(stretched(SIX, SIX, FULL, SIX, SIX), "HABIT004") == "caution"


def test_a_day_without_a_record_is_never_a_day_without_stretching() -> None:
    assert verdict(stretched([0, 0, 0, None, None, None, None]), "HABIT004") == "note"
    thrice: list[int | None] = [0, 0, 0, None, None, None, None]
    assert verdict(stretched(thrice, thrice), "HABIT004") == "note", "four days may have had two each"
    assert verdict(stretched([2, 2, None, None, None, None, None]), "HABIT004") == "unknown"
    assert verdict(stretched([2, 2, 2, 2, None, None, None]), "HABIT004") == "ok"
    assert verdict(make_log(RUNS, week=WEEK), "HABIT004") == "unknown"


def test_where_it_is_always_recorded_an_empty_week_is_one_without() -> None:
    log = make_log(RUNS, week=WEEK, settings={"records": ["hamstring_stretch"]})
    assert outcome(log, "HABIT004").observed["times_at_most"] == 0
    assert verdict(log, "HABIT004") == "note", "the caution was due ten weeks ago"


def test_stretching_waits_for_the_weeks_end_and_says_how_many_days_are_recorded() -> None:
    assert verdict(stretched(SIX, SIX, today="2026-11-15"), "HABIT004") == "unknown"
    assert title(stretched([2, 1, 0, None, None, None, None]), "HABIT004") == (
        "Hamstrings stretched 3 of 6 times on 3\u00a0recorded days"
    )


def test_core_work_is_a_caution_once_until_a_week_has_two_sessions() -> None:
    def core(*days: str) -> str:
        return verdict(make_log([*RUNS, *map(strength, days)], week=WEEK), "HABIT003")

    first = ["2026-09-01"]
    assert core(*first, "2026-10-20") == "note", "told in the middle of September, and one session since"
    assert core(*first, "2026-10-20", "2026-10-21") == "caution"


def test_a_first_week_of_which_only_the_end_is_recorded_is_not_judged() -> None:
    late = make_log(RUNS, [line("2026-11-14", core_min=0)], week=WEEK)
    assert verdict(late, "HABIT003") == "unknown"
    assert verdict(make_log(RUNS, [line("2026-11-12", core_min=0)], week=WEEK), "HABIT003") == "note"


def test_weeks_of_running_only_tell_of_weeks_without_runs() -> None:
    rows = [*weekly_runs(WEEK, [30, 30]), strength("2026-10-27")]
    log = make_log(rows, week=WEEK, settings={"records": ["cross"]})
    assert title(log, "HABIT001") == "3\u00a0weeks without another sport, 1\u00a0of them without runs as well"


def test_habits_are_told_beside_the_runners_own_past() -> None:
    rows = [*RUNS, *(strength(MONDAY - timedelta(days=7 * back)) for back in range(1, 9))]
    found = outcome(make_log(rows, week=WEEK), "HABIT003")
    assert found.observed["usual_per_week"] == 1
    assert found.seen is not None
    assert found.seen.id == "HABIT003.seen_none_usual"


def long_run(day: str, hours: float = 2) -> Row:
    return run(day, 24, duration_s=hours * 3600)


def test_a_long_or_hot_day_is_a_note_once_in_four_weeks() -> None:
    def water(*rows: Row, **asked: str) -> str:
        return verdict(make_log([*RUNS, *rows], week=asked.get("week", WEEK)), "HABIT005")

    assert water(long_run("2026-11-14")) == "note"
    assert water(long_run("2026-11-14", hours=1.99)) == "ok"
    assert water(run("2026-11-14", notes="very hot")) == "note"
    assert water(long_run("2026-11-07"), long_run("2026-11-14")) == "ok"
    assert water(long_run("2026-10-24"), long_run("2026-11-14")) == "ok"
    assert water(long_run("2026-10-17"), long_run("2026-11-14")) == "note"


def test_nothing_is_said_about_how_much_was_drunk() -> None:
    log = make_log([*RUNS, long_run("2026-11-14")], [line("2026-11-14", water_l=0.2)], week=WEEK)
    found = outcome(log, "HABIT005")
    assert found.observed["water_l"] == (0.2,)
    assert found.seen is not None
    assert found.seen.id == "HABIT005.seen_water"
