"""Findings said in words, and the check sheet that holds them all."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from runlog.features.history import History
from runlog.messages import Message, Speech
from runlog.report.mending import ways_to_mend
from runlog.report.sheet import Callout, Card, CheckSheet, Findings, Tone
from runlog.report.words import footer, map_credit, page_words, say, week_label, word
from runlog.rules.finding import Finding, Severity, Status

QUESTIONS: Final = "ASK001"
"""Unanswered, the six questions stand above everything that is no red flag."""

_WEEKS_BEFORE: Final = 8
"""So far back findings compare the ground."""
_TONES: Final[Mapping[Severity, Tone]] = {
    Severity.NOTE: "note",
    Severity.CAUTION: "caution",
    Severity.ACT: "act",
    Severity.RED_FLAG: "red-flag",
}


def check_sheet(
    history: History, findings: Iterable[Finding], notices: Iterable[Message], speech: Speech
) -> CheckSheet:
    """What `check` shows: every finding once, in the order in which a person should read them."""
    label = week_label(speech, history.week)
    cards = sort_cards(card_of(finding, speech) for finding in findings)
    return CheckSheet(
        language=speech.language,
        title=say(speech, "title"),
        athlete=history.settings.name,
        week=str(history.week),
        week_label=label if history.week_is_over else f"{label}, {say(speech, 'so_far')}",
        as_of=history.as_of,
        findings=cards,
        words=page_words(speech),
        callouts=tuple(Callout(tone="note", text=speech.say(notice)) for notice in notices),
        in_brief=say(speech, "in_brief", checks=len(cards.ok)),
        footer=footer(speech, history.as_of),
        credit=map_credit([run for run in history.runs if run.day >= history.week.before(_WEEKS_BEFORE).start], speech),
    )


def sort_cards(cards: Iterable[Card]) -> Findings:
    """Red flags first and apart, then unanswered questions; each group keeps the order that the rules gave it."""
    red: list[Card] = []
    asked: list[Card] = []
    groups: dict[str, list[Card]] = {"flagged": [], "unknown": [], "ok": []}
    for card in cards:
        if card.tone == "red-flag":
            red.append(card)
        elif card.asks:
            asked.append(card)
        else:
            groups[card.tone if card.tone in groups else "flagged"].append(card)
    return Findings(
        red_flags=tuple(red),
        questions=tuple(asked),
        flagged=tuple(groups["flagged"]),
        unknown=tuple(groups["unknown"]),
        ok=tuple(groups["ok"]),
    )


def card_of(finding: Finding, speech: Speech) -> Card:
    """One finding in words."""
    outcome = finding.outcome
    tone: Tone = _TONES[outcome.severity] if outcome.severity else _quiet_tone(outcome.status)
    flagged = outcome.status is Status.FLAG
    return Card(
        code=finding.code,
        name=finding.name,
        tone=tone,
        label=word(speech, "tone", outcome.urgency or tone),
        title=speech.say(outcome.title),
        seen=_said(outcome.seen, speech),
        why=_said(outcome.why, speech),
        advice=_said(finding.advice, speech),
        silenced=say(speech, "card.silenced") if finding.suppressed_by and flagged and outcome.advice else None,
        missing=tuple(speech.say(message) for message in outcome.missing),
        mend=ways_to_mend(finding, speech),
        evidence=word(speech, "evidence", finding.evidence.value) if flagged else "",
        sources=tuple(word(speech, "source", one) for one in finding.sources) if flagged else (),
        changed=_said(finding.changed, speech),
        asks=finding.code == QUESTIONS and outcome.status is Status.UNKNOWN,
        facts=_facts(finding),
    )


def _quiet_tone(status: Status) -> Tone:
    # A flag without a severity would be a fault of its rule; it must not look like OK.
    return "ok" if status is Status.OK else "unknown"


def _said(message: Message | None, speech: Speech) -> str | None:
    return speech.say(message) if message else None


def _facts(finding: Finding) -> Mapping[str, Any]:
    """What the JSON contract tells beside the words, as plain JSON values in SI units."""
    outcome = finding.outcome
    coverage = outcome.coverage
    return {
        "status": outcome.status.value,
        "severity": outcome.severity.word if outcome.severity else None,
        "urgency": outcome.urgency,
        "evidence": finding.evidence.value,
        "family": finding.family,
        "guidance": list(finding.guidance),
        "observed": _plain(outcome.observed),
        "threshold": _plain(outcome.threshold),
        "window": [day.isoformat() for day in outcome.window] if outcome.window else None,
        "coverage": {"known": coverage.known, "of": coverage.of, "unit": coverage.unit} if coverage else None,
        "suppressed_by": finding.suppressed_by,
        "sources": list(finding.sources),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
