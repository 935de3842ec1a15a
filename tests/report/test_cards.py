"""Findings in words: what is silent, what asks, what comes first."""

import json
import pickle

import pytest

from runlog.features.history import History
from runlog.messages import Message, Speech
from runlog.report.cards import check_sheet
from runlog.report.sheet import CheckSheet
from runlog.rules.engine import run_rules
from tests.support.logs import line, lines, make_log, run, weekly_runs

RUNS = [*weekly_runs("2026-W45", [30] * 9), run("2026-11-12", 40)]
CALM = lines("2026-10-01", [1] * 46)


def sheet(log: History, *notices: Message, units: str = "km") -> CheckSheet:
    speech = Speech(units="mi" if units == "mi" else "km")
    return check_sheet(log, run_rules(log, strict=True), notices, speech)


def test_every_finding_is_on_the_sheet_once() -> None:
    log = make_log(RUNS, CALM, week="2026-W46")
    codes = [card.code for card in sheet(log).findings.by_status]
    assert sorted(codes) == sorted(finding.code for finding in run_rules(log, strict=True))


def test_a_red_flag_stands_apart_and_the_others_say_that_their_advice_is_held_back() -> None:
    log = make_log(RUNS, [*CALM[:-3], line("2026-11-13", pain=5, bladder_bowel="yes")], week="2026-W46")
    findings = sheet(log).findings
    assert [card.tone for card in findings.red_flags] == ["red-flag"]
    assert findings.red_flags[0].advice
    assert findings.red_flags[0].label == "Emergency"
    assert findings.flagged
    assert all(card.advice is None and card.silenced for card in findings.flagged)


def test_without_a_red_flag_no_advice_is_held_back() -> None:
    findings = sheet(make_log(RUNS, CALM, week="2026-W46")).findings
    assert findings.flagged
    assert all(card.advice and card.silenced is None for card in findings.flagged)


def test_unanswered_questions_stand_apart_from_what_else_is_unknown() -> None:
    log = make_log(RUNS, [*CALM[:-3], line("2026-11-13", pain=6)], week="2026-W46")
    findings = sheet(log).findings
    assert [card.code for card in findings.questions] == ["ASK001"]
    assert findings.questions[0].missing
    assert "ASK001" not in [card.code for card in findings.unknown]


def test_unknown_is_labelled_unknown_and_says_how_to_record_it() -> None:
    findings = sheet(make_log(RUNS, (), week="2026-W46")).findings
    assert findings.unknown
    assert all(card.tone == "unknown" and card.label == "Not known" and card.missing for card in findings.unknown)


def test_an_ignored_rule_is_unknown_and_carries_its_reason() -> None:
    settings = {"rules": {"LOAD002": {"ignore": True, "reason": "my coach watches it"}}}
    findings = sheet(make_log(RUNS, CALM, week="2026-W46", settings=settings)).findings
    ignored = next(card for card in findings.unknown if card.code == "LOAD002")
    assert "my coach watches it" in (ignored.changed or "")


def test_the_facts_are_plain_json() -> None:
    for card in sheet(make_log(RUNS, CALM, week="2026-W46")).findings.by_status:
        assert json.loads(json.dumps(card.facts, allow_nan=False)) == card.facts


def test_a_week_that_is_not_over_is_told_as_so_far() -> None:
    running = sheet(make_log(RUNS, CALM, week="2026-W46", today="2026-11-13"))
    over = sheet(make_log(RUNS, CALM, week="2026-W46"))
    assert running.week_label.endswith("so far")
    assert "so far" not in over.week_label


@pytest.mark.parametrize(
    ("week", "label"),
    [
        ("2026-W46", "Week 46 · 9\u201315 November 2026"),
        ("2026-W49", "Week 49 · 30 November \u2013 6 December 2026"),
        ("2026-W53", "Week 53 · 28 December 2026 \u2013 3 January 2027"),
    ],
)
def test_a_week_is_named_with_the_months_and_years_that_it_touches(week: str, label: str) -> None:
    assert sheet(make_log(RUNS, CALM, week=week)).week_label == label


def test_notices_are_callouts_in_the_readers_units() -> None:
    notice = Message.of("report.kpi.distance_so_far", mean_m=1609.344)
    assert "1.0\u00a0mi" in sheet(make_log(RUNS, CALM, week="2026-W46"), notice, units="mi").callouts[0].text


def test_a_sheet_can_be_pickled() -> None:
    made = sheet(make_log(RUNS, CALM, week="2026-W46"))
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 (our own bytes)
