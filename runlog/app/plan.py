"""The way back to running as a calendar file."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from runlog.clock import Week
from runlog.errors import UsageError
from runlog.features.history import History
from runlog.features.return_plan import STEPS, Step, operation, return_state, weeks_ahead
from runlog.features.urgency import red_flags
from runlog.messages import Message, Param, Speech

LINE_OCTETS: Final = 75
"""RFC 5545, 3.1: a content line is no longer than this, without its line break."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
"""RFC 5545, 3.3.11: what a text value escapes."""


def plan_ics(history: History, speech: Speech) -> str:
    """The steps of the return plan from the asked week on, one all-day event a week, as an iCalendar file (RFC 5545).

    Lines end with CRLF and are folded at 75 octets. The same history gives the same bytes, and a week keeps its UID, so
    that a calendar that is given the file anew replaces its entries. Later steps are told as "at the earliest".

    Raises:
        UsageError: no plan is under way, or a red flag is open.
    """
    if red_flags(history):
        raise UsageError("the plan waits: a red flag is open; run `runlog check` and have it looked at first")
    ahead = weeks_ahead(history)
    if not ahead:
        raise UsageError(_no_plan(history))
    name = speech.say(Message.of("plan.calendar"))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//runlog//return plan//EN", "CALSCALE:GREGORIAN",
             f"X-WR-CALNAME:{_text(name)}"]  # fmt: skip
    for number, (week, step) in enumerate(ahead):
        lines += _event(history, speech, week, step, first=number == 0)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def _no_plan(history: History) -> str:
    if operation(history) == "other":
        return "there is no return plan after this operation: ask your surgeon or physiotherapist for theirs"
    if return_state(history).phase in {"done", "lapsed"}:
        return "the return plan is over; for a new one set a new day in runlog.toml: [return] from"
    return "no return plan is set; set the day from which you come back in runlog.toml: [return] from = 2026-11-23"


def _event(history: History, speech: Speech, week: Week, step: Step, *, first: bool) -> Iterable[str]:
    begins = return_state(history).begins or history.as_of
    numbers: dict[str, Param] = {
        "step": STEPS.index(step) + 1, "steps": len(STEPS), "runs": step.runs, "minutes": step.minutes,
        "distance_m": step.metres, "as_of": history.as_of,
    }  # fmt: skip
    told = ("now" if first else "earliest", "limits" if step.runs else "no_run", "symptoms")
    description = "\n".join(speech.say(Message.of(f"plan.{name}", **numbers)) for name in told)
    yield "BEGIN:VEVENT"
    yield f"UID:return-{begins:%Y%m%d}-{week}@runlog"
    yield f"DTSTAMP:{history.as_of:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{week.start:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{week.end + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(speech.say(Message.of(f'plan.summary_{step.name}', **numbers)))}"
    yield f"DESCRIPTION:{_text(description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def fold(line: str) -> Iterable[str]:
    """A content line in pieces of at most 75 octets, each but the first begun by a space; no character is cut."""
    piece, octets = "", 0
    for character in line:
        size = len(character.encode())
        if octets + size > LINE_OCTETS:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + character, octets + size
    yield piece
