"""The rule book as documents: the list, and one rule's page."""

import difflib
from typing import Any

from runlog.errors import UsageError
from runlog.rules.book import RULES, rule_page
from runlog.rules.rule import Rule

FORMAT_VERSION = 1


def rules_document() -> dict[str, Any]:
    """Every rule with code, name, family, guidance, evidence, sources and a one-line summary."""
    return {"format_version": FORMAT_VERSION, "rules": [_row(rule) for rule in RULES]}


def _row(rule: Rule) -> dict[str, Any]:
    entry = rule.ENTRY
    return {
        "code": entry.code,
        "name": entry.name,
        "family": entry.family,
        "guidance": list(entry.guidance),
        "evidence": str(entry.evidence),
        "sources": list(entry.sources),
        "summary": rule_page(rule).summary,
    }


def explain(code: str) -> tuple[str, dict[str, str]]:
    """The heading and the sections (heading → text) of one rule's page.

    Raises:
        UsageError: no rule has that code or name; the text names the nearest one.
    """
    known = {key.casefold(): rule for rule in RULES for key in (rule.ENTRY.code, rule.ENTRY.name)}
    rule = known.get(code.casefold())
    if rule is None:
        near = difflib.get_close_matches(code.casefold(), known, n=1, cutoff=0.4)
        hint = f"; did you mean {known[near[0]].ENTRY.code}?" if near else ""
        raise UsageError(f"no rule is called {code!r}{hint} See the list: runlog rules")
    entry, page = rule.ENTRY, rule_page(rule)
    facts = {
        "Guidance": ", ".join(entry.guidance),
        "Evidence": str(entry.evidence),
        "Thresholds": ", ".join(f"{name} = {value:g}" for name, value in entry.thresholds.items()) or "none",
    }
    return f"{entry.code} {entry.name}: {page.summary}", {**page.sections, **facts}
