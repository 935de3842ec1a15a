"""Small logs for tests: a few sessions and diary lines become a `History`, by the same way as a real log.

log = make_log(
    sessions=[run("2026-11-12", 21.4), strength("2026-11-13")],
    diary=[line("2026-11-13", pain=4, weakness="left foot drop")],
    week="2026-W46",
)
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from runlog.clock import Week
from runlog.derive import with_noted_pain
from runlog.features.build import build_history
from runlog.features.history import History
from runlog.frame.activities import ACTIVITIES, GROUND_COLUMNS
from runlog.frame.diary import DIARY
from runlog.model import Ground
from runlog.settings import Settings, parse_settings
from runlog.sports import kind_of
from runlog.words.sports import sport_in_words

Row = Mapping[str, Any]
SHORT_NAMES = {"pain": "pain_0_10", "leg": "leg_pain_0_10", "limits": "limits_0_4"}


def session(day: str | date, sport: str, km: float | None = None, *, at: str | None = None, **cells: Any) -> Row:
    """A row of ACTIVITIES; without `at` (HH:MM) the source gave no time of day. Ground by class: `asphalt=0.5`."""
    name = sport_in_words(sport)
    ground = {GROUND_COLUMNS[Ground(key)]: cells.pop(key) for key in list(cells) if key in {g.value for g in Ground}}
    start = pd.Timestamp(f"{day} {at or '12:00'}")
    return {
        "start_utc": start.tz_localize("UTC"),
        "start_local": start,
        "date_only": at is None,
        "sport": name,
        "kind": kind_of(name).value,
        "distance_m": None if km is None else km * 1000,
        "warm_up": "unknown",
        **({"ground_basis": "note"} if ground else {}),
        **ground,
        **cells,
    }


def run(day: str | date, km: float | None = 8.0, **cells: Any) -> Row:
    """A run."""
    return session(day, "run", km, **cells)


def strength(day: str | date, **cells: Any) -> Row:
    """A strength session."""
    return session(day, "strength", **cells)


def ride(day: str | date, **cells: Any) -> Row:
    """A bike ride."""
    return session(day, "ride", 20.0, **cells)


def line(day: str | date, **cells: Any) -> Row:
    """A line of the diary; `pain`, `leg` and `limits` are short for their columns."""
    return {"date": pd.Timestamp(day), **{SHORT_NAMES.get(name, name): cell for name, cell in cells.items()}}


def lines(first: str | date, pains: Iterable[float | None], **cells: Any) -> list[Row]:
    """A diary line a day from `first` on with these pains; None leaves a day out."""
    start = date.fromisoformat(str(first))
    return [line(start + timedelta(days=i), pain=pain, **cells) for i, pain in enumerate(pains) if pain is not None]


def weekly_runs(last: str, kms: Iterable[float], *, per_week: int = 3, **cells: Any) -> list[Row]:
    """Weeks of equally long runs on Tuesday, Thursday, Saturday …; `kms` are the weeks' sums, the last one `last`."""
    sums = list(kms)
    rows: list[Row] = []
    for back, km in enumerate(reversed(sums)):
        monday = Week.parse(last).before(back).start
        rows += [run(monday + timedelta(days=1 + 2 * i), km / per_week, **cells) for i in range(per_week) if km]
    return rows


def activities(rows: Iterable[Row]) -> pd.DataFrame:
    """An ACTIVITIES frame."""
    numbered = [{"id": f"s{i}", **row} for i, row in enumerate(rows)]
    return ACTIVITIES.conform(pd.DataFrame(numbered)) if numbered else ACTIVITIES.empty()


def diary_frame(rows: Iterable[Row]) -> pd.DataFrame:
    """A DIARY frame; cells of yes and no are kept as text."""
    known = list(rows)
    return DIARY.conform(pd.DataFrame(known)) if known else DIARY.empty()


def make_log(
    sessions: Iterable[Row] = (),
    diary: Iterable[Row] = (),
    *,
    week: str | None = None,
    today: str | None = None,
    settings: Settings | Mapping[str, Any] | None = None,
) -> History:
    """The history of these rows; `today` is the Monday after the asked week (so that it is over), unless given."""
    asked = None if week is None else Week.parse(week)
    day = date.fromisoformat(today) if today else (asked.end + timedelta(days=1) if asked else date(2026, 11, 23))
    checked = settings if isinstance(settings, Settings) else parse_settings(settings or {})
    frame = activities(sessions)
    return build_history(frame, with_noted_pain(diary_frame(diary), frame), checked, week=asked, today=day)
