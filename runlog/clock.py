"""Days and ISO weeks, and the only "today" and "now" of runlog."""

import os
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from runlog.errors import UsageError

TODAY_VARIABLE: Final = "RUNLOG_TODAY"
"""Environment variable that fixes today's date (YYYY-MM-DD), so that a report can be made again as it was."""

DAYS_PER_WEEK: Final = 7
_WEEK_TEXT: Final = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


def today(zone: str | None = None) -> date:
    """Today's local date in `zone` (an IANA name), or in the machine's own zone."""
    fixed = os.environ.get(TODAY_VARIABLE)
    if fixed:
        try:
            return date.fromisoformat(fixed)
        except ValueError:
            msg = f"{TODAY_VARIABLE} is {fixed!r}: write a date such as 2026-11-22"
            raise UsageError(msg) from None
    return datetime.now(ZoneInfo(zone) if zone else None).date()


def time_of_day(zone: str | None = None) -> str:
    """The time of day now, `HH:MM`, in `zone` (an IANA name), or in the machine's own zone."""
    return f"{datetime.now(ZoneInfo(zone) if zone else None):%H:%M}"


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week, Monday to Sunday, of the runner's local calendar."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week that holds `day`."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """The week named `2026-W46`; raises `UsageError` for anything else."""
        match = _WEEK_TEXT.fullmatch(text.strip())
        if match:
            week = cls(int(match[1]), int(match[2]))
            try:
                _ = week.start
            except ValueError:
                pass
            else:
                return week
        msg = f"{text!r} is not a week: write it as 2026-W46"
        raise UsageError(msg)

    @property
    def start(self) -> date:
        """Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """Sunday."""
        return date.fromisocalendar(self.year, self.number, DAYS_PER_WEEK)

    def days(self) -> tuple[date, ...]:
        """The seven days, Monday first."""
        return tuple(self.start + timedelta(days=i) for i in range(DAYS_PER_WEEK))

    def before(self, weeks: int) -> "Week":
        """The week that lies `weeks` weeks earlier."""
        return Week.of(self.start - timedelta(weeks=weeks))

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def parse(cls, first: str | None, last: str | None, *, today: date) -> "Span":
        """The span of two dates such as 2026-09-01; without an end it goes on to `today`, which it never passes.

        Raises:
            UsageError: one is not a date, the beginning is missing or in the future, or the end lies before it.
        """
        if not first:
            raise UsageError("say where the span begins: --from 2026-09-01")
        begun = _date(first, "--from")
        ended = min(_date(last, "--to"), today) if last else today
        if begun > today:
            raise UsageError(f"--from {first} lies in the future; today is {today}")
        if last and _date(last, "--to") < begun:
            raise UsageError(f"--to {last} lies before --from {first}: swap them")
        return cls(begun, ended)

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    def dates(self) -> tuple[date, ...]:
        """Each day, oldest first."""
        return tuple(self.first + timedelta(days=i) for i in range(self.days))

    @property
    def before(self) -> "Span":
        """The span of the same length that ends on the day before."""
        return Span(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    def weeks(self) -> tuple[Week, ...]:
        """The ISO weeks that hold a day of it, oldest first."""
        first = Week.of(self.first)
        count = (Week.of(self.last).start - first.start).days // DAYS_PER_WEEK + 1
        return tuple(Week.of(first.start + timedelta(weeks=i)) for i in range(count))

    def __str__(self) -> str:
        return f"{self.first}/{self.last}"

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def _date(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"{option} {text}: that is not a date; write it as 2026-11-22") from None
