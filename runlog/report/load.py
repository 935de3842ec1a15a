"""The load panel: the week's minutes by kind, longest run, descent and monotony, and the acute:chronic ratios.

The ratios stand here and in no finding: the one large study of runners saw them go the other way.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from runlog.clock import Week
from runlog.features.descent import week_descent
from runlog.features.habits import counts_for_cross, recorded_since
from runlog.features.history import History, Session
from runlog.features.load import WEEKS_IN_MEAN
from runlog.features.rhythm import seven_days
from runlog.features.workload import KindMinutes, WorkloadRatio, ewma_ratio, rolling_ratio, week_minutes
from runlog.messages import Speech
from runlog.model import Kind
from runlog.report.model import LoadFigure, LoadPanel, LoadRatio
from runlog.report.words import say
from runlog.units import S_PER_MIN

KINDS: Final = (Kind.RUN, Kind.CROSS, Kind.STRENGTH, Kind.MOBILITY, Kind.WALK)


def load_panel(history: History, speech: Speech) -> LoadPanel | None:
    """The panel of the asked week; None for a week before the first activity of the log."""
    first = history.sessions[0].day if history.sessions else None
    if first is None or first > history.as_of:
        return None
    return LoadPanel(
        heading=say(speech, "load.heading"),
        note=say(speech, "load.note", weeks=WEEKS_IN_MEAN),
        figures=(
            *(_minutes(kind, history, speech) for kind in KINDS),
            _longest(history, speech),
            _descent(history, speech),
            _monotony(history, speech),
        ),
        ratio_label=say(speech, "load.ratio"),
        ratios=tuple(_ratio(ratio, speech) for ratio in (rolling_ratio(history), ewma_ratio(history))),
        caveat=say(speech, "load.caveat"),
    )


def _figure(key: str, speech: Speech, value: str | None, unit: str | None, note: str = "") -> LoadFigure:
    """A figure in words; no value is one that is not recorded."""
    said = say(speech, "load.not_recorded") if value is None else value
    label = say(speech, f"load.{key}")
    return LoadFigure(key=key, label=label, value=said, unit=unit, known=value is not None, note=note)


def _minutes(kind: Kind, history: History, speech: Speech) -> LoadFigure:
    """A kind without a session is a zero where the log records such sessions, and not recorded elsewhere."""
    now = week_minutes(history, history.week).get(kind)
    if now is None:
        if not records(kind, history):
            return _figure(kind, speech, None, "min")
        now = KindMinutes(0, 0.0, 0)
    before = _minutes_before(kind, history)
    notes = [] if now.sessions else [say(speech, "load.in_log")]
    if now.sessions > 1 or now.minutes is None:
        notes.append(say(speech, "load.sessions", sessions=now.sessions))
    if now.minutes is not None and now.without_duration:
        notes.append(say(speech, "load.without_duration", sessions=now.without_duration))
    elif before is not None:
        notes.append(say(speech, "load.mean", value=speech.duration(before * S_PER_MIN)))
    value = None if now.minutes is None else speech.duration(now.minutes * S_PER_MIN) if now.sessions else _none(speech)
    note = " · ".join(notes)
    return replace(_figure(kind, speech, value, "min", note), number=now.minutes, before=before)


def _none(speech: Speech) -> str:
    return say(speech, "load.none")


def records(kind: Kind, history: History) -> bool:
    """Whether the log is known to hold sessions of this kind."""
    if kind is Kind.RUN:
        return bool(history.runs)
    if kind in {Kind.CROSS, Kind.STRENGTH}:
        since = recorded_since(history, "cross" if kind is Kind.CROSS else "strength")
        return since is not None and since <= history.as_of
    return any(_kind(session) is kind for session in history.sessions)


def _kind(session: Session) -> Kind:
    return Kind.CROSS if counts_for_cross(session) else session.kind


def _minutes_before(kind: Kind, history: History) -> float | None:
    """Mean minutes of the four weeks before; None where one is before the log or lacks a duration."""
    total = 0.0
    for week in _weeks_before(history):
        minutes = week_minutes(history, week).get(kind)
        if minutes is None:
            continue
        if minutes.minutes is None or minutes.without_duration:
            return None
        total += minutes.minutes
    return total / WEEKS_IN_MEAN if _reaches_back(history) else None


def _weeks_before(history: History) -> Iterable[Week]:
    return [history.week.before(back) for back in range(1, WEEKS_IN_MEAN + 1)]


def _reaches_back(history: History) -> bool:
    return Week.of(history.sessions[0].day) <= history.week.before(WEEKS_IN_MEAN)


def _longest(history: History, speech: Speech) -> LoadFigure:
    runs = history.runs_by_week.get(history.week, ())
    metres = [run.distance_m for run in runs if run.distance_m is not None]
    start = history.week.start - timedelta(weeks=WEEKS_IN_MEAN)
    earlier = [
        run.distance_m
        for week in _weeks_before(history)
        for run in history.runs_by_week.get(week, ())
        if run.distance_m is not None and run.day >= start
    ]
    before = max(earlier, default=None)
    note = "" if before is None else say(speech, "load.highest", value=speech.distance(before))
    if not runs:
        return replace(_figure("longest", speech, _none(speech), "m", note), before=before)
    value = speech.distance(max(metres)) if metres else None
    return replace(_figure("longest", speech, value, "m", note), number=max(metres, default=None), before=before)


def _descent(history: History, speech: Speech) -> LoadFigure:
    week = week_descent(history)
    before = week.mean_before_m
    note = "" if before is None else say(speech, "load.mean", value=speech.climb(before))
    if not week.runs:
        return replace(_figure("descent", speech, _none(speech), "m", note), before=before)
    if not week.known:
        known = say(speech, "load.descent_known", known=week.known_runs, runs=week.runs)
        return replace(_figure("descent", speech, None, "m", known), before=before)
    value = speech.climb(week.descent_m)
    return replace(_figure("descent", speech, value, "m", note), number=week.descent_m, before=before)


def _monotony(history: History, speech: Speech) -> LoadFigure:
    rhythm = seven_days(history)
    if rhythm is None or rhythm.runs_without_distance:
        return _figure("monotony", speech, None, None)
    note = say(speech, "load.rest_days", days=rhythm.rest_days)
    if not rhythm.runs:
        return _figure("monotony", speech, _none(speech), None, note)
    if rhythm.monotony is None:
        return _figure("monotony", speech, say(speech, "load.alike"), None, note)
    said = say(speech, "load.monotony_value", monotony=rhythm.monotony)
    return replace(_figure("monotony", speech, said, None, note), number=rhythm.monotony)


def _ratio(ratio: WorkloadRatio, speech: Speech) -> LoadRatio:
    name = "ewma" if ratio.method.startswith("ewma") else "rolling"
    if ratio.ratio is None:
        said = say(speech, f"load.{name}_unknown")
    else:
        said = say(speech, f"load.{name}", ratio=ratio.ratio)
    return LoadRatio(method=ratio.method, said=said, ratio=ratio.ratio)
