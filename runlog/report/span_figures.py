"""A span's figures beside those of the span of the same length before it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from runlog.clock import DAYS_PER_WEEK, Span
from runlog.features.active_days import MINIMAL, active_days_of
from runlog.features.descent import descent_of
from runlog.features.episodes import find_episodes, usual_level, usual_of_days
from runlog.features.habits import counts_for_cross
from runlog.features.history import History
from runlog.features.pain import daily_pain
from runlog.messages import Speech
from runlog.model import Kind
from runlog.report.course import pain_level
from runlog.report.load import KINDS, records
from runlog.report.model import DataTable, PainLevel, TableRow
from runlog.report.words import say
from runlog.units import S_PER_MIN

NONE: Final = "\u2013"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in words and as a number of `unit`; None is not recorded."""

    said: str
    number: float | None
    unit: str = ""


Measure = Callable[[History, Span, Speech], Figure]


def training_table(history: History, span: Span, speech: Speech) -> DataTable:
    """Runs, distances, minutes by kind and descent."""
    measures: dict[str, Measure] = {"runs": _runs, "distance": distance, "weekly": _weekly, "longest": _longest}
    measures |= {kind.value: _minutes(kind) for kind in KINDS}
    measures["descent"] = _descent
    return _table("training", measures, history, span, speech)


def pain_table(history: History, span: Span, speech: Speech) -> DataTable:
    """How many days were recorded, usual, raised and high; painkillers, episodes, and active days with minimal pain."""
    measures: dict[str, Measure] = {
        "recorded": _recorded, "usual": _usual, "raised": _raised, "high": _high, "worst": worst,
        "painkillers": _painkillers, "episodes": _episodes, "active": _active, "active_recorded": _active_recorded,
        "minimal": minimal,
    }  # fmt: skip
    return _table("pain", measures, history, span, speech)


def _label(name: str, history: History, speech: Speech) -> str:
    level = usual_level(history).level
    if name == "span.pain.usual" and level is None:
        return say(speech, f"{name}_unknown")
    return say(speech, name, level=level or 0.0, most=MINIMAL)


def comparable(history: History, span: Span) -> bool:
    """Whether the log had begun when the span before this one did."""
    return history.first_day is not None and history.first_day <= span.before.first


def _table(
    key: str, measures: dict[str, Measure], history: History, span: Span, speech: Speech
) -> DataTable:  # fmt: skip
    compared = comparable(history, span)
    rows = []
    for name, measure in measures.items():
        now = measure(history, span, speech)
        then = measure(history, span.before, speech) if compared else None
        label = _label(f"span.{key}.{name}", history, speech)
        data = {"key": name, "label": label, "number": now.number, "before": then.number if then else None,
                "unit": now.unit or None}  # fmt: skip
        rows.append(TableRow(cells=(label, now.said, then.said if then else NONE), data=data))
    before = say(speech, "span.before", days=span.days)
    return DataTable(
        key=key,
        heading=say(speech, f"span.{key}.heading"),
        columns=("", say(speech, "span.now"), before),
        rows=tuple(rows),
        note="" if compared else say(speech, "span.not_compared", days=span.days),
    )


def _count(value: int) -> Figure:
    return Figure(str(value), float(value), "count")


def _not_recorded(speech: Speech, unit: str) -> Figure:
    return Figure(say(speech, "kpi.not_recorded"), None, unit)


def _metres(history: History, span: Span) -> list[float]:
    return [run.distance_m for run in history.runs if run.day in span and run.distance_m is not None]


def _runs(history: History, span: Span, speech: Speech) -> Figure:
    del speech
    return _count(sum(run.day in span for run in history.runs))


def distance(history: History, span: Span, speech: Speech) -> Figure:
    """Metres run; a run without a distance is named and adds nothing."""
    metres = _metres(history, span)
    without = sum(run.day in span for run in history.runs) - len(metres)
    if without and not metres:
        return _not_recorded(speech, "m")
    said = speech.distance(sum(metres))
    if without:
        said += f" · {say(speech, 'kpi.runs_without_distance', runs=without)}"
    return Figure(said, sum(metres), "m")


def _weekly(history: History, span: Span, speech: Speech) -> Figure:
    metres = _metres(history, span)
    if not metres and any(run.day in span for run in history.runs):
        return _not_recorded(speech, "m")
    weekly = sum(metres) / span.days * DAYS_PER_WEEK
    return Figure(speech.distance(weekly), weekly, "m")


def _longest(history: History, span: Span, speech: Speech) -> Figure:
    metres = _metres(history, span)
    return Figure(speech.distance(max(metres)), max(metres), "m") if metres else Figure(NONE, None, "m")


def _minutes(kind: Kind) -> Measure:
    def minutes(history: History, span: Span, speech: Speech) -> Figure:
        found = [session.duration_s for session in history.sessions if session.day in span
                 and (Kind.CROSS if counts_for_cross(session) else session.kind) is kind]  # fmt: skip
        known = [seconds for seconds in found if seconds is not None]
        if not found:
            return (
                Figure(say(speech, "load.none"), 0.0, "min") if records(kind, history) else _not_recorded(speech, "min")
            )
        sessions = say(speech, "load.sessions", sessions=len(found))
        counted = "" if kind is Kind.RUN else f" ({sessions})"
        if not known:
            return Figure(f"{say(speech, 'kpi.not_recorded')}{counted}", None, "min")
        more = "+" if len(known) < len(found) else ""
        return Figure(f"{speech.duration(sum(known))}{more}{counted}", sum(known) / S_PER_MIN, "min")

    return minutes


def _descent(history: History, span: Span, speech: Speech) -> Figure:
    runs = [descent_of(run) for run in history.runs if run.day in span]
    known = [metres for metres in runs if metres is not None]
    if not known:
        return Figure(NONE, None, "m") if not runs else _not_recorded(speech, "m")
    said = speech.climb(sum(known))
    if len(known) < len(runs):
        said += f" ({say(speech, 'span.known_runs', known=len(known), runs=len(runs))})"
    return Figure(said, sum(known), "m")


def _levels(history: History, span: Span) -> list[float]:
    return [day.worst_0_10 for day in daily_pain(history, span.first, span.last) if day.worst_0_10 is not None]


def _recorded(history: History, span: Span, speech: Speech) -> Figure:
    known = len(_levels(history, span))
    return Figure(say(speech, "span.of", known=known, of=span.days), float(known), "days")


def _of_level(history: History, span: Span, speech: Speech, wanted: PainLevel, *, known: bool = True) -> Figure:
    """Days of these levels; with `known`, of those days alone whose usual level is known."""
    held_against = usual_of_days(history, span.first)
    days = [
        pain_level(day.worst_0_10, held_against[day.day])
        for day in daily_pain(history, span.first, span.last)
        if day.worst_0_10 is not None and (not known or held_against[day.day] is not None)
    ]
    if not _levels(history, span):
        return _not_recorded(speech, "days")
    if not days:
        return Figure(say(speech, "kpi.not_known"), None, "days")
    return _days(sum(day == wanted for day in days))


def _usual(history: History, span: Span, speech: Speech) -> Figure:
    return _of_level(history, span, speech, "usual")


def _raised(history: History, span: Span, speech: Speech) -> Figure:
    return _of_level(history, span, speech, "raised")


def _high(history: History, span: Span, speech: Speech) -> Figure:
    return _of_level(history, span, speech, "high", known=False)


def worst(history: History, span: Span, speech: Speech) -> Figure:
    """The worst back pain recorded."""
    levels = _levels(history, span)
    if not levels:
        return _not_recorded(speech, "0-10")
    return Figure(say(speech, "kpi.pain_value", pain=max(levels)), max(levels), "0-10")


def _painkillers(history: History, span: Span, speech: Speech) -> Figure:
    answers = [entry for entry in history.diary if entry.day in span and entry.painkillers.recorded]
    if not answers:
        return _not_recorded(speech, "days")
    return _days(len({entry.day for entry in answers if entry.painkillers.yes}))


def _days(count: int) -> Figure:
    return Figure(str(count), float(count), "days")


def _episodes(history: History, span: Span, speech: Speech) -> Figure:
    if not _levels(history, span):
        return _not_recorded(speech, "count")
    last = history.as_of
    return _count(sum(e.start <= span.last and (e.end or last) >= span.first for e in find_episodes(history)))


def _active(history: History, span: Span, speech: Speech) -> Figure:
    del speech
    return _days(active_days_of(history, span.dates()).active)


def _active_recorded(history: History, span: Span, speech: Speech) -> Figure:
    del speech
    return _days(active_days_of(history, span.dates()).recorded)


def minimal(history: History, span: Span, speech: Speech) -> Figure:
    """Active days with minimal pain: the measure of progress (guidance M12)."""
    days = active_days_of(history, span.dates())
    if not days.recorded:
        return _not_recorded(speech, "days") if days.active else Figure(NONE, None, "days")
    return Figure(say(speech, "span.of", known=days.minimal, of=days.recorded), float(days.minimal), "days")
