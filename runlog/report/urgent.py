"""The open red flags told alone, for what shows no findings: the diary's answers, the clinician's page."""

from collections.abc import Iterator
from dataclasses import dataclass

from runlog.features.history import History
from runlog.messages import Speech
from runlog.report.mending import ways_of
from runlog.report.sheet import Mend
from runlog.report.words import say
from runlog.rules import red_emergency_signs, red_urgent_signs
from runlog.rules.finding import Outcome, Status


@dataclass(frozen=True, slots=True)
class UrgentWords:
    """An open red flag: what was recorded, what to do, and apart from it how to close or mend the entry."""

    title: str
    advice: str
    mend: tuple[Mend, ...]


def urgent_words(history: History, speech: Speech) -> tuple[UrgentWords, ...]:
    """Each level that is open, the most urgent first; empty where none is."""
    return tuple(
        UrgentWords(speech.say(flag.title), speech.say(flag.advice), ways_of(flag, speech))
        for flag in _open(history)
        if flag.advice
    )


def urgent_for_clinician(history: History, speech: Speech) -> tuple[str, ...]:
    """A line for each level that is open, for the runner and the clinician alike."""
    return tuple(
        say(speech, f"clinic.urgent.{flag.urgency}", **flag.title.params, **flag.seen.params)
        for flag in _open(history)
        if flag.seen
    )


def _open(history: History) -> Iterator[Outcome]:
    for rule in (red_emergency_signs, red_urgent_signs):
        outcome = rule.check(history, {})
        if outcome.status is Status.FLAG:
            yield outcome
