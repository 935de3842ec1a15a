"""Writes docs/rules.md from the rule files: `python -m tools.make_rules_doc`."""

from pathlib import Path

from runlog.rules.book import RULES, rule_page
from runlog.rules.rule import Rule

TARGET = Path(__file__).resolve().parent.parent / "docs" / "rules.md"
HEAD = """# Rules

Made from the rule files by `python -m tools.make_rules_doc`; a test compares. `runlog rules` and `runlog explain CODE`
show the same.

**Severity** (note, caution, act, red flag) says what could happen if it is true; **evidence** says how well it is shown
that it matters. The letters and numbers under "guidance" are the claims of the two articles (M: McCance, K: Kieffer)
and of the project's user (U). A threshold that no source gives is runlog's own and called so. Each rule ends as OK,
flagged or unknown; unknown is never shown as OK. In `runlog.toml`, `[rules.CODE]` changes a threshold or ignores a
rule, with a reason, which every report prints; the rules of the family "urgency" can't be ignored.
"""


def rules_markdown() -> str:
    """The whole page: a table of the rules, then each rule's page."""
    rows = [_row(rule) for rule in RULES]
    table = ["| code | name | family | guidance | evidence | in a sentence |", "|---|---|---|---|---|---|", *rows]
    return "\n".join([HEAD, *table, "", *(_page(rule) for rule in RULES)])


def _row(rule: Rule) -> str:
    entry, summary = rule.ENTRY, rule_page(rule).summary
    link = f"[{entry.code}](#{entry.code.lower()}-{entry.name})"
    return f"| {link} | {entry.name} | {entry.family} | {', '.join(entry.guidance)} | {entry.evidence} | {summary} |"


def _page(rule: Rule) -> str:
    entry, page = rule.ENTRY, rule_page(rule)
    limits = ", ".join(f"`{name} = {value:g}`" for name, value in entry.thresholds.items()) or "none"
    facts = [
        f"Family: {entry.family}. Guidance: {', '.join(entry.guidance)}. Evidence: {entry.evidence}.",
        f"Thresholds: {limits}.",
        f"Can be ignored: {'yes, with a reason' if entry.ignorable else 'no'}.",
    ]
    sections = [f"### {heading}\n\n{text}\n" for heading, text in page.sections.items()]
    return "\n".join([f"## {entry.code} {entry.name}\n", f"{page.summary}\n", "  \n".join(facts) + "\n", *sections])


if __name__ == "__main__":
    TARGET.write_text(rules_markdown(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
