import pytest

from runlog.clock import Week
from runlog.features.ground import ground_metres, metres_by_basis, week_ground
from runlog.model import Ground
from tests.support.logs import make_log, ride, run

WEEK = Week(2026, 46)


def test_metres_add_up_by_class_and_the_rest_is_unknown() -> None:
    log = make_log([run("2026-11-10", 10, asphalt=0.5, gravel=0.3), run("2026-11-12", 5, asphalt=1.0)])
    metres = ground_metres(log, WEEK)
    assert metres == pytest.approx({Ground.ASPHALT: 10_000, Ground.GRAVEL: 3_000, "unknown": 2_000})


def test_only_runs_with_a_distance_count() -> None:
    log = make_log([run("2026-11-10", None, asphalt=1.0), ride("2026-11-11"), run("2026-11-12", 4, track=1.0)])
    assert ground_metres(log, WEEK) == {Ground.TRACK: 4_000}


def test_concrete_is_told_apart_and_counts_as_hard() -> None:
    ground = week_ground(make_log([run("2026-11-10", 10, asphalt=0.2, concrete=0.1, paving=0.1, trail=0.4)]), WEEK)
    assert ground.known_share == pytest.approx(0.8)
    assert ground.hard_share == pytest.approx(0.5)
    assert ground.concrete_share == pytest.approx(0.125)


def test_shares_that_exceed_one_are_scaled_and_a_week_without_runs_has_no_share() -> None:
    log = make_log([run("2026-11-10", 10, asphalt=0.8, trail=0.8)])
    assert week_ground(log, WEEK).total_m == pytest.approx(10_000)
    assert week_ground(log, Week(2026, 45)).hard_share is None


def test_what_a_map_tells_and_what_it_lets_infer_are_kept_apart() -> None:
    mapped = {"ground_basis": "tagged", "ground_tagged_share": 0.6, "ground_inferred_share": 0.3}
    log = make_log([run("2026-11-10", 10, asphalt=0.5, trail=0.4, **mapped), run("2026-11-12", 5, gravel=0.8)])
    metres = metres_by_basis(log.runs_by_week[WEEK])
    assert metres == pytest.approx({"tagged": 6_000, "inferred": 3_000, "note": 4_000})
