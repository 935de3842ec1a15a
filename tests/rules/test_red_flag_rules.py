import pytest

from runlog.features.questions import SIX_QUESTIONS
from runlog.rules.finding import Severity
from tests.support.findings import findings, outcome, title, verdict
from tests.support.logs import line, lines, make_log, run, weekly_runs

NO = dict.fromkeys((field for question in SIX_QUESTIONS for field in question.fields), "no")
WEEK = "2026-W46"


def test_an_emergency_sign_is_a_red_flag_with_its_urgency() -> None:
    log = make_log(diary=[line("2026-11-12", saddle="yes")], week=WEEK)
    found = outcome(log, "RED001")
    assert (found.severity, found.urgency) == (Severity.RED_FLAG, "emergency")
    assert title(log, "RED001") == "You recorded numbness between the legs"


def test_an_urgent_sign_is_a_red_flag_with_its_urgency() -> None:
    log = make_log(diary=[line("2026-11-12", weakness="left foot drop")], week=WEEK)
    found = outcome(log, "RED002")
    assert (found.severity, found.urgency) == (Severity.RED_FLAG, "urgent")
    assert found.observed["words"] == ("left foot drop",)
    assert verdict(log, "RED001") == "unknown"


def test_red_flags_silence_all_other_advice() -> None:
    sessions = weekly_runs(WEEK, [30, 30, 30, 30, 60])
    loud = make_log(sessions, [line("2026-11-12", pain=5)], week=WEEK)
    assert findings(loud)["LOAD002"].advice is not None
    red = findings(make_log(sessions, [line("2026-11-12", pain=5, fever="yes", saddle="yes")], week=WEEK))
    assert list(red)[:2] == ["RED001", "RED002"]
    for code, finding in red.items():
        if code in {"RED001", "RED002"}:
            assert finding.suppressed_by is None
            assert finding.advice is not None
        else:
            assert finding.suppressed_by == "RED001"
            assert finding.advice is None
    assert red["LOAD002"].outcome.severity is Severity.CAUTION


def test_an_urgent_flag_alone_silences_too() -> None:
    red = findings(make_log([run("2026-11-12")], [line("2026-11-12", leg=8)], week=WEEK))
    assert red["LOAD001"].suppressed_by == "RED002"


@pytest.mark.parametrize("code", ["RED001", "RED002"])
def test_none_recorded_is_ok_only_where_a_diary_is_kept_and_the_questions_are_answered(code: str) -> None:
    kept = lines("2026-11-01", [1] * 12)
    assert verdict(make_log(diary=kept, week=WEEK), code) == "ok"
    assert verdict(make_log([run("2026-11-12")], week=WEEK), code) == "unknown"
    assert verdict(make_log(diary=[*kept, line("2026-11-13", pain=5)], week=WEEK), code) == "unknown"
    assert verdict(make_log(diary=[*kept, line("2026-11-13", pain=5, **NO)], week=WEEK), code) == "ok"


def test_the_questions_are_unknown_while_due_and_unanswered() -> None:
    kept = lines("2026-11-01", [1] * 12)
    assert verdict(make_log(diary=kept, week=WEEK), "ASK001") == "ok"
    assert verdict(make_log(diary=[*kept, line("2026-11-13", pain=5, **NO)], week=WEEK), "ASK001") == "ok"
    due = make_log(diary=[*kept, line("2026-11-13", pain=4)], week=WEEK)
    assert verdict(due, "ASK001") == "unknown"
    assert outcome(due, "ASK001").observed["unanswered"] == tuple(question.id for question in SIX_QUESTIONS)
    assert verdict(make_log(diary=[*kept, line("2026-11-13", pain=3)], week=WEEK), "ASK001") == "unknown"
    assert verdict(make_log(diary=[*kept, line("2026-11-13", pain=2.9)], week=WEEK), "ASK001") == "ok"


def test_words_in_a_note_raise_the_question_and_never_the_verdict() -> None:
    log = make_log(diary=[line("2026-11-12", pain=1, note="left foot went numb, weak leg")], week=WEEK)
    assert verdict(log, "ASK001") == "unknown"
    assert outcome(log, "RED001").severity is None
    assert outcome(log, "RED002").severity is None


def test_a_visit_closes_and_a_worse_sign_opens_again() -> None:
    began, seen = line("2026-11-09", weakness="left leg"), line("2026-11-10", seen_by="GP", **NO)
    assert verdict(make_log(diary=[began], week=WEEK), "RED002") == "red-flag"
    assert verdict(make_log(diary=[began, seen], week=WEEK), "RED002") == "ok"
    assert verdict(make_log(diary=[began, seen, line("2026-11-12", saddle="yes")], week=WEEK), "RED001") == "red-flag"
