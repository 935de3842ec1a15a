import re
from pathlib import Path

import pytest

from runlog.rules import book, rule
from runlog.rules.book import HEADINGS, RULES, rule_page
from tools.make_rules_doc import TARGET, rules_markdown

RULE_FILES = [
    path.stem
    for path in sorted(Path(book.__file__).parent.glob("*.py"))
    if re.search(r"^ENTRY: Final = RuleEntry\(", path.read_text(encoding="utf-8"), re.MULTILINE)
]


def test_the_page_of_the_rules_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == rules_markdown(), "run: python -m tools.make_rules_doc"


def test_every_rule_file_is_in_the_book() -> None:
    assert sorted(getattr(each, "__name__", "").rpartition(".")[2] for each in RULES) == RULE_FILES


def test_codes_and_names_are_unique() -> None:
    assert len({each.ENTRY.code for each in RULES} | {each.ENTRY.name for each in RULES}) == 2 * len(RULES)


@pytest.mark.parametrize("each", RULES, ids=lambda each: each.ENTRY.code)
def test_each_rule_has_a_full_page_sources_and_guidance(each: rule.Rule) -> None:
    page = rule_page(each)
    assert tuple(page.sections) == HEADINGS
    assert all(page.sections.values())
    assert page.summary.endswith(".")
    assert each.ENTRY.sources
    assert all(re.fullmatch(r"U1|M\d{1,2}|K\d{1,2}", claim) for claim in each.ENTRY.guidance)
    assert re.fullmatch(r"[A-Z]+\d{3}", each.ENTRY.code)


@pytest.mark.parametrize("word", ["guarantee", "diagnos", "probabilit", "ibuprofen", "is safe", "never run"])
def test_no_page_diagnoses_promises_or_prescribes(word: str) -> None:
    assert word not in rules_markdown().casefold()
