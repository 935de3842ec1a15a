"""Logs that show each course of pain, for the rules' own tests and for the test that every template is spoken."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from runlog.features.history import History
from tests.support.logs import Row, line, lines, make_log, ride, run, session, strength

WEEK = "2026-W46"
"""9 to 15 November 2026."""
MONDAY = date(2026, 11, 9)
CALM = lines("2026-10-01", [1] * 39)
"""1 October to 8 November."""


def log(*diary: Row, runs: Iterable[Row] = (), settings: Mapping[str, Any] | None = None) -> History:
    """A log asked about `WEEK`."""
    return make_log(runs, diary, week=WEEK, settings=settings)


def every(days: int, count: int, last: date = date(2026, 11, 14)) -> list[date]:
    """`count` days, each `days` days apart, ending with `last`; oldest first."""
    return [last - timedelta(days=days * back) for back in reversed(range(count))]


def after_each_run(rises: Iterable[float], *, leg: bool = False, **cells: Any) -> History:
    """A run every second day with pain 1 before, and so much more the next morning; the last one on 14 November."""
    told = list(rises)
    days = every(2, len(told))
    diary: list[Row] = []
    for day, rise in zip(days, told, strict=True):
        diary.append(line(day, pain=1, leg=1 if leg else None))
        morning = {"pain": 1, "leg": 1 + rise} if leg else {"pain": 1 + rise}
        diary.append(line(day + timedelta(days=1), **morning, **cells))
    return make_log([run(day) for day in days], diary, week=WEEK)


def as_often_without_a_run() -> History:
    """Pain up by the morning after every sixth day, on which there was a run, and after every sixth without one."""
    pairs = [(day, day + timedelta(days=3)) for day in every(6, 7, date(2026, 11, 9))]
    diary = [line(day + timedelta(days=i), pain=1 + 2 * i) for pair in pairs for day in pair for i in (0, 1)]
    return make_log([run(day) for day, _ in pairs], diary, week=WEEK)


def a_year(*, hard_hurts: float = 0.0, shoe_hurts: float = 0.0, weeks: int = 40, painkillers: str = "") -> History:
    """Three runs a week, one of them on hard ground, one in the red pair; the mornings after those may be worse."""
    sessions: list[Row] = []
    diary: list[Row] = []
    for back in range(weeks):
        monday = MONDAY - timedelta(weeks=back)
        for index, offset in enumerate((1, 3, 5)):
            day = monday + timedelta(days=offset)
            hard, red = (back + index) % 3 == 0, (back + index) % 3 == 1
            ground: dict[str, float] = {"asphalt": 1.0} if hard else {"gravel": 1.0}
            sessions.append(
                run(day, 8 + index, at="07:30" if index else "18:00", shoe="red" if red else "blue", **ground)
            )
            wobble = (back * 7 + index * 3) % 2
            rise = wobble + (hard_hurts if hard else 0) + (shoe_hurts if red else 0)
            diary.append(line(day, pain=1, painkillers=painkillers or None))
            diary.append(line(day + timedelta(days=1), pain=1 + rise))
    return make_log(sessions, diary, week=WEEK)


def episode(days: int, level: float = 4, *, last: date = date(2026, 11, 14), **cells: Any) -> list[Row]:
    """A calm month, then so many days at a level, a line a day up to `last`."""
    start = last - timedelta(days=days - 1)
    calm = lines(start - timedelta(days=40), [1] * 40)
    return [*calm, *lines(start, [level] * days, **cells)]


QUESTIONS = {"q_participation": 8, "q_volume": 8, "q_performance": 8, "q_pain": 8}


def pain_logs() -> Iterator[History]:
    """One log at least for every template of the pain side."""
    yield from appointment_logs()
    for rises in ([2] * 6, [0] * 6, [2, 2, 2]):
        yield after_each_run(rises)
    yield after_each_run([2] * 6, painkillers="yes")
    yield make_log(
        [run(day) for day in every(1, 6)], [line(day, pain=2 * i) for i, day in enumerate(every(1, 6))], week=WEEK
    )
    yield make_log([run(day) for day in every(1, 6)], week=WEEK)
    told = after_each_run([2] * 6)
    for settings, more in (({"history": {"known_diagnosis": "disc L5/S1"}}, ()), ({}, (line(MONDAY, seen_by="GP"),))):
        again = [{"date": day, "pain_0_10": 1 + 2 * (i % 2)} for i, day in enumerate(every(1, 12, date(2026, 11, 15)))]
        runs = [run(day) for day in every(2, 6)]
        yield make_log(runs, [*again, *more], week=WEEK, settings=settings)
        yield make_log(runs, [*again, *more, line("2026-11-15", seen_by="GP")], week=WEEK, settings=settings)
    shifted = [line(day, pain=1 + 2 * (i % 2)) for i, day in enumerate(every(1, 12, date(2026, 8, 15)))]
    yield make_log([run(day) for day in every(2, 6, date(2026, 8, 14))], shifted, week=WEEK)
    yield told
    yield as_often_without_a_run()
    yield from _course_logs()
    yield from _pattern_logs()
    yield a_year(hard_hurts=3)
    yield a_year(shoe_hurts=3)
    yield a_year()


def appointment_logs() -> Iterator[History]:
    """APPT001 in all its answers."""
    yield log()
    yield log(*CALM)
    yield log(*CALM, line("2026-11-10", night_pain="yes", pain=1))
    yield log(*CALM, *lines("2026-11-09", [4, 4]))
    yield log(line("2026-11-10", pain=1), settings={"birth_year": 1960})
    yield log(line("2026-11-10", pain=1), settings={"history": {"earlier_back_pain": False}})


def _course_logs() -> Iterator[History]:
    yield log(*episode(5, painkillers="yes"), runs=[run("2026-11-11")])
    for days in (5, 45):
        yield log(*episode(days))
    yield log(
        *episode(20), line("2026-11-10", moved="no"), line("2026-11-11", moved="no"), line("2026-11-12", moved="no")
    )
    yield log(*episode(20, moved="yes"), line("2026-11-15", moved="yes"))
    for helped in ("yes", "no", None):
        yield log(*episode(5, self_care="heat", helped=helped))
        yield log(*episode(5, helped=helped))
    yield log(*lines("2026-08-01", [2] * 100))
    yield log(*lines("2026-08-01", [2] * 100), line("2026-11-10", seen_by="GP"))
    yield log(*lines("2026-11-01", [2] * 12))
    for told in (QUESTIONS, {**QUESTIONS, "q_volume": 17}, {"q_participation": 8}):
        yield log(line("2026-11-12", **told))
        yield log(line("2026-11-12", **told), line("2026-11-13", seen_by="GP"))
    yield log(*CALM, line("2026-11-10", pain=1), runs=[run("2026-11-10"), run("2026-11-03")])
    yield from _run_logs()
    yield log(line("2026-11-10", pain=1), runs=[run("2026-11-10")])
    yield log(runs=[run("2026-11-10")])


def _run_logs() -> Iterator[History]:
    """PAIN001 and PAIN006 in all their answers."""
    flare = [line(day, pain=5 if index % 2 else 7) for index, day in enumerate(every(1, 21, date(2026, 11, 15)))]
    runs = [run(day) for day in every(7, 3, date(2026, 11, 12))]
    yield log(*lines("2026-09-10", [1] * 46), *flare, runs=runs)
    yield log(*lines("2026-11-10", [5, 5, 5]), runs=[run("2026-11-11")])
    yield log(*lines("2026-11-10", [0, 0, 2]), runs=[run("2026-11-11")])
    yield log(*lines("2026-11-10", [1, 1, 1]), runs=[run("2026-11-11")])
    yield log(*CALM[:-2], *lines("2026-11-07", [6, 6, 1, 1, 1]), runs=[run("2026-11-11")])
    for level in (2, 4):
        settled = [*lines("2026-09-10", [1] * 38), *lines("2026-10-18", [6] * 6), *lines("2026-10-24", [level] * 23)]
        yield log(*settled, runs=[run("2026-11-11")])
        yield log(*settled, line("2026-11-01", seen_by="GP"), runs=[run("2026-11-11")])
    for note in (None, "low back on the aero bars"):
        yield log(*CALM, *lines("2026-11-09", [5, 5, 5], note=note), runs=[run("2026-11-11"), ride("2026-11-09")])
    hours = [ride(day, duration_s=7200.0) for day in every(2, 14, date(2026, 11, 10))]
    swims = [session(day, "swim", 2.0, duration_s=3600.0) for day in every(2, 14, date(2026, 11, 10))]
    for others in (hours, swims):
        yield log(*CALM, *lines("2026-11-09", [1, 1, 6]), runs=[run("2026-11-11"), *others])


def _pattern_logs() -> Iterator[History]:
    stiff = line("2026-11-11", pain=6, morning_stiffness_min=40, onset="sudden")
    past = [run(day, 8, asphalt=1.0, warm_up="none") for day in every(4, 20, date(2026, 11, 10))]
    yield log(*CALM, stiff, runs=[*past, strength("2026-11-02"), ride("2026-11-01")])
    yield log(*CALM, {**stiff, "radiates_to": "left calf", "cause": "lifted a box"}, runs=past[-2:])
    told = {"history": {"known_diagnosis": "disc L5/S1"}}
    yield log(*CALM, {**stiff, "radiates_to": "left calf"}, runs=past[-9:], settings=told)
    yield log(*CALM, line("2026-11-11", pain=1, morning_stiffness_min=5), runs=past)
    yield log(*CALM, stiff)
    early = [run(day, 8, asphalt=1.0) for day in every(4, 12, date(2026, 11, 10))]
    yield log(*CALM, stiff, runs=early)
