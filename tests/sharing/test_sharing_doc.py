"""docs/sharing.md says what the lists say, and each list's entry stands in it."""

import re

from runlog.features.diary_shared import ANSWERS, NEVER, NUMBERS, WORDS
from runlog.rules.shared import NEVER_SHARED, SHARED_FROM
from tools.make_sharing_doc import PAGE, page

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_current() -> None:
    assert page() == TEXT, "run: make docs"


def test_every_field_of_the_diary_and_every_rule_is_on_the_page() -> None:
    fields = set(re.findall(r"`(\w+)`", TEXT))
    assert {*NUMBERS, *ANSWERS, *WORDS, *(NEVER - {"time"}), "seen_on"} <= fields
    assert all(code in TEXT for code in {*SHARED_FROM, *NEVER_SHARED})


def test_a_red_flags_rules_never_leave_by_the_page_either() -> None:
    rows = {row.split()[1]: row for row in TEXT.splitlines() if row.startswith("| ")}
    assert all(rows[code].count("never") == 3 for code in NEVER_SHARED)
