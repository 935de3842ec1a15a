"""Small logs that between them bring out every outcome of the load, form, shoe, habit and return rules."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from runlog.features.history import History
from tests.support.logs import Row, line, lines, make_log, ride, run, strength, weekly_runs

WEEK = "2026-W46"
FLAT = [30.0] * 17


def stretches(first: str, counts: list[float | None]) -> list[Row]:
    """A diary line a day with these stretches; None leaves the day out."""
    start = date.fromisoformat(first)
    return [
        line(start + timedelta(days=i), hamstring_stretch=count) for i, count in enumerate(counts) if count is not None
    ]


def stretching_logs() -> Iterator[History]:
    runs = weekly_runs(WEEK, FLAT)
    yield make_log(runs, stretches("2026-11-09", [2] * 7), week=WEEK)
    yield make_log(runs, stretches("2026-11-09", [2, 2]), week=WEEK)
    yield make_log(runs, stretches("2026-11-09", [1] * 7), week=WEEK)
    yield make_log(runs, stretches("2026-11-09", [1] * 6), week=WEEK, today="2026-11-15")


def habit_logs() -> Iterator[History]:
    runs = weekly_runs(WEEK, FLAT)
    long = run("2026-11-14", 24, duration_s=9000.0)
    yield make_log([*runs, long], week=WEEK)
    yield make_log([*runs, long], [line("2026-11-14", water_l=2.5)], week=WEEK)
    yield make_log([*runs, run("2026-11-07", 24, duration_s=9000.0), long], week=WEEK)
    yield make_log([*runs, ride("2026-10-01"), *map(strength, ("2026-10-06", "2026-10-20"))], week=WEEK)
    weekly = [
        strength(f"2026-{month:02d}-{day:02d}") for month, day in ((9, 29), (10, 6), (10, 13), (10, 20), (11, 10))
    ]
    yield make_log([*runs, *weekly, ride("2026-11-11", duration_s=1800.0)], week=WEEK)
    yield make_log([run("2026-11-12"), *weekly_runs("2026-W40", [30]), ride("2026-09-29")], week=WEEK)
    late = make_log([run("2026-11-14")], [line("2026-11-14", core_min=0)], week=WEEK, settings={"records": ["cross"]})
    yield late
    words = [run(date(2026, 10, 20) + timedelta(days=i), warm_up="none") for i in range(20)]
    yield make_log(words, week="2026-W45")


def shoe_logs() -> Iterator[History]:
    pair: dict[str, Any] = {"name": "Ridge 2", "bought_on": date(2026, 3, 14)}
    worn = run("2026-11-12", 10, shoe="ridge  2")
    for more in (
        {"comfortable": True, "supportive": True},
        {"comfortable": False},
        {"start_km": 900},
        {"bought_on": date(2024, 1, 1)},
        {},
    ):
        yield make_log([worn], week=WEEK, settings={"shoes": [{**pair, **more}]})
    spell = lines("2026-10-20", [0.0] * 22 + [4.0, 4.0])
    yield make_log([run("2026-11-10", shoe="Swift"), run("2026-11-13", shoe="Ridge")], spell, week=WEEK)
    new = [run("2026-10-12", 10, shoe="Old"), run("2026-11-12", 10, shoe="New")]
    for when in (None, date(2026, 1, 1), date(2026, 11, 13)):
        settings = {"gait_assessed_on": when} if when else {}
        yield make_log(new, week=WEEK, settings=settings)
        yield make_log([*new, run("2026-11-18", 10, shoe="New")], week="2026-W47", settings=settings)
    yield make_log([run("2026-10-12"), run("2026-11-12")], week=WEEK)


def load_logs() -> Iterator[History]:
    daily = [run(date(2026, 11, 2) + timedelta(days=i), 5 + i % 2, descent_m=80) for i in range(14)]
    yield make_log(daily, week=WEEK)
    yield make_log([*daily[:7], *(run(row["start_local"].date(), 5) for row in daily[7:])], week=WEEK)
    yield make_log([run("2026-11-10"), run("2026-11-12")], week=WEEK)
    yield make_log([run("2026-11-10"), run("2026-11-12")], week=WEEK, today="2026-11-14")
    yield make_log([*weekly_runs("2026-W45", FLAT), run("2026-11-12", None)], week=WEEK)
    hills = weekly_runs("2026-W45", FLAT, descent_m=40)
    for descent in (130, 40, 900, None):
        yield make_log([*hills, run("2026-11-12", 10, descent_m=descent)], week=WEEK)
    breaks = weekly_runs("2026-W45", [30, 0, 30, 30], descent_m=40)
    yield make_log([*weekly_runs("2026-W41", [30]), *breaks, run("2026-11-12", 10, descent_m=900)], week=WEEK)
    yield make_log([*weekly_runs("2026-W30", [30] * 4), run("2026-11-12", 10)], week=WEEK)


def form_logs() -> Iterator[History]:
    for now in ({"avg_cadence_spm": 170.0}, {"avg_cadence_spm": 160.0}, {"avg_vertical_oscillation_mm": 110.0}):
        pace: dict[str, Any] = {"duration_s": 3000.0, "avg_vertical_oscillation_mm": 90.0, "avg_cadence_spm": 170.0}
        before = weekly_runs("2026-W42", [30.0] * 12, **pace)
        yield make_log([*before, *weekly_runs(WEEK, [30.0] * 4, **{**pace, **now})], week=WEEK)


QUIET = lines("2026-09-01", [1.0] * 76)


def returning(rows: list[Row], diary: list[Row] | None = None, **told: Any) -> History:
    """A log with `[return]`; `from_` is its key `from`."""
    settings: Mapping[str, Any] = {"return": {name.removesuffix("_"): value for name, value in told.items()}}
    return make_log(rows, QUIET if diary is None else diary, week=WEEK, settings=settings)


def return_logs() -> Iterator[History]:
    micro: dict[str, Any] = {"operation_kind": "Microdiscectomy L5/S1"}
    fusion: dict[str, Any] = {"operation_kind": "fusion"}
    ran = [run("2026-11-12", 3, duration_s=1200.0)]
    early, late = date(2026, 10, 20), date(2026, 9, 21)
    for rows in ([], ran):
        yield returning(rows, **micro, operation_on=early, cleared_on=date(2026, 11, 1))
        yield returning(rows, **micro, operation_on=late)
        yield returning(rows, **micro, operation_on=late, cleared_on=date(2026, 11, 2))
        yield returning(rows, **fusion, operation_on=late)
        yield returning(rows, **micro)
    yield returning([], **micro, cleared_on=date(2026, 11, 2))
    yield returning([], **micro, operation_on=date(2026, 12, 1))
    yield from plan_logs()


def plan_logs() -> Iterator[History]:
    done: list[Row] = []
    for start in ("2026-11-09", "2026-11-02", "2026-10-26", "2026-10-19", "2026-10-12", "2026-10-05", "2026-09-28"):
        monday = date.fromisoformat(start)
        done = weekly_runs(WEEK, [6.0] * 5, per_week=3, duration_s=900.0)
        rows = [row for row in done if row["start_local"].date() >= monday + timedelta(days=14)]
        yield returning(rows, from_=monday)
    twice = weekly_runs(WEEK, [4.0] * 4, per_week=2, duration_s=900.0)
    yield returning([*twice[:4], run("2026-11-14", 12)], from_=date(2026, 10, 19))
    yield returning(twice, from_=date(2026, 11, 9))
    yield returning([], [*QUIET[:69], *lines("2026-11-10", [5.0])], from_=date(2026, 11, 9))
    easy = run("2026-11-10", 2, duration_s=900.0)
    yield returning([easy], [*QUIET[:69], *lines("2026-11-10", [1.0, 3.0])], from_=date(2026, 10, 26))
    yield returning([], [*QUIET, line("2026-11-12", pain=1, tingling="yes")], from_=date(2026, 11, 9))
    yield returning([], [line("2026-11-10", saddle="yes")], from_=date(2026, 11, 9))
    yield returning([], [], from_=date(2026, 11, 9))
    yield returning([], [], from_=date(2026, 12, 9))
    yield returning([], [], from_=date(2026, 1, 1))


def training_logs() -> Iterator[History]:
    """All of the above."""
    for some in (stretching_logs, habit_logs, shoe_logs, load_logs, form_logs, return_logs):
        yield from some()
