"""The timeline: weekly distance with what was unusual, and the course of pain under it."""

from dataclasses import replace
from datetime import date, timedelta
from types import ModuleType
from typing import Final

from runlog.clock import Week
from runlog.features.episodes import RAISED_BY, find_episodes, usual_level
from runlog.features.history import History
from runlog.features.load import WeekLoad, week_loads
from runlog.features.pain import DayPain, daily_pain
from runlog.messages import Speech
from runlog.report.model import EpisodeSpan, PainDay, PainLevel, Timeline, TimelineWeek
from runlog.report.words import say
from runlog.rules import load_session_spike, load_weekly_jump
from runlog.rules.finding import Severity
from runlog.units import to_units

WEEKS: Final = 12
HIGH_PAIN: Final = 4.0
"""Raised pain from here on is drawn as high; the level at which a run in an episode is a caution (ours)."""
_USUAL_ROOM: Final = 0.5
"""The shaded room ends half a point below what counts as raised, so that no raised dot lies in it."""


def timeline(history: History, speech: Speech) -> Timeline:
    """The last twelve weeks up to the asked one."""
    loads = week_loads(history, WEEKS)
    marks = {load.week: _marks(history, load, speech) for load in loads}
    days = daily_pain(history, loads[0].week.start, history.as_of)
    usual = usual_level(history).level
    pain = tuple(
        PainDay(day=day.day, value=day.worst_0_10, level=pain_level(day.worst_0_10, usual), painkillers=day.painkillers)
        for day in days
        if day.worst_0_10 is not None
    )
    episodes = _episodes(history, loads[0].week.start)
    caution = _limits(history, load_weekly_jump)["ratio_caution"]
    weeks = tuple(_bar(history, load, marks[load.week], caution, previous, speech) for previous, load in _paired(loads))
    return Timeline(
        heading=say(speech, "timeline.heading", weeks=WEEKS),
        alt=_alt(loads, marks, days, usual, episodes, speech),
        units=speech.units,
        weeks=weeks,
        pain=pain,
        usual_up_to=usual + RAISED_BY - _USUAL_ROOM if pain else None,
        episodes=episodes,
        pain_label=say(speech, "timeline.pain"),
        band_note=say(speech, "timeline.band", rise=caution - 1) if any(week.band for week in weeks) else None,
        usual_note=say(speech, "timeline.usual", usual=usual),
        episode_note=say(speech, "timeline.episode") if episodes else None,
        painkiller_note=say(speech, "timeline.painkillers") if any(day.painkillers for day in pain) else None,
        no_pain_note=say(speech, "timeline.no_pain"),
        no_runs_note=None if any(load.distance_m for load in loads) else say(speech, "timeline.no_runs"),
    )


def pain_level(value: float, usual: float) -> PainLevel:
    """How a day's pain stands to what is usual for this back."""
    if value < usual + RAISED_BY:
        return "usual"
    return "high" if value >= HIGH_PAIN else "raised"


def _paired(loads: tuple[WeekLoad, ...]) -> tuple[tuple[WeekLoad | None, WeekLoad], ...]:
    return tuple(zip((None, *loads[:-1]), loads, strict=True))


def _bar(  # noqa: PLR0913 (what one bar shows)
    history: History, load: WeekLoad, marks: tuple[str, ...], caution: float, previous: WeekLoad | None, speech: Speech
) -> TimelineWeek:
    start = load.week.start
    new_month = previous is None or previous.week.start.month != start.month
    distance = to_units(load.distance_m, speech.units) if load.in_log else None
    mean = to_units(load.mean_before_m, speech.units) if load.mean_before_m else None
    asked = load.week == history.week
    return TimelineWeek(
        week=str(load.week),
        start=start,
        label=f"{start.day} {speech.month(start)}" if new_month else str(start.day),
        distance=distance,
        distance_label="" if distance is None else f"{distance:.0f}",
        band=(mean, mean * caution) if mean else None,
        marks=marks,
        asked=asked,
        so_far=say(speech, "so_far") if asked and load.so_far else None,
    )


def _marks(history: History, load: WeekLoad, speech: Speech) -> tuple[str, ...]:
    """What the two load rules say of that week, where they say it at caution or louder."""
    if not load.runs:
        return ()
    then = _history_at(history, load.week)
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


def _history_at(history: History, week: Week) -> History:
    """The history as it was when that week was asked about."""
    if week == history.week:
        return history
    sessions = tuple(session for session in history.sessions if session.day <= week.end)
    return replace(history, week=week, as_of=week.end, sessions=sessions)


def _episodes(history: History, first: date) -> tuple[EpisodeSpan, ...]:
    return tuple(
        EpisodeSpan(first=episode.start, last=episode.end or history.as_of, goes_on=episode.end is None)
        for episode in find_episodes(history)
        if (episode.end or history.as_of) >= first
    )


def _alt(  # noqa: PLR0913 (all that the picture shows)
    loads: tuple[WeekLoad, ...],
    marks: dict[Week, tuple[str, ...]],
    days: tuple[DayPain, ...],
    usual: float,
    episodes: tuple[EpisodeSpan, ...],
    speech: Speech,
) -> str:
    weeks = tuple(_alt_week(load, speech) for load in loads)
    said = [say(speech, "timeline.alt_weeks", weeks=weeks)]
    marked = tuple(
        say(speech, "timeline.alt_mark", start=week.start, mark=", ".join(words)) for week, words in marks.items() if words
    )  # fmt: skip
    if marked:
        said.append(say(speech, "timeline.alt_marked", marks=marked))
    known = [(day.worst_0_10, day.day) for day in days if day.worst_0_10 is not None]
    if known:
        worst, when = max(known, key=lambda pair: pair[0])
        said.append(
            say(
                speech, "timeline.alt_pain", known=len(known), of=len(days), usual=usual, worst=worst, day=when
            )
        )  # fmt: skip
    else:
        said.append(say(speech, "timeline.no_pain") + ".")
    for span in episodes:
        name = "alt_episode" if span.goes_on else "alt_episode_over"
        said.append(say(speech, f"timeline.{name}", first=span.first, last=span.last))
    return " ".join(said)


def _alt_week(load: WeekLoad, speech: Speech) -> str:
    if not load.in_log:
        return say(speech, "timeline.alt_before", start=load.week.start)
    return say(speech, "timeline.alt_week", start=load.week.start, distance_m=load.distance_m)


def longest_day(history: History) -> float:
    """The longest running day of the twelve weeks, in metres."""
    first = history.week.start - timedelta(weeks=WEEKS - 1)
    days: dict[date, float] = {}
    for run in history.runs:
        if run.day >= first and run.distance_m is not None:
            days[run.day] = days.get(run.day, 0.0) + run.distance_m
    return max(days.values(), default=0.0)
