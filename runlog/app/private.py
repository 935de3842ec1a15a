"""A log stripped of names, places, devices, notes and paths at its source, before anything is said of it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from runlog.features.descent import INDOOR_SUB_SPORTS
from runlog.features.shoe_letters import letters_of
from runlog.frame.activities import ACTIVITIES
from runlog.library import Log
from runlog.report.private import private_ids, private_notices, private_settings
from runlog.sports import SPORT_KINDS

_EMPTY: Final = ("title", "notes", "device", "sources")
NO_ROOT: Final = Path()
"""Stands for the log's own path."""


def private_log(log: Log) -> Log:
    """The log for a reader who may know of the training and nothing of the person; frames handed in stay as they are.

    The diary is left empty: its history is made apart (`runlog.report.private`), as rules hang on its words.
    """
    shoes = letters_of(log.settings.shoes, log.activities["shoe"].dropna())
    return replace(
        log,
        root=NO_ROOT,
        settings=private_settings(log.settings),
        activities=private_activities(log.activities, shoes),
        diary=log.diary.iloc[:0],
        files=tuple(replace(file, path="", reason=None, warnings=(), activities=()) for file in log.files),
        notices=private_notices(log.notices),
    )


def private_activities(activities: pd.DataFrame, shoes: Mapping[str, str]) -> pd.DataFrame:
    """ACTIVITIES without free words: shoes by letters, a sport that runlog doesn't know by its kind.

    Starts are told to the hour, and ids tell the day alone.
    """
    known = activities["sport"].isin(list(SPORT_KINDS))
    indoor = activities["sub_sport"].isin(list(INDOOR_SUB_SPORTS))
    days = [None if pd.isna(start) else start.date() for start in activities["start_local"]]
    hours = activities["start_local"].dt.floor("h")
    columns = {
        **dict.fromkeys(_EMPTY),
        "shoe": activities["shoe"].map(shoes),
        "sport": activities["sport"].where(known, activities["kind"]),
        "sub_sport": activities["sub_sport"].where(indoor),
        "id": activities["id"].map(private_ids(zip(activities["id"], days, strict=True))),
        "start_local": hours,
        "start_utc": activities["start_utc"] - (activities["start_local"] - hours).fillna(pd.Timedelta(0)),
    }
    return ACTIVITIES.conform(activities.assign(**columns))
