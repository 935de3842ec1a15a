"""The load panel: figures without a verdict, and what is not recorded drawn as that."""

from collections.abc import Mapping
from typing import Any

import pytest

from runlog.messages import Speech
from runlog.report.load import load_panel
from runlog.report.model import LoadFigure, LoadPanel
from runlog.rules.book import RULES
from runlog.rules.engine import run_rules
from tests.support.logs import make_log, ride, run, session, strength, weekly_runs

WEEK = "2026-W46"
STEADY = weekly_runs("2026-W45", [30] * 11, duration_s=3600.0, descent_m=50.0)


def panel(*rows: Any, past: Any = STEADY, **how: Any) -> LoadPanel:
    made = load_panel(make_log([*past, *rows], week=WEEK, **how), Speech())
    assert made
    return made


def figures(made: LoadPanel) -> Mapping[str, LoadFigure]:
    return {figure.key: figure for figure in made.figures}


def test_minutes_are_told_by_kind_beside_the_mean_of_four_weeks() -> None:
    made = figures(panel(run("2026-11-10", 8, duration_s=2400.0), ride("2026-11-11", duration_s=3600.0),
                         session("2026-11-12", "hike", 9.0, duration_s=5400.0)))  # fmt: skip
    assert (made["run"].number, made["run"].before, made["run"].unit) == (40, 180, "min")
    assert made["run"].note == "mean 3:00\u00a0h"
    assert (made["cross"].number, made["cross"].note) == (150, "2\u00a0sessions · mean 0\u00a0min")


def test_a_kind_that_the_log_never_held_is_not_recorded_and_one_that_it_holds_is_none() -> None:
    made = figures(panel(run("2026-11-10"), past=[*STEADY, strength("2026-10-20", duration_s=1800.0)]))
    assert (made["walk"].known, made["walk"].value, made["walk"].number) == (False, "not recorded", None)
    assert (made["strength"].known, made["strength"].value, made["strength"].number) == (True, "none", 0.0)
    named = figures(panel(settings={"records": ["cross"]}))
    assert (named["cross"].known, named["cross"].number) == (True, 0.0)


def test_a_session_without_a_duration_is_told_and_never_counted_as_zero() -> None:
    made = figures(panel(session("2026-11-12", "walk", 3.0)))
    assert (made["walk"].value, made["walk"].number, made["walk"].known) == ("not recorded", None, False)
    some = figures(panel(run("2026-11-10", 8, duration_s=2400.0), run("2026-11-11", 8)))["run"]
    assert (some.number, some.note) == (40, "2\u00a0sessions · 1\u00a0session without a duration")


def test_longest_run_descent_and_monotony_are_figures_beside_the_past() -> None:
    made = figures(panel(run("2026-11-10", 15, descent_m=120.0), run("2026-11-14", 5, descent_m=30.0)))
    assert (made["longest"].number, made["longest"].before) == (15_000, 10_000)
    assert (made["descent"].number, made["descent"].before) == (150, 150)
    assert made["monotony"].number == pytest.approx(0.5443, abs=0.0001)
    unknown = figures(panel(run("2026-11-10", 15)))["descent"]
    assert (unknown.known, unknown.number, unknown.note) == (False, None, "known for 0 of 1\u00a0run")


def test_the_ratio_names_its_method_and_says_that_the_evidence_contradicts_it() -> None:
    made = panel(*weekly_runs(WEEK, [45]))
    rolling, ewma = made.ratios
    assert rolling.method == "rolling uncoupled 7:28"
    assert rolling.ratio == pytest.approx(1.5)
    assert rolling.said == "1.50 (7 days over the 28 before them)"
    assert "2/(N+1)" in ewma.said
    assert "contradicted" in made.caveat
    assert "no finding" in made.caveat


def test_a_log_too_young_for_a_ratio_says_not_known() -> None:
    made = panel(run("2026-11-10"), past=())
    assert [ratio.ratio for ratio in made.ratios] == [None, None]
    assert all(ratio.said.startswith("not known") for ratio in made.ratios)


def test_no_rule_speaks_of_the_ratio() -> None:
    log = make_log([*STEADY, *weekly_runs(WEEK, [90])], week=WEEK)
    assert not any("acute" in rule.ENTRY.name or "ratio 7:28" in rule.ENTRY.name for rule in RULES)
    assert not any("chronic" in str(finding.outcome.observed) for finding in run_rules(log, strict=True))


def test_before_the_first_activity_there_is_no_panel() -> None:
    assert load_panel(make_log(week=WEEK), Speech()) is None
