"""The course of half a year for a clinician: daily back and leg pain, painkiller days, the runs under them."""

from datetime import date
from typing import Final

from runlog.features.episodes import Episode, find_episodes
from runlog.features.history import History
from runlog.features.load import WeekLoad, week_loads
from runlog.features.pain import DayPain, daily_pain
from runlog.messages import Speech
from runlog.report.clinic_model import Course, CourseDay, CourseWeek
from runlog.report.model import EpisodeSpan
from runlog.report.words import say
from runlog.units import to_units

WEEKS: Final = 26
_KEYS: Final = ("pain_axis", "back", "leg", "painkillers", "no_entry", "episode", "week", "no_runs")


def first_day(history: History) -> date:
    """The Monday with which the half year begins."""
    return history.week.before(WEEKS - 1).start


def course(history: History, speech: Speech) -> Course:
    """The last 26 weeks up to the asked one."""
    first = first_day(history)
    pains = daily_pain(history, first, history.as_of)
    loads = week_loads(history, WEEKS)
    episodes = tuple(e for e in find_episodes(history) if (e.end or history.as_of) >= first)
    keys = {key: say(speech, f"clinic.course.{key}") for key in _KEYS}
    return Course(
        heading=say(speech, "clinic.course.heading", weeks=WEEKS),
        alt=_alt(history, pains, loads, episodes, speech),
        units=speech.unit(speech.units),
        decimal=speech.decimal,
        days=tuple(_day(history, pain, speech) for pain in pains),
        weeks=tuple(_week(load, speech) for load in loads),
        episodes=tuple(
            EpisodeSpan(first=e.start, last=e.end or history.as_of, goes_on=e.end is None) for e in episodes
        ),
        keys={**keys, "runs_axis": say(speech, "clinic.course.runs_axis", units=speech.units)},
    )


def _day(history: History, pain: DayPain, speech: Speech) -> CourseDay:
    runs = [run for run in history.runs if run.day == pain.day]
    metres = [run.distance_m for run in runs if run.distance_m is not None]
    return CourseDay(
        day=pain.day,
        back=pain.worst_0_10,
        leg=pain.leg_0_10,
        painkillers=pain.painkillers,
        distance=to_units(sum(metres), speech.units) if metres else None,
        ran=bool(runs),
    )


def _week(load: WeekLoad, speech: Speech) -> CourseWeek:
    start = load.week.start
    unmeasured = load.runs > 0 and load.runs == load.runs_without_distance
    distance = f"{to_units(load.distance_m, speech.units):.0f}{'+' if load.runs_without_distance else ''}"
    return CourseWeek(
        start=start,
        label=speech.short_date(start),
        distance_label="" if not load.in_log else "?" if unmeasured else distance,
    )


def _alt(
    history: History, pains: tuple[DayPain, ...], loads: tuple[WeekLoad, ...], episodes: tuple[Episode, ...],
    speech: Speech,
) -> str:  # fmt: skip
    back = [(day.worst_0_10, day.day) for day in pains if day.worst_0_10 is not None]
    legs = [(day.leg_0_10, day.day) for day in pains if day.leg_0_10 is not None]
    said = []
    for name, days in (("back", back), ("leg", legs)):
        if days:
            worst, when = max(days, key=lambda pair: pair[0])
            counts = {"known": len(days), "of": len(pains)}
            said.append(say(speech, f"clinic.course.alt_{name}", **counts, worst=worst, day=when))
        else:
            said.append(say(speech, f"clinic.course.alt_no_{name}"))
    said.append(say(speech, "clinic.course.alt_painkillers", days=sum(day.painkillers for day in pains)))
    for episode in episodes:
        name = "alt_episode" if episode.end is None else "alt_episode_over"
        last = episode.end or history.as_of
        said.append(say(speech, f"clinic.course.{name}", first=episode.start, last=last, peak=episode.peak))
    known = [load for load in loads if load.in_log]
    weekly = tuple(speech.distance(load.distance_m, decimals=0) for load in known)
    if known:
        said.append(say(speech, "clinic.course.alt_weeks", start=known[0].week.start, weeks=weekly))
    return " ".join(said)
