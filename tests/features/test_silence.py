"""Silence: ten days or more without a record, and longer than is usual for this athlete."""

from datetime import date, timedelta

import pytest

from runlog.features.silence import SILENT_DAYS, silent_for, usual_pause

LAST = date(2026, 11, 1)


def days_apart(*pauses: int) -> list[date]:
    days = [LAST]
    for pause in pauses:
        days.append(days[-1] - timedelta(days=pause))
    return days


def test_one_holiday_does_not_make_a_long_pause_usual() -> None:
    assert usual_pause(days_apart(2, 3, 21, 2)) == 3
    assert usual_pause(days_apart(2, 14, 21, 2)) == 14


def test_with_fewer_than_three_records_no_pause_is_usual() -> None:
    assert usual_pause([]) is None
    assert usual_pause(days_apart(5)) is None


def test_pauses_of_long_ago_do_not_count() -> None:
    assert usual_pause(days_apart(2, 2, 2, 180, 60, 60)) == 2


@pytest.mark.parametrize(
    ("days", "pause", "silent"),
    [(9, None, None), (9, 3, None), (10, None, 10), (10, 3, 10), (14, 14, None), (15, 14, 15)],
)
def test_silence_begins_at_ten_days_or_after_the_usual_pause(days: int, pause: int | None, silent: int | None) -> None:
    assert SILENT_DAYS == 10
    assert silent_for(LAST, pause, LAST + timedelta(days=days)) == silent


def test_without_any_record_there_is_no_beginning_of_a_silence() -> None:
    assert silent_for(None, None, LAST) is None
