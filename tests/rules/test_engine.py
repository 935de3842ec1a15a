from collections.abc import Mapping
from typing import Any

import pytest

from runlog.errors import SettingsError
from runlog.features.history import History
from runlog.messages import Speech
from runlog.rules import load_session_spike
from runlog.rules.book import RULES
from runlog.rules.engine import run_rules
from runlog.rules.finding import Outcome, Status
from runlog.rules.rule import RuleEntry
from tests.support.findings import findings, messages_of
from tests.support.logs import line, make_log, ride, weekly_runs

WEEK = "2026-W46"


def with_rules(rules: Mapping[str, Any]) -> History:
    return make_log(weekly_runs(WEEK, [30, 30, 30, 30, 60]), week=WEEK, settings={"rules": rules})


def test_every_rule_has_one_finding_flagged_first_then_unknown_then_ok() -> None:
    log = make_log(
        [*weekly_runs(WEEK, [30, 30, 30, 30, 60]), ride("2026-10-20")], [line("2026-11-12", pain=1)], week=WEEK
    )
    found = run_rules(log)
    assert {finding.code for finding in found} == {rule.ENTRY.code for rule in RULES}
    assert len(found) == len(RULES)
    order = [Status.FLAG, Status.UNKNOWN, Status.OK]
    ranks = [order.index(finding.outcome.status) for finding in found]
    assert ranks == sorted(ranks)
    loudness = [finding.outcome.severity for finding in found if finding.outcome.severity is not None]
    assert loudness == sorted(loudness, reverse=True)
    assert len(loudness) >= 2


def test_an_ignored_rule_is_unknown_and_says_why() -> None:
    finding = findings(with_rules({"LOAD002": {"ignore": True, "reason": "racing season"}}))["LOAD002"]
    assert finding.outcome.status is Status.UNKNOWN
    assert finding.changed is not None
    assert Speech().say(finding.changed) == "Ignored by your settings: racing season"


def test_a_changed_threshold_is_applied_and_says_why() -> None:
    finding = findings(with_rules({"LOAD002": {"ratio_note": 3, "reason": "coach"}}))["LOAD002"]
    assert finding.outcome.severity is None
    assert finding.changed is not None
    assert "ratio_note 3 (1.3)" in Speech().say(finding.changed)


@pytest.mark.parametrize("code", ["RED001", "RED002", "ASK001"])
def test_red_flags_cannot_be_ignored(code: str) -> None:
    with pytest.raises(SettingsError, match=f"rules.{code}.*can't be ignored"):
        run_rules(with_rules({code: {"ignore": True, "reason": "I know better"}}))


def test_an_unknown_rule_or_threshold_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="did you mean 'LOAD002'"):
        run_rules(with_rules({"LOAD02": {"ignore": True, "reason": "x"}}))
    with pytest.raises(SettingsError, match="did you mean 'ratio_caution'"):
        run_rules(with_rules({"LOAD002": {"ratio_cautoin": 1.2, "reason": "x"}}))
    with pytest.raises(SettingsError, match="no thresholds"):
        run_rules(with_rules({"RED001": {"ratio": 1.2, "reason": "x"}}))


def test_an_emergency_comes_before_what_is_urgent_in_any_book() -> None:
    log = make_log(diary=[line("2026-11-12", saddle="yes", leg=8)], week=WEEK)
    found = run_rules(log, rules=tuple(reversed(RULES)))
    assert [finding.code for finding in found[:2]] == ["RED001", "RED002"]


class _Broken:
    ENTRY: RuleEntry = load_session_spike.ENTRY

    def check(self, history: History, limits: Mapping[str, float]) -> Outcome:
        raise ZeroDivisionError(len(limits) + len(history.runs))


def test_a_rule_that_raises_is_unknown_for_users_and_raises_in_tests() -> None:
    log = make_log(week=WEEK)
    (finding,) = run_rules(log, rules=(_Broken(),), strict=False)
    assert finding.outcome.status is Status.UNKNOWN
    assert all(Speech().say(message) for message in messages_of(finding))
    with pytest.raises(ZeroDivisionError):
        run_rules(log, rules=(_Broken(),))


def test_a_log_of_nothing_has_no_flag() -> None:
    assert all(finding.outcome.status is not Status.FLAG for finding in findings(make_log()).values())


def test_shifting_a_log_by_weeks_changes_no_finding() -> None:
    here = make_log(weekly_runs("2026-W46", [30, 30, 30, 30, 60]), [line("2026-11-12", pain=5)], week="2026-W46")
    there = make_log(weekly_runs("2027-W01", [30, 30, 30, 30, 60]), [line("2027-01-07", pain=5)], week="2027-W01")
    told = [[(f.code, f.outcome.status, f.outcome.severity) for f in run_rules(log)] for log in (here, there)]
    assert told[0] == told[1]
