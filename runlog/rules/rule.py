"""The shape of a rule: one file each, with its entry in the rule book and a `check`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from runlog.features.history import History
from runlog.rules.finding import Evidence, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule's entry in the book; `thresholds` are the named limits that `runlog.toml` may change."""

    code: str
    name: str
    family: str
    guidance: tuple[str, ...]
    evidence: Evidence
    sources: tuple[str, ...]
    thresholds: Mapping[str, float] = field(default_factory=dict)
    ignorable: bool = True


class Rule(Protocol):
    """A module of this package that is a rule. Its docstring is its public page."""

    @property
    def ENTRY(self) -> RuleEntry:  # noqa: N802 (a constant of each rule's module)
        """The rule's entry in the book."""

    def check(self, history: History, limits: Mapping[str, float]) -> Outcome:
        """What the rule finds in the asked week; `limits` are its thresholds with the runner's changes applied."""
