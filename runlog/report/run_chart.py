"""The run's chart: pace, heart rate, altitude and ground on one axis of distance or time."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from runlog.features.habits import WarmUpKnown, warm_up_known
from runlog.messages import Speech
from runlog.report.run_facts import warm_up_words
from runlog.report.run_input import (
    APART,
    RunInput,
    clock,
    covers,
    height,
    height_unit,
    mean_speed_mps,
    pace_s,
    speed_per_h,
)
from runlog.report.run_model import GroundSpan, Halt, Panel, PanelKey, RunChart, Tick, WarmUpLook, WarmUpSpan
from runlog.report.words import say
from runlog.units import M_PER_UNIT, S_PER_MIN

if TYPE_CHECKING:
    from runlog.derive.run_profile import Break, Profile

Values = list[float | None]

SEEN_S: Final = 240.0
"""A warm-up is seen in the first four minutes (`derive/warm_up_seen.py`) …"""
OFF_S: Final = 120.0
"""… and its absence in the first two."""
LABELLED_S: Final = 60.0
"""Shorter halts are drawn and not labelled (ours)."""
_MOST_LABELS: Final = 4
_PACE_STEPS: Final = (5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 180.0, 300.0, 600.0)
_ROUND_STEPS: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0)
_AXIS_STEPS: Final = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0)
_MOST_MARKS: Final = 12
_MOST_TICKS: Final = {"pace": 5, "speed": 5, "heart": 5, "altitude": 4}
_OVER: Final = 0.05
"""A scale may miss its data by this part of a step rather than grow by a whole one."""
_ODD: Final = 0.02
"""Of a pace, this part at either end does not decide the scale: a few steps of walking would flatten all the rest."""
_LEAST_SPAN: Final = {"pace": 60.0, "speed": 5.0, "heart": 30.0, "altitude": 20.0}
"""A scale spans at least so much, so that an even run looks even."""


def run_chart(told: RunInput, speech: Speech) -> RunChart | None:
    """The chart; None where no samples tell of a course."""
    profile = told.profile
    if profile is None:
        return None
    by_distance = profile.axis == "distance"
    unit = M_PER_UNIT[speech.units] if by_distance else S_PER_MIN
    panels = tuple(panel for panel in _panels(told, profile, speech) if panel)
    known = warm_up_known(told.history, told.session)
    spans = tuple(_spans(told, profile, speech)) if by_distance else ()
    end = profile.end / unit
    chart = RunChart(
        heading=_heading(panels, spans, speech, by_distance=by_distance),
        alt="",
        axis_label=speech.unit(speech.units if by_distance else "min"),
        end=end,
        ticks=_marks(end, speech),
        at=tuple(round(place / unit, 5) for place in profile.at.tolist()),
        panels=panels,
        halts=_halts(profile.breaks, unit, speech),
        warm_up=_warm_up(told, profile, known, unit, speech),
        ground=spans,
        ground_label=say(speech, "run.chart.ground"),
        notes=tuple(_notes(told, profile, panels, spans, speech)),
    )
    if not panels and all(span.key == "unknown" for span in spans):
        return None
    return replace(chart, alt=" ".join(_alt(profile, chart, warm_up_words(known, speech), speech)))


def _heading(panels: Sequence[Panel], spans: Sequence[GroundSpan], speech: Speech, *, by_distance: bool) -> str:
    names = [say(speech, f"run.chart.name_{panel.key}") for panel in panels]
    names += [say(speech, "run.chart.name_ground")] if spans else []
    said = say(speech, "run.chart.heading" if by_distance else "run.chart.heading_time", names=tuple(names))
    return said[:1].upper() + said[1:]


def _panels(told: RunInput, profile: "Profile", speech: Speech) -> Iterable[Panel | None]:
    speeds = [speed if speed == speed and speed > 0 else None for speed in profile.speed_mps.tolist()]  # noqa: PLR0124 (NaN is not itself)
    mean = mean_speed_mps(told)
    if told.on_foot:
        paces: Values = [None if speed is None else pace_s(speed, speech) for speed in speeds]
        yield _panel("pace", paces, pace_s(mean, speech) if mean else None, speech)
    else:
        yield _panel(
            "speed", [None if speed is None else speed_per_h(speed, speech) for speed in speeds],
            speed_per_h(mean, speech) if mean else None, speech,
        )  # fmt: skip
    yield _panel("heart", _known(profile.hr_bpm.tolist()), told.avg_hr_bpm, speech)
    heights = [None if value is None else height(value, speech) for value in _known(profile.altitude_m.tolist())]
    yield _panel("altitude", heights, None, speech)


def _known(values: Iterable[float]) -> Values:
    return [None if math.isnan(value) else value for value in values]


def _panel(key: PanelKey, values: Values, mean: float | None, speech: Speech) -> Panel | None:
    known = sorted(value for value in values if value is not None)
    if not known:
        return None
    odd = int(_ODD * len(known)) if key in ("pace", "speed") else 0
    low, high = known[odd], known[-1 - odd]
    room = max(_LEAST_SPAN[key] - (high - low), 0.0) / 2
    low, high = low - room, high + room
    steps = _PACE_STEPS if key == "pace" else _ROUND_STEPS
    low, high, step = _scale(low, high, steps, _MOST_TICKS[key])
    at = [low + step * place for place in range(round((high - low) / step) + 1)]
    unit = height_unit(speech) if key == "altitude" else speech.units
    return Panel(
        key=key,
        label=say(speech, f"run.chart.{key}", unit=unit),
        values=tuple(None if value is None else round(value, 2) for value in values),
        low=high if key == "pace" else low,
        high=low if key == "pace" else high,
        ticks=tuple(Tick(at=value, label=_written(key, value, speech)) for value in at),
        mean=None if mean is None or not low <= mean <= high else Tick(
            at=mean, label=say(speech, "run.chart.mean", value=_written(key, mean, speech))
        ),
    )  # fmt: skip


def _scale(low: float, high: float, steps: Sequence[float], most: int) -> tuple[float, float, float]:
    """The ends on round numbers with at most so many steps between, and the step."""
    for step in steps:
        ends = math.floor(low / step + _OVER) * step, math.ceil(high / step - _OVER) * step
        if (ends[1] - ends[0]) / step <= most + 1e-9:
            break
    return *ends, step


def _written(key: PanelKey, value: float, speech: Speech) -> str:
    return clock(value) if key == "pace" else speech.number(value, 0)


def _marks(end: float, speech: Speech) -> tuple[Tick, ...]:
    step = next((step for step in _AXIS_STEPS if end / step <= _MOST_MARKS), _AXIS_STEPS[-1])
    places = (round(step * place, 3) for place in range(int(end / step + 1e-9) + 1))
    return tuple(Tick(at=place, label=speech.number(place)) for place in places)


def _halts(breaks: Sequence["Break"], unit: float, speech: Speech) -> tuple[Halt, ...]:
    longest = sorted((halt.lasts_s for halt in breaks if halt.lasts_s >= LABELLED_S), reverse=True)[:_MOST_LABELS]
    least = longest[-1] if longest else math.inf
    return tuple(
        Halt(
            kind=halt.kind,
            at=halt.at / unit,
            until=halt.until / unit,
            label=say(speech, f"run.chart.{halt.kind}", seconds=halt.lasts_s) if halt.lasts_s >= least else "",
        )
        for halt in breaks
    )


def _warm_up(told: RunInput, profile: "Profile", known: WarmUpKnown, unit: float, speech: Speech) -> WarmUpSpan | None:
    if told.part != "all":
        return None
    if told.warm_up_lap_s is not None:
        until = profile.part_of_time(0.0, told.warm_up_lap_s).until
        return WarmUpSpan(until=until / unit, look="warmed", label=say(speech, "run.warm_up.span_lap"))
    if known.basis != "samples":
        return None
    look: WarmUpLook = "cold" if known.verdict == "none" else "warmed"
    seconds = OFF_S if look == "cold" else SEEN_S
    until = profile.at_moving_time(seconds) if profile.axis == "distance" else seconds
    return WarmUpSpan(until=until / unit, look=look, label=say(speech, f"run.warm_up.span_{look}"))


def _spans(told: RunInput, profile: "Profile", speech: Speech) -> Iterable[GroundSpan]:
    names, unit = speech.words("words.ground"), M_PER_UNIT[speech.units]
    if told.part == "none":
        return
    if not told.stretches and not told.session.ground and told.on_foot:
        yield GroundSpan(at=0.0, until=profile.end / unit, key="unknown", label=str(names["unknown"]))
    for stretch in told.stretches:
        until = min(stretch.to_m, profile.end)
        if stretch.from_m < until:
            key = str(stretch.ground or "unknown")
            guessed = stretch.basis in ("inferred", "settings")
            yield GroundSpan(
                at=stretch.from_m / unit, until=until / unit, key=key, label=str(names[key]), guessed=guessed
            )
    end = max((stretch.to_m for stretch in told.stretches), default=profile.end)
    if told.stretches and end < profile.end * (1 - APART):
        yield GroundSpan(at=end / unit, until=profile.end / unit, key="unknown", label=str(names["unknown"]))


def _notes(
    told: RunInput, profile: "Profile", panels: Sequence[Panel], spans: Sequence[GroundSpan], speech: Speech
) -> Iterable[str]:
    shown = {panel.key for panel in panels}
    wanted = ("pace" if told.on_foot else "speed", "heart", "altitude")
    missing = (
        () if not told.travels else tuple(say(speech, f"run.chart.name_{key}") for key in wanted if key not in shown)
    )
    if told.part == "none":
        yield say(speech, "run.chart.hidden")
    elif missing:
        yield say(speech, "run.chart.missing", names=missing)
    if profile.breaks and profile.axis == "distance":
        seconds = sum(halt.lasts_s for halt in profile.breaks)
        yield say(speech, "run.chart.halts", count=len(profile.breaks), seconds=seconds)
    if any(halt.kind == "gap" for halt in profile.breaks):
        yield say(speech, "run.chart.unseen")
    if any(span.guessed for span in spans):
        yield say(speech, "run.chart.striped")
    if told.part == "some":
        yield say(speech, "run.chart.part")
    if told.part != "none" and told.session.ground and not spans and profile.axis == "distance":
        yield say(speech, "run.chart.no_place")
    own = told.session.distance_m
    if own and profile.axis == "distance" and not covers(profile.end, own):
        yield say(speech, "run.chart.apart", samples_m=profile.end, told_m=own)


def _alt(profile: "Profile", chart: RunChart, verdict: str, speech: Speech) -> Iterable[str]:
    by_distance = profile.axis == "distance"
    long = speech.distance(profile.end) if by_distance else speech.duration(profile.end)
    yield say(speech, "run.chart.alt", over=long)
    yield from (_alt_panel(panel, speech) for panel in chart.panels)
    if chart.ground:
        parts = tuple(
            say(speech, "run.chart.alt_part", ground=span.label, from_at=span.at, until=span.until, unit=speech.units)
            for span in chart.ground
        )
        yield say(speech, "run.chart.alt_ground", parts=parts)
    if profile.breaks:
        seconds = sum(halt.lasts_s for halt in profile.breaks)
        yield say(speech, "run.chart.alt_halts", count=len(profile.breaks), seconds=seconds)
    yield say(speech, "run.chart.alt_warm_up", verdict=verdict)


def _alt_panel(panel: Panel, speech: Speech) -> str:
    values = [value for value in panel.values if value is not None]
    least, most = (_written(panel.key, value, speech) for value in (min(values), max(values)))
    mean = _written(panel.key, panel.mean.at if panel.mean else sum(values) / len(values), speech)
    unit = height_unit(speech) if panel.key == "altitude" else speech.units
    return say(speech, f"run.chart.alt_{panel.key}", least=least, most=most, mean=mean, unit=unit)
