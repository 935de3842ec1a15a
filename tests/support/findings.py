"""Rules run on small logs, with every message that they emit spoken on the way."""

from collections.abc import Iterator

from runlog.features.history import History
from runlog.messages import Message, Speech
from runlog.rules.engine import run_rules
from runlog.rules.finding import Finding, Outcome

SPEECHES = (Speech(), Speech(units="mi"))


def findings(log: History) -> dict[str, Finding]:
    """The finding of each rule, by code; fails on a message without a template or parameter."""
    found = run_rules(log, strict=True)
    for finding in found:
        for message in messages_of(finding):
            for speech in SPEECHES:
                said = speech.say(message)
                assert said.strip(), message
                assert "{" not in said, said
    return {finding.code: finding for finding in found}


def outcome(log: History, code: str) -> Outcome:
    """What one rule found."""
    return findings(log)[code].outcome


def verdict(log: History, code: str) -> str:
    """`ok`, `unknown`, or how loud it is: `note`, `caution`, `act`, `red-flag`."""
    found = outcome(log, code)
    return found.severity.word if found.severity else str(found.status)


def messages_of(finding: Finding) -> Iterator[Message]:
    """Every message of a finding."""
    told = finding.outcome
    for message in (told.title, told.seen, told.why, told.advice, finding.changed, *told.missing):
        if message is not None:
            yield message
            yield from _within(message)


def _within(message: Message) -> Iterator[Message]:
    """The messages that a message is made of."""
    for param in message.params.values():
        for part in param if isinstance(param, tuple) else (param,):
            if isinstance(part, Message):
                yield part
                yield from _within(part)


def title(log: History, code: str) -> str:
    """A rule's title in English, kilometres."""
    return Speech().say(outcome(log, code).title)
