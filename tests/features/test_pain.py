from datetime import date

import pytest

from runlog.features.pain import DayPain, daily_pain, pain_before, pain_next_morning
from runlog.words.places import is_back
from tests.support.logs import line, make_log, run


@pytest.mark.parametrize(
    "place", [None, "", "low back", "back", "lower back left", "LWS", "Rücken", "bas du dos", "L5", "sacrum", "there",
              "back and left calf"],
)  # fmt: skip
def test_a_place_is_the_back_unless_it_is_clearly_another_part(place: str | None) -> None:
    assert is_back(place)


@pytest.mark.parametrize(
    "place", ["calf", "left calf", "Knee", "back of the knee", "back of thigh", "Wade", "linkes Knie", "mollet",
              "hamstring", "Achilles", "shoulder", "Oberschenkel"],
)  # fmt: skip
def test_a_calf_is_not_a_back(place: str) -> None:
    assert not is_back(place)


def test_each_calendar_day_has_a_row_with_its_worst() -> None:
    log = make_log(
        diary=[
            line("2026-11-10", pain=2, leg=1),
            line("2026-11-10", pain=5, painkillers="ibuprofen"),
            line("2026-11-12", pain=0),
            line("2026-11-12", pain=7, place="calf"),
        ]
    )
    assert daily_pain(log, date(2026, 11, 10), date(2026, 11, 12)) == (
        DayPain(date(2026, 11, 10), 5, 1, painkillers=True),
        DayPain(date(2026, 11, 11), None, None, painkillers=False),
        DayPain(date(2026, 11, 12), 0, None, painkillers=False),
    )


def test_pain_before_a_run_is_its_before_line_else_the_days_first() -> None:
    diary = [line("2026-11-10", pain=4), line("2026-11-10", pain=2, before_after="before"), line("2026-11-12", pain=3)]
    log = make_log([run("2026-11-10"), run("2026-11-12")], diary)
    assert [pain_before(log, each) for each in log.runs] == [2, 3]


def test_a_line_marked_after_is_never_pain_before() -> None:
    log = make_log([run("2026-11-10")], [line("2026-11-10", pain=6, before_after="after")])
    assert pain_before(log, log.runs[0]) is None


def test_the_second_run_of_a_day_has_its_own_before_line() -> None:
    diary = [line("2026-11-10", pain=1, before_after="before"), line("2026-11-10", pain=4, before_after="before")]
    log = make_log([run("2026-11-10", at="07:00"), run("2026-11-10", at="18:00")], diary)
    assert [pain_before(log, each) for each in log.runs] == [1, 4]


def test_next_morning_is_the_next_dates_first_line_that_is_not_after_a_run() -> None:
    diary = [
        line("2026-11-11", pain=6, time="06:50", before_after="after"),
        line("2026-11-11", pain=3, time="09:00"),
        line("2026-11-11", pain=1, time="20:00"),
    ]
    log = make_log([run("2026-11-10")], diary)
    assert pain_next_morning(log, date(2026, 11, 10)) == 3
    assert pain_next_morning(log, date(2026, 11, 11)) is None
