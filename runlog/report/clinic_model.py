"""`ClinicReport` and its parts: what a clinician reads, as frozen plain data that renderers draw and none computes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from runlog.report.model import EpisodeSpan
from runlog.units import Units

Reply = Literal["yes", "no", "unknown"]
MarkKind = Literal["pain", "numb", "tingling", "weak"]
Side = Literal["left", "right", "middle"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact about the person; `known` is False where nothing is recorded."""

    label: str
    value: str
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDay:
    """One day: worst back and leg pain 0 to 10 (None: not recorded), and running distance in the reader's units."""

    day: date
    back: float | None = None
    leg: float | None = None
    painkillers: bool = False
    distance: float | None = None
    ran: bool = False
    """A run is in the log, whether or not its distance is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWeek:
    """One week of the course: where it begins, and its distance in words (empty before the log began)."""

    start: date
    label: str
    distance_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Daily pain over daily running on one axis of time, oldest first; the scale of pain is always 0 to 10."""

    heading: str
    alt: str
    units: str
    days: tuple[CourseDay, ...]
    weeks: tuple[CourseWeek, ...]
    episodes: tuple[EpisodeSpan, ...]
    keys: Mapping[str, str]
    """Words of the legend: pain_axis, back, leg, painkillers, no_entry, episode, runs_axis, week."""
    decimal: str = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyMark:
    """One place of the body: on how many days something was recorded there, and the worst pain."""

    region: str
    side: Side
    kind: MarkKind
    days: int
    worst: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Radiation:
    """Pain that spreads from the low back down to a region of one leg."""

    region: str
    side: Side
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of words; `numeric` names the columns that are set flush right. `empty` is said where it has no row."""

    heading: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numeric: tuple[int, ...] = ()
    empty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChart:
    """Places on a figure seen from behind; what cannot be placed stays in words."""

    heading: str
    alt: str
    marks: tuple[BodyMark, ...]
    radiations: tuple[Radiation, ...]
    places: Table
    unplaced: str = ""
    left: str = ""
    right: str = ""
    keys: Mapping[str, str]
    """Words of the legend for the kinds of mark that are drawn, and `radiation`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRow:
    """One question: the answer, when it was given, and the words in which it was given."""

    label: str
    reply: Reply
    reply_label: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGroup:
    """Questions that the urgency table joins at one level."""

    heading: str
    rows: tuple[SignRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The urgency table, answered; `columns` names what a row's label, reply and detail are."""

    heading: str
    note: str
    columns: tuple[str, str, str]
    groups: tuple[SignGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicReport:
    """Two pages for a clinician, in neutral words: what was recorded, what was not, no advice and no diagnosis."""

    language: str
    title: str
    urgent: tuple[str, ...]
    """Open red flags, in words that say how soon; they come before everything."""
    athlete: str | None
    period: str
    as_of: date
    units: Units
    words: Mapping[str, str]
    facts: tuple[Fact, ...]
    course: Course
    body: BodyChart
    signs: Signs
    episodes: Table
    onset: Table
    course_of_care: tuple[Table, ...]
    """Treatments and visits; self-care and whether it helped; medicines in the words recorded."""
    patterns: Table
    """What goes along with pain: counts alone."""
    kept: tuple[Fact, ...]
    kept_heading: str
    footer: str
