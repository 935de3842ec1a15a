"""The emergency and urgent signs that hang on the whole person: a fall, an age, a history, a fever, an operation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from runlog.features.answer import Answer
from runlog.features.care import told_sudden
from runlog.features.history import DiaryEntry
from runlog.features.pain import back_pain
from runlog.features.signs import Hit, Level, Recent, hit_of, leg_pain_of, leg_signs_of, pain_of
from runlog.settings import Settings
from runlog.words.notes import names
from runlog.words.parts import parts_named

OLD_AGE: Final = 65
"""A minor fall, or sudden pain without one, is urgent from this age on (guidance, urgency table)."""
SUDDEN_SEVERE: Final = 7.0
"""Sudden back or belly pain from here on is severe (guidance, urgency table)."""
SUDDEN_STRONG: Final = 4.0
"""Sudden pain without a fall counts from here on where bones may be fragile (ours: the table names no strength)."""
OPERATED_WITHIN: Final = timedelta(days=365)
"""New leg pain belongs to an operation for a year (ours) …"""
FEVER_AFTER_OPERATION: Final = timedelta(weeks=12)
"""… and a fever for twelve weeks (ours)."""
NEW_LEG_PAIN_BY: Final = 2.0
"""Leg pain after an operation is new where it rose by this much within a week, or was not there (ours)."""


def signs_of(recent: Recent, settings: Settings, *, new_pain: bool) -> tuple[Hit, ...]:
    """The emergency and urgent signs that a line shows.

    `new_pain` tells that back pain is new with this line; it counts with a history of cancer. Risk factors come from
    the settings and alone show nothing. What asks for an appointment takes weeks to show, and has its own modules.
    """
    return (
        *leg_signs_of(recent),
        *_trauma(recent, settings),
        *_sudden(recent, settings, new_pain=new_pain),
        *_unsteady(recent, settings),
        *_fever(recent, settings),
        *_operation(recent, settings),
    )


def _trauma(recent: Recent, settings: Settings) -> Iterator[Hit]:
    trauma = recent.line.trauma
    if not trauma.yes or asked_at_most(recent.line):
        return
    if not is_minor(trauma):
        yield hit_of(recent, "trauma", "trauma_major", Level.EMERGENCY, trauma)
    elif _is_fragile(settings, recent.line.day):
        yield hit_of(recent, "trauma", "trauma_minor", Level.URGENT, trauma)


def asked_at_most(line: DiaryEntry) -> bool:
    """A stumble without a fall, or a graze without back pain (guidance)."""
    grazed = line.trauma.says("graze") and is_minor(line.trauma) and not back_pain(line)
    return line.trauma.says("not_fallen") or grazed


def is_minor(trauma: Answer) -> bool:
    """Whether the words of a fall call it a small one, and none of them a bad one."""
    return trauma.says("minor") and not trauma.says("major")


def _sudden(recent: Recent, settings: Settings, *, new_pain: bool) -> Iterator[Hit]:
    line, risk = recent.line, settings.history
    if told_sudden(line) and not line.trauma.yes:
        pain = line.pain_0_10 or 0.0
        if pain >= SUDDEN_SEVERE and _is_old(settings, line.day) and _is_trunk(line) and _is_strange(recent, settings):
            yield replace(hit_of(recent, "aorta", "aorta", Level.EMERGENCY), fresh=True)
        elif (back_pain(line) or 0.0) >= SUDDEN_STRONG and _is_fragile(settings, line.day):
            yield replace(hit_of(recent, "fragile_sudden", "fragile_sudden", Level.URGENT), fresh=True)
    if new_pain and risk.cancer:
        yield replace(hit_of(recent, "cancer", "cancer", Level.URGENT), fresh=True)


def _is_trunk(line: DiaryEntry) -> bool:
    return back_pain(line) is not None or "belly" in parts_named(line.place or "")


def _is_strange(recent: Recent, settings: Settings) -> bool:
    """Never had before, or with something pulsing in the belly."""
    told = ", ".join(filter(None, (recent.line.note, recent.line.cause, recent.line.place)))
    return settings.history.earlier_back_pain is not True or names(told, "pulsing")


def _unsteady(recent: Recent, settings: Settings) -> Iterator[Hit]:
    unsteady = recent.line.unsteady
    if not (unsteady.yes or (recent.latest("unsteady").yes and _is_band(recent.line))):
        return
    band = any(_is_band(entry) for entry in (recent.line, *recent.before))
    if settings.history.cancer or band:
        yield hit_of(recent, "unsteady", "unsteady_cord", Level.EMERGENCY, unsteady)
    else:
        yield hit_of(recent, "unsteady", "unsteady", Level.URGENT, unsteady)


def _is_band(line: DiaryEntry) -> bool:
    """Band-like pain of the mid-back."""
    told = parts_named(", ".join(filter(None, (line.place, line.radiates_to))))
    noted = parts_named(line.note or "")
    return "band" in told or {"band", "mid_back"} <= told | noted


def _fever(recent: Recent, settings: Settings) -> Iterator[Hit]:
    line, fever = recent.line, recent.latest("fever")
    flank = "flank" in parts_named(line.place or "") and (line.pain_0_10 or 0) > 0
    blood = line.bladder_bowel.yes and line.bladder_bowel.says("blood_urine")
    if flank and (fever.yes or blood):
        yield hit_of(recent, "flank", "flank", Level.URGENT, fever if fever.yes else line.bladder_bowel)
    elif blood:
        yield hit_of(recent, "flank", "blood_urine", Level.URGENT, line.bladder_bowel)
    elif fever.yes and recent.in_pain and (line.fever.yes or pain_of(line) > 0):
        yield hit_of(recent, "fever", "fever", Level.URGENT, fever)
    elif line.fever.yes and _since_operation(settings, line.day, FEVER_AFTER_OPERATION):
        yield hit_of(recent, "after_operation", "after_operation", Level.URGENT, fever)


def _operation(recent: Recent, settings: Settings) -> Iterator[Hit]:
    """New leg pain after an operation on the back: the team that operated wants to know."""
    leg = leg_pain_of(recent.line)
    if not leg or not _since_operation(settings, recent.line.day, OPERATED_WITHIN):
        return
    before = [pain for entry in recent.before if (pain := leg_pain_of(entry)) is not None]
    if before and leg - min(before) >= NEW_LEG_PAIN_BY:
        yield replace(hit_of(recent, "after_operation", "after_operation", Level.URGENT), strength=leg)


def _since_operation(settings: Settings, day: date, within: timedelta) -> bool:
    operated = settings.return_.operation_on
    return operated is not None and timedelta(0) <= day - operated <= within


def _is_fragile(settings: Settings, day: date) -> bool:
    risk = settings.history
    return bool(risk.osteoporosis or risk.steroids) or _is_old(settings, day)


def _is_old(settings: Settings, day: date) -> bool:
    return settings.birth_year is not None and day.year - settings.birth_year >= OLD_AGE
