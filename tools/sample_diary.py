"""The sample's pain diary: ordinary mornings with gaps, then what followed the long run of 12 November."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from runlog.frame.diary import WRITTEN_COLUMNS
from tools.sample_session import Plan

FIRST: Final = date(2026, 5, 25)
WRITTEN_FROM: Final = date(2026, 11, 2)
"""From here on every line is written by hand, in `sample_diary.csv`."""
WRITTEN: Final = Path(__file__).with_name("sample_diary.csv")
_SEED: Final = 20260525
_KEPT: Final = {True: 0.85, False: 0.68}
"""Share of mornings with a line, of days with a run and of others."""
_NONE, _ONE = 0.2, 0.86
"""Share of mornings without pain, and of those at 1 or less."""
_OFTEN, _SOMETIMES = 0.9, 0.4
_SATURDAY: Final = 5
_CORE_DAYS: Final = (3, 5)
"""Core work at home on Thursdays and Saturdays, until the autumn."""

NOTES: Final[Mapping[str, str]] = {
    "2026-05-25": "Starting to write this down.",
    "2026-06-14": "Forest after rain, slow and nice.",
    "2026-06-26": "Long drive yesterday.",
    "2026-07-15": "Too hot outside, treadmill this week.",
    "2026-08-02": "Watch was flat yesterday.",
    "2026-08-22": "Carried boxes for Mira's move.",
    "2026-09-19": "Slept badly.",
    "2026-10-12": "Hike and run on one day, tired but fine.",
    "2026-10-19": "Gym is closed for works.",
    "2026-10-26": "Lake path is under water.",
}
_SORE: Final = date(2026, 8, 22)
"""One sorer morning by itself, which is no episode; the six questions were due and all answered with no."""
_NO: Final = dict.fromkeys(
    ("weakness", "numbness", "saddle", "bladder_bowel", "sexual_function", "fever", "trauma", "growing", "both_sides"),
    "no",
)
_DAYS: Final = range((WRITTEN_FROM - FIRST).days)
AUTUMN: Final = date(2026, 10, 12)
"""From here on warm-up, stretching and core work are noted as not done, or not at all."""


def diary_csv(plans: Iterable[Plan]) -> bytes:
    """`diary.csv` with all columns of DIARY, one line per entry, oldest first."""
    runs = {plan.row["date"] for plan in plans if plan.sport == "run"}
    with WRITTEN.open(newline="", encoding="utf-8") as file:
        lines = [*_ordinary(runs), *csv.DictReader(file)]
    text = io.StringIO()
    table = csv.DictWriter(text, WRITTEN_COLUMNS, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(lines)
    return text.getvalue().encode()


def _ordinary(runs: set[str]) -> list[dict[str, str]]:
    rng = Random(_SEED)  # noqa: S311 (a sample, no secret)
    lines: list[dict[str, str]] = []
    pain = 1
    for day in (FIRST + timedelta(days=number) for number in _DAYS):
        draws = [rng.random() for _ in range(7)]
        ran = day.isoformat() in runs
        if draws[0] > _KEPT[ran] and day.isoformat() not in NOTES:
            continue
        # A back that is at its usual level moves by a point a day, not by two.
        pain = min(max(0 if draws[1] < _NONE else 1 if draws[1] < _ONE else 2, pain - 1), pain + 1)
        lines.append(_line(day, pain, draws, ran=ran))
    return lines


def _line(day: date, pain: int, draws: list[float], *, ran: bool) -> dict[str, str]:
    before_autumn = day < AUTUMN
    weekend = day.weekday() >= _SATURDAY
    line = {
        "date": day.isoformat(),
        "time": f"{6 + weekend:02d}:{int(draws[2] * 50) + 5:02d}",
        "pain_0_10": str(pain),
        "note": NOTES.get(day.isoformat(), ""),
    }
    if day == _SORE:
        line |= {"pain_0_10": "3", **_NO}
    if ran and draws[3] < _OFTEN:
        line["warm_up_min"] = str((8, 10, 10, 12)[int(draws[4] * 4)] if before_autumn else 0)
    if draws[5] < _SOMETIMES:
        line["hamstring_stretch"] = str(1 + int(draws[4] < _SOMETIMES) if before_autumn else 0)
    if not weekend and draws[4] > _SOMETIMES:
        line["sat_h"] = str(6 + int(draws[5] * 4))
    if day.weekday() in _CORE_DAYS and draws[6] < _OFTEN and before_autumn:
        line["core_min"] = str((10, 12, 15)[int(draws[5] * 3)])
    return line
