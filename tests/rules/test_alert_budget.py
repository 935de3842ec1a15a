"""The alert budget of the evidence table, over real training histories of years."""

from pathlib import Path

import pytest

from bench.alert_budget import Budget, measure
from runlog.rules.book import RULES


@pytest.fixture(scope="module")
def budget(shared: Path) -> Budget:
    return measure(shared / "histories")


def test_an_ordinary_week_has_no_loud_finding_and_a_busy_one_two_at_most(budget: Budget) -> None:
    assert budget.weeks > 500
    assert budget.median == 0
    assert budget.ninetieth <= 2


def test_no_load_rule_is_a_caution_in_more_than_15_percent_of_weeks(budget: Budget) -> None:
    for rule in RULES:
        if rule.ENTRY.family == "load":
            assert budget.share(rule.ENTRY.code, "caution") + budget.share(rule.ENTRY.code, "act") <= 0.15


def test_the_load_rules_speak_as_often_as_the_evidence_table_says(budget: Budget) -> None:
    """Measured there on nine histories, four of which are these: a weekly caution in 13 %, a single run in 6 %."""
    assert 0.05 < budget.share("LOAD002", "caution") < 0.15
    assert 0.01 < budget.share("LOAD001", "caution") < 0.10
