"""What changed since the week before, by the rules run again on the log as it was then."""

from runlog.features.history import History, history_until
from runlog.messages import Speech
from runlog.report.changes import changes
from runlog.report.model import Change, Changes
from runlog.rules.engine import run_rules
from tests.support.logs import line, lines, make_log, run, weekly_runs

WEEK = "2026-W46"


def told(log: History) -> Changes:
    made = changes(log, run_rules(log, strict=True), Speech())
    assert made
    return made


def of(log: History, code: str) -> Change | None:
    return told(log).of(code)


def test_a_finding_that_was_not_there_a_week_ago_is_new() -> None:
    change = of(make_log(weekly_runs(WEEK, [30] * 9 + [45]), week=WEEK), "LOAD002")
    assert change
    assert (change.kind, change.tone, change.tone_before) == ("new", "caution", None)


def test_a_note_that_became_a_caution_is_louder_and_back_again_is_quieter() -> None:
    rises = weekly_runs("2026-W47", [30] * 8 + [36, 54, 61])
    louder = of(make_log(rises, week=WEEK), "LOAD001")
    assert louder
    assert (louder.kind, louder.tone_before, louder.tone) == ("louder", "note", "caution")
    quieter = of(make_log(rises, week="2026-W47"), "LOAD001")
    assert quieter
    assert (quieter.kind, quieter.tone_before, quieter.tone) == ("quieter", "caution", "note")


def test_a_finding_of_the_week_before_that_is_in_order_now_is_gone_by_its_old_title() -> None:
    change = of(make_log(weekly_runs("2026-W47", [30] * 9 + [45, 30]), week="2026-W47"), "LOAD001")
    assert change
    assert (change.kind, change.tone, change.tone_before) == ("gone", None, "caution")
    assert "50" in change.title


def test_what_cannot_be_known_any_more_is_never_called_gone() -> None:
    rows = [*weekly_runs(WEEK, [30] * 9 + [45]), run("2026-11-17", None)]
    change = of(make_log(rows, week="2026-W47"), "LOAD001")
    assert change
    assert change.kind == "not_known"
    assert "lack of records" in " ".join(told(make_log(rows, week="2026-W47")).in_brief)


def test_a_week_that_is_not_over_calls_nothing_gone_or_quieter() -> None:
    log = make_log([*weekly_runs(WEEK, [30] * 9 + [45]), run("2026-11-17", 10)], week="2026-W47", today="2026-11-18")
    assert not [item for item in told(log).items if item.kind in {"gone", "quieter", "not_known"}]
    assert told(log).in_brief == ("Nothing new so far.",)


def test_the_first_week_of_a_log_has_nothing_to_be_compared_with() -> None:
    log = make_log([run("2026-11-10")], week=WEEK)
    assert changes(log, run_rules(log, strict=True), Speech()) is None


def test_the_week_before_knows_nothing_of_what_came_after_it() -> None:
    diary = [*lines("2026-10-01", [1] * 40), line("2026-11-17", pain=6, bladder_bowel="yes")]
    log = make_log(weekly_runs("2026-W47", [30] * 10), diary, week="2026-W47")
    then = history_until(log, log.week.before(1).end)
    assert max(entry.day for entry in then.diary_to_today) <= then.as_of
    flag = of(log, "RED001")
    assert flag
    assert flag.kind == "new"


def test_the_same_findings_as_the_week_before_are_said_to_be_no_change() -> None:
    log = make_log(weekly_runs("2026-W46", [30] * 20), lines("2026-07-01", [0] * 138), week=WEEK)
    assert told(log).in_brief == ("Nothing has changed.",)


def test_the_order_is_new_louder_gone_quieter() -> None:
    log = make_log(weekly_runs("2026-W47", [30] * 9 + [45, 60]), week="2026-W47")
    kinds = [item.kind for item in told(log).items]
    assert kinds == sorted(kinds, key=["new", "louder", "gone", "quieter", "not_known"].index)
