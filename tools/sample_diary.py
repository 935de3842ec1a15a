"""The sample's pain diary: ordinary mornings with gaps, then what followed the long run of 12 November."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from runlog.frame.diary import DIARY
from tools.sample_session import Plan

FIRST: Final = date(2026, 5, 25)
WRITTEN_FROM: Final = date(2026, 11, 2)
"""From here on every line is written by hand, in `sample_diary.csv`."""
WRITTEN: Final = Path(__file__).with_name("sample_diary.csv")
_SEED: Final = 20260525
_KEPT: Final = 0.74
"""Share of mornings with a line."""
_SUNDAY: Final = 6
_SATURDAY: Final = 5

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
_SORE: Final[Mapping[str, int]] = {"2026-08-22": 3}
"""One sorer morning by itself, which is no episode."""


def diary_csv(plans: Iterable[Plan]) -> bytes:
    """`diary.csv` with all columns of DIARY, one line per entry, oldest first."""
    runs = {plan.row["date"] for plan in plans if plan.sport == "run"}
    with WRITTEN.open(newline="", encoding="utf-8") as file:
        lines = [*_ordinary(runs), *csv.DictReader(file)]
    text = io.StringIO()
    table = csv.DictWriter(text, DIARY.names, restval="", lineterminator="\n")
    table.writeheader()
    table.writerows(lines)
    return text.getvalue().encode()


def _ordinary(runs: set[str]) -> list[dict[str, str]]:
    rng = Random(_SEED)  # noqa: S311 (a sample, no secret)
    lines = []
    for number in range((WRITTEN_FROM - FIRST).days):
        day = FIRST + timedelta(days=number)
        draws = [rng.random() for _ in range(6)]
        if draws[0] < _KEPT or day.isoformat() in NOTES:
            lines.append(_line(day, draws, ran=day.isoformat() in runs))
    return lines


def _line(day: date, draws: list[float], *, ran: bool) -> dict[str, str]:
    name = day.isoformat()
    pain = _SORE.get(name, 0 if draws[1] < 0.22 else 1 if draws[1] < 0.86 else 2)  # noqa: PLR2004 (a usual level of 1)
    line = {
        "date": name,
        "time": f"{6 + (day.weekday() >= _SATURDAY):02d}:{int(draws[2] * 50) + 5:02d}",
        "pain_0_10": str(pain),
        "note": NOTES.get(name, ""),
    }
    summer = day < date(2026, 10, 19)
    if ran and draws[3] < 0.7:  # noqa: PLR2004 (most run days)
        line["warm_up_min"] = str((8, 10, 10, 12)[int(draws[4] * 4)]) if summer else "0"
    if draws[5] < 0.45 and day.weekday() != _SUNDAY:  # noqa: PLR2004 (some days)
        line["hamstring_stretch"] = str(1 + (draws[4] < 0.4)) if summer else "0"  # noqa: PLR2004 (twice on some)
    if day.weekday() < _SATURDAY and draws[4] > 0.35:  # noqa: PLR2004 (desk days)
        line["sat_h"] = str(6 + int(draws[5] * 4))
    return line
