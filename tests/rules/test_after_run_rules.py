"""M8 (pain after runs) and M7 (what it goes along with)."""

from datetime import date, timedelta

import numpy as np
import pytest

from runlog.features.goes_along import associate
from runlog.features.traits import Trait
from tests.support.findings import outcome, title, verdict
from tests.support.logs import line, make_log, run
from tests.support.pain_logs import WEEK, a_year, after_each_run, as_often_without_a_run, every


@pytest.mark.parametrize(
    ("rises", "expected"),
    [
        ([2, 2, 2, 2, 0, 0], "act"),
        ([2, 2, 2, 1.9, 0, 0], "ok"),
        ([2, 0, 0, 2, 0, 2, 2, 2], "act"),
        ([2, 2, 2, 2, 0, 0, 0], "act"),
        ([2, 2, 2, 0, 0, 0], "ok"),
        ([2, 2, 2, 2], "act"),
        ([2, 2, 2], "unknown"),
        ([0, 0, 0, 0], "ok"),
    ],
)
def test_four_rises_of_the_last_six_runs_ask_for_an_evaluation(rises: list[float], expected: str) -> None:
    assert verdict(after_each_run(rises), "PAIN002") == expected


def test_leg_pain_counts_as_back_pain_does() -> None:
    assert verdict(after_each_run([2] * 6, leg=True), "PAIN002") == "act"


def test_a_rise_as_frequent_after_days_without_a_run_is_not_the_runs() -> None:
    found = outcome(as_often_without_a_run(), "PAIN002")
    assert (found.observed["rises"], found.observed["rest_rises"], found.observed["rest_days"]) == (6, 6, 6)
    assert verdict(as_often_without_a_run(), "PAIN002") == "ok"


def test_with_nothing_to_compare_it_is_unknown() -> None:
    days = every(1, 6)
    told = [row for day in days for row in (line(day, time="07:00", pain=3), line(day, time="21:00", pain=1))]
    marked = [{**row, "before_after": "before" if row["time"] == "21:00" else None} for row in told]
    log = make_log([run(day) for day in days], [*marked, line("2026-11-15", time="07:00", pain=3)], week=WEEK)
    assert verdict(log, "PAIN002") == "unknown"


def test_without_runs_nothing_is_asked_and_without_pain_nothing_known() -> None:
    assert verdict(make_log(diary=[line("2026-11-10", pain=1)], week=WEEK), "PAIN002") == "ok"
    assert verdict(make_log([run("2026-11-10")], week=WEEK), "PAIN002") == "unknown"


def test_two_runs_on_a_day_count_once() -> None:
    days = every(2, 3)
    diary = [row for day in days for row in (line(day, pain=1), line(day + timedelta(days=1), pain=3))]
    twice = [session for day in days for session in (run(day, at="07:00"), run(day, at="18:00"))]
    assert outcome(make_log(twice, diary, week=WEEK), "PAIN002").observed["runs"] == 3


def test_a_visit_closes_it() -> None:
    days = every(2, 6)
    diary = [row for day in days for row in (line(day, pain=1), line(day + timedelta(days=1), pain=3))]
    seen = line("2026-11-15", time="12:00", seen_by="Dr. K")
    assert verdict(make_log([run(day) for day in days], [*diary, seen], week=WEEK), "PAIN002") == "ok"


def test_a_strong_difference_is_told_as_one_quiet_note() -> None:
    log = a_year(hard_hurts=3)
    assert verdict(log, "PAIN008") == "note"
    assert title(log, "PAIN008") == "More pain on the morning after goes along with runs on hard ground"
    found = outcome(log, "PAIN008").observed
    low, high = found["low"], found["high"]
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert 0 < low <= 3 <= high


def test_a_shoe_is_named() -> None:
    assert title(a_year(shoe_hurts=3), "PAIN008").endswith("one pair of shoes: red")


def test_without_a_difference_nothing_stands_out() -> None:
    assert verdict(a_year(), "PAIN008") == "ok"


def test_below_the_floor_of_data_it_stays_silent() -> None:
    assert verdict(a_year(hard_hurts=3, weeks=7), "PAIN008") == "unknown"
    assert verdict(a_year(hard_hurts=3, weeks=9), "PAIN008") == "note"


def test_days_with_painkillers_are_left_out() -> None:
    assert verdict(a_year(hard_hurts=3, painkillers="yes"), "PAIN008") == "unknown"


def test_the_same_log_gives_the_same_interval() -> None:
    assert outcome(a_year(hard_hurts=2), "PAIN008") == outcome(a_year(hard_hurts=2), "PAIN008")


def _invented(random: np.random.Generator, *, effect: float, weeks: int = 30) -> tuple[Trait, ...]:
    """Ten traits of three days a week; weeks differ, and only the first trait has an effect."""
    days = [date(2026, 1, 5) + timedelta(days=7 * week + 2 * i) for week in range(weeks) for i in range(3)]
    rises = np.repeat(random.normal(0, 0.6, weeks), 3) + random.normal(0, 0.8, len(days))
    made = []
    for number in range(10):
        share = np.repeat(random.beta(1.2, 1.8, weeks), 3)
        has_it = random.random(len(days)) < share
        told = rises + effect * has_it if number == 0 else rises
        made.append(Trait(f"t{number}", None, "", tuple(days), tuple(has_it.tolist()), tuple(np.round(told).tolist())))
    return tuple(made)


def test_chance_shows_a_pattern_in_no_more_than_one_log_of_twenty() -> None:
    random = np.random.default_rng(7)
    told = sum(any(one.stands_out for one in associate(_invented(random, effect=0))) for _ in range(100))
    assert told <= 5


def test_a_real_effect_is_mostly_found() -> None:
    random = np.random.default_rng(8)
    found = [associate(_invented(random, effect=1.5))[0].stands_out for _ in range(30)]
    assert sum(found) >= 24


def test_a_trait_and_its_opposite_are_one_question() -> None:
    days = tuple(date(2026, 1, 5) + timedelta(days=3 * i) for i in range(40))
    early = tuple(i % 2 == 0 for i in range(40))
    rises = tuple(0.0 if one else 2.0 + i % 3 for i, one in enumerate(early))
    (found,) = associate((Trait("early", "late", "", days, early, rises),))
    assert (found.name, found.stands_out, found.days_with) == ("late", True, 20)
