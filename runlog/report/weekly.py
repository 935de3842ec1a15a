"""The weekly report: everything computed and said here, nothing left to a renderer."""

from collections.abc import Iterable
from typing import Final

from runlog.features.episodes import open_episode, usual_level
from runlog.features.history import History, Session
from runlog.features.load import WeekLoad, week_loads
from runlog.features.pain import daily_pain
from runlog.messages import Message, Speech
from runlog.model import Ground, Kind
from runlog.report.cards import check_sheet
from runlog.report.changes import Judge, changes
from runlog.report.course import timeline
from runlog.report.load import load_panel
from runlog.report.model import Kpi, Report
from runlog.report.week import days_chart, diary_section, ground_chart, other_names
from runlog.report.words import say
from runlog.rules.finding import Finding

_NONE: Final = "\u2013"
"""Stands for a number that there is none of."""


def weekly_report(
    history: History,
    findings: Iterable[Finding],
    notices: Iterable[Message],
    speech: Speech,
    judge: Judge | None = None,
) -> Report:
    """The report of the asked week; `judge` says what the week before had, where it is more than `history` tells."""
    findings = tuple(findings)
    sessions = [session for session in history.sessions if session.day in history.week]
    lines = [entry for entry in history.diary if entry.day in history.week]
    empty = not sessions and not lines
    runs = history.runs_by_week.get(history.week, ())
    return Report(
        kind="weekly",
        sheet=check_sheet(history, findings, notices, speech),
        units=speech.units,
        empty=say(speech, "empty_load" if "diary" in history.withheld else "empty") if empty else None,
        kpis=() if empty else _kpis(history, sessions, speech),
        timeline=timeline(history, speech),
        days=days_chart(history, speech),
        ground=None if "ground" in history.withheld else ground_chart(runs, speech),
        diary=None if empty or "diary" in history.withheld else diary_section(history, speech),
        load=load_panel(history, speech),
        changes=changes(history, findings, speech, judge),
    )


def _kpis(history: History, sessions: list[Session], speech: Speech) -> tuple[Kpi, ...]:
    load = week_loads(history, 1)[0]
    return (
        _distance(load, speech),
        _longest(history, speech),
        _pain(history, speech),
        _episode(history, speech) or _others(sessions, speech),
    )


def _distance(load: WeekLoad, speech: Speech) -> Kpi:
    label = say(speech, "kpi.distance")
    if not load.runs:
        value = speech.distance(0, decimals=0) if load.in_log else say(speech, "kpi.not_recorded")
        return Kpi(label=label, value=value, note=say(speech, "kpi.no_runs"))
    if load.runs == load.runs_without_distance:
        return Kpi(label=label, value=say(speech, "kpi.not_recorded"), note=say(speech, "kpi.runs", runs=load.runs))
    notes = [say(speech, "kpi.runs", runs=load.runs)]
    if load.runs_without_distance:
        notes.append(say(speech, "kpi.runs_without_distance", runs=load.runs_without_distance))
    elif load.mean_before_m and load.so_far:
        notes = [say(speech, "kpi.distance_so_far", mean_m=load.mean_before_m)]
    elif load.mean_before_m and load.ratio is not None:
        notes.append(say(speech, "kpi.distance_change", change=load.ratio - 1))
    return Kpi(label=label, value=speech.distance(load.distance_m), note=" · ".join(notes))


def _longest(history: History, speech: Speech) -> Kpi:
    label = say(speech, "kpi.longest")
    runs = [run for run in history.runs_by_week.get(history.week, ()) if run.distance_m is not None]
    if not runs:
        return Kpi(label=label, value=_NONE, note=say(speech, "kpi.no_distance"))
    longest = max(runs, key=lambda run: run.distance_m or 0.0)
    ground = _mainly(longest)
    name = "kpi.longest_ground" if ground else "kpi.longest_day"
    note = say(speech, name, day=longest.day, ground=ground or "")
    return Kpi(label=label, value=speech.distance(longest.distance_m or 0.0), note=note)


def _mainly(run: Session) -> Ground | None:
    """The ground of more than half of the run."""
    return next((ground for ground, share in run.ground.items() if share > 0.5), None)  # noqa: PLR2004 (half)


def _pain(history: History, speech: Speech) -> Kpi:
    label = say(speech, "kpi.pain")
    if "pain" in history.withheld:
        return Kpi(label=label, value=say(speech, "coach.not_shared"))
    days = daily_pain(history, history.week.start, history.as_of)
    known = [day.worst_0_10 for day in days if day.worst_0_10 is not None]
    counts = {"known": len(known), "of": len(days)}
    if not known:
        return Kpi(label=label, value=say(speech, "kpi.not_recorded"), note=say(speech, "kpi.pain_days", **counts))
    usual = usual_level(history)
    note = (
        say(speech, "kpi.pain_usual_unknown", **counts)
        if usual.level is None
        else say(speech, "kpi.pain_usual", usual=usual.level, **counts)
    )
    return Kpi(label=label, value=say(speech, "kpi.pain_value", pain=max(known)), note=note)


def _episode(history: History, speech: Speech) -> Kpi | None:
    episode = open_episode(history)
    if episode is None:
        return None
    day = (history.as_of - episode.start).days + 1
    return Kpi(
        label=say(speech, "kpi.episode"),
        value=say(speech, "kpi.episode_value", day=day),
        note=say(speech, "kpi.episode_began", day=episode.start),
    )


def _others(sessions: list[Session], speech: Speech) -> Kpi:
    others = [session for session in sessions if session.kind is not Kind.RUN]
    note = ", ".join(other_names(others, speech)) if others else say(speech, "kpi.no_others")
    return Kpi(label=say(speech, "kpi.others"), value=str(len(others)) if others else _NONE, note=note)
