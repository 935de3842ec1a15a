"""`Report` and its parts: frozen plain data that every renderer reads and none computes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from runlog.report.sheet import CheckSheet, Tone
from runlog.rules.changed import ChangeKind
from runlog.units import Units

PainLevel = Literal["usual", "raised", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """One number of the week."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineWeek:
    """One bar: distance in the reader's units (None: before the log began, or not recorded; zero: no run)."""

    week: str
    start: date
    label: str
    distance: float | None
    distance_label: str = ""
    band: tuple[float, float] | None = None
    """The mean of the four weeks before, and the most above it that is not marked."""
    marks: tuple[str, ...] = ()
    asked: bool = False
    so_far: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PainDay:
    """The worst back pain recorded on one day."""

    day: date
    value: float
    level: PainLevel
    painkillers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSpan:
    """One episode of pain; `last` is the last day drawn, `goes_on` says that it had not ended by then."""

    first: date
    last: date
    goes_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Weekly distance over daily pain on one axis of time, oldest first."""

    heading: str
    alt: str
    units: str
    """The unit of distance as it is written in the reader's language."""
    weeks: tuple[TimelineWeek, ...]
    """The bars; those of a long span stand for several weeks each."""
    pain: tuple[PainDay, ...] = ()
    scale: float = 0.0
    """The axis reaches at least this far, so that it stays the same from week to week."""
    bin_days: int = 7
    """Days of one bar."""
    pain_days: int = 1
    """Days of one dot, which tells the worst of them."""
    usual_up_to: float | None = None
    episodes: tuple[EpisodeSpan, ...] = ()
    pain_label: str = ""
    no_pain_in_week: str = ""
    """Stands for the pain of a week without a score where that is not "not recorded": it is kept from this reader."""
    band_note: str | None = None
    usual_note: str | None = None
    episode_note: str | None = None
    painkiller_note: str | None = None
    no_pain_note: str | None = None
    no_runs_note: str | None = None
    decimal: str = "."
    """The mark before decimals."""

    def worst_pain(self, week: TimelineWeek) -> str:
        """The worst back pain recorded in the days of a bar, as it is written; empty where none is."""
        inside = [day.value for day in self.pain if 0 <= (day.day - week.start).days < self.bin_days]
        return f"{max(inside):g}".replace(".", self.decimal) if inside else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBar:
    """One day of the week; `distance` None means that no run with a distance is in the log."""

    day: date
    label: str
    distance: float | None = None
    hard: float = 0.0
    """The part of `distance` on ground known to be hard."""
    text: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysChart:
    """The week by day."""

    heading: str
    alt: str
    units: str
    days: tuple[DayBar, ...]
    scale: float
    """The longest day of half a year, so that a week of short runs looks like one."""
    decimal: str = "."
    hard_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundShare:
    """One class of ground: `key` names its colour, `unknown` is a class of its own."""

    key: str
    label: str
    distance: float
    distance_label: str
    share: float
    share_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundChart:
    """Where the week's running was done."""

    heading: str
    alt: str
    shares: tuple[GroundShare, ...]
    note: str | None = None
    credit: str | None = None
    """Whose map it is, where one was used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryLine:
    """One day's diary; `pain` names the scores in their order, `level` is that of the worst."""

    day: date
    label: str
    pain: str = ""
    level: PainLevel | None = None
    leg: str = ""
    signs: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The week's diary; `empty` is said where there is no line."""

    heading: str
    lines: tuple[DiaryLine, ...] = ()
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadFigure:
    """One figure of the load panel; `number` in `unit` (None: not recorded, or nothing to tell), `before` likewise."""

    key: str
    label: str
    value: str
    note: str = ""
    number: float | None = None
    before: float | None = None
    """What it is held against: the mean, or for the longest run the highest, of the four weeks before."""
    unit: str | None = None
    known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadRatio:
    """One acute:chronic ratio with the name of its method; None where the log does not reach."""

    method: str
    said: str
    ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadPanel:
    """The week's load in figures, and the ratios that watches show; no finding comes from it."""

    heading: str
    note: str
    figures: tuple[LoadFigure, ...]
    ratio_label: str
    ratios: tuple[LoadRatio, ...]
    caveat: str
    """What is known of the ratio, in plain words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One finding that is not as it was a week before; `tone` and `tone_before` are None where it did not speak."""

    kind: ChangeKind
    label: str
    code: str
    title: str
    tone: Tone | None
    tone_before: Tone | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What changed since the report of the week before, as made at that week's end."""

    heading: str
    since: str
    items: tuple[Change, ...]
    in_brief: tuple[str, ...]
    """The same in a few lines, for where findings that are new carry a mark of their own."""

    def of(self, code: str) -> Change | None:
        """What changed about the finding with this code."""
        return next((item for item in self.items if item.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One line of a table: its cells in words, and what they say as data (SI units, None: not recorded)."""

    cells: tuple[str, ...]
    data: Mapping[str, str | float | None]
    tone: Tone | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """A table of a span's report; `empty` is said where it has no line."""

    key: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    note: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, ready for any renderer."""

    kind: Literal["weekly", "span"]
    sheet: CheckSheet
    """Findings, callouts, title, week and words: the part that `check` shows too."""
    units: Units
    empty: str | None = None
    """Said in the place of numbers where the week holds nothing."""
    kpis: tuple[Kpi, ...] = ()
    timeline: Timeline | None = None
    days: DaysChart | None = None
    ground: GroundChart | None = None
    diary: Diary | None = None
    load: LoadPanel | None = None
    changes: Changes | None = None
    span: tuple[date, date] | None = None
    """First and last day of a span's report."""
    tables: tuple[DataTable, ...] = ()
    """A span's figures beside those of the span before, and the findings of its weeks."""

    @property
    def footer(self) -> str:
        """What stands under the report; with the map's credit where findings speak of a map that no chart shows."""
        shown = self.ground is not None and self.ground.credit
        return self.sheet.footer if shown or not self.sheet.credit else f"{self.sheet.footer} {self.sheet.credit}."
