"""`RunReport` and its parts: one activity's page as frozen plain data that renderers draw and none computes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from runlog.report.clinic_model import Fact, Table
from runlog.report.model import Diary, GroundChart, Kpi
from runlog.report.sheet import CheckSheet
from runlog.units import Units

PanelKey = Literal["pace", "speed", "heart", "altitude"]
BreakKind = Literal["pause", "gap", "stop"]
WarmUpLook = Literal["warmed", "cold"]
TrackColor = Literal["ground", "pace", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A mark on a scale, in the scale's own unit, and what is written beside it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One quantity along the axis, a value for each of the chart's points; None is not known, and breaks the line.

    `low` and `high` are the ends of its scale; of a pace `low` is the slow end, which is the larger number.
    """

    key: PanelKey
    label: str
    values: tuple[float | None, ...]
    low: float
    high: float
    ticks: tuple[Tick, ...]
    mean: Tick | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """A pause, a gap or a stop, from `at` to `until` on the axis; only long ones are labelled."""

    kind: BreakKind
    at: float
    until: float
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmUpSpan:
    """The first part of the axis that the warm-up's verdict speaks of."""

    until: float
    look: WarmUpLook
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundSpan:
    """One class of ground along the axis; `guessed` where it was inferred or is only what is usual."""

    at: float
    until: float
    key: str
    label: str
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChart:
    """Pace, heart rate, altitude and ground on one axis of distance or time, in the reader's units."""

    heading: str
    alt: str
    axis_label: str
    end: float
    ticks: tuple[Tick, ...]
    at: tuple[float, ...]
    """Where each point of the panels lies; never falls."""
    panels: tuple[Panel, ...]
    halts: tuple[Halt, ...] = ()
    warm_up: WarmUpSpan | None = None
    ground: tuple[GroundSpan, ...] = ()
    """Empty where nothing tells where along the way which ground was."""
    ground_label: str = ""
    notes: tuple[str, ...] = ()
    """What the picture leaves out: what was not recorded, what breaks mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackLine:
    """A part of the track in one colour: points in metres east and north of the track's own middle."""

    key: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackMap:
    """The track, north up, in metres and never in degrees.

    On a private page it is turned, its longer side is 1000 of no unit, and `start`, `finish` and `scale_m` are None.
    """

    heading: str
    alt: str
    color: TrackColor
    lines: tuple[TrackLine, ...]
    keys: tuple[tuple[str, str], ...]
    """Keys of its colours with their words, in the order of the legend."""
    start: tuple[float, float] | None
    finish: tuple[float, float] | None
    scale_m: float | None
    scale_label: str
    words: Mapping[str, str]
    """start, finish, both, north."""
    note: str = ""
    credit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One activity, ready for any renderer: facts alone, no advice beside what an open red flag says."""

    kind: Literal["run"] = "run"
    id: str | None
    """None on a private page: it tells the minute."""
    day: date
    private: bool
    sheet: CheckSheet
    """Its findings are open red flags and unanswered questions alone; its week's label is the run's day and time."""
    heading: str
    units: Units
    kpis: tuple[Kpi, ...]
    facts: tuple[Fact, ...]
    facts_heading: str
    chart: RunChart | None
    chart_missing: str
    """Said in the place of the chart where there is none."""
    ground: GroundChart | None
    track: TrackMap | None
    track_heading: str
    track_missing: str
    splits: Table | None
    laps: Table | None
    body: Table | None
    """None where the activity was not on foot."""
    pain: Table
    diary: Diary | None

    @property
    def footer(self) -> str:
        """What stands under the page."""
        return self.sheet.footer
