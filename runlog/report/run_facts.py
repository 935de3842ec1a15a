"""A run's numbers and facts in words; what is not recorded says so."""

from collections.abc import Iterable
from typing import Final

from runlog.features.ground import UNKNOWN, metres_by_ground
from runlog.features.habits import WarmUpKnown, warm_up_known
from runlog.messages import Message, Speech
from runlog.model import HARD_GROUND, Kind
from runlog.report.clinic_model import Fact
from runlog.report.model import Kpi
from runlog.report.run_input import RunInput, mean_speed_mps, rate
from runlog.report.words import say

_NONE: Final = "\u2013"
_APART_S: Final = 30.0
"""A time in motion that differs by less from the time recorded is not told apart (ours)."""


def run_kpis(told: RunInput, speech: Speech) -> tuple[Kpi, ...]:
    """Distance, time, pace or speed, climb; heart rate and, on foot, cadence."""
    run = told.session
    numbers = [_time(told, speech)]
    if told.travels:
        numbers = [_distance(told, speech), *numbers, _rate(told, speech), _climb(told, speech)]
    heart = say(speech, "run.kpi.highest", bpm=told.max_hr_bpm) if told.max_hr_bpm else say(speech, "run.kpi.bpm")
    numbers.append(_kpi("heart", _whole(told.avg_hr_bpm, speech), heart, speech))
    if told.on_foot:
        numbers.append(
            _kpi("cadence", _whole(run.avg_cadence_spm, speech), say(speech, "run.kpi.cadence_note"), speech)
        )
    return tuple(numbers)


def _kpi(name: str, value: str | None, note: str, speech: Speech) -> Kpi:
    label = say(speech, f"run.kpi.{name}")
    if value is None:
        return Kpi(label=label, value=_NONE, note=say(speech, "run.kpi.not_recorded"))
    return Kpi(label=label, value=value, note=note)


def _whole(value: float | None, speech: Speech) -> str | None:
    return None if value is None else speech.number(value, 0)


def _distance(told: RunInput, speech: Speech) -> Kpi:
    metres = told.session.distance_m
    by_ground = metres_by_ground([told.session]) if told.session.kind is Kind.RUN else {}
    hard = sum(value for key, value in by_ground.items() if key in HARD_GROUND)
    known = any(key != UNKNOWN for key in by_ground)
    note = say(speech, "run.kpi.hard" if hard else "run.kpi.not_hard", hard_m=hard) if known else ""
    if told.part == "some":
        note = say(speech, "run.kpi.part")
    return _kpi("distance", None if metres is None else speech.distance(metres), note, speech)


def _time(told: RunInput, speech: Speech) -> Kpi:
    moving, whole = told.session.moving_s, told.session.duration_s
    if moving is None:
        return _kpi("time", None if whole is None else speech.duration(whole), "", speech)
    apart = whole is not None and abs(whole - moving) > _APART_S
    note = say(speech, "run.kpi.of_time", seconds=whole) if apart and whole else ""
    return _kpi("moving", speech.duration(moving), note, speech)


def _rate(told: RunInput, speech: Speech) -> Kpi:
    name = "pace" if told.on_foot else "speed"
    speed = mean_speed_mps(told)
    value = rate(speed, speech, on_foot=told.on_foot) if speed else None
    return _kpi(name, value, say(speech, f"run.kpi.{name}_note", unit=speech.units), speech)


def _climb(told: RunInput, speech: Speech) -> Kpi:
    up, down = told.session.ascent_m, told.session.descent_m
    note = say(speech, "run.kpi.descent", metres=down) if down is not None else ""
    return _kpi("climb", None if up is None else speech.climb(up), note, speech)


def run_facts(told: RunInput, speech: Speech) -> tuple[Fact, ...]:
    """Warm-up with its basis, breaks, effort, shoe, device, the runner's notes; words only where they may be seen."""
    return tuple(_facts(told, speech))


def _facts(told: RunInput, speech: Speech) -> Iterable[Fact]:
    run = told.session
    if run.kind is Kind.RUN:
        known = warm_up_known(told.history, run)
        yield _fact("warm_up", warm_up_words(known, speech), speech, known=known.verdict != "unknown")
    if told.profile is not None:
        breaks = told.profile.breaks
        words = say(speech, "run.facts.pauses_none")
        if breaks:
            seconds = sum(halt.lasts_s for halt in breaks)
            words = say(speech, "run.facts.pauses_told", count=len(breaks), seconds=seconds)
        yield _fact("pauses", words, speech)
    effort = run.effort_1_10
    yield _fact("effort", None if effort is None else say(speech, "run.facts.effort_of", effort=effort), speech)
    if not told.private:
        if run.kind is Kind.RUN:
            yield _fact("shoe", run.shoe, speech)
        if told.device:
            yield _fact("device", told.device, speech)
        if run.notes:
            yield _fact("notes", speech.say(Message.of("report.quoted", words=run.notes)), speech)


def _fact(name: str, value: str | None, speech: Speech, *, known: bool = True) -> Fact:
    label = say(speech, f"run.facts.{name}")
    return Fact(label=label, value=value or say(speech, "run.facts.not_recorded"), known=bool(value) and known)


def warm_up_words(known: WarmUpKnown, speech: Speech) -> str:
    """The verdict and its basis, such as `seen: the first minutes were easier than the rest`."""
    if known.basis is None:
        return say(speech, "run.warm_up.unknown")
    return say(speech, f"run.warm_up.{known.verdict}_{known.basis}", minutes=known.minutes or 0.0)
