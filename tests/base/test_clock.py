"""Weeks are ISO weeks of local days, and today can be fixed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.clock import TODAY_VARIABLE, Week, time_of_day, today
from runlog.errors import UsageError

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_week_and_in_no_neighbour(day: date) -> None:
    week = Week.of(day)
    assert day in week
    assert day not in week.before(1)
    assert day not in week.before(-1)
    assert len(week.days()) == 7


@given(DAYS, st.integers(min_value=-60, max_value=60))
def test_going_back_and_forth_by_weeks_comes_home(day: date, weeks: int) -> None:
    week = Week.of(day)
    assert week.before(weeks).before(-weeks) == week


@given(DAYS)
def test_a_week_reads_back_what_it_prints(day: date) -> None:
    assert Week.parse(str(Week.of(day))) == Week.of(day)


def test_week_53_exists_in_2026_and_not_in_2025() -> None:
    assert Week.parse("2026-W53").end == date(2027, 1, 3)
    with pytest.raises(UsageError, match="2026-W46"):
        Week.parse("2025-W53")


@pytest.mark.parametrize("text", ["", "46", "2026-46", "2026-W00", "2026-W54", "last week"])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(UsageError, match="write it as 2026-W46"):
        Week.parse(text)


def test_today_can_be_fixed_and_a_wrong_value_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TODAY_VARIABLE, "2026-11-22")
    assert today() == date(2026, 11, 22)
    monkeypatch.setenv(TODAY_VARIABLE, "tomorrow")
    with pytest.raises(UsageError, match="2026-11-22"):
        today()


def test_today_is_the_day_in_the_runners_zone() -> None:
    ahead, behind = today("Pacific/Kiritimati"), today("Pacific/Pago_Pago")
    assert 0 <= (ahead - behind).days <= 2
    assert ahead != behind


def test_the_time_of_day_is_that_of_the_zone() -> None:
    hours = {int(time_of_day(zone)[:2]) for zone in ("UTC", "Etc/GMT-6", "Etc/GMT-12")}
    assert len(hours) == 3
