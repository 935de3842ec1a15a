from runlog.clock import Week
from runlog.features.stretching import WeekStretches, stretching_recorded_since, week_stretches
from runlog.features.water import demanding_days
from runlog.words.care import tells_heat
from tests.support.logs import line, make_log, run

WEEK = Week(2026, 46)


def test_days_are_told_at_two_one_none_and_unrecorded() -> None:
    counts = (2, 3, 1, 0)
    log = make_log(diary=[line(f"2026-11-{9 + i:02d}", hamstring_stretch=count) for i, count in enumerate(counts)])
    assert week_stretches(log, WEEK) == WeekStretches(twice=2, once=1, none=1, unrecorded=3)
    assert (week_stretches(log, WEEK).done, week_stretches(log, WEEK).at_most) == (5, 11)


def test_morning_and_evening_lines_of_one_day_add_up() -> None:
    log = make_log(diary=[line("2026-11-09", hamstring_stretch=1), line("2026-11-09", hamstring_stretch=1)])
    assert week_stretches(log, WEEK).twice == 1


def test_an_unrecorded_day_is_a_day_without_only_where_the_settings_say_that_it_is_always_recorded() -> None:
    diary = [line("2026-11-09", hamstring_stretch=2)]
    assert week_stretches(make_log(diary=diary), WEEK).unrecorded == 6
    always = make_log(diary=diary, week="2026-W46", settings={"records": ["hamstring_stretch"]})
    assert week_stretches(always, WEEK) == WeekStretches(1, 0, 6, 0)
    assert stretching_recorded_since(make_log(diary=[line("2026-11-09", pain=1)])) is None


def test_a_day_is_long_from_two_hours_of_running_on_both_runs_together() -> None:
    rows = [run("2026-11-10", duration_s=7199.0), *(run("2026-11-12", duration_s=3600.0) for _ in range(2))]
    assert [day.day.day for day in demanding_days(make_log(rows), WEEK)] == [12]


def test_heat_is_known_from_words_about_the_weather_alone() -> None:
    for words in ("Too hot out there", "heatwave", "Hot day, slow", "Sehr heiß", "very humid"):
        assert tells_heat(words), words
    for words in ("heat pack in the evening", "hot pack", "hot bath", "hotel run", "on the heath"):
        assert not tells_heat(words), words
    log = make_log([run("2026-11-10")], [line("2026-11-10", note="hot day", water_l=3)])
    (day,) = demanding_days(log, WEEK)
    assert (day.hot, day.water_l) == (True, 3.0)
