"""How a reader records what is missing, closes a finding or mends a wrong entry: apart from the advice, below it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from runlog.messages import Message, Speech
from runlog.report.sheet import Mend
from runlog.rules.finding import Finding, Outcome


@dataclass(frozen=True, slots=True)
class _Way:
    """A message of the catalogue's section `[mend]`, and the words of a command behind `runlog`."""

    text: str
    command: tuple[str, ...] = ()


_SEEN: Final = _Way("seen", ("diary", "add", "--set", "seen_on=today", "--set", "seen_by={doctor}"))
_QUESTIONS: Final = _Way("answer", ("diary", "edit"))
_PAIN: Final = _Way("record", ("diary", "add", "0"))
_OWN_LIST: Final = _Way("own_list")
_CLEARANCE: Final = _Way("clearance")


def _cell(cell: str) -> _Way:
    return _Way("record", ("diary", "edit", "--set", cell))


WAYS: Final[Mapping[str, tuple[_Way, ...]]] = {
    **dict.fromkeys(("RED001.advice", "RED002.advice", "RED.aged_emergency", "RED.aged_urgent",
                     "RED.operated", "APPT001.advice", "PAIN002.advice", "PAIN002.advice_diagnosis",
                     "PAIN003.advice", "PAIN005.advice", "PAIN006.advice", "PAIN007.advice"), (_SEEN,)),
    **dict.fromkeys(("ASK001.missing", "RED001.missing_answers", "RED002.missing_answers", "ASK.joined"),
                    (_QUESTIONS,)),
    **dict.fromkeys(("ASK.aged", "ASK.visitor", "ASK.visitor_unnamed"), (_SEEN,)),
    **dict.fromkeys(("RED001.missing_diary", "RED002.missing_diary", "pain.missing_diary", "PAIN001.missing",
                     "PAIN001.missing_stale", "PAIN002.missing", "PAIN002.missing_rest", "PAIN009.missing",
                     "PAIN006.missing", "RETN002.missing"), (_PAIN,)),
    **dict.fromkeys(("LOAD001.missing_distance", "LOAD002.missing_distance", "LOAD002.missing_distance_before",
                     "LOAD003.missing_distance", "GRND001.missing_distance"), (_OWN_LIST,)),
    **dict.fromkeys(("RETN001.advice_uncleared", "RETN001.advice_other", "RETN001.missing_clearance",
                     "RETN001.missing_long_past"), (_CLEARANCE,)),
    **dict.fromkeys(("PAIN007.missing", "PAIN007.missing_items"), (_Way("answer", ("diary", "add", "--all")),)),
    **dict.fromkeys(("SHOE002.advice", "SHOE002.missing"), (_Way("gait"),)),
    "APPT001.missing_birth_year": (_Way("birth_year"),),
    "APPT001.missing_earlier_back_pain": (_Way("earlier_back_pain"),),
    "PAIN004.missing": (_cell("moved=yes"),),
    "PAIN005.missing": (_Way("record", ("diary", "edit", "--set", "self_care={heat}", "--set", "helped=yes")),),
    "PAIN005.missing_helped": (_cell("helped=yes"),),
    "PATN001.missing": (_cell("morning_stiffness_min=0"),),
    "GRND001.missing": (_Way("ground"), _Way("map")),
    "HABIT001.missing": (_Way("records_cross"),),
    "HABIT002.missing": (_cell("warm_up_min=10"),),
    "HABIT003.missing": (_cell("core_min=10"), _Way("records_strength")),
    "HABIT004.missing": (_cell("hamstring_stretch=2"), _Way("records_stretch")),
    "RETN001.missing_day": (_Way("operation_on"),),
    "RETN002.missing_lapsed": (_Way("return_from"),),
    "SHOE001.missing": (_OWN_LIST, _Way("shoes")),
    "SHOE001.missing_fit": (_Way("shoes"),),
}  # fmt: skip
"""What stands below an advice, or below what is missing, by its message."""
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "leg_pain": ("leg_pain_0_10",), "unplaced": ("weakness", "numbness"), "cancer": (), "both_legs": (), "aorta": (),
    "blood_urine": (),
    "flank": (), "fragile_sudden": (), "after_operation": (), "first_pain": (), "pain_after_runs": (),
    "episode_lasting": (), "episode_worse": (), "limits": ("limits_0_4",), "stiffness": ("morning_stiffness_min",),
    "young_lasting": (), "young_bending": (), "bone_stress": (), "thoracic_lasting": (), "unsteady_cord": ("unsteady",),
}  # fmt: skip
"""Diary fields behind a sign whose name does not begin with that of its field."""
_ANSWERED_BY: Final[Mapping[str, str]] = {
    "ASK.unclear": "no", "ASK.unchanged": "no", "ASK.place": "{low_back}", "ASK.saddle_pressure": "gone",
    "ASK.tight_laces": "gone", "ASK.stumble": "no", "ASK.after_race": "no",
}  # fmt: skip
"""What an entry that is asked about may say instead, by the question: the reader puts the own answer there."""
_ANSWERS: Final = (
    "bladder_bowel", "sexual_function", "saddle", "weakness", "numbness", "tingling", "fever", "trauma", "unsteady",
    "night_pain", "weight_loss",
)  # fmt: skip


def ways_to_mend(finding: Finding, speech: Speech) -> tuple[Mend, ...]:
    """How to record, close or mend what a finding speaks of; nothing where advice alone is held back.

    Where there is no log to write into, the one way is to begin one; to those who read what another person recorded
    nothing is said.
    """
    return ways_of(finding.outcome, speech, held_back=finding.suppressed_by is not None)


def ways_of(outcome: Outcome, speech: Speech, *, held_back: bool = False) -> tuple[Mend, ...]:
    """As `ways_to_mend`, of what a rule found."""
    if speech.log is None or (held_back and outcome.advice and not outcome.missing):
        return ()
    messages = (outcome.advice, *outcome.missing)
    ways = [way for message in messages if message for way in WAYS.get(message.id, ())]
    ways += _entries(outcome)
    if ways and not speech.log_begun:
        ways = [_Way("begin", ("init", "my-log"))]
    return tuple(_said(way, speech) for way in dict.fromkeys(ways))


def _entries(outcome: Outcome) -> Iterator[_Way]:
    """How to mend the entries behind open signs, and how to answer what is asked of them."""
    for message in outcome.missing:
        if message.id in _ANSWERED_BY:
            cell = f"{message.params['field']}={_ANSWERED_BY[message.id]}"
            yield _Way("answer_so", ("diary", "edit", "--date", str(message.params["day"]), "--set", cell))
        columns = message.params.get("columns")
        if isinstance(columns, tuple):
            yield _Way("answer", ("diary", "edit", *_set_to(columns, "no")))
    last, signs = outcome.observed.get("last"), outcome.observed.get("signs")
    if isinstance(last, date) and isinstance(signs, tuple):
        fields = tuple(dict.fromkeys(field for sign in signs for field in fields_of(str(sign))))
        cells = [*_set_to([field for field in fields if field in _ANSWERS], "no"),
                 *_set_to([field for field in fields if field not in _ANSWERS], "")]  # fmt: skip
        if cells:
            yield _Way("wrong", ("diary", "edit", "--date", last.isoformat(), *cells))


def fields_of(sign: str) -> tuple[str, ...]:
    """The diary fields whose answers show a sign, as `words.sign` names it; none where no one field does."""
    for name, fields in _FIELDS.items():
        if sign == name or sign.startswith(f"{name}_"):
            return fields
    return tuple(field for field in _ANSWERS if sign == field or sign.startswith(f"{field}_"))


def _set_to(fields: "tuple[object, ...] | list[str]", value: str) -> Iterator[str]:
    for field in fields:
        yield from ("--set", f"{field}={value}")


def _said(way: _Way, speech: Speech) -> Mend:
    words = speech.words("mend.word")
    command = tuple(part.format_map(words) for part in way.command)
    return Mend(text=speech.say(Message.of(f"mend.{way.text}")), command=speech.command(*command) if command else None)
