from datetime import date

import pytest

from runlog.clock import Week
from runlog.features.history import History
from runlog.features.shoes import model_changes, pair_before, pairs, pairs_worn
from tests.support.logs import make_log, ride, run

WEEK = Week(2026, 46)
RIDGE = {"name": "Ridge 2", "model": "Ridge", "bought_on": date(2026, 5, 12), "start_km": 100, "comfortable": True}


def log() -> History:
    rows = [
        run("2026-11-02", 10, shoe="Ridge 2"),
        run("2026-11-05", None, shoe="ridge  2"),
        run("2026-11-10", 5, shoe="Swift"),
        ride("2026-11-11", shoe="Swift"),
        run("2026-11-12", 5),
    ]
    return make_log(rows, settings={"shoes": [RIDGE, {"name": "Spare"}]})


def test_a_pair_is_its_settings_and_every_activity_that_names_it() -> None:
    ridge = pairs(log())["ridge 2"]
    assert (ridge.distance_m, ridge.activities, ridge.without_distance) == (110_000, 2, 1)
    assert ridge.age_months(date(2026, 11, 12)) == pytest.approx(6, abs=0.1)
    assert (ridge.judged, ridge.unfit) == (False, False)
    assert list(pairs(log())) == ["ridge 2", "spare", "swift"]
    assert pairs(log())["swift"].since == date(2026, 11, 10)
    assert pairs(log())["spare"].age_months(date(2026, 11, 12)) is None


def test_the_weeks_pairs_and_the_pair_before_a_day() -> None:
    assert [pair.name for pair in pairs_worn(log(), WEEK)] == ["Swift"]
    before = pair_before(log(), date(2026, 11, 10))
    assert before is not None
    assert before.name == "Ridge 2"
    assert pair_before(log(), date(2026, 11, 13)) is None, "the last run names no pair"


def test_a_model_changes_with_its_first_run_ever_and_never_with_a_rotation() -> None:
    worn = ("A", "B", "A", "B", "C")
    rows = [run(f"2026-11-{2 + i:02d}", shoe=name) for i, name in enumerate(worn)]
    assert [(change.model, change.before) for change in model_changes(make_log(rows))] == [("B", "A"), ("C", "B")]
    same = {"shoes": [{"name": "A", "model": "M"}, {"name": "B", "model": "m"}]}
    assert [change.model for change in model_changes(make_log(rows, settings=same))] == ["C"]
