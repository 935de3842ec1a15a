"""`TeamReport` and its parts: frozen plain data that every renderer of the team's page reads and none computes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from runlog.report.model import PainLevel
from runlog.units import Units

TeamTone = Literal["urgent", "act", "failed", "caution", "silent", "note", "unknown", "quiet"]
TEAM_TONES: Final[tuple[TeamTone, ...]] = (
    "urgent", "act", "failed", "caution", "silent", "note", "unknown", "quiet",
)  # fmt: skip
"""Worst first. A log that cannot be read may hide anything, so that it stands far up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamWeek:
    """One bar; `distance_m` None: before the log began, or (`runs` above zero) not recorded."""

    start: date
    distance_m: float | None
    runs: int
    unusual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPain:
    """The worst back pain of one day; None is not recorded."""

    day: date
    value: float | None
    level: PainLevel = "usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow:
    """One athlete's line."""

    folder: str
    """The athlete's folder below the team's, with `/`."""
    name: str
    beside_name: str = ""
    """The group, a junior, the folder where two athletes share a name."""
    tone: TeamTone
    label: str
    reason: str
    """What stands out most; in a failed row what to do about it."""
    more: tuple[str, ...] = ()
    """What else stands out; what is new is said to be."""
    news: str = ""
    """Said beside the reason where it is new, or louder or quieter than in the week before."""
    gone: tuple[str, ...] = ()
    """What stood out in the week before and does no longer."""
    silent_days: int | None = None
    silence: str = ""
    unknown: tuple[str, ...] = ()
    unknown_in_brief: str = ""
    notices: tuple[str, ...] = ()
    week_distance_m: float | None = None
    week_distance: str = ""
    weeks: tuple[TeamWeek, ...] = ()
    weeks_alt: str = ""
    pain: tuple[TeamPain, ...] | None = None
    """The 28 days; None where they are withheld, or the log could not be read."""
    pain_worst: float | None = None
    pain_words: str = ""
    """Said in the place of dots: not shared, no entry; else the worst, for sight."""
    pain_alt: str = ""
    last_record: date | None = None
    level: str = ""
    """What the athlete shares, in words."""
    report: str | None = None
    """Address of the athlete's own page, relative to the team's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamGroup:
    """The rows of one tone; `label` names them with their number."""

    tone: TeamTone
    label: str
    heading: str
    rows: tuple[TeamRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamReport:
    """The team's page, ready for any renderer."""

    language: str
    title: str
    week: str
    week_label: str
    as_of: date
    units: Units
    in_brief: str
    """How many of each, in one line."""
    in_all: str
    groups: tuple[TeamGroup, ...]
    words: Mapping[str, str]
    notes: tuple[str, ...]
    """How to read the page."""
    footer: str
    team: str = ""
    """The name of the folder."""

    @property
    def rows(self) -> tuple[TeamRow, ...]:
        """Every athlete, worst first."""
        return tuple(row for group in self.groups for row in group.rows)
