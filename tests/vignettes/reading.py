"""Reads a vignette's plain lines into a log; README.md describes them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd

from runlog.features.history import History
from runlog.features.questions import SIX_QUESTIONS
from runlog.messages import Speech
from runlog.messages.speech import NBSP
from runlog.rules.finding import Finding
from tests.support.logs import Row, make_log, session

WEEK = "2026-W46"
MONDAY = date(2026, 11, 9)
YEAR = 2026
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINE = re.compile(
    r"(?P<first>[^:,]+?)(?: to (?P<last>[^:,]+?))?(?:, every (?P<step>\d+)(?:nd|rd|th) day)?: (?P<told>.+)"
)
_SESSION = re.compile(
    r"(?P<sport>\w+)(?: (?P<km>[\d.]+) km)?(?: on (?P<ground>\w+))?(?: at (?P<at>\d\d:\d\d))?(?:; notes (?P<notes>.+))?"
)
_EXPECTED = re.compile(r"(?P<code>\w+): (?P<loudness>[\w-]+)(?:, (?P<urgency>\w+))?(?:, '(?P<words>.+)')?")
_NUMBERS = {
    "pain": "pain_0_10", "leg pain": "leg_pain_0_10", "stiff": "morning_stiffness_min", "limits": "limits_0_4",
    "core": "core_min", "hamstrings": "hamstring_stretch", "water": "water_l", "sat": "sat_h",
}  # fmt: skip
_WORDS = {
    "weakness": "weakness", "numbness": "numbness", "tingling": "tingling", "both sides": "both_sides",
    "growing": "growing", "bladder or bowel": "bladder_bowel", "sexual function": "sexual_function",
    "saddle": "saddle", "fever": "fever", "fall": "trauma", "weight loss": "weight_loss", "night pain": "night_pain",
    "unsteady": "unsteady", "spreads to": "radiates_to", "place": "place", "side": "side", "onset": "onset",
    "cause": "cause", "moved": "moved", "painkillers": "painkillers", "self-care": "self_care", "helped": "helped",
    "seen by": "seen_by", "note": "note", "time": "time",
}  # fmt: skip
_ITEMS = ("q_participation", "q_volume", "q_performance", "q_pain")
_SIX = {field: "no" for question in SIX_QUESTIONS for field in question.fields}


@dataclass(frozen=True)
class Expected:
    """How loud a rule is, how urgent, and words of its title."""

    code: str
    loudness: str
    urgency: str | None
    words: str


def expected_of(text: str) -> Expected:
    """One entry of `says`."""
    if text.startswith("advice: "):
        return Expected("advice", "", None, text.removeprefix("advice: "))
    match = _EXPECTED.fullmatch(text)
    assert match, f"not understood: {text!r}"
    return Expected(match["code"], match["loudness"], match["urgency"], match["words"] or "")


def titled(finding: Finding) -> Expected:
    """What a rule found, in the same shape."""
    outcome = finding.outcome
    loudness = outcome.severity.word if outcome.severity else str(outcome.status)
    return Expected(finding.code, loudness, outcome.urgency, Speech().say(outcome.title).replace(NBSP, " "))


def log_of(vignette: Mapping[str, Any]) -> History:
    """The log of a vignette, asked about its week."""
    sessions = [row for text in vignette.get("training", ()) for row in _sessions(text)]
    diary = [row for text in vignette.get("diary", ()) for row in _entries(text)]
    return make_log(sessions, diary, week=WEEK, settings=vignette.get("settings"))


def _days(text: str) -> tuple[list[date], str]:
    match = _LINE.fullmatch(text)
    assert match, f"not understood: {text!r}"
    first = _day(match["first"])
    last = _day(match["last"]) if match["last"] else first
    step = int(match["step"] or 1)
    return [first + timedelta(days=i) for i in range(0, (last - first).days + 1, step)], match["told"]


def _day(text: str) -> date:
    if text in _DAYS:
        return MONDAY + timedelta(days=_DAYS.index(text))
    day, month, *year = text.split()
    return date(int(year[0]) if year else YEAR, _MONTHS.index(month) + 1, int(day))


def _entries(text: str) -> Iterator[Row]:
    days, told = _days(text)
    cells: dict[str, Any] = {}
    for part in told.split("; "):
        cells |= _cells(part)
    for day in days:
        yield {"date": pd.Timestamp(day), **cells}


def _cells(part: str) -> dict[str, Any]:
    if part in {"before a run", "after a run"}:
        return {"before_after": part.split(maxsplit=1)[0]}
    if part == "six questions no":
        return dict(_SIX)
    if part.startswith("weekly questions "):
        answers = part.removeprefix("weekly questions ").split()
        return {item: float(answer) for item, answer in zip(_ITEMS, answers, strict=True) if answer != "-"}
    if part.startswith("seen on "):
        return {"seen_on": pd.Timestamp(part.removeprefix("seen on "))}
    for name in sorted({*_NUMBERS, *_WORDS}, key=len, reverse=True):
        if part.startswith(f"{name} "):
            said = part.removeprefix(f"{name} ")
            return {_NUMBERS[name]: float(said)} if name in _NUMBERS else {_WORDS[name]: said}
    raise AssertionError(f"not understood: {part!r}")


def _sessions(text: str) -> Iterator[Row]:
    days, told = _days(text)
    match = _SESSION.fullmatch(told)
    assert match, f"not understood: {told!r}"
    km = float(match["km"]) if match["km"] else None
    ground: dict[str, Any] = {match["ground"]: 1.0} if match["ground"] else {}
    for day in days:
        yield session(day, match["sport"], km, at=match["at"], notes=match["notes"], **ground)
