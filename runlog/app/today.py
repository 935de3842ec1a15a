"""Today and now, in the time zone of a log."""

from datetime import date
from pathlib import Path

from runlog import clock
from runlog.library import read_settings


def today_of(log: Path) -> date:
    """Today in the time zone of the log's settings."""
    return clock.today(read_settings(log).time_zone)


def time_of(log: Path) -> str:
    """The time of day now, `HH:MM`, in the time zone of the log's settings."""
    return clock.time_of_day(read_settings(log).time_zone)
