"""Tables of a run's page: splits, laps, what it asked of the body, pain around it."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from runlog.features.around_run import AroundRun, back_around, leg_around, masked
from runlog.features.run_load import Measure, run_load
from runlog.messages import Speech
from runlog.model import GroundStretch, Lap
from runlog.report.clinic_model import Table
from runlog.report.run_input import RunInput, clock, rate
from runlog.report.words import say, word
from runlog.units import M_PER_UNIT, to_units

if TYPE_CHECKING:
    from runlog.derive.run_profile import Part

_NONE: Final = "\u2013"
_MOST_SPLITS: Final = 22
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100)
_LEAST_REST_M: Final = 50.0
"""What is left after the last whole kilometre is a row of its own from here on (ours)."""
_MOST_LAPS: Final = 22
_EVEN: Final = 0.03
"""Laps all but the last within this of one length are the watch's own kilometres, which the splits tell (ours)."""
_FROM_THE_DOOR: Final = frozenset({"descent_m", "steep_descent_m", "impact_min", "steps"})
"""Sums of the whole run: less what its page shows, they tell how far off the door is."""
_WAYS: Final = {
    "descent_m": "as_climb", "steep_descent_m": "as_climb", "impact_min": "as_whole", "steps": "as_whole",
    "cadence_spm": "as_whole", "vertical_oscillation_mm": "as_whole", "stance_time_ms": "as_whole",
    "cadence_drift_spm": "as_signed", "vertical_oscillation_drift_mm": "as_signed", "stance_time_drift_ms": "as_signed",
}  # fmt: skip


def splits_table(told: RunInput, speech: Speech) -> Table | None:
    """A row for each kilometre or mile (for several of them on a long way); columns that nothing fills are left out."""
    if not told.travels:
        return None
    profile = told.profile
    unit_m = M_PER_UNIT[speech.units]
    if profile is None or profile.axis != "distance" or profile.end < unit_m:
        heading = say(speech, "run.splits.heading_one", unit=speech.units)
        short = profile is not None and profile.axis == "distance"
        return Table(
            heading=heading, empty=say(speech, f"run.splits.{'short' if short else 'empty'}", unit=speech.units)
        )
    step = next((step for step in _STEPS if profile.end / (step * unit_m) <= _MOST_SPLITS), _STEPS[-1])
    whole = int(profile.end // (step * unit_m))
    edges = [place * step * unit_m for place in range(whole + 1)]
    if profile.end - edges[-1] >= _LEAST_REST_M:
        edges.append(profile.end)
    parts = profile.parts(edges)
    name = "heading_one" if step == 1 else "heading"
    columns = _part_columns(parts, told, speech)
    columns["column_at"] = [speech.number(to_units(part.until, speech.units)) for part in parts]
    columns["column_ground"] = [_ground_of(told.stretches, part.at, part.until, speech) for part in parts]
    rate_name = "column_pace" if told.on_foot else "column_speed"
    order = ("column_at", rate_name, "column_heart", "column_climb", "column_descent", "column_ground")
    return _table(say(speech, f"run.splits.{name}", step=step, unit=speech.units), "splits", order, columns, speech)


def _part_columns(parts: Sequence["Part"], told: RunInput, speech: Speech) -> dict[str, list[str]]:
    speeds = [part.moved_m / part.moving_s if part.moved_m and part.moving_s else None for part in parts]
    rates = [_NONE if speed is None else rate(speed, speech, on_foot=told.on_foot) for speed in speeds]
    return {
        "column_pace": rates,
        "column_speed": rates,
        "column_heart": [_NONE if part.hr_bpm is None else speech.number(part.hr_bpm, 0) for part in parts],
        "column_climb": [_climbed(part.ascent_m, speech) for part in parts],
        "column_descent": [_climbed(part.descent_m, speech) for part in parts],
    }


def _climbed(metres: float | None, speech: Speech) -> str:
    return _NONE if metres is None else speech.climb(metres)


def _table(heading: str, name: str, order: Iterable[str], columns: dict[str, list[str]], speech: Speech) -> Table:
    shown = [column for column in order if any(cell != _NONE for cell in columns[column])]
    return Table(
        heading=heading,
        columns=tuple(say(speech, f"run.{name}.{column}", unit=speech.units) for column in shown),
        rows=tuple(zip(*(columns[column] for column in shown), strict=True)),
        numeric=tuple(place for place, column in enumerate(shown) if column not in ("column_ground", "column_lap")),
        empty=say(speech, f"run.{name}.empty"),
    )


def _ground_of(stretches: Sequence[GroundStretch], at: float, until: float, speech: Speech) -> str:
    """The class that most of a part lies on, and whether that is only inferred."""
    metres: dict[tuple[str, bool], float] = {}
    for stretch in stretches:
        inside = min(stretch.to_m, until) - max(stretch.from_m, at)
        if inside > 0:
            key = (str(stretch.ground or "unknown"), stretch.basis == "inferred")
            metres[key] = metres.get(key, 0.0) + inside
    if not metres:
        return _NONE
    ground, inferred = max(metres, key=lambda key: metres[key])
    word = str(speech.words("words.ground")[ground])
    return f"{word}, {say(speech, 'run.splits.inferred')}" if inferred else word


def laps_table(told: RunInput, speech: Speech) -> Table | None:
    """The watch's laps where somebody pressed its button; None where they are its own kilometres, or there is one."""
    laps, profile = told.laps, told.profile
    if profile is None or len(laps) < 2 or _even(laps):  # noqa: PLR2004 (one lap is the whole run)
        return None
    shown = laps[:_MOST_LAPS]
    parts = [profile.part_of_time(lap.start_s, lap.start_s + (lap.duration_s or 0.0)) for lap in shown]
    columns = _part_columns(parts, told, speech)
    columns["column_lap"] = [_lap_name(number, lap, speech) for number, lap in enumerate(shown, 1)]
    columns["column_time"] = [_NONE if lap.duration_s is None else clock(lap.duration_s) for lap in shown]
    columns["column_distance"] = [
        _NONE if lap.distance_m is None else speech.distance(lap.distance_m, decimals=2) for lap in shown
    ]
    rate_name = "column_pace" if told.on_foot else "column_speed"
    order = ("column_lap", "column_distance", "column_time", rate_name, "column_heart")
    made = _table(say(speech, "run.laps.heading"), "laps", order, columns, speech)
    left = len(laps) - len(shown)
    return Table(
        heading=made.heading, columns=made.columns, rows=made.rows, numeric=made.numeric, empty=made.empty,
        note=say(speech, "run.laps.more", count=left) if left else "",
    )  # fmt: skip


def _lap_name(number: int, lap: Lap, speech: Speech) -> str:
    words = word(speech, "run.lap", (lap.intensity or "").casefold().replace("_", ""), default="")
    return f"{number} {words}".rstrip()


def _even(laps: Sequence[Lap]) -> bool:
    """Whether the watch made the laps by itself, a round distance each, and nothing sets one apart."""
    lengths = [lap.distance_m or 0.0 for lap in laps[:-1]]
    if len({(lap.intensity or "").casefold() for lap in laps}) > 1:
        return False
    first = lengths[0]
    rounds = any(abs(first / (unit * step) - 1) <= _EVEN for unit in M_PER_UNIT.values() for step in (0.5, 1, 2, 5))
    return rounds and all(abs(length - first) <= _EVEN * first for length in lengths)


def body_table(told: RunInput, speech: Speech) -> Table | None:
    """What the run asked of the body, beside the runner's own twelve weeks before it."""
    heading = say(speech, "run.body.heading")
    empty = say(speech, "run.body.empty")
    if not told.on_foot:
        return None
    load = run_load(told.history, told.session)
    rows = []
    for name, way in _WAYS.items():
        measure: Measure = getattr(load, name)
        if measure.value is not None and not (told.part != "all" and name in _FROM_THE_DOOR):
            usual = _NONE if measure.usual is None else say(speech, f"run.body.{way}", value=measure.usual)
            value = say(speech, f"run.body.{way}", value=measure.value)
            rows.append((say(speech, f"run.body.{name}"), value, usual))
    return Table(
        heading=heading,
        columns=("", say(speech, "run.body.column_run"), say(speech, "run.body.column_usual")),
        rows=tuple(rows),
        numeric=(1, 2),
        empty=empty,
        note=say(speech, "run.body.note") if rows else "",
    )


def pain_table(told: RunInput, speech: Speech) -> Table:
    """Back pain before, after and on the next morning; leg pain where any is recorded."""
    history, run = told.history, told.session
    yet = run.day + timedelta(days=1) <= history.as_of
    rows = [_around("back", back_around(history, run), speech, yet=yet)]
    leg = leg_around(history, run)
    if leg.recorded:
        rows.append(_around("leg", leg, speech, yet=yet))
    return Table(
        heading=say(speech, "run.pain.heading"),
        columns=("", *(say(speech, f"run.pain.{name}") for name in ("before", "after", "next_morning"))),
        rows=tuple(rows),
        note=say(speech, "run.pain.masked") if masked(history, run) else "",
    )


def _around(name: str, pain: AroundRun, speech: Speech, *, yet: bool) -> tuple[str, ...]:
    missing = say(speech, "run.pain.not_recorded")
    later = missing if yet else say(speech, "run.pain.not_yet")
    told = ((pain.before, missing), (pain.after, missing), (pain.next_morning, later))
    cells = [other if score is None else say(speech, "run.pain.score", pain=score) for score, other in told]
    return (say(speech, f"run.pain.{name}"), *cells)
