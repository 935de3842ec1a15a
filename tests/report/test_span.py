"""The report of a span of days: its sums, the span before it, and the findings of its weeks."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from runlog.clock import Span, Week
from runlog.features.history import History
from runlog.messages import Speech
from runlog.report.model import DataTable, Report
from runlog.report.span import span_report
from runlog.rules.engine import run_rules
from tests.support.logs import line, lines, make_log, ride, run, session, weekly_runs

WEEK = "2026-W46"
TWELVE = Span(date(2026, 8, 24), date(2026, 11, 15))


def report(log: History, span: Span = TWELVE) -> Report:
    return span_report(log, run_rules(log, strict=True), span, (), Speech())


def table(made: Report, key: str) -> DataTable:
    return next(one for one in made.tables if one.key == key)


def figures(made: Report, key: str) -> Mapping[Any, tuple[Any, Any]]:
    return {row.data["key"]: (row.data["number"], row.data["before"]) for row in table(made, key).rows}


def test_the_figures_are_those_of_the_days_and_stand_beside_the_same_number_of_days_before() -> None:
    log = make_log(weekly_runs(WEEK, [20] * 16 + [30] * 12), week=WEEK)
    training = figures(report(log), "training")
    assert training["runs"] == (36, 36)
    assert training["distance"] == (pytest.approx(360_000), pytest.approx(240_000))
    assert training["weekly"][0] == pytest.approx(30_000)
    assert "+50\u00a0% on the 84\u00a0days before" in report(log).kpis[0].note


def test_bars_hold_the_days_of_the_span_alone_and_add_up_to_its_distance() -> None:
    log = make_log(weekly_runs(WEEK, [30] * 20), week=WEEK)
    span = Span(date(2026, 9, 2), date(2026, 11, 12))
    made = report(log, span)
    assert made.timeline
    bars = made.timeline.weeks
    assert sum(bar.distance or 0 for bar in bars) * 1000 == pytest.approx(figures(made, "training")["distance"][0])
    assert [bar.so_far for bar in bars if bar.so_far] == ["5\u00a0days", "4\u00a0days"]
    assert [bar.distance for bar in bars[:2]] == [pytest.approx(20), pytest.approx(30)]


@pytest.mark.parametrize(
    ("weeks", "bar_days", "dot_days"), [(26, 7, 1), (27, 28, 7), (104, 28, 7), (105, 91, 28), (520, 182, 28)]
)
def test_a_long_span_has_bars_of_several_weeks_and_never_more_than_can_be_read(
    weeks: int, bar_days: int, dot_days: int
) -> None:
    log = make_log([run("2026-11-10", 10), run("2016-11-10", 10)], [line("2026-11-10", pain=3)], week=WEEK)
    made = report(log, Span(date(2026, 11, 15) - timedelta(days=weeks * 7 - 1), date(2026, 11, 15))).timeline
    assert made
    assert (made.bin_days, made.pain_days) == (bar_days, dot_days)
    assert len(made.weeks) <= 26


def test_a_dot_for_several_days_is_the_worst_of_them() -> None:
    log = make_log(weekly_runs(WEEK, [30] * 40), lines("2026-11-09", [1, 6, 2]), week=WEEK)
    made = report(log, Span(date(2026, 3, 2), date(2026, 11, 15))).timeline
    assert made
    assert [(str(dot.day), dot.value) for dot in made.pain] == [("2026-11-09", 6)]


def test_weeks_marked_in_their_own_reports_are_marked_here_with_their_number() -> None:
    log = make_log(weekly_runs(WEEK, [30] * 15 + [45, 30]), week=WEEK)
    made = report(log).timeline
    assert made
    assert [bar.marks for bar in made.weeks if bar.marks] == [("+50\u00a0%",)]


def test_a_rule_that_spoke_tells_in_how_many_weeks_how_loud_and_when_first_and_last() -> None:
    log = make_log(weekly_runs(WEEK, [30] * 9 + [40, 53, 30]), week=WEEK)
    spoke = {row.data["code"]: row for row in table(report(log), "spoke").rows}
    jump = spoke["LOAD002"].data
    assert (jump["severity"], jump["weeks_flagged"], jump["first"], jump["last"], jump["worst_week"]) == (
        "caution", 2, "2026-W44", "2026-W45", "2026-W45",
    )  # fmt: skip
    assert spoke["LOAD002"].cells[2] == "2 of 12"


def test_the_loudest_stands_first() -> None:
    log = make_log(weekly_runs(WEEK, [30] * 9 + [35, 50, 30]), lines("2026-10-01", [1] * 40 + [6, 6, 6]), week=WEEK)
    order = [str(row.data["severity"]) for row in table(report(log), "spoke").rows]
    assert order == sorted(order, key=["red-flag", "act", "caution", "note"].index)


def test_a_week_of_the_past_is_judged_with_what_was_known_then() -> None:
    diary = [*lines("2026-10-01", [1] * 45), line("2026-11-12", pain=6, bladder_bowel="yes")]
    log = make_log(weekly_runs(WEEK, [30] * 20), diary, week=WEEK)
    made = report(log)
    flag = next(row.data for row in table(made, "spoke").rows if row.data["code"] == "RED001")
    assert (flag["first"], flag["weeks_flagged"]) == ("2026-W46", 1)


def test_a_red_flag_open_today_stands_first_even_where_the_span_ended_before_it() -> None:
    diary = [*lines("2026-08-24", [1] * 84), line("2026-11-17", pain=6, bladder_bowel="yes")]
    log = make_log(weekly_runs(WEEK, [30] * 20), diary, week=WEEK, today="2026-11-18")
    made = report(log)
    assert [card.code for card in made.sheet.findings.red_flags] == ["RED001"]
    assert not made.sheet.findings.flagged


def test_days_are_counted_as_recorded_usual_raised_and_high() -> None:
    log = make_log(weekly_runs(WEEK, [30] * 28), lines("2026-10-05", [1] * 30 + [3, 3, 5, 1]), week=WEEK)
    pain = figures(report(log), "pain")
    assert (pain["recorded"][0], pain["usual"][0], pain["raised"][0], pain["high"][0]) == (34, 31, 2, 1)
    assert pain["worst"][0] == 5


def test_active_days_with_minimal_pain_leave_days_without_a_score_out() -> None:
    rows = [run("2026-11-10"), run("2026-11-11"), ride("2026-11-12"), run("2026-11-14")]
    log = make_log(rows, lines("2026-11-10", [1, 4, 2]), week=WEEK)
    made = report(log, Span(date(2026, 11, 9), date(2026, 11, 15)))
    pain = figures(made, "pain")
    assert (pain["active"][0], pain["active_recorded"][0], pain["minimal"][0]) == (4, 3, 2)
    assert made.kpis[3].value == "2 of 3"


def test_what_is_not_recorded_is_said_and_never_zero() -> None:
    log = make_log([run("2026-11-10", None), session("2026-11-11", "walk", 3.0)], week=WEEK)
    made = report(log)
    training, pain = figures(made, "training"), figures(made, "pain")
    assert training["distance"][0] is None
    assert training["walk"][0] is None
    assert training["strength"][0] is None
    assert (pain["usual"][0], pain["worst"][0], pain["painkillers"][0]) == (None, None, None)
    assert pain["recorded"][0] == 0
    assert made.sheet.findings.unknown
    assert all(card.missing[0].startswith("In ") for card in made.sheet.findings.unknown)


def test_a_span_before_the_log_is_not_compared_with() -> None:
    made = report(make_log(weekly_runs(WEEK, [30] * 12), week=WEEK))
    assert all(row.cells[2] == "\u2013" and row.data["before"] is None for row in table(made, "training").rows)
    assert "nothing to compare" in table(made, "training").note
    assert "before" not in made.kpis[0].note


def test_a_span_with_nothing_in_it_says_so() -> None:
    made = report(make_log([run("2026-01-10")], week=WEEK))
    assert made.empty
    assert not made.kpis
    assert made.ground is None


def test_the_alt_text_names_every_bar_and_the_pain() -> None:
    made = report(make_log(weekly_runs(WEEK, [30] * 20), lines("2026-11-09", [1, 2]), week=WEEK)).timeline
    assert made
    assert made.alt.count("30 km") == 12
    assert "recorded on 2 of 84 days" in made.alt


def test_a_span_that_ends_in_the_middle_of_a_week_tells_nothing_of_the_days_after_it() -> None:
    rows = [*weekly_runs("2026-W45", [30] * 20), run("2026-11-10", 10), run("2026-11-14", 99)]
    made = report(make_log(rows, week=WEEK), Span(date(2026, 8, 24), date(2026, 11, 11)))
    assert figures(made, "training")["longest"][0] == pytest.approx(10_000)
    assert made.timeline
    assert made.timeline.weeks[-1].distance == pytest.approx(10)
    assert made.sheet.as_of == date(2026, 11, 11)
    assert Week.of(made.sheet.as_of) == Week.parse(WEEK)
