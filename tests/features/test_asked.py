"""What was written and tells nothing clear is asked about, quoted, with a command that answers it."""

from typing import Any

import pytest

from runlog.features.questions import questions_asked
from runlog.features.unknown_kinds import of_unknown_kind
from runlog.rules.engine import run_rules
from runlog.rules.finding import Status
from tests.support.logs import Row, line, lines, make_log, run

QUIET = lines("2026-10-20", [1] * 24)


def kinds(*diary: Row) -> list[tuple[str, str]]:
    asked = questions_asked(make_log(diary=[*QUIET, *diary], week="2026-W46"))
    return [(one.kind, one.words) for one in asked.asks]


@pytest.mark.parametrize("place", ["all over", "qwertz", "überall"])
def test_a_place_that_names_no_part_is_asked(place: str) -> None:
    assert kinds(line("2026-11-13", pain=1, place=place)) == [("place", place)]


@pytest.mark.parametrize("place", ["low back", "left", "knee", None])
def test_a_place_that_tells_is_not(place: str | None) -> None:
    assert kinds(line("2026-11-13", pain=1, place=place)) == []


def test_a_later_place_answers() -> None:
    assert kinds(line("2026-11-12", pain=1, place="all over"), line("2026-11-13", pain=1, place="low back")) == []


def test_an_unclear_answer_is_asked_until_a_clear_one() -> None:
    unclear = line("2026-11-12", pain=1, fever="qwertz")
    assert kinds(unclear) == [("unclear", "qwertz")]
    assert kinds(unclear, line("2026-11-13", pain=1, fever="no")) == []


def test_a_note_is_quoted_with_what_stands_around_the_word() -> None:
    assert kinds(line("2026-11-13", pain=1, note="easy 5k, slipped on wet leaves. Home")) == [
        ("note", "slipped on wet leaves")
    ]


def test_sore_legs_after_a_race_are_asked_once_and_answered() -> None:
    sore: dict[str, Any] = {"pain": 0, "leg": 4, "radiates_to": "both legs", "note": "sore legs from the race"}
    assert ("after_race", sore["note"]) in kinds(line("2026-11-13", **sore))
    assert kinds(line("2026-11-13", **sore, both_sides="no")) == []


def test_no_runs_is_not_known_while_a_kind_is_unknown() -> None:
    unknown = {**run("2026-11-12", 8), "sport": "xyzzing", "kind": "other"}
    history = make_log([unknown], diary=QUIET, week="2026-W46")
    assert len(of_unknown_kind(history)) == 1
    told = {finding.code: finding.outcome for finding in run_rules(history)}
    assert told["PAIN001"].status is Status.UNKNOWN
    assert told["PAIN001"].title.params["count"] == 1


def test_no_runs_is_known_where_every_kind_is() -> None:
    told = {finding.code: finding.outcome for finding in run_rules(make_log(diary=QUIET, week="2026-W46"))}
    assert told["PAIN001"].status is Status.OK
