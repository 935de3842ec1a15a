"""The timeline: weekly distance with what was unusual, and the course of pain under it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import ModuleType
from typing import Final

from runlog.features.episodes import RAISED_BY, find_episodes, usual_level, usual_of_days
from runlog.features.history import History, as_of_week
from runlog.features.load import WeekLoad, week_loads
from runlog.features.pain import DayPain, daily_pain
from runlog.messages import Speech
from runlog.report.model import EpisodeSpan, PainDay, PainLevel, Timeline, TimelineWeek
from runlog.report.words import say
from runlog.rules import load_session_spike, load_weekly_jump
from runlog.rules.finding import Severity
from runlog.units import to_units

WEEKS: Final = 12
SCALE_WEEKS: Final = 26
"""Scales reach as far as the highest of half a year (ours), so that they seldom change from week to week."""
HIGH_PAIN: Final = 4.0
"""Raised pain from here on is drawn as high; the level at which a run in an episode is a caution (ours)."""
_USUAL_ROOM: Final = 0.5
"""The shaded room ends half a point below what counts as raised, so that no raised dot lies in it."""


@dataclass(frozen=True, slots=True)
class _MarkedWeek:
    load: WeekLoad
    marks: tuple[str, ...]
    new_month: bool


def timeline(history: History, speech: Speech) -> Timeline:
    """The last twelve weeks up to the asked one."""
    weeks = _marked_weeks(history, speech)
    first = weeks[0].load.week.start
    days = daily_pain(history, first, history.as_of)
    limits = _limits(history, load_weekly_jump)
    caution = limits["ratio_caution"] or limits["ratio_note"]
    banded = any(week.load.mean_before_m for week in weeks)
    chart = Timeline(
        heading=say(speech, "timeline.heading_load" if "pain" in history.withheld else "timeline.heading", weeks=WEEKS),
        alt="",
        units=speech.unit(speech.units),
        decimal=speech.decimal,
        weeks=tuple(_bar(history, week, caution, speech) for week in weeks),
        scale=to_units(_highest(history, caution), speech.units),
        pain_label=say(speech, "timeline.pain"),
        band_note=say(speech, "timeline.band", rise=caution - 1) if banded else None,
        no_runs_note=None if any(week.load.distance_m for week in weeks) else say(speech, "timeline.no_runs"),
    )
    chart = with_pain(chart, history, speech)
    bars = tuple(_alt_week(week.load, speech) for week in weeks)
    said = (
        say(speech, "timeline.alt_weeks", weeks=bars),
        _alt_marks(chart, speech),
        pain_alt(chart, days, usual_level(history).level, speech),
    )
    return replace(chart, alt=" ".join(part for part in said if part))


def with_pain(chart: Timeline, history: History, speech: Speech) -> Timeline:
    """The chart with its dots, what is usual at its end, the episodes, and the keys to them."""
    first = chart.weeks[0].start
    usual, held_against = usual_level(history).level, usual_of_days(history, first)
    pain = tuple(
        PainDay(
            day=day.day,
            value=day.worst_0_10,
            level=pain_level(day.worst_0_10, held_against[day.day]),
            painkillers=day.painkillers,
        )
        for day in daily_pain(history, first, history.as_of)
        if day.worst_0_10 is not None
    )
    episodes = _episodes(history, first)
    withheld = "pain" in history.withheld
    return replace(
        chart,
        pain=pain,
        usual_up_to=usual + RAISED_BY - _USUAL_ROOM if pain and usual is not None else None,
        episodes=episodes,
        no_pain_in_week=say(speech, "coach.not_shared") if withheld else "",
        usual_note=None if withheld else _usual_note(usual, speech),
        episode_note=say(speech, "timeline.episode") if episodes else None,
        painkiller_note=say(speech, "timeline.painkillers") if any(day.painkillers for day in pain) else None,
        no_pain_note=no_pain(history, speech),
    )


def _usual_note(usual: float | None, speech: Speech) -> str:
    return say(speech, "timeline.usual_unknown") if usual is None else say(speech, "timeline.usual", usual=usual)


def _highest(history: History, caution: float) -> float:
    """The highest week of half a year, or the upper edge of the grey behind it, in metres."""
    loads = week_loads(history, SCALE_WEEKS)
    return max(max(load.distance_m, (load.mean_before_m or 0.0) * caution) for load in loads)


def _marked_weeks(history: History, speech: Speech) -> tuple[_MarkedWeek, ...]:
    loads = week_loads(history, WEEKS)
    months = [load.week.start.month for load in loads]
    return tuple(
        _MarkedWeek(load, _marks(history, load, speech), new_month=index == 0 or months[index - 1] != months[index])
        for index, load in enumerate(loads)
    )


def pain_level(value: float, usual: float | None) -> PainLevel:
    """How a day's pain stands to what is usual for this back; where that is not known, only a high one stands out."""
    if value < (HIGH_PAIN if usual is None else usual + RAISED_BY):
        return "usual"
    return "high" if value >= HIGH_PAIN else "raised"


def _bar(history: History, week: _MarkedWeek, caution: float, speech: Speech) -> TimelineWeek:
    load, start = week.load, week.load.week.start
    unmeasured = load.runs > 0 and load.runs == load.runs_without_distance
    distance = to_units(load.distance_m, speech.units) if load.in_log and not unmeasured else None
    mean = to_units(load.mean_before_m, speech.units) if load.mean_before_m else None
    asked = load.week == history.week
    return TimelineWeek(
        week=str(load.week),
        start=start,
        label=speech.on(start, "short_date" if week.new_month else "day_number"),
        distance=distance,
        distance_label=_label(distance, load),
        band=(mean, mean * caution) if mean else None,
        marks=week.marks,
        asked=asked,
        so_far=say(speech, "so_far") if asked and load.so_far else None,
    )


def _label(distance: float | None, load: WeekLoad) -> str:
    """`37`; `37+` where a run of that week has no distance; `?` where none has; nothing before the log began."""
    if distance is None:
        return "?" if load.runs else ""
    return f"{distance:.0f}{'+' if load.runs_without_distance else ''}"


def _marks(history: History, load: WeekLoad, speech: Speech) -> tuple[str, ...]:
    """What the two load rules say of that week, where they say it at caution or louder."""
    if not load.runs:
        return ()
    then = history if load.week == history.week else as_of_week(history, load.week)
    marks = []
    for rule, name in ((load_weekly_jump, "mark_week"), (load_session_spike, "mark_run")):
        own = history.settings.rules.get(rule.ENTRY.code)
        if own and own.ignore:
            continue
        outcome = rule.check(then, _limits(history, rule))
        ratio = outcome.observed.get("ratio")
        if (outcome.severity or 0) >= Severity.CAUTION and isinstance(ratio, float):
            marks.append(say(speech, f"timeline.{name}", rise=ratio - 1))
    return tuple(marks)


def _limits(history: History, rule: ModuleType) -> dict[str, float]:
    own = history.settings.rules.get(rule.ENTRY.code)
    return {**rule.ENTRY.thresholds, **(own.thresholds if own else {})}


def _episodes(history: History, first: date) -> tuple[EpisodeSpan, ...]:
    return tuple(
        EpisodeSpan(first=episode.start, last=episode.end or history.as_of, goes_on=episode.end is None)
        for episode in find_episodes(history)
        if (episode.end or history.as_of) >= first
    )


def no_pain(history: History, speech: Speech) -> str:
    """What is said in the place of dots."""
    return say(speech, "coach.no_pain" if "pain" in history.withheld else "timeline.no_pain")


def _alt_marks(chart: Timeline, speech: Speech) -> str:
    marked = tuple(
        say(speech, "timeline.alt_mark", start=week.start, mark=", ".join(week.marks))
        for week in chart.weeks
        if week.marks
    )
    return say(speech, "timeline.alt_marked", marks=marked) if marked else ""


def pain_alt(chart: Timeline, days: tuple[DayPain, ...], usual: float | None, speech: Speech) -> str:
    """The lower half of the chart in words."""
    said = []
    known = [(day.worst_0_10, day.day) for day in days if day.worst_0_10 is not None]
    if known:
        worst, when = max(known, key=lambda pair: pair[0])
        counts = {"known": len(known), "of": len(days)}
        name = "alt_pain_usual_unknown" if usual is None else "alt_pain"
        said.append(say(speech, f"timeline.{name}", **counts, usual=usual or 0.0, worst=worst, day=when))
    else:
        said.append(f"{chart.no_pain_note}.")
    for span in chart.episodes:
        name = "alt_episode" if span.goes_on else "alt_episode_over"
        said.append(say(speech, f"timeline.{name}", first=span.first, last=span.last))
    return " ".join(said)


def _alt_week(load: WeekLoad, speech: Speech) -> str:
    if not load.in_log:
        return say(speech, "timeline.alt_before", start=load.week.start)
    if load.runs_without_distance:
        params = {"distance_m": load.distance_m, "runs": load.runs_without_distance}
        return say(speech, "timeline.alt_week_without", start=load.week.start, **params)
    return say(speech, "timeline.alt_week", start=load.week.start, distance_m=load.distance_m)


def longest_day(history: History) -> float:
    """The longest running day of half a year, in metres."""
    first = history.week.start - timedelta(weeks=SCALE_WEEKS - 1)
    days: dict[date, float] = {}
    for run in history.runs:
        if run.day >= first and run.distance_m is not None:
            days[run.day] = days.get(run.day, 0.0) + run.distance_m
    return max(days.values(), default=0.0)
