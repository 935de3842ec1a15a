"""A history cut out of a later one answers as one that was built anew from the same rows, whatever was asked before."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from runlog.clock import Week
from runlog.features.appointments import appointments
from runlog.features.episodes import find_episodes, usual_level
from runlog.features.goes_along import associations
from runlog.features.history import History, as_of_week, history_until, later_of
from runlog.features.memo import once_by_day, once_by_week, once_cut
from runlog.features.urgency import red_flags
from runlog.rules.engine import run_rules
from tests.support.logs import Row, line, make_log, ride, run, session, strength

LAST = date(2026, 11, 15)
WEEKS = 60
RISKS: tuple[Mapping[str, Any], ...] = (
    {"records": ["cross", "strength"]},
    {"history": {"cancer": True}, "birth_year": 1958},
    {"history": {"earlier_back_pain": False}, "birth_year": 2010},
    {"birth_year": 1990, "return": {"from": "2026-10-19"}, "shoes": [{"name": "Ridge", "model": "R1"}]},
)
SYMPTOMS = ("weakness", "numbness", "tingling", "growing", "both_sides", "fever", "night_pain", "weight_loss", "saddle")


def lived(seed: int) -> History:
    """Sixty weeks of an invented runner with spells of pain, symptoms, visits told on the day, before and later."""
    random = Random(seed)  # noqa: S311 (the same lives every time are the point)
    days = [LAST - timedelta(days=back) for back in range(WEEKS * 7 - 1, -1, -1)]
    level, sessions, diary = 0.0, [], []
    for day in days:
        level = min(max(level + random.choice((-2, -1, -1, 0, 0, 1, 1, 3)), 0.0), 9.0)
        sessions += list(trained(random, day))
        if random.random() < 0.7:
            diary += list(written(random, day, level))
    return make_log(sessions, diary, week=str(Week.of(LAST)), settings=RISKS[seed % len(RISKS)])


def trained(random: Random, day: date) -> Iterator[Row]:
    shoe = random.choice(("Ridge", "Ridge", "Road  Two", None))
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        cells = {"duration_s": 2400.0, "descent_m": random.choice((None, 40.0, 300.0)), "warm_up": "unknown"}
        km = random.choice((None, 5.0, 8.0, 21.0))
        yield run(day, km, shoe=shoe, asphalt=random.choice((0.3, 0.9)), at=random.choice(("07:00", "18:00")), **cells)
    if random.random() < 0.3:
        yield random.choice((ride, strength))(day, duration_s=1800.0)
    if random.random() < 0.1:
        yield session(day, "walk", 2.0, at="06:30", duration_s=1500.0)


def written(random: Random, day: date, level: float) -> Iterator[Row]:
    for marked in random.choice(((None,), (None,), ("before", "after"))):
        cells: dict[str, Any] = {"pain": max(level + random.choice((0, 0, 1)), 0.0), "before_after": marked}
        if random.random() < 0.3:
            cells["leg"] = random.choice((0.0, 1.0, 3.0, 8.0))
        if random.random() < 0.15:
            cells[random.choice(SYMPTOMS)] = random.choice(("yes", "no", "no", "left foot, worse"))
        if random.random() < 0.04:
            cells["seen_on"] = day - timedelta(days=random.choice((-3, 0, 0, 1, 5)))
        more = {"sat_h": random.choice((4.0, 9.0)), "hamstring_stretch": float(random.choice((0, 1))), "core_min": 10.0,
                "limits_0_4": float(random.randrange(4)), "morning_stiffness_min": random.choice((0.0, 40.0)),
                "q_participation": 8.0, "q_pain": 17.0, "painkillers": "yes", "treatment": "physio"}  # fmt: skip
        cells |= {name: cell for name, cell in more.items() if random.random() < 0.25}
        yield line(day, **cells)


def anew(cut: History) -> History:
    """The same history, which knows of no later one and has answered nothing."""
    fresh = replace(cut)
    assert later_of(fresh) is None
    return fresh


@pytest.mark.parametrize("seed", range(8))
def test_every_finding_about_an_earlier_evening_is_that_of_the_log_as_it_was_then(seed: int) -> None:
    whole = lived(seed)
    run_rules(whole, strict=True)
    for back in (1, 3, 10, 59, 151, 300, WEEKS * 7 + 3):
        cut = history_until(whole, LAST - timedelta(days=back))
        assert run_rules(cut, strict=True) == run_rules(anew(cut), strict=True), back
    for weeks in (1, 30):
        cut = as_of_week(whole, Week.of(LAST).before(weeks))
        assert run_rules(cut, strict=True) == run_rules(anew(cut), strict=True), weeks


@pytest.mark.parametrize("seed", range(8))
def test_a_cut_of_a_cut_and_one_made_before_anything_was_asked_tell_the_same(seed: int) -> None:
    whole = lived(seed)
    once_cut_down, twice = (
        history_until(whole, LAST - timedelta(days=60)),
        history_until(history_until(whole, LAST - timedelta(days=30)), LAST - timedelta(days=60)),
    )
    for asked in (red_flags, appointments, find_episodes, usual_level, associations):
        assert asked(twice) == asked(once_cut_down) == asked(anew(twice)), asked


def test_these_logs_have_signs_episodes_and_patterns_to_differ_in() -> None:
    logs = [lived(seed) for seed in range(8)]
    assert all(find_episodes(log) for log in logs)
    assert sum(bool(red_flags(log)) for log in logs) >= 4
    assert sum(bool(appointments(log)) for log in logs) >= 4
    assert sum(any(one.low is not None for one in associations(log)) for log in logs) >= 4


def test_a_changed_history_forgets_what_it_was_cut_from() -> None:
    cut = history_until(lived(0), LAST - timedelta(days=30))
    assert later_of(cut) is not None
    assert later_of(replace(cut, sessions=cut.sessions[:1])) is None
    assert replace(cut, sessions=()).runs == ()


def test_a_day_or_week_cut_by_the_end_is_not_taken_whole() -> None:
    asked: list[date] = []

    @once_by_day
    def pains(history: History) -> Mapping[date, float]:
        asked.append(history.as_of)
        return {entry.day: entry.pain_0_10 or 0.0 for entry in history.diary}

    @once_by_week
    def counts(history: History) -> Mapping[Week, int]:
        return {week: len(runs) for week, runs in history.runs_by_week.items()}

    @once_cut(lambda whole, history: whole[: len(history.diary)])
    def notes(history: History) -> tuple[date, ...]:
        return tuple(entry.day for entry in history.diary)

    log = make_log(
        [run("2026-11-09"), run("2026-11-11"), run("2026-11-14")],
        [line("2026-11-09", pain=1), line("2026-11-14", pain=2)], week="2026-W46",
    )  # fmt: skip
    cut = history_until(log, date(2026, 11, 12))
    assert pains(cut) == {date(2026, 11, 9): 1.0}
    assert counts(cut) == {Week(2026, 46): 2}
    assert counts(log) == {Week(2026, 46): 3}
    assert notes(cut) == (date(2026, 11, 9),)
    assert asked == [log.as_of]
