from datetime import date, datetime, timedelta

import pandas as pd

from runlog.clock import Week
from runlog.features.build import build_history
from runlog.model import Ground, Kind
from runlog.settings import Settings
from tests.support.logs import activities, diary_frame, line, make_log, run


def test_a_session_keeps_missing_apart_from_zero() -> None:
    log = make_log([run("2026-11-12", 0.0, ascent_m=0.0), run("2026-11-13", None)], week="2026-W46")
    first, second = log.sessions
    assert (first.distance_m, first.ascent_m, first.descent_m) == (0.0, 0.0, None)
    assert second.distance_m is None
    assert first.kind is Kind.RUN
    assert first.title is None
    assert first.start_local == datetime(2026, 11, 12, 12)  # noqa: DTZ001 (wall clock)


def test_ground_shares_that_are_missing_or_zero_are_left_out() -> None:
    log = make_log([run("2026-11-12", asphalt=0.25, gravel=0.0)], week="2026-W46")
    assert log.sessions[0].ground == {Ground.ASPHALT: 0.25}


def test_future_rows_are_in_none_of_the_history() -> None:
    log = make_log(
        [run("2026-11-12"), run("2026-11-14")],
        [line("2026-11-12", pain=1), line("2026-11-14", pain=2)],
        week="2026-W46",
        today="2026-11-13",
    )
    assert [session.day for session in log.sessions] == [date(2026, 11, 12)]
    assert [entry.day for entry in log.diary_to_today] == [date(2026, 11, 12)]
    assert log.as_of == date(2026, 11, 13)
    assert not log.week_is_over


def test_an_earlier_week_sees_nothing_later_but_the_diary_to_today() -> None:
    log = make_log(
        [run("2026-11-05"), run("2026-11-12")],
        [line("2026-11-12", saddle="yes")],
        week="2026-W45",
        today="2026-11-13",
    )
    assert len(log.sessions) == 1
    assert log.diary == ()
    assert len(log.diary_to_today) == 1


def test_the_default_week_is_the_newest_with_an_entry_up_to_today() -> None:
    rows = [run("2026-11-04"), run("2026-12-24")]
    assert make_log(rows, today="2026-11-23").week == Week(2026, 45)
    assert make_log(rows, [line("2026-11-11", pain=0)], today="2026-11-23").week == Week(2026, 46)
    assert make_log(today="2026-11-23").week == Week(2026, 48)


def test_diary_lines_are_ordered_by_time_and_untimed_ones_stay_where_they_stand() -> None:
    log = make_log(
        diary=[
            line("2026-11-12", pain=3, time="18:00"),
            line("2026-11-12", pain=4),
            line("2026-11-12", pain=1, time="7:05"),
            line("2026-11-11", pain=0),
        ]
    )
    assert [entry.pain_0_10 for entry in log.diary] == [0, 1, 3, 4]


def test_answers_keep_the_runners_words() -> None:
    entry = make_log(diary=[line("2026-11-12", weakness="left foot drop", fever="nein", seen_on="2026-11-12")]).diary[0]
    assert entry.weakness.yes
    assert entry.weakness.words == "left foot drop"
    assert entry.fever.no
    assert not entry.numbness.recorded
    assert entry.seen_on == date(2026, 11, 12)


def test_the_frames_are_not_changed() -> None:
    frame, diary = activities([run("2026-11-12")]), diary_frame([line("2026-11-12", pain=1)])
    before, diary_before = frame.copy(deep=True), diary.copy(deep=True)
    build_history(frame, diary, Settings(), week=None, today=date(2026, 11, 23))
    pd.testing.assert_frame_equal(frame, before)
    pd.testing.assert_frame_equal(diary, diary_before)


def test_runs_of_the_last_week_of_a_long_year_are_of_that_week() -> None:
    log = make_log([run(date(2027, 1, 3))], today="2027-01-04")
    assert log.week == Week(2026, 53)
    assert log.week.end == date(2027, 1, 3)
    assert log.today - log.week.end == timedelta(days=1)
