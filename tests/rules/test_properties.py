"""What must hold for any diary: urgency never falls, silence closes nothing, the calendar's position doesn't matter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runlog.clock import Week
from runlog.features.history import History
from runlog.features.signs import Level
from runlog.features.urgency import red_flags
from runlog.messages import Message
from runlog.rules.engine import run_rules
from runlog.rules.finding import Finding
from tests.support.logs import SHORT_NAMES, Row, line, make_log, ride, run, strength

WEEK = "2026-W46"
MONDAY = date(2026, 11, 9)
FIRST = MONDAY - timedelta(days=21)
LAST = MONDAY + timedelta(days=6)
SYMPTOMS: Mapping[str, Any] = {
    "weakness": "left foot", "numbness": "foot", "tingling": "toes", "saddle": "yes", "bladder_bowel": "yes",
    "sexual_function": "yes", "growing": "yes", "both_sides": "yes", "fever": "yes", "trauma": "minor", "leg": 5.0,
    "pain": 3.0, "night_pain": "yes", "weight_loss": "yes",
}  # fmt: skip
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
RISKS = st.sampled_from([{}, {"history": {"cancer": True}}, {"birth_year": 1955}, {"history": {"steroids": True}}])

days = st.integers(0, (LAST - FIRST).days).map(lambda offset: FIRST + timedelta(days=offset))
cells = st.dictionaries(st.sampled_from(sorted(SYMPTOMS)), st.booleans(), max_size=5).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {
            name: (st.sampled_from([1.0, 2.0, 4.0, 8.0]) if name in {"pain", "leg"} else st.just(SYMPTOMS[name]))
            if yes
            else st.just(_denial(name))
            for name, yes in chosen.items()
        }
    )
)
visits: st.SearchStrategy[dict[str, Any]] = st.one_of(st.just({}), st.just({}), st.just({}), st.just({"seen_by": "GP"}))
entries = st.builds(lambda day, told, seen: line(day, **told, **seen), days, cells, visits)
diaries = st.lists(entries, max_size=12).map(lambda rows: sorted(rows, key=lambda row: row["date"]))


def _denial(name: str) -> Any:
    return 0.0 if name in {"pain", "leg"} else "no"


def urgency(log: History) -> int:
    return max((flag.level for flag in red_flags(log)), default=0)


def asked(diary: list[Row], risks: Mapping[str, Any]) -> History:
    return make_log((), diary, week=WEEK, settings=risks)


def _worst(log: History) -> dict[str, Level]:
    return {flag.sign: flag.level for flag in red_flags(log)}


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row["date"])


@QUICK
@given(diaries, RISKS, days)
def test_a_painless_line_anywhere_never_closes_a_red_flag(
    diary: list[Row], risks: Mapping[str, Any], day: date
) -> None:
    before = _worst(asked(diary, risks))
    after = _worst(asked(_sorted([*diary, line(day, pain=0, leg=0)]), risks))
    assert all(after.get(sign, 0) >= level for sign, level in before.items())


@QUICK
@given(diaries, RISKS, st.integers(0, 10))
def test_a_later_line_that_denies_everything_never_closes_a_red_flag(
    diary: list[Row], risks: Mapping[str, Any], later: int
) -> None:
    assume(diary)
    day = min(diary[-1]["date"].date() + timedelta(days=later), LAST)
    denied = {name: _denial(name) for name in SYMPTOMS}
    before, after = _worst(asked(diary, risks)), _worst(asked([*diary, line(day, **denied)], risks))
    assert after == before


@QUICK
@given(diaries, RISKS, st.data())
def test_adding_a_symptom_never_lowers_the_urgency(
    diary: list[Row], risks: Mapping[str, Any], data: st.DataObject
) -> None:
    """A symptom not answered yet, on a line after the last visit: what was seen to is known to the clinician."""
    first = max((number + 1 for number, row in enumerate(diary) if row.get("seen_by")), default=0)
    assume(first < len(diary))
    position = data.draw(st.integers(first, len(diary) - 1))
    name = data.draw(st.sampled_from(sorted(SYMPTOMS)))
    column = SHORT_NAMES.get(name, name)
    assume(column not in diary[position])
    assume(all(row["date"] < diary[position]["date"] for row in diary[:first]))
    more = [*diary]
    more[position] = {**diary[position], column: SYMPTOMS[name]}
    assert urgency(asked(more, risks)) >= urgency(asked(diary, risks))


def _shifted(value: Any, by: timedelta) -> Any:
    """The same value with every date in it moved."""
    if isinstance(value, Week):
        return Week.of(value.start + by)
    if isinstance(value, date):
        return value + by
    if isinstance(value, tuple):
        return tuple(_shifted(item, by) for item in value)
    if isinstance(value, Mapping):
        return {name: _shifted(item, by) for name, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        moved = {field.name: _shifted(getattr(value, field.name), by) for field in fields(value)}
        return type(value)(**moved)
    return value


def _moved_rows(rows: Sequence[Row], by: timedelta) -> list[Row]:
    stamps = ("date", "start_local", "start_utc", "seen_on")
    return [
        {name: cell + by if name in stamps and cell is not None else cell for name, cell in row.items()} for row in rows
    ]


sessions = st.lists(
    st.one_of(
        st.builds(run, days, st.sampled_from([4.0, 8.0, 12.0, 25.0]), at=st.sampled_from([None, "07:30", "18:00"]),
                  shoe=st.sampled_from([None, "red"]), asphalt=st.sampled_from([0.0, 1.0])),
        st.builds(ride, days), st.builds(strength, days),
    ),
    max_size=25,
).map(lambda rows: sorted(rows, key=lambda row: row["start_local"]))  # fmt: skip
operated = st.sampled_from([None, MONDAY - timedelta(days=20), MONDAY - timedelta(days=45)])


def _findings(rows: Sequence[Row], diary: Sequence[Row], operation: date | None, by: timedelta) -> tuple[Finding, ...]:
    plan = {"operation_on": operation + by, "operation_kind": "microdiscectomy"} if operation else {}
    log = make_log(
        _moved_rows(rows, by),
        _moved_rows(diary, by),
        week=str(Week.of(MONDAY + by)),
        settings={"return": plan, "shoes": [{"name": "red", "bought_on": date(2026, 6, 1) + by}]},
    )
    return run_rules(log, strict=True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sessions, diaries, operated, st.sampled_from([-1000, -57, -7, -1, 1, 4, 7, 60, 261]))
def test_shifting_a_log_and_its_settings_by_whole_weeks_shifts_the_findings_and_nothing_else(
    rows: list[Row], diary: list[Row], operation: date | None, weeks: int
) -> None:
    by = timedelta(weeks=weeks)
    numbered = [{"id": f"s{number}", **row} for number, row in enumerate(rows)]
    here = _findings(numbered, diary, operation, timedelta(0))
    there = _findings(numbered, diary, operation, by)
    assert _shifted(here, by) == there


def test_the_shift_can_fail() -> None:
    told = Message.of("x", day=date(2026, 11, 9), days=(date(2026, 11, 10),))
    week = timedelta(weeks=1)
    assert _shifted(told, week) == Message.of("x", day=date(2026, 11, 16), days=(date(2026, 11, 17),))
    assert _shifted(told, week) != told
    assert pd.Timestamp("2026-11-09") + week == pd.Timestamp("2026-11-16")
