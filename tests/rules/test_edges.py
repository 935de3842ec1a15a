"""All rules at the edges of calendars and logs: each is asked about weeks where counting goes wrong most easily."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from runlog.clock import Week
from runlog.features.history import History
from runlog.messages import Speech
from runlog.report.cards import check_sheet
from runlog.rules.book import RULES
from runlog.rules.engine import run_rules
from runlog.rules.finding import Finding, Severity, Status
from tests.support.findings import findings
from tests.support.logs import Row, line, make_log, ride, run, strength

BASE = date(2026, 5, 4)
"""The Monday on which the story begins; nothing but ordinary weeks follows."""
WEEKS = 30
SETTINGS: Mapping[str, Any] = {"records": ["cross"], "usual_ground": "asphalt"}


def story(monday: date = BASE, weeks: int = WEEKS) -> tuple[list[Row], list[Row], dict[str, Any]]:
    """Thirty weeks of everything that rules look at, beginning on `monday`; two runs on every Wednesday."""
    sessions: list[Row] = []
    diary: list[Row] = []
    for number in range(weeks):
        first = monday + timedelta(weeks=number)
        sessions += week_of_sessions(first, number)
        diary += week_of_diary(first, number)
    settings = {
        **SETTINGS,
        "gait_assessed_on": monday + timedelta(days=30),
        "shoes": [{"name": "A", "bought_on": monday - timedelta(days=500), "comfortable": True, "supportive": False}],
        "return": {"from": monday + timedelta(weeks=22)},
    }
    return sessions, diary, settings


def week_of_sessions(first: date, number: int) -> list[Row]:
    km = 6.0 + number % 5
    cells: dict[str, Any] = {
        "duration_s": km * 330, "avg_cadence_spm": 172.0 - number / 3, "descent_m": 40.0 + 30 * (number % 7),
        "warm_up": ("noted", "detected", "none")[number % 3], "asphalt": 0.6, "concrete": 0.3 if number % 4 else 0.0,
        "shoe": "A" if number < 20 else "B",
    }  # fmt: skip
    days = [(1, "07:00", 1.0), (2, "06:30", 0.5), (2, "18:30", 0.6), (4, "07:00", 1.0), (6, "23:30", 1.4)]
    rows = [run(first + timedelta(days=day), km * part, at=at, **cells) for day, at, part in days]
    rows += [strength(first, duration_s=1800.0)] if number % 4 == 0 else []
    return rows + ([ride(first + timedelta(days=5), duration_s=3600.0)] if number % 6 == 0 else [])


def week_of_diary(first: date, number: int) -> list[Row]:
    sore = number in {14, 15, 16}
    rows = []
    for day in range(7):
        pain = 5 if sore else (number + day) % 3
        cells = {"hamstring_stretch": day % 3, "sat_h": 8, "limits": int(sore), "morning_stiffness_min": 10}
        rows.append(line(first + timedelta(days=day), pain=pain, **cells))
    return rows


def asked(log: tuple[list[Row], list[Row], dict[str, Any]], week: Week) -> History:
    sessions, diary, settings = log
    return make_log(sessions, diary, week=str(week), settings=settings)


def outcomes(found: Sequence[Finding], origin: date) -> list[Any]:
    """What the rules found, with days told as days after `origin`."""
    return [
        (
            finding.code,
            finding.outcome.status,
            finding.outcome.severity,
            finding.outcome.urgency,
            finding.outcome.title.id,
            _from(origin, finding.outcome.observed),
            _from(origin, finding.outcome.window),
            finding.outcome.coverage,
            finding.suppressed_by,
        )
        for finding in found
    ]


def _from(origin: date, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _from(origin, item) for name, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_from(origin, item) for item in value)
    return (value - origin).days if isinstance(value, date) else value


@pytest.mark.parametrize(
    ("name", "monday"),
    [
        ("clocks go forward in Europe", date(2027, 3, 22)),
        ("clocks go back in Europe", date(2026, 10, 19)),
        ("clocks go forward in North America", date(2027, 3, 8)),
        ("the leap day", date(2028, 2, 28)),
        ("week 53", date(2026, 12, 28)),
        ("the turn of a year without a week 53", date(2027, 12, 27)),
        ("a century that is no leap year", date(2100, 2, 22)),
    ],
)
@pytest.mark.parametrize("number", [4, 14, 15, 16, 20, 24])
def test_a_log_moved_to_an_odd_week_says_the_same(name: str, monday: date, number: int) -> None:
    """The story moved by whole weeks, so that the asked week is the odd one: the calendar itself must not matter."""
    del name
    origin = monday - timedelta(weeks=number)
    plain = run_rules(asked(story(), Week.of(BASE + timedelta(weeks=number))), strict=True)
    moved = run_rules(asked(story(origin), Week.of(monday)), strict=True)
    assert outcomes(moved, origin) == outcomes(plain, BASE)


@pytest.mark.parametrize("number", range(0, WEEKS, 3))
def test_every_rule_speaks_once_in_words_and_in_json(number: int) -> None:
    log = asked(story(), Week.of(BASE + timedelta(weeks=number)))
    found = findings(log)
    assert set(found) == {rule.ENTRY.code for rule in RULES}
    sheet = check_sheet(log, found.values(), (), Speech())
    text = json.dumps([dict(card.facts) for card in sheet.findings.by_status], allow_nan=False)
    assert "NaN" not in text
    for finding in found.values():
        window, coverage = finding.outcome.window, finding.outcome.coverage
        assert window is None or window[0] <= window[1] <= log.as_of, finding.code
        assert coverage is None or 0 <= coverage.known <= coverage.of, finding.code
        assert all(not isinstance(v, float) or math.isfinite(v) for v in finding.outcome.observed.values())


@pytest.mark.parametrize("number", range(4))
def test_in_the_first_four_weeks_of_a_log_nothing_is_held_against_a_past_that_it_has_not(number: int) -> None:
    found = findings(asked(story(), Week.of(BASE + timedelta(weeks=number))))
    assert {found[code].outcome.status for code in ("LOAD002", "LOAD004", "FORM001")} == {"unknown"}
    assert found["GRND001"].outcome.observed["hard_share_before"] is None
    spike = found["LOAD001"].outcome
    assert spike.severity is None or spike.title.id == "LOAD001.title_young"
    assert found["HABIT003"].outcome.observed.get("usual_per_week") is None


@pytest.mark.parametrize("months", [1, 2, 4, 14])
def test_after_a_gap_of_months_the_load_rules_tell_of_a_break(months: int) -> None:
    sessions, diary, settings = story(weeks=12)
    monday = BASE + timedelta(weeks=11 + round(months * 4.35) + 1)
    back = [*sessions, *week_of_sessions(monday, 3)]
    found = findings(asked((back, diary, settings), Week.of(monday)))
    # All that was usual before it at once: "over half of what was usual before the break" (evidence table).
    assert found["LOAD002"].outcome.severity is Severity.CAUTION
    assert found["LOAD002"].outcome.title.id == "LOAD002.title_soon"
    spike = found["LOAD001"].outcome
    assert spike.status is Status.FLAG or "LOAD001.missing_break" in [message.id for message in spike.missing]
    assert (found["LOAD004"].outcome.severity or Severity.NOTE) is Severity.NOTE


def test_a_week_of_a_gap_itself_is_quiet() -> None:
    sessions, diary, settings = story(weeks=12)
    found = findings(asked((sessions, diary, settings), Week.of(BASE + timedelta(weeks=20))))
    loud = {code for code, finding in found.items() if (finding.outcome.severity or Severity.NOTE) > Severity.NOTE}
    assert not {code for code in loud if code.startswith(("LOAD", "GRND", "SHOE", "FORM", "HABIT001"))}


def test_days_are_the_runners_own_through_changes_of_time_zone() -> None:
    """The same wall-clock log, once at home and once flown around the world: only the instants differ."""
    sessions, diary, settings = story()
    offsets = (2, 9, -7, 13, -10)
    flown: list[Row] = [
        {**row, "start_utc": (row["start_local"] - pd.Timedelta(hours=offsets[i // 9 % 5])).tz_localize("UTC"),
         "utc_offset_min": 60.0 * offsets[i // 9 % 5]}
        for i, row in enumerate(sessions)
    ]  # fmt: skip
    for number in (5, 15, 25):
        week = Week.of(BASE + timedelta(weeks=number))
        home, away = (run_rules(asked((rows, diary, settings), week)) for rows in (sessions, flown))
        assert outcomes(away, BASE) == outcomes(home, BASE)


def test_ten_years_of_log_say_of_load_ground_and_form_what_the_last_two_say() -> None:
    sessions, diary, settings = story(BASE, weeks=522)
    cut = BASE + timedelta(weeks=522 - 104)
    newer = [row for row in sessions if row["start_local"].date() >= cut]
    newer_diary = [row for row in diary if row["date"].date() >= cut]
    week = Week.of(BASE + timedelta(weeks=521))
    assert str(week) == "2036-W18"
    whole = run_rules(asked((sessions, diary, settings), week), strict=True)
    last = run_rules(asked((newer, newer_diary, settings), week), strict=True)

    def of_load(found: Sequence[Finding]) -> list[Any]:
        return outcomes([one for one in found if one.code.startswith(("LOAD", "GRND", "FORM", "HABIT001"))], BASE)

    assert of_load(whole) == of_load(last)


def test_two_runs_a_day_are_two_runs_and_one_day() -> None:
    found = findings(asked(story(), Week.of(BASE + timedelta(weeks=10))))
    assert found["LOAD003"].outcome.observed["rest_days"] == 3
    coverage = found["LOAD001"].outcome.coverage
    assert coverage is not None
    assert coverage.of == 5
