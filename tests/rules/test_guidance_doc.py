import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from runlog.rules.book import RULES
from tools.make_guidance_doc import IDS, TARGET, Guide, guidance_markdown, problems, read_guide

REPO = Path(__file__).resolve().parents[2]
WORDS_IN_A_ROW = 7


@pytest.fixture(scope="module")
def guide() -> Guide:
    return read_guide()


def changed(guide: Guide, claim: str, **cells: Any) -> Guide:
    rows = tuple({**row, **cells} if row["id"] == claim else row for row in guide.rows)
    return replace(guide, rows=rows)


def test_the_page_of_the_guidance_is_current(guide: Guide) -> None:
    assert TARGET.read_text(encoding="utf-8") == guidance_markdown(guide), "run: python -m tools.make_guidance_doc"


def test_every_claim_is_served_and_every_name_exists(guide: Guide) -> None:
    assert list(problems(guide)) == []
    assert len(IDS) == len(guide.rows) == 25


def test_a_claim_without_rule_field_or_sentence_fails(guide: Guide) -> None:
    without = tuple(rule for rule in RULES if "M2" not in rule.ENTRY.guidance)
    bare = changed(guide, "M2", fields=[], sentences=[])
    assert "M2 is served nowhere" in list(problems(bare, without))
    assert "M2 is served nowhere" not in list(problems(bare))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("fields", "hamstrings"),
        ("columns", "distance_km"),
        ("settings", "shoes.colour"),
        ("settings", "shoe"),
        ("settings", "return.from_"),
        ("features", "workload.ratio"),
        ("features", "nowhere.at_all"),
        ("report", "weekly.shoes"),
        ("report", "monthly.kpis"),
        ("sentences", "LOAD002.nothing"),
        ("sentences", "LOAD002"),
        ("rules", "LOAD999"),
        ("feilds", "pain_0_10"),
    ],
)
def test_a_name_that_does_not_exist_fails(guide: Guide, kind: str, name: str) -> None:
    assert [text for text in problems(changed(guide, "M6", **{kind: [name]})) if text.startswith("M6:")]


def test_a_missing_claim_a_missing_rule_and_a_sign_left_out_fail(guide: Guide) -> None:
    assert "rows are" in next(iter(problems(replace(guide, rows=guide.rows[1:]))))
    without = tuple(rule for rule in RULES if rule.ENTRY.code != "RED002")
    assert "no rule RED002 for the level urgent" in list(problems(guide, without))
    fewer = replace(guide, urgency=guide.urgency[1:])
    assert "no row of the urgency table tells of bladder_bowel" in list(problems(fewer))


def test_the_levels_of_the_table_are_the_programs_own(guide: Guide) -> None:
    levels = {
        level: {sign for entry in guide.urgency if entry["level"] == level for sign in entry["signs"]}
        for level in ("emergency", "urgent", "appointment")
    }
    assert sum(map(len, levels.values())) == len(set().union(*levels.values())), "no sign has two levels"
    source = (REPO / "runlog" / "features" / "signs.py").read_text(encoding="utf-8")
    for name, level in re.findall(r'_hit\(recent, "\w+", "(\w+)", Level\.(EMERGENCY|URGENT)', source):
        assert name in levels[level.casefold()], name


@pytest.mark.parametrize("name", ["docs/guidance.md", "docs/rules.md", "runlog/messages/en.toml"])
def test_no_sentence_of_an_article_is_copied(name: str, shared: Path) -> None:
    page = f" {' '.join(words((REPO / name).read_text(encoding='utf-8')))} "
    for article in (shared / "articles").glob("*.txt"):
        text = words(article.read_text(encoding="utf-8"))
        runs = (" ".join(text[at : at + WORDS_IN_A_ROW]) for at in range(len(text) - WORDS_IN_A_ROW + 1))
        assert [run for run in runs if f" {run} " in page] == []


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.casefold().replace("\u2019", "'"))
