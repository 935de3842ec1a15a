"""All rules run on one history, with the runner's settings applied."""

import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from runlog.errors import SettingsError
from runlog.features.history import History
from runlog.features.unknown_kinds import of_unknown_kind
from runlog.messages import Message
from runlog.rules.book import RULES
from runlog.rules.finding import Finding, Outcome, Severity, Status
from runlog.rules.outcomes import unknown
from runlog.rules.rule import Rule, RuleEntry
from runlog.settings import RuleSettings, Settings

STRICT_VARIABLE: Final = "RUNLOG_STRICT_RULES"
"""Set in tests: a rule that raises then raises, and does not become unknown."""
_STATUS_ORDER: Final = {Status.FLAG: 0, Status.UNKNOWN: 1, Status.OK: 2}
_URGENCY_ORDER: Final = {"emergency": 0, "urgent": 1, "appointment": 2, None: 3}


def run_rules(history: History, *, rules: tuple[Rule, ...] = RULES, strict: bool | None = None) -> tuple[Finding, ...]:
    """One finding per rule: flagged first and worst first, then unknown, then OK.

    An open red flag silences the advice of every other finding (`suppressed_by`). An ignored rule is not run: its
    finding is unknown, never OK, and carries the runner's reason in `changed`, as does a changed threshold.

    Args:
        history: what is known as of the asked week.
        rules: the rule book.
        strict: whether a rule that raises may do so; by default only where `RUNLOG_STRICT_RULES` is set. Else its
            finding is unknown.

    Raises:
        SettingsError: the settings name a rule or threshold that there is not, or ignore one that can't be ignored.
    """
    check_rule_settings(history.settings, rules)
    raising = bool(os.environ.get(STRICT_VARIABLE)) if strict is None else strict
    findings = sorted((_finding(rule, history, strict=raising) for rule in rules), key=_order)
    red = next((finding.code for finding in findings if _is_red(finding)), None)
    return tuple(
        finding if red is None or _is_red(finding) else replace(finding, suppressed_by=red) for finding in findings
    )


def check_rule_settings(settings: Settings, rules: tuple[Rule, ...] = RULES) -> None:
    """Raise `SettingsError` for what `[rules.CODE]` can't mean; one line per problem."""
    entries = {rule.ENTRY.code: rule.ENTRY for rule in rules}
    problems: list[str] = []
    for code, own in settings.rules.items():
        entry = entries.get(code)
        if entry is None:
            problems.append(f"runlog.toml: [rules.{code}]: no rule has this code{_nearest(code, entries)}")
            continue
        problems += _problems(entry, own)
    if problems:
        raise SettingsError("\n".join(problems))


def _problems(entry: RuleEntry, own: RuleSettings) -> Iterable[str]:
    if own.ignore and not entry.ignorable:
        yield f"runlog.toml: [rules.{entry.code}]: {entry.name} can't be ignored: remove `ignore = true`"
    for name in own.thresholds:
        if name not in entry.thresholds:
            hint = _nearest(name, entry.thresholds) or "; this rule has no thresholds"
            yield f"runlog.toml: [rules.{entry.code}]: unknown threshold {name!r}{hint}"


def _nearest(word: str, known: Iterable[str]) -> str:
    names = list(known)
    close = difflib.get_close_matches(word, names, n=1, cutoff=0.5)
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known are {', '.join(names)}" if names else ""


def _finding(rule: Rule, history: History, *, strict: bool) -> Finding:
    entry = rule.ENTRY
    own = history.settings.rules.get(entry.code)
    outcome = _ignored(entry) if own and own.ignore else _outcome(rule, history, own, strict=strict)
    return Finding(
        code=entry.code, name=entry.name, family=entry.family, guidance=entry.guidance,
        evidence=outcome.evidence or entry.evidence, sources=entry.sources, outcome=outcome,
        changed=_changed(entry, own),
    )  # fmt: skip


def _outcome(rule: Rule, history: History, own: RuleSettings | None, *, strict: bool) -> Outcome:
    limits: Mapping[str, float] = {**rule.ENTRY.thresholds, **(own.thresholds if own else {})}
    try:
        return _without_unknown_kinds(rule.check(history, limits), history)
    except Exception as error:
        if strict:
            raise
        # One broken rule must not hide what the others, red flags among them, have to say.
        return unknown(
            Message.of("engine.failed", rule=rule.ENTRY.name),
            Message.of("engine.failed_missing", code=rule.ENTRY.code, error=f"{type(error).__name__}: {error}"),
        )


def _without_unknown_kinds(outcome: Outcome, history: History) -> Outcome:
    """`No runs` is not known while the week holds activities of a kind that nobody told: they may be runs."""
    if outcome.status is not Status.OK or not outcome.title.id.endswith(".no_runs"):
        return outcome
    count = len(of_unknown_kind(history))
    if not count:
        return outcome
    return unknown(Message.of("engine.unknown_kinds", count=count), Message.of("engine.unknown_kinds_missing"))


def _ignored(entry: RuleEntry) -> Outcome:
    return unknown(Message.of("engine.ignored_title", rule=entry.name))


def _changed(entry: RuleEntry, own: RuleSettings | None) -> Message | None:
    if own is None or not own.reason:
        return None
    if own.ignore:
        return Message.of("engine.ignored", reason=own.reason)
    if not own.thresholds:
        return None
    changes = tuple(
        Message.of("engine.change", name=name, value=value, own=entry.thresholds[name])
        for name, value in own.thresholds.items()
    )
    return Message.of("engine.changed", changes=changes, reason=own.reason)


def _is_red(finding: Finding) -> bool:
    return finding.outcome.severity is Severity.RED_FLAG


def _order(finding: Finding) -> tuple[int, int, int]:
    """The rule book's order decides between equals, as sorting is stable."""
    outcome = finding.outcome
    return _STATUS_ORDER[outcome.status], -(outcome.severity or 0), _URGENCY_ORDER[outcome.urgency]
