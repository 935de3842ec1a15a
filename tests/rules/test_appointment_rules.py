from datetime import date, timedelta
from typing import Any

import pytest

from runlog.rules.finding import Severity
from tests.support.findings import findings, outcome, title, verdict
from tests.support.logs import Row, line, make_log, run, weekly_runs
from tests.support.pain_logs import CALM, WEEK, episode, every, log

SUNDAY = date(2026, 11, 15)


def back(days: int) -> date:
    return SUNDAY - timedelta(days=days)


@pytest.mark.parametrize("cells", [{"leg": 2}, {"tingling": "left toes"}, {"numbness": "outer foot"}])
def test_a_mild_leg_sign_asks_for_an_appointment_after_more_than_two_weeks(cells: dict[str, Any]) -> None:
    for days, expected in ((14, "ok"), (15, "act")):
        told = [line(back(ago), pain=1, **cells) for ago in (days, 8, 3, 0)]
        assert verdict(log(*told), "APPT001") == expected


def test_one_better_day_does_not_end_it_and_two_in_a_row_do() -> None:
    steady = [line(back(days), pain=1, leg=2) for days in range(15, -1, -1)]
    one = [line(row["date"], pain=1, leg=0 if i == 8 else 2) for i, row in enumerate(steady)]
    two = [line(row["date"], pain=1, leg=0 if i in {8, 9} else 2) for i, row in enumerate(steady)]
    assert [verdict(log(*told), "APPT001") for told in (steady, one, two)] == ["act", "act", "ok"]


def test_a_week_without_a_record_of_it_ends_the_spell() -> None:
    def told(gap: int) -> list[Row]:
        return [line(back(day), pain=1, leg=2) for day in (gap + 8, gap, 0)]

    assert verdict(log(*told(7)), "APPT001") == "ok"
    assert verdict(log(line(back(20), leg=1), line(back(14), leg=1), line(back(7), leg=1), line(SUNDAY, leg=1)),
                   "APPT001") == "act"  # fmt: skip


@pytest.mark.parametrize("cells", [{"tingling": "left hand"}, {"numbness": "fingers, from the cold"},
                                   {"pain": 3, "place": "left calf"}])  # fmt: skip
def test_other_parts_of_the_body_are_no_leg_sign(cells: dict[str, Any]) -> None:
    assert verdict(log(*(line(day, **cells) for day in every(2, 12, SUNDAY))), "APPT001") == "ok"


def test_night_pain_and_weight_loss_ask_for_an_appointment() -> None:
    for cells in ({"night_pain": "yes"}, {"night_pain": "woke up twice"}, {"weight_loss": "4 kg in two months"}):
        found = outcome(log(*CALM, line("2026-11-10", pain=1, **cells)), "APPT001")
        assert (found.severity, found.urgency) == (Severity.ACT, "appointment")
    assert verdict(log(*CALM, line("2026-11-10", night_pain="yes", pain=5, place="left shoulder")), "APPT001") == "ok"


@pytest.mark.parametrize(
    ("born", "expected"), [(2009, "act"), (2008, "ok"), (1971, "ok"), (1970, "act")]
)  # fmt: skip
def test_a_first_back_pain_under_18_or_over_55_asks_for_an_appointment(born: int, expected: str) -> None:
    settings = {"birth_year": born, "history": {"earlier_back_pain": False}}
    assert verdict(log(line("2026-11-10", pain=1), settings=settings), "APPT001") == expected


def test_an_earlier_back_pain_or_operation_makes_it_no_first_one() -> None:
    told = line("2026-11-10", pain=2)
    for more in ({"history": {"earlier_back_pain": True}}, {"return": {"operation_on": date(2024, 1, 1)}}):
        assert verdict(log(told, settings={"birth_year": 1960, **more}), "APPT001") == "ok"


def test_age_and_history_alone_flag_nothing() -> None:
    settings = {"birth_year": 1950, "history": {"earlier_back_pain": False, "cancer": True, "osteoporosis": True}}
    assert verdict(log(line("2026-11-10", pain=0), settings=settings), "APPT001") == "ok"


def test_what_hangs_on_the_settings_is_unknown_without_them() -> None:
    told = line("2026-11-10", pain=2)
    assert verdict(log(told, settings={"birth_year": 1960}), "APPT001") == "unknown"
    assert verdict(log(told, settings={"history": {"earlier_back_pain": False}}), "APPT001") == "unknown"
    assert verdict(log(told), "APPT001") == "ok"


def test_stiff_mornings_for_more_than_three_months_before_45_ask_for_an_appointment() -> None:
    def told(days: int, minutes: float) -> list[Row]:
        return [line(day, pain=1, morning_stiffness_min=minutes) for day in every(1, days, SUNDAY)]

    young = {"birth_year": 1990}
    assert verdict(log(*told(93, 31), settings=young), "APPT001") == "act"
    assert verdict(log(*told(92, 31), settings=young), "APPT001") == "ok"
    assert verdict(log(*told(120, 30), settings=young), "APPT001") == "ok"
    assert verdict(log(*told(120, 45), settings={"birth_year": 1981}), "APPT001") == "ok"
    assert verdict(log(*told(120, 45)), "APPT001") == "unknown"


def test_a_visit_closes_it_and_what_is_new_opens_it_again() -> None:
    sign, seen = line("2026-11-09", pain=1, night_pain="yes"), line("2026-11-10", seen_by="GP")
    assert verdict(log(*CALM, sign, seen), "APPT001") == "ok"
    assert verdict(log(*CALM, sign, seen, line("2026-11-11", night_pain="yes", pain=1)), "APPT001") == "ok"
    assert verdict(log(*CALM, sign, seen, line("2026-11-11", weight_loss="yes")), "APPT001") == "act"
    assert verdict(log(*CALM, sign, line("2026-11-12", pain=0, night_pain="no")), "APPT001") == "act"


def test_leg_pain_that_was_seen_to_opens_again_two_points_worse() -> None:
    steady = [line(back(days), pain=1, leg=2) for days in range(20, 3, -1)]
    seen = line(back(3), seen_by="GP")
    assert verdict(log(*steady, seen, line(back(2), leg=3)), "APPT001") == "ok"
    assert verdict(log(*steady, seen, line(back(2), leg=4)), "APPT001") == "act"


def test_an_appointment_silences_nothing() -> None:
    sessions = weekly_runs(WEEK, [30, 30, 30, 30, 60])
    found = findings(make_log(sessions, [line("2026-11-12", pain=1, night_pain="yes")], week=WEEK))
    assert found["APPT001"].outcome.severity is Severity.ACT
    assert found["LOAD002"].advice is not None
    assert all(finding.suppressed_by is None for finding in found.values())


def test_a_red_flag_silences_an_appointment() -> None:
    found = findings(log(line("2026-11-12", pain=1, night_pain="yes", saddle="yes")))
    assert found["APPT001"].suppressed_by == "RED001"


def test_without_a_diary_it_is_unknown_and_an_open_episode_wants_its_answers() -> None:
    assert verdict(make_log([run("2026-11-10")], week=WEEK), "APPT001") == "unknown"
    assert verdict(log(*episode(4)), "APPT001") == "unknown"
    assert verdict(log(*episode(4, night_pain="no", weight_loss="no")), "APPT001") == "ok"
    assert title(log(*episode(4)), "APPT001") == "Signs that are worth an appointment are not ruled out"
