"""What a coach may see of an athlete: each level holds what it says, and nothing that it withholds can get in."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runlog.errors import ReadError
from runlog.features.answer import Answer
from runlog.features.diary_shared import ANSWERS, NEVER, NUMBERS, WORDS
from runlog.features.history import DiaryEntry, History
from runlog.messages import Speech
from runlog.report.athlete import AthleteView
from runlog.report.athlete_view import coach_view, is_urgent, own_view
from runlog.rules.book import RULES
from runlog.rules.shared import NEVER_SHARED, SHARED_FROM
from tests.support.logs import line, lines, make_log, weekly_runs
from tests.support.salted import SALT, salted

SCORES = ("odi_0_100", "rmdq_0_24")
LEVELS = ("load", "findings", "all")


def view_of(history: History) -> AthleteView:
    return coach_view(history, Speech(), urgent=is_urgent(history))


def text_of(view: AthleteView) -> str:
    return json.dumps(view.to_json())


def codes(view: AthleteView) -> set[str]:
    return {reason.code for reason in view.reasons}


def test_every_rule_of_the_book_is_told_from_which_level_on_it_leaves_or_that_it_never_does() -> None:
    assert {rule.ENTRY.code for rule in RULES} == set(SHARED_FROM) | NEVER_SHARED
    assert not set(SHARED_FROM) & NEVER_SHARED


def test_every_diary_field_is_named_by_exactly_one_list() -> None:
    named = [*NUMBERS, *ANSWERS, *WORDS, *NEVER, "day", "seen_on"]
    assert sorted(named) == sorted(field.name for field in fields(DiaryEntry))


def test_load_shows_distances_and_load_rules_and_withholds_pain() -> None:
    view = view_of(salted("load"))
    assert view.weeks[-1].distance_m == 24_000
    assert view.week_distance_m == 24_000
    assert len(view.weeks) == 12
    assert codes(view) == {"LOAD001"}
    assert view.pain is None
    assert view.pain_withheld
    assert view.last_entry is None
    assert "pain" not in " ".join(reason.title for reason in view.reasons)


def test_findings_shows_four_weeks_of_pain_and_what_stands_out_without_words() -> None:
    view = view_of(salted("findings"))
    assert view.pain is not None
    assert len(view.pain) == 28
    assert view.pain[-3].worst_0_10 == 5
    assert view.pain[-1].worst_0_10 is None
    assert {"PAIN001", "LOAD001"} <= codes(view)
    assert str(view.last_entry) == "2026-11-20"


@pytest.mark.parametrize("level", LEVELS)
def test_no_level_lets_a_word_of_a_withheld_field_out(level: str) -> None:
    told = text_of(view_of(salted(level)))
    allowed = {"name"} if level != "all" else {"name", "shoe", "shoe_in_settings", "model", "cause", "self_care"}
    leaked = {field for field, word in SALT.items() if word in told}
    assert leaked <= allowed
    assert "name" in leaked


def test_the_runners_own_view_holds_words_so_that_the_search_can_find_them() -> None:
    told = text_of(own_view(salted("load", signs=True), Speech()))
    assert {"weakness", "bladder_bowel", "shoe_in_settings"} <= {field for field, word in SALT.items() if word in told}


@pytest.mark.parametrize("level", LEVELS)
def test_an_open_red_flag_says_talk_today_and_nothing_else_of_it(level: str) -> None:
    with_flag, without = view_of(salted(level, signs=True)), view_of(salted("load"))
    assert with_flag.urgent_words == "Talk to this athlete today."
    assert with_flag.reasons
    assert all(reason.advice is None for reason in with_flag.reasons)
    silent = tuple(replace(reason, advice=None) for reason in without.reasons)
    assert with_flag == replace(
        without, level=with_flag.level, urgent=True, urgent_words=with_flag.urgent_words, reasons=silent
    )


def test_a_junior_without_consent_shows_load_only_and_with_it_what_share_says() -> None:
    alone = view_of(salted("all", birth_year=2008))
    assert (alone.level, alone.junior, alone.pain) == ("load", True, None)
    with_consent = view_of(salted("all", birth_year=2008, guardian_consent="Maria Sample, 2026-09-01"))
    assert (with_consent.level, with_consent.guardian_consent) == ("all", "Maria Sample, 2026-09-01")
    assert view_of(salted("all", birth_year=2007)).level == "all"


def test_a_consent_of_a_later_day_is_none_yet() -> None:
    assert view_of(salted("all", birth_year=2010, guardian_consent="Maria Sample, 2026-11-30")).level == "load"


def test_a_view_goes_through_json_unharmed() -> None:
    for level in LEVELS:
        view = view_of(salted(level))
        assert AthleteView.from_json(json.loads(text_of(view))) == view


@pytest.mark.parametrize(
    "harm",
    [{"weeks": []}, {"weeks": [3]}, {"level": "everything"}, {"runs": "5"}, {"as_of": "yesterday"}, {"pain": {}}],
)
def test_a_damaged_view_is_refused_with_its_place(harm: dict[str, Any]) -> None:
    told = {**json.loads(text_of(view_of(salted("all")))), **harm}
    with pytest.raises(ReadError, match=f"view.{next(iter(harm))}"):
        AthleteView.from_json(told)


def test_what_changed_since_the_week_before_is_told() -> None:
    view = view_of(make_log(weekly_runs("2026-W47", [*[20.0] * 10, 40.0, 20.0]), week="2026-W47"))
    assert ("LOAD002", "gone") in {(change.code, change.change) for change in view.changes}


def test_a_week_that_has_just_begun_ends_nothing_of_the_week_before() -> None:
    rows = weekly_runs("2026-W47", [*[20.0] * 10, 40.0, 20.0])
    view = view_of(make_log(rows, week="2026-W47", today="2026-11-17"))
    assert {change.change for change in view.changes} <= {"new", "louder"}


# What is withheld cannot matter: two logs that differ only there look the same.

_ANY_WORDS = st.sampled_from(["", "no", "yes", "ibuprofen 400", "left foot drop", "worse, both legs", "Dr. Huber"])
_NEVER_WORDS = st.fixed_dictionaries(dict.fromkeys(sorted(NEVER - {"time", "seen_by"}), _ANY_WORDS))


def _with(history: History, cells: dict[str, str]) -> History:
    """The history with these cells in each diary line."""
    kinds = {field.name: isinstance(field.default, Answer) for field in fields(DiaryEntry)}
    told: dict[str, Any] = {
        name: float(len(words)) if name in SCORES else Answer(words) if kinds[name] else words or None
        for name, words in cells.items()
    }
    lines_ = tuple(replace(entry, **told) for entry in history.diary)
    return replace(history, diary=lines_, diary_to_today=lines_)


@settings(max_examples=20, deadline=None)
@given(_NEVER_WORDS)
def test_fields_that_never_leave_change_nothing_at_any_level_but_the_urgency(cells: dict[str, str]) -> None:
    sore = lines("2026-10-05", [1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 4, 5, 4, 5, 5, 3, 2] * 2, night_pain="yes")
    for level in LEVELS:
        plain = make_log(weekly_runs("2026-W47", [20.0] * 12), sore, week="2026-W47", settings={"share": level})
        differs = _with(plain, cells)
        for urgent in (False, True):
            assert coach_view(plain, Speech(), urgent=urgent) == coach_view(differs, Speech(), urgent=urgent)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 10), min_size=1, max_size=28), _ANY_WORDS)
def test_at_load_no_diary_changes_anything(pains: list[int], note: str) -> None:
    empty = make_log(weekly_runs("2026-W47", [20.0] * 12), week="2026-W47")
    kept = make_log(weekly_runs("2026-W47", [20.0] * 12), lines("2026-10-26", pains, note=note, leg=3), week="2026-W47")
    assert coach_view(empty, Speech(), urgent=False) == coach_view(kept, Speech(), urgent=False)


def test_the_day_of_a_visit_to_a_clinician_does_not_show_as_a_diary_line() -> None:
    visit = [line("2026-11-16", pain=1), line("2026-11-20", seen_on="2026-11-20", seen_by="Dr. Example")]
    log = make_log(weekly_runs("2026-W47", [20.0]), visit, week="2026-W47", settings={"share": "findings"})
    assert str(view_of(log).last_entry) == "2026-11-16"


def test_a_line_that_holds_only_what_never_leaves_does_not_show_by_its_day() -> None:
    plain = [line("2026-11-16", pain=1)]
    telling = [*plain, line("2026-11-20", painkillers="yes")]
    views = [
        coach_view(make_log(weekly_runs("2026-W47", [20.0]), rows, week="2026-W47", settings={"share": "all"}),
                   Speech(), urgent=False)
        for rows in (plain, telling)
    ]  # fmt: skip
    assert views[0] == views[1]
