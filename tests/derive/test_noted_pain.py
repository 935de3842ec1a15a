"""A pain mark in the notes is a diary entry of that run, and the runner's own line wins."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from runlog.derive import with_noted_pain
from runlog.frame.diary import DIARY
from tests.support.logs import Row, activities, diary_frame, line, ride, run, strength

DAY = "2026-11-12"


def noted(sessions: Sequence[Row], diary: Sequence[Row] = ()) -> list[dict[str, Any]]:
    """The filled cells of the entries that come from notes."""
    frame = with_noted_pain(diary_frame(diary), activities(sessions))
    told = frame.loc[frame["from_activity"].notna()].to_dict("records")
    return [{str(name): cell for name, cell in row.items() if pd.notna(cell) and name != "date"} for row in told]


def test_an_entry_names_its_run_its_moment_and_the_words() -> None:
    sessions = [run(DAY, at="18:00", duration_s=1800.0, notes="Hills.\nBack 2 before, 4 after")]
    assert noted(sessions) == [
        {"time": "18:00", "pain_0_10": 2, "before_after": "before", "from_activity": "s0"},
        {
            "time": "18:30", "pain_0_10": 4, "before_after": "after", "from_activity": "s0",
            "note": "Hills. Back 2 before, 4 after",
        },
    ]  # fmt: skip


def test_without_a_time_of_day_the_entry_has_none() -> None:
    assert noted([run(DAY, notes="back 3")]) == [
        {"pain_0_10": 3, "before_after": "after", "from_activity": "s0", "note": "back 3"}
    ]


def test_a_run_past_midnight_keeps_its_day() -> None:
    frame = with_noted_pain(DIARY.empty(), activities([run(DAY, at="23:40", duration_s=3600.0, notes="back 3")]))
    assert (str(frame["date"][0].date()), frame["time"][0]) == (DAY, "23:59")


def test_after_another_sport_the_entry_names_it_and_is_no_runs() -> None:
    (entry,) = noted([ride(DAY, notes="back 3")])
    assert (entry["after_activity"], "before_after" in entry) == ("cycling", False)


def test_a_list_of_exercises_is_no_pain() -> None:
    assert noted([strength(DAY, notes="back 3, chest 4")]) == []


@pytest.mark.parametrize(
    "own",
    [
        line(DAY, pain=1), line(DAY, pain=1, before_after="after"), line(DAY, pain=1, time="18:40"),
        line(DAY, pain=1, time="21:00", before_after="after"),
    ],
)  # fmt: skip
def test_the_runners_own_line_of_that_run_wins(own: Row) -> None:
    assert noted([run(DAY, at="18:00", notes="back 3")], [own]) == []


@pytest.mark.parametrize(
    "own",
    [
        line(DAY, pain=1, time="07:00"), line(DAY, pain=1, before_after="before"), line("2026-11-11", pain=1),
        line(DAY, leg=1), line(DAY, pain=8, place="left calf"), line(DAY, note="sore"),
    ],
)  # fmt: skip
def test_a_line_about_something_else_does_not_silence_the_run(own: Row) -> None:
    assert [entry["pain_0_10"] for entry in noted([run(DAY, at="18:00", notes="back 3")], [own])] == [3]


def test_only_what_the_own_line_does_not_tell_is_added() -> None:
    (entry,) = noted([run(DAY, notes="back 3, leg 2")], [line(DAY, pain=1)])
    assert (entry["leg_pain_0_10"], "pain_0_10" in entry) == (2, False)


def test_entries_stand_in_order_of_days_and_the_given_frames_stay_as_they_were() -> None:
    diary = diary_frame([line("2026-11-11", pain=1), line("2026-11-13", pain=2)])
    sessions = activities([run(DAY, notes="back 3"), run("2026-11-14")])
    kept = diary.copy(), sessions.copy()
    together = with_noted_pain(diary, sessions)
    assert together["pain_0_10"].tolist() == [1, 3, 2]
    assert list(together.columns) == list(DIARY.names)
    pd.testing.assert_frame_equal(diary, kept[0])
    pd.testing.assert_frame_equal(sessions, kept[1])


def test_notes_without_a_mark_add_nothing() -> None:
    diary = diary_frame([line(DAY, pain=1)])
    pd.testing.assert_frame_equal(with_noted_pain(diary, activities([run(DAY, notes="came back late")])), diary)
