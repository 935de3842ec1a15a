"""What a yes/no cell says: yes, no, past, unclear, or nothing at all.

A yes needs something that says so: a yes-word, a degree, a side or a part of the body, the name of a sign. Words that
are not known are unclear, and are asked about; a denial beside a yes is never a yes.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from runlog.words.denial import denial_of
from runlog.words.hears import concept, heard, phrases
from runlog.words.phrases import Found, Phrases, longest
from runlog.words.text import Line

Verdict = Literal["yes", "no", "past", "unclear", "none"]

_NOTHING: Final = re.compile(r"[\s\-\u2013\u2014?./~]*")
"""A dash or a question mark in a spreadsheet's cell answers nothing."""
_TICKED: Final = frozenset("\u2713\u2714\u2611\u2612\u00d7xX+")
_UNTICKED: Final = frozenset("\u2717\u2718\u2610")
_NUMBER: Final = re.compile(r"(\d+(?:[.,]\d+)?)(?:\s*/\s*10)?")
_DEGREES: Final = re.compile(r"(\d{2,3}(?:[.,]\d+)?)\s*(?:°|degrees|grad)?\s*[cf]?", re.IGNORECASE)
COLDEST_C: Final = 34.0
WARMEST_C: Final = 43.0
FEVER_C: Final = 38.0
"""Body temperatures lie between the first two; from the third on it is called a fever."""
_DESCRIBED: Final = frozenset({"painkillers", "moved"})
"""Fields in which the name of a thing is a yes: what was taken, what was done."""
_ASKED_BACK: Final = "?"
"""A mark that makes a question of an answer: `yes?` is unclear."""
_ASKS_FALL: Final = "trauma"
"""The field that asks for a fall: how bad it was says that there was one."""
_ASKS_GROWTH: Final = "growing"
"""The field that asks whether something grows: `better` and `not worse` are a no there, and `worse` is a yes."""
_SAYS_YES: Final = frozenset({"yes", "sign", "loss", "worse"})
_HINTS_YES: Final = frozenset({"degree", "side", "intermittent", "odd", "amount"})
_SAYS_NO: Final = frozenset({"no", "fine", "denied", "before"})
_DETAILS: Final = frozenset({"old", "minor", "major", "not_fallen", "graze", "laces", "race_sore"})
"""Concepts that qualify an answer and are none."""
_KINDS: Final = frozenset({"blood_urine"})
"""Signs that another one's field may name."""
KEPT: Final = 8192


@dataclass(frozen=True, slots=True)
class Heard:
    """The verdict of a cell, and the concepts that its words name besides (`worse`, `minor`, `both`, `old` …)."""

    verdict: Verdict
    says: frozenset[str] = frozenset()


@lru_cache(maxsize=KEPT)
def hear_answer(text: str, field: str = "") -> Heard:
    """What a cell of a yes/no field says; `field` is the DIARY column, which tells what `better` means."""
    words = text.strip()
    short = _temperature(words) if field == "fever" else None
    short = short or _short(words)
    if short is not None:
        return Heard(short)
    line = Line(words)
    if phrases("answer").name_of(line) == "not_recorded":
        return Heard("none")
    said = frozenset(_concepts(line, field))
    extra = {one.name for one in phrases("answer").all(line) if one.name in _DETAILS}
    if _both().find(line):
        extra.add("both")
    extra |= {one.name for one in phrases("signs").all(line) if one.name in _KINDS}
    verdict = _verdict(said, field, old="old" in extra, starts_no=_starts_with_no(line))
    if verdict == "unclear" and field in _DESCRIBED and not said:
        verdict = "yes"
    if verdict == "unclear" and field == _ASKS_FALL and extra & {"minor", "major", "graze"} and "unclear" not in said:
        verdict = "yes"
    if verdict != "unclear" and line.tokens[-1:] == (_ASKED_BACK,):
        verdict = "unclear"
    return Heard(verdict, said | extra)


def is_bare_yes(text: str) -> bool:
    """Whether a cell says yes and nothing else."""
    words = text.strip()
    return hear_answer(words).verdict == "yes" and (
        _short(words) is not None or phrases("answer").name_of(Line(words)) == "yes"
    )


def _temperature(words: str) -> Verdict | None:
    """A temperature in degrees Celsius or Fahrenheit; None for what is none."""
    match = _DEGREES.fullmatch(words)
    if not match:
        return None
    degrees = float(match[1].replace(",", "."))
    celsius = (degrees - 32) / 1.8 if degrees > WARMEST_C else degrees
    if not COLDEST_C <= celsius <= WARMEST_C:
        return None
    return "yes" if celsius >= FEVER_C else "no"


def _short(words: str) -> Verdict | None:
    """Marks and numbers, which are no words."""
    if _NOTHING.fullmatch(words):
        return "none"
    if words in _TICKED:
        return "yes"
    if words in _UNTICKED:
        return "no"
    number = _NUMBER.fullmatch(words)
    if number:
        return "yes" if float(number[1].replace(",", ".")) > 0 else "no"
    return None


def _concepts(line: Line, field: str) -> Iterable[str]:
    """The concepts of the longest phrases in a line; a sign that is denied is `denied` or `past`.

    What a field has words of its own for (`slowly` under growing, `bed` under moved) stands before what all have.
    """
    own = phrases(f"answer.{field}").all(line) if field else ()
    signs = [Found("sign", one.start, one.end) for one in phrases("signs").all(line)]
    losses = [Found("loss", one.start, one.end) for one in phrases("losses").all(line)]
    answers = [one for one in phrases("answer").all(line) if one.name not in _DETAILS - {"not_fallen"}]
    for one in longest([*own, *losses, *signs, *answers, *_others().all(line)]):
        if one.name in {"sign", "loss"}:
            denial = denial_of(line, one, own=one.name == "loss")
            yield {"no": "denied", "past": "past", None: one.name}[denial]
        else:
            yield one.name


def _verdict(said: frozenset[str], field: str, *, old: bool, starts_no: bool) -> Verdict:
    yes, hint, no = bool(said & _SAYS_YES), bool(said & _HINTS_YES), bool(said & _SAYS_NO)
    if field == _ASKS_GROWTH and said & {"better", "not_worse"} and not said & {"worse", "yes"}:
        return "no"
    if "unclear" in said or (old and (yes or hint) and "worse" not in said):
        return "unclear"
    if "past" in said:
        return "unclear" if said & {"yes", "worse"} and no else "past"
    if no:
        only_odd = not said & (_HINTS_YES - {"odd"})
        only_hints = not yes and (only_odd or bool(said & {"fine", "denied"}) or starts_no)
        return "no" if only_hints else "unclear"
    if yes or hint:
        alone = not yes and not said & {"degree", "side", "odd", "amount"}
        return "unclear" if alone else "yes"
    return "no" if "unchanged" in said else "unclear"


def _starts_with_no(line: Line) -> bool:
    """`no, the left is fine`: a no, set off by a comma or full stop."""
    head = line.folded.split(" , ", maxsplit=1)[0].split(" . ", maxsplit=1)[0]
    return head != line.folded and phrases("answer").name_of(Line(head)) == "no"


@cache
def _others() -> Phrases:
    """Denials, and parts of the body: a part that stands in the cell of a sign says where it is."""
    parts = heard("parts")
    return Phrases({"before": heard("denial")["before"], "side": (*parts["leg"], *parts["saddle"])}, concept)


@cache
def _both() -> Phrases:
    return Phrases({"both": heard("parts")["both_words"]}, concept)
