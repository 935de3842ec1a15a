"""The alert budget of the evidence table, over real training histories of years."""

from pathlib import Path

import pytest

from bench.alert_budget import (
    LOAD_SHARE_AT_MOST,
    MEDIAN_AT_MOST,
    NINETIETH_AT_MOST,
    Budget,
    kept,
    loudest_load_share,
    measure,
    table,
)
from runlog.rules.book import RULES


@pytest.fixture(scope="module")
def budget(shared: Path) -> Budget:
    return measure(shared / "histories")


def test_an_ordinary_week_has_no_loud_finding_and_a_busy_one_two_at_most(budget: Budget) -> None:
    assert (budget.logs, budget.weeks) == (4, 547)
    assert budget.median <= MEDIAN_AT_MOST == 0
    assert budget.ninetieth <= NINETIETH_AT_MOST == 2


def test_no_load_rule_is_a_caution_in_more_than_15_percent_of_weeks(budget: Budget) -> None:
    assert loudest_load_share(budget) <= LOAD_SHARE_AT_MOST == 0.15


def test_the_table_tells_every_rule_and_the_verdict(budget: Budget) -> None:
    told = [row.split()[0] for row in table(budget).splitlines()[1:]]
    assert told == [rule.ENTRY.code for rule in RULES]
    assert kept(budget)
    assert not kept(Budget(weeks=1, loud_per_week=[1]))


def test_the_load_rules_speak_as_often_as_the_evidence_table_says(budget: Budget) -> None:
    """A single run was measured there in 6 % of the weeks of nine histories, four of which are these."""
    assert 0.01 < budget.share("LOAD001", "caution") < 0.10


def test_a_weekly_jump_is_a_caution_in_few_weeks_as_it_needs_something_better_founded(budget: Budget) -> None:
    assert 0 < budget.share("LOAD002", "caution") <= 0.06
    assert budget.share("LOAD002", "note") < 0.15


def test_the_note_on_monotony_is_as_rare_as_the_evidence_table_says(budget: Budget) -> None:
    """4.4 % of the weeks of nine histories there."""
    assert 0 < budget.share("LOAD003", "note") < 0.05
