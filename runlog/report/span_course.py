"""Weekly distance and pain over a whole span: a bar a week, or a bar for several where the span is long."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from runlog.clock import DAYS_PER_WEEK, Span, Week
from runlog.features.episodes import usual_level
from runlog.features.history import History, Session
from runlog.features.pain import daily_pain
from runlog.messages import Speech
from runlog.report.course import pain_alt, with_pain
from runlog.report.model import PainDay, Timeline, TimelineWeek
from runlog.report.span_findings import WeekFindings
from runlog.report.words import say
from runlog.rules import load_session_spike, load_weekly_jump
from runlog.rules.finding import Severity
from runlog.units import to_units

MOST_BARS: Final = 26
"""More bars than these cannot be read on a page (ours)."""
_SIZES: Final = (1, 4, 13, 26, 52)
"""Weeks that one bar may stand for."""
_DOTS: Final = {1: 1, 4: DAYS_PER_WEEK}
"""Days of one dot by weeks of one bar; longer bars have a dot for four weeks."""
_LONG_DOT: Final = 4 * DAYS_PER_WEEK
_MONTHLY: Final = 4
"""Up to as many weeks a bar the months are named, else the years."""
_WHOLE: Final = 0.95
"""A bar of fewer of its days than this says how many it holds."""
_FEW: Final = 14
"""Up to as many weekly bars each bears its day."""


def span_timeline(history: History, span: Span, weeks: WeekFindings, speech: Speech) -> Timeline:
    """The chart of a span; `history` ends with it. Bars hold the days of the span alone, so that they add up."""
    count = len(span.weeks())
    size = next((size for size in _SIZES if count <= size * MOST_BARS), _SIZES[-1])
    bars = _bars(history, span, size, speech)
    if size == 1:
        bars = tuple(_marked(bar, weeks, speech) for bar in bars)
    chart = Timeline(
        heading=say(speech, "span.timeline.heading" if size == 1 else "span.timeline.heading_blocks", weeks=size),
        alt="",
        units=speech.unit(speech.units),
        decimal=speech.decimal,
        weeks=bars,
        bin_days=size * DAYS_PER_WEEK,
        pain_days=_DOTS.get(size, _LONG_DOT),
        pain_label=say(speech, "timeline.pain") if size == 1 else say(speech, "span.timeline.pain_worst"),
        no_runs_note=None if any(bar.distance for bar in bars) else say(speech, "timeline.no_runs"),
    )
    chart = with_pain(chart, history, speech)
    chart = replace(chart, pain=_dots([day for day in chart.pain if day.day in span], bars[0].start, chart.pain_days))
    return replace(chart, alt=_alt(chart, history, span, speech))


def _bars(history: History, span: Span, size: int, speech: Speech) -> tuple[TimelineWeek, ...]:
    begun = span.weeks()[0].start
    step = timedelta(weeks=size)
    starts = [begun + step * index for index in range(-(-((span.last - begun).days + 1) // step.days))]
    runs: list[list[Session]] = [[] for _ in starts]
    for run in history.runs:
        if run.day in span:
            runs[(run.day - begun) // step].append(run)
    first = history.sessions[0].day if history.sessions else None
    bars = []
    for start, of_bar, label in zip(starts, runs, _labels(starts, size, speech), strict=True):
        days = Span(max(start, span.first), min(start + step - timedelta(days=1), span.last))
        bar = TimelineWeek(week=str(Week.of(start)), start=start, label=label, distance=None)
        if days.days < _WHOLE * step.days:
            bar = replace(bar, so_far=say(speech, "span.timeline.part", days=days.days))
        bars.append(_with_distance(bar, of_bar, speech) if first is not None and days.last >= first else bar)
    return tuple(bars)


def _with_distance(bar: TimelineWeek, runs: list[Session], speech: Speech) -> TimelineWeek:
    """A bar inside the log: `37`; `37+` where a run of it has no distance; `?` where none has."""
    metres = [run.distance_m for run in runs if run.distance_m is not None]
    if runs and not metres:
        return replace(bar, distance_label="?")
    distance = to_units(sum(metres), speech.units)
    more = "+" if len(metres) < len(runs) else ""
    return replace(bar, distance=distance, distance_label=f"{distance:.0f}{more}")


def _labels(starts: list[date], size: int, speech: Speech) -> Iterable[str]:
    """The day of each bar where there is room; else a month or a year where it begins."""
    before: date | None = None
    for start in starts:
        new_month = before is None or (start.year, start.month) != (before.year, before.month)
        new_year = before is None or start.year != before.year
        if size == 1 and len(starts) <= _FEW:
            yield speech.on(start, "short_date" if new_month else "day_number")
        elif size <= _MONTHLY:
            yield (str(start.year) if new_year and before else speech.on(start, "month")) if new_month else ""
        else:
            yield str(start.year) if new_year else ""
        before = start


def _marked(bar: TimelineWeek, weeks: WeekFindings, speech: Speech) -> TimelineWeek:
    """A bar with the larger of the rises for which its week's own report marked it."""
    rises = [
        ratio - 1
        for finding in weeks.get(Week.parse(bar.week), ())
        if finding.code in {load_weekly_jump.ENTRY.code, load_session_spike.ENTRY.code}
        and (finding.outcome.severity or 0) >= Severity.CAUTION
        and isinstance(ratio := finding.outcome.observed.get("ratio"), float)
    ]
    return replace(bar, marks=(say(speech, "timeline.mark_week", rise=max(rises)),)) if rises else bar


def _dots(days: list[PainDay], begun: date, step: int) -> tuple[PainDay, ...]:
    """The worst day of each step, at the step's first day."""
    worst: dict[date, PainDay] = {}
    for day in days:
        start = begun + timedelta(days=(day.day - begun).days // step * step)
        held = worst.get(start)
        masked = day.painkillers or bool(held and held.painkillers)
        louder = day if held is None or day.value > held.value else held
        worst[start] = replace(louder, day=start, painkillers=masked)
    return tuple(worst.values())


def _alt(chart: Timeline, history: History, span: Span, speech: Speech) -> str:
    bars = tuple(
        say(speech, "span.timeline.alt_bar", start=bar.start, distance=_distance(bar, chart, speech))
        for bar in chart.weeks
    )  # fmt: skip
    said = [say(speech, "span.timeline.alt", weeks=chart.bin_days // DAYS_PER_WEEK, bars=bars)]
    marks = tuple(
        say(speech, "timeline.alt_mark", start=bar.start, mark=", ".join(bar.marks))
        for bar in chart.weeks
        if bar.marks
    )  # fmt: skip
    if marks:
        said.append(say(speech, "timeline.alt_marked", marks=marks))
    said.append(pain_alt(chart, daily_pain(history, span.first, span.last), usual_level(history).level, speech))
    return " ".join(said)


def _distance(bar: TimelineWeek, chart: Timeline, speech: Speech) -> str:
    return f"{bar.distance_label} {chart.units}" if bar.distance_label else say(speech, "kpi.not_recorded")
