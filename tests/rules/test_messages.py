import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from runlog.features import body_signs, signs, traits
from runlog.features.history import History
from runlog.features.questions import SIX_QUESTIONS
from runlog.messages.catalogues import catalogue
from runlog.rules.book import RULES
from tests.support.findings import findings, messages_of
from tests.support.logs import line, lines, make_log, ride, run, strength, weekly_runs
from tests.support.pain_logs import pain_logs
from tests.support.training_logs import training_logs
from tools.make_guidance_doc import WATCHED

WEEK = "2026-W46"
NO = dict.fromkeys((field for question in SIX_QUESTIONS for field in question.fields), "no")
KEPT = lines("2026-10-01", [1] * 39)
FLAT = [30.0] * 9


def asphalt(before: float, now: Mapping[str, float]) -> History:
    past = weekly_runs("2026-W45", [30] * 8, asphalt=before, gravel=1 - before)
    return make_log([*past, run("2026-11-12", 10, **now)], week=WEEK)


def load_logs() -> Iterator[History]:
    yield make_log()
    yield make_log(weekly_runs(WEEK, [30, 30, 30]), week=WEEK)
    for last in (30.0, 34.0, 37.0, 45.0, 75.0):
        yield make_log(weekly_runs(WEEK, [*FLAT, last]), week=WEEK)
        for today in (None, "2026-11-15"):
            yield make_log(weekly_runs(WEEK, [40, *FLAT[:6], last]), week=WEEK, today=today)
    for kms in ([30, 30, 0, 30, 30, 60], [30, 0, 0, 0, 0, 10]):
        yield make_log(weekly_runs(WEEK, kms), week=WEEK)
        yield make_log(weekly_runs(WEEK, kms), week=WEEK, today="2026-11-15")
    yield make_log([*weekly_runs(WEEK, FLAT), run("2026-11-14", None)], week=WEEK)
    yield make_log([*weekly_runs(WEEK, FLAT), run("2026-11-07", None)], week=WEEK)
    yield make_log([*weekly_runs(WEEK, FLAT), run("2026-11-13", 11.5), run("2026-11-15", 13)], week=WEEK)
    yield make_log([ride("2026-10-01"), run("2026-11-12")], week=WEEK)
    # A rise without a longer run, above the mean and not the highest for a coach, and with more pain than usual.
    often = [run(f"2026-11-{9 + i:02}", 10) for i in range(6)]
    past = weekly_runs("2026-W45", [70, *FLAT[:7]])
    for today in (None, "2026-11-15"):
        yield make_log([*weekly_runs("2026-W45", FLAT), *often], week=WEEK, today=today)
        yield make_log(
            [*past, *often], week=WEEK, today=today,
            settings={"rules": {"LOAD002": {"ratio_caution": 1.1, "reason": "coach"}}},
        )  # fmt: skip
        race = run("2026-11-15", 42.2, title="City Marathon")
        yield make_log([*weekly_runs("2026-W45", FLAT), race], week=WEEK, today=today)
    hurting = [*KEPT, *lines("2026-11-09", [1, 4, 4])]
    yield make_log([*weekly_runs("2026-W45", FLAT), *often], hurting, week=WEEK)
    for kms in ([30, 30, 30, 30, 0, 0, 0, 20], [30, 30, 30, 30, 0, 0, 0, 10, 10]):
        yield make_log(weekly_runs(WEEK, kms), week=WEEK, settings={"records": ["cross"]})
    yield make_log(weekly_runs(WEEK, [30] * 5), week=WEEK, settings={"records": ["cross"]})
    sore = [*KEPT, *lines("2026-11-09", [1, 1, 4], cause="long bike ride")]
    yield make_log(weekly_runs(WEEK, [30] * 3), sore, week=WEEK, settings={"records": ["cross"]})
    gap = [*weekly_runs(WEEK, [30, 30]), strength("2026-10-27")]
    yield make_log(gap, week=WEEK, settings={"records": ["cross"]})
    yield from plan_logs()


def plan_logs() -> Iterator[History]:
    """Within a return plan's running step, and at its bike for a back that the bike hurt."""
    done = [
        run(day, 3, duration_s=1200.0)
        for day in ("2026-10-19", "2026-10-22", "2026-10-26", "2026-10-29", "2026-11-02", "2026-11-05", "2026-11-10")
    ]
    yield make_log(done, lines("2026-09-20", [1] * 57), week=WEEK, settings={"return": {"from": "2026-10-05"}})
    sore = [*KEPT, *lines("2026-11-09", [2, 2, 2], cause="long bike ride")]
    yield make_log(diary=sore, week=WEEK, settings={"return": {"from": "2026-11-02"}})
    years = weekly_runs(WEEK, [30] * 20)
    yield make_log(years, KEPT, week=WEEK, settings={"return": {"operation_kind": "fusion 1998"}})


def ground_and_habit_logs() -> Iterator[History]:
    runs = weekly_runs(WEEK, FLAT)
    yield asphalt(0.5, {"concrete": 1.0})
    yield asphalt(0.2, {"asphalt": 1.0})
    yield asphalt(0.9, {"asphalt": 1.0})
    yield asphalt(0.2, {"gravel": 1.0})
    yield make_log([run("2026-11-12", 10, asphalt=1.0)], week=WEEK)
    yield make_log([run("2026-11-12", None, asphalt=1.0)], week=WEEK)
    for today in (None, "2026-11-15"):
        yield make_log([*runs, ride("2026-10-20"), strength("2026-10-20")], week=WEEK, today=today)
        yield make_log([*runs, ride("2026-11-10"), strength("2026-11-10")], week=WEEK, today=today)
    yield make_log([*runs, strength("2026-11-10"), strength("2026-11-11")], week=WEEK)
    for words in (("noted",) * 3, ("none",) * 3):
        yield make_log([run(f"2026-11-{10 + i}", warm_up=word) for i, word in enumerate(words)], week=WEEK)


def diary_logs() -> Iterator[History]:
    for after in ([1, 1, 1], [1, 1, 3], [3, 3, 3], [3, 3, 1, 5], [1, 1, 5], [5], [2, 3, 3]):
        yield make_log([run("2026-11-11")], [*KEPT, *lines("2026-11-09", after)], week=WEEK)
    yield make_log([run("2026-11-11"), run("2026-11-12")], [*KEPT, *lines("2026-11-09", [3, 3, 3])], week=WEEK)
    yield make_log([run("2026-11-11")], lines("2026-09-01", [1] * 20 + [5]), week=WEEK)
    yield make_log([run("2026-11-12")], [*KEPT, *lines("2026-11-09", [3, 3, None])], week=WEEK)
    for cells in ({"pain": 4, **NO}, {"pain": 4}, {"leg": 1}, {"note": "fever"}, {"saddle": "yes"}, {"weakness": "yes"},
                  {"weakness": "left foot drop"},
                  {"growing": "yes"}, {"growing": "yes", "both_sides": "yes"}, {"weakness": "both feet"}):  # fmt: skip
        yield make_log(diary=[*KEPT, line("2026-11-09", pain=2), line("2026-11-10", **cells)], week=WEEK)
    for cells in ({"saddle": "yes"}, {"saddle": "numb"}, {"weakness": "yes"}, {"weakness": "left foot drop"}):
        yield make_log(diary=[*KEPT, line("2026-11-09", **cells), line("2026-11-10", **cells)], week=WEEK)
    yield make_log(diary=lines("2026-11-01", [3.5, 4, 4, 4, 4, 4, 4, 4, 4, 4]), week=WEEK)
    changed: dict[str, Any] = {"LOAD001": {"ratio_note": 1.2, "reason": "coach"},
                               "LOAD002": {"ignore": True, "reason": "off season"}}  # fmt: skip
    yield make_log(week=WEEK, settings={"rules": changed})


def test_every_template_under_a_rules_code_is_spoken_by_some_log() -> None:
    spoken: set[str] = set()
    for log in (*load_logs(), *ground_and_habit_logs(), *diary_logs(), *training_logs(), *pain_logs()):
        for finding in findings(log).values():
            spoken |= {message.id for message in messages_of(finding)}
    known = {f"{rule.ENTRY.code}.{name}" for rule in RULES for name in catalogue("en")[rule.ENTRY.code]}
    assert known - spoken == set()


def test_every_sign_has_words_and_every_word_a_sign() -> None:
    source = "".join(inspect.getsource(module) for module in (signs, body_signs))
    variants = set(re.findall(r'hit_of\(recent, "\w+", "(\w+)"', source))
    variants |= set(re.findall(r'\("(leg_pain_\w+)", Level', source))
    appointments = set(get_args(signs.Sign)) - signs.RED_SIGNS
    assert variants | appointments == set(catalogue("en")["words"]["sign"]) - WATCHED


def test_every_trait_has_words_and_every_word_a_trait() -> None:
    source = Path(traits.__file__).read_text(encoding="utf-8")
    names = set(re.findall(r'_trait\("(\w+)"', source)) | set(re.findall(r'opposite="(\w+)"', source))
    assert names - {"shoe"} | {"ride", "cross", "strength"} == set(catalogue("en")["words"]["trait"])


@pytest.mark.parametrize("question", SIX_QUESTIONS, ids=lambda question: question.id)
def test_every_question_has_words(question: Any) -> None:
    assert catalogue("en")["words"]["question"][question.id]


@pytest.mark.parametrize(
    "word", ["diagnos", "probab", "ibuprofen", "take a painkiller", "you are safe", "bad for your back"]
)
def test_no_message_diagnoses_promises_or_prescribes(word: str) -> None:
    for rule in RULES:
        for template in catalogue("en")[rule.ENTRY.code].values():
            assert word not in template.casefold()
