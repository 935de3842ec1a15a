from collections.abc import Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from runlog.features.answer import Answer
from runlog.features.history import DiaryEntry
from runlog.features.signs import Level
from runlog.features.urgency import open_signs, red_flags
from runlog.settings import Settings
from tests.support.logs import Row, line, lines, make_log

DAY = "2026-11-12"


def flags(
    *diary: Row, settings: Mapping[str, Any] | None = None, week: str | None = None, today: str = "2026-11-23"
) -> dict[str, Level]:
    log = make_log(diary=diary, settings=settings, week=week, today=today)
    return {flag.variant: flag.level for flag in red_flags(log)}


@pytest.mark.parametrize(
    ("cells", "variant"),
    [
        ({"bladder_bowel": "yes"}, "bladder_bowel"),
        ({"bladder_bowel": "can't hold it"}, "bladder_bowel"),
        ({"bladder_bowel": "Harn geht schwer"}, "bladder_bowel"),
        ({"saddle": "yes"}, "saddle"),
        ({"saddle": "feels odd when I wipe"}, "saddle"),
        ({"numbness": "groin and between my legs"}, "saddle"),
        ({"sexual_function": "ja"}, "sexual_function"),
        ({"sexual_function": "less feeling"}, "sexual_function"),
        ({"weakness": "yes", "both_sides": "yes"}, "weakness_both"),
        ({"weakness": "both legs give way"}, "weakness_both"),
        ({"weakness": "beide Beine"}, "weakness_both"),
        ({"numbness": "yes", "both_sides": "oui"}, "numbness_both"),
        ({"numbness": "both feet"}, "numbness_both"),
        ({"leg": 8, "both_sides": "yes"}, "leg_pain_both"),
        ({"leg": 9, "radiates_to": "both legs"}, "leg_pain_both"),
        ({"weakness": "left foot drop", "growing": "yes"}, "weakness_growing"),
        ({"weakness": "leg weaker", "growing": "since this morning"}, "weakness_growing"),
        ({"trauma": "yes"}, "trauma_major"),
        ({"trauma": "fell down the stairs"}, "trauma_major"),
        ({"trauma": "hit by a car"}, "trauma_major"),
        ({"growing": "yes", "both_sides": "yes"}, "unplaced"),
    ],
)
def test_each_emergency_sign_is_found_in_its_wordings(cells: dict[str, object], variant: str) -> None:
    assert flags(line(DAY, **cells)) == {variant: Level.EMERGENCY}


@pytest.mark.parametrize(
    ("cells", "variant"),
    [
        ({"weakness": "yes"}, "weakness"),
        ({"weakness": "left foot drop"}, "weakness"),
        ({"weakness": "Fußheber links schwach"}, "weakness"),
        ({"numbness": "left foot", "growing": "yes"}, "numbness_growing"),
        ({"tingling": "toes", "growing": "yes"}, "tingling_growing"),
        ({"tingling": "yes", "both_sides": "yes"}, "tingling_both"),
        ({"leg": 8}, "leg_pain_severe"),
        ({"pain": 8, "radiates_to": "left calf"}, "leg_pain_severe"),
        ({"leg": 3, "growing": "yes"}, "leg_pain_growing"),
        ({"pain": 3, "fever": "38.9"}, "fever"),
        ({"pain": 3, "fever": "yes"}, "fever"),
        ({"pain": 3, "fever": "very unwell"}, "fever"),
        ({"growing": "yes"}, "unplaced"),
        ({"both_sides": "yes"}, "unplaced"),
    ],
)
def test_each_urgent_sign_is_found_in_its_wordings(cells: dict[str, object], variant: str) -> None:
    assert flags(line(DAY, **cells)) == {variant: Level.URGENT}


@pytest.mark.parametrize(
    "cells",
    [
        {"pain": 9},
        {"leg": 7.9},
        {"leg": 4},
        {"numbness": "left little toe"},
        {"tingling": "yes"},
        {"night_pain": "yes"},
        {"trauma": "minor"},
        {"trauma": "minor fall on ice"},
        {"fever": "yes"},
        {"fever": "yes", "pain": 0},
        {"pain": 8, "place": "left calf"},
        {"weakness": "no", "numbness": "none", "saddle": "0", "bladder_bowel": "nein", "fever": "non"},
        {"growing": "yes", "pain": 4, "weakness": "no", "numbness": "no"},
        {"note": "numb feet, weak legs, fever"},
    ],
)
def test_benign_look_alikes_are_no_red_flags(cells: dict[str, object]) -> None:
    assert flags(line(DAY, **cells)) == {}


@pytest.mark.parametrize(
    "settings",
    [{"history": {"osteoporosis": True}}, {"history": {"steroids": True}}, {"birth_year": 1961}],
)
def test_a_minor_fall_is_urgent_with_a_risk_and_the_risk_alone_is_nothing(settings: dict[str, object]) -> None:
    assert flags(line(DAY, trauma="minor"), settings=settings) == {"trauma_minor": Level.URGENT}
    assert flags(line(DAY, pain=2), settings=settings) == {}


def test_a_minor_fall_at_64_is_not_urgent() -> None:
    assert flags(line(DAY, trauma="minor"), settings={"birth_year": 1962}) == {}


def test_new_back_pain_after_cancer_is_urgent_and_an_old_ache_is_not_new_again() -> None:
    cancer = {"history": {"cancer": True}}
    assert flags(line(DAY, pain=2), settings=cancer) == {"cancer": Level.URGENT}
    ache = lines("2026-09-01", [2] * 30)
    assert (
        flags(
            *ache,
            line("2026-10-01", seen_on="2026-10-01", seen_by="GP", pain=2),
            *lines("2026-10-02", [2] * 30),
            settings=cancer,
        )
        == {}
    )
    assert flags(*ache, line("2026-10-01", seen_by="GP"), *lines("2026-10-02", [4, 4]), settings=cancer) == {
        "cancer": Level.URGENT
    }
    assert flags(line(DAY, pain=0), settings=cancer) == {}


def test_weakness_after_a_no_within_seven_days_is_new_and_an_emergency() -> None:
    yes = line("2026-11-12", weakness="yes")
    assert flags(line("2026-11-05", weakness="no"), yes) == {"weakness_new": Level.EMERGENCY}
    assert flags(line("2026-11-04", weakness="no"), yes) == {"weakness": Level.URGENT}


def test_leg_pain_worse_on_each_of_three_days_is_urgent() -> None:
    assert flags(*[line(f"2026-11-{10 + i}", leg=pain) for i, pain in enumerate([2, 3, 4])]) == {
        "leg_pain_growing": Level.URGENT
    }
    assert flags(*[line(f"2026-11-{10 + i}", leg=pain) for i, pain in enumerate([2, 3, 3])]) == {}
    assert flags(*[line(f"2026-11-{10 + i}", leg=pain) for i, pain in enumerate([2, 2.5, 3.5])]) == {}


def test_leg_pain_that_has_only_begun_is_not_steadily_growing() -> None:
    assert flags(*[line(f"2026-11-{10 + i}", leg=pain) for i, pain in enumerate([0, 1, 2])]) == {}


def test_growing_said_later_speaks_of_the_sign_of_the_days_before() -> None:
    later = line("2026-11-14", growing="yes")
    assert flags(line(DAY, weakness="yes"), later) == {"weakness_growing": Level.EMERGENCY}
    assert flags(line(DAY, numbness="left foot"), later) == {"numbness_growing": Level.URGENT}


def test_fever_and_pain_on_neighbouring_days_belong_together() -> None:
    assert flags(line("2026-11-10", pain=3), line("2026-11-12", fever="yes")) == {"fever": Level.URGENT}
    assert flags(line("2026-11-10", fever="yes"), line("2026-11-12", pain=3)) == {"fever": Level.URGENT}
    assert flags(line("2026-11-01", fever="yes"), line("2026-11-12", pain=3)) == {}


def test_a_line_without_symptoms_closes_nothing() -> None:
    quiet = [line("2026-11-13", pain=0), line("2026-11-14", weakness="no", saddle="no", growing="no")]
    assert flags(line(DAY, weakness="yes"), *quiet) == {"weakness": Level.URGENT}


@pytest.mark.parametrize("cells", [{"seen_on": "2026-11-13", "seen_by": "GP"}, {"seen_by": "Dr. K"}])
def test_a_recorded_visit_closes(cells: dict[str, object]) -> None:
    assert flags(line(DAY, saddle="yes"), line("2026-11-13", **cells)) == {}


@pytest.mark.parametrize(
    "cells",
    [{"seen_on": "2026-11-13"}, {"seen_by": "no"}, {"seen_by": "massage"}, {"seen_by": "GP appointment on friday"},
     {"seen_by": "Meier"}, {"seen_by": "-"}, {"seen_by": "noch nicht", "seen_on": "2026-11-13"},
     {"seen_by": "Trainer", "seen_on": "2026-11-13"}],
)  # fmt: skip
def test_a_red_flag_needs_a_clinician_and_a_day(cells: dict[str, object]) -> None:
    assert flags(line(DAY, saddle="yes"), line("2026-11-13", **cells)) == {"saddle": Level.EMERGENCY}


def test_a_visit_before_the_sign_or_still_to_come_closes_nothing() -> None:
    assert flags(line("2026-11-13", saddle="yes", seen_on="2026-11-12")) == {"saddle": Level.EMERGENCY}
    assert flags(line(DAY, saddle="yes", seen_on="2026-11-30")) == {"saddle": Level.EMERGENCY}
    assert flags(line(DAY, seen_by="GP"), line(DAY, saddle="yes")) == {"saddle": Level.EMERGENCY}


def test_a_visit_told_later_closes_what_was_there_on_its_day() -> None:
    told = line("2026-11-16", seen_on="2026-11-13", seen_by="GP")
    assert flags(line(DAY, saddle="yes"), told) == {}
    assert flags(line("2026-11-14", saddle="yes"), told) == {"saddle": Level.EMERGENCY}


SEEN = line("2026-11-13", seen_on="2026-11-13", seen_by="GP")


def test_the_same_sign_going_on_after_the_visit_stays_closed() -> None:
    assert flags(line(DAY, weakness="left leg"), SEEN, line("2026-11-15", weakness="left leg")) == {}


@pytest.mark.parametrize(
    "later",
    [
        {"weakness": "left leg", "growing": "yes"},
        {"weakness": "left leg, worse"},
        {"weakness": "right leg"},
        {"weakness": "yes", "both_sides": "yes"},
        {"saddle": "yes"},
        {"leg": 8},
    ],
)
def test_a_new_or_worse_sign_opens_again(later: dict[str, object]) -> None:
    assert flags(line(DAY, weakness="left leg"), SEEN, line("2026-11-15", **later))


def test_a_sign_that_had_gone_and_came_back_opens_again() -> None:
    came_back = [line("2026-11-14", saddle="no"), line("2026-11-15", saddle="yes")]
    assert flags(line(DAY, saddle="yes"), SEEN, *came_back) == {"saddle": Level.EMERGENCY}
    long_after = line(date(2026, 11, 12) + timedelta(days=29), saddle="yes")
    assert flags(line(DAY, saddle="yes"), SEEN, long_after, today="2026-12-20") == {"saddle": Level.EMERGENCY}


def test_severe_leg_pain_opens_again_two_points_worse() -> None:
    severe = line(DAY, leg=8)
    assert flags(severe, SEEN, line("2026-11-15", leg=9)) == {}
    assert flags(severe, SEEN, line("2026-11-15", leg=9), line("2026-11-16", leg=10)) == {
        "leg_pain_severe": Level.URGENT
    }


def test_a_red_flag_open_today_shows_when_an_earlier_week_is_asked() -> None:
    sign = line("2026-11-20", saddle="yes")
    assert flags(sign, week="2026-W45", today="2026-11-23") == {"saddle": Level.EMERGENCY}
    assert flags(sign, line("2026-11-21", seen_by="GP"), week="2026-W45", today="2026-11-23") == {}


def test_an_emergency_of_the_asked_week_is_not_hidden_by_what_is_open_today() -> None:
    diary = [line("2026-11-10", leg=8, both_sides="yes"), line("2026-11-17", seen_by="GP", both_sides="no"),
             line("2026-11-18", leg=0), line("2026-11-19", leg=8)]  # fmt: skip
    assert flags(*diary, week="2026-W46") == {"leg_pain_both": Level.EMERGENCY}
    assert flags(*diary, week="2026-W47") == {"leg_pain_severe": Level.URGENT}


def test_a_week_in_which_it_was_open_uses_no_later_visit() -> None:
    sign, visit = line("2026-11-10", saddle="yes"), line("2026-11-17", seen_by="GP")
    assert flags(sign, visit, week="2026-W46", today="2026-11-23") == {"saddle": Level.EMERGENCY}
    assert flags(sign, visit, week="2026-W47", today="2026-11-23") == {}


SYMPTOMS: dict[str, Any] = {
    "weakness": Answer("yes"),
    "numbness": Answer("yes"),
    "tingling": Answer("yes"),
    "saddle": Answer("yes"),
    "growing": Answer("yes"),
    "both_sides": Answer("yes"),
    "fever": Answer("yes"),
    "trauma": Answer("minor"),
    "leg_pain_0_10": 5.0,
    "pain_0_10": 3.0,
}


def level(names: frozenset[str]) -> int:
    entry = DiaryEntry(day=date(2026, 11, 12), **{name: SYMPTOMS[name] for name in names})
    return max((sign.level for sign in open_signs([entry], Settings(), date(2026, 11, 12))), default=0)


def test_adding_a_symptom_to_a_line_never_lowers_its_urgency() -> None:
    subsets = [frozenset(names) for size in range(len(SYMPTOMS) + 1) for names in combinations(SYMPTOMS, size)]
    levels = {names: level(names) for names in subsets}
    assert set(levels.values()) == {0, Level.URGENT, Level.EMERGENCY}
    for names in subsets:
        for added in SYMPTOMS:
            assert levels[names | {added}] >= levels[names], (names, added)
