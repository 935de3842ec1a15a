"""`CheckSheet` and its parts: what `runlog check` shows, and the first part of every report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Tone = Literal["ok", "note", "caution", "act", "red-flag", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A way to record, close or mend an entry: words, and where there is one the command that does it, as typed."""

    text: str
    command: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One finding in words. `tone` is its severity, or `ok` or `unknown`; `facts` are its JSON-ready values."""

    code: str
    name: str
    tone: Tone
    label: str
    """The tone in the reader's words; a red flag's urgency."""
    title: str
    seen: str | None = None
    why: str | None = None
    advice: str | None = None
    silenced: str | None = None
    """Said in the place of advice that a red flag holds back."""
    missing: tuple[str, ...] = ()
    mend: tuple[Mend, ...] = ()
    """How to record, close or mend it: below the advice and apart from it."""
    evidence: str = ""
    sources: tuple[str, ...] = ()
    changed: str | None = None
    asks: bool = False
    """An unanswered question about a red flag: it stands above everything that is no red flag."""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def what_is_missing(self) -> str:
        """Of what is not known: what is missing and how to record it, or the reason for which the rule is ignored."""
        return " ".join(filter(None, (*self.missing, self.changed)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """A line above the report that is no finding: a file that failed, a diary line left out."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All findings of a week, sorted into the order in which a person should read them."""

    red_flags: tuple[Card, ...] = ()
    questions: tuple[Card, ...] = ()
    flagged: tuple[Card, ...] = ()
    unknown: tuple[Card, ...] = ()
    ok: tuple[Card, ...] = ()

    @property
    def by_status(self) -> tuple[Card, ...]:
        """Every finding once: flagged and worst first, then what is not known (questions first), then OK."""
        return self.red_flags + self.flagged + self.questions + self.unknown + self.ok


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSheet:
    """What `runlog check` shows."""

    language: str
    title: str
    athlete: str | None
    week: str
    week_label: str
    as_of: date
    findings: Findings
    words: Mapping[str, str]
    """The headings and short words that a renderer needs, in the reader's language."""
    callouts: tuple[Callout, ...] = ()
    in_brief: str = ""
    """What was looked at and found in order, said as a count."""
    footer: str = ""
    credit: str | None = None
    """Whose map told of the ground in the week or in the eight before, where one did."""
