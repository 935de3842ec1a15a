"""What a rule says: an `Outcome`; and what a reader gets: a `Finding`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum
from typing import Literal

from runlog.messages import Message

Value = str | int | float | bool | date | None | tuple[str | int | float | date, ...]
Urgency = Literal["emergency", "urgent", "appointment"]


class Status(StrEnum):
    """OK, flagged, or not known for lack of records; unknown is never shown as OK."""

    OK = "ok"
    FLAG = "flag"
    UNKNOWN = "unknown"


class Severity(IntEnum):
    """What could happen if it is true; says nothing of how sure we are."""

    NOTE = 1
    CAUTION = 2
    ACT = 3
    RED_FLAG = 4

    @property
    def word(self) -> str:
        """`note`, `caution`, `act` or `red-flag`."""
        return self.name.lower().replace("_", "-")


class Evidence(StrEnum):
    """How well it is shown that the thing matters, as graded in the evidence table."""

    STRONG = "strong"
    MODERATE = "moderate"
    MIXED = "mixed"
    WEAK = "weak"
    EXPERT_OPINION = "expert opinion"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what the rule looks at was recorded: `known` of `of` (`unit`: runs, days, weeks, km)."""

    known: float
    of: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one rule found. `severity` is set for FLAG alone, `missing` for UNKNOWN (what, and how to record it)."""

    status: Status
    title: Message
    seen: Message | None = None
    """The numbers observed, as a sentence."""
    why: Message | None = None
    advice: Message | None = None
    severity: Severity | None = None
    urgency: Urgency | None = None
    evidence: Evidence | None = None
    """Where this outcome is graded otherwise than its rule."""
    observed: Mapping[str, Value] = field(default_factory=dict)
    threshold: Mapping[str, Value] = field(default_factory=dict)
    window: tuple[date, date] | None = None
    coverage: Coverage | None = None
    missing: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An outcome with what its rule book entry says: all that an output needs."""

    code: str
    name: str
    family: str
    guidance: tuple[str, ...]
    evidence: Evidence
    sources: tuple[str, ...]
    outcome: Outcome
    suppressed_by: str | None = None
    """Code of the red flag that silences this finding's advice."""
    changed: Message | None = None
    """The runner's reason for a changed threshold or an ignored rule, to be printed."""

    @property
    def advice(self) -> Message | None:
        """The advice, unless a red flag silences it."""
        return None if self.suppressed_by else self.outcome.advice
