from datetime import date

import pytest

from runlog.clock import Span, Week
from runlog.errors import UsageError

TODAY = date(2026, 11, 23)


def test_a_span_holds_both_its_ends_and_names_the_one_before() -> None:
    span = Span.parse("2026-09-01", "2026-11-22", today=TODAY)
    assert span.days == 83
    assert span.before == Span(date(2026, 6, 10), date(2026, 8, 31))
    assert date(2026, 9, 1) in span
    assert date(2026, 11, 22) in span
    assert date(2026, 11, 23) not in span
    assert len(span.dates()) == 83
    assert (span.weeks()[0], span.weeks()[-1], len(span.weeks())) == (Week(2026, 36), Week(2026, 47), 12)


def test_without_an_end_and_with_one_in_the_future_it_goes_on_to_today() -> None:
    assert Span.parse("2026-11-01", None, today=TODAY).last == TODAY
    assert Span.parse("2026-11-01", "2027-01-31", today=TODAY).last == TODAY


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-13-01", None, "--from 2026-13-01: that is not a date; write it as 2026-11-22"),
        ("2026-09-01", "soon", "--to soon: that is not a date; write it as 2026-11-22"),
        (None, "2026-09-01", "say where the span begins: --from 2026-09-01"),
        ("2026-12-01", None, "--from 2026-12-01 lies in the future; today is 2026-11-23"),
        ("2026-09-02", "2026-09-01", "--to 2026-09-01 lies before --from 2026-09-02: swap them"),
    ],
)
def test_dates_that_make_no_span_say_what_to_do(first: str | None, last: str | None, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        Span.parse(first, last, today=TODAY)
    assert str(raised.value) == said


def test_a_span_over_a_turn_of_the_year_counts_week_53_once() -> None:
    weeks = Span(date(2026, 12, 28), date(2027, 1, 10)).weeks()
    assert weeks == (Week(2026, 53), Week(2027, 1))
