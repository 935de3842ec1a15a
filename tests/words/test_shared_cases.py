"""The everyday phrases of `../shared/cases/words`, heard in this process."""

import csv
from pathlib import Path
from typing import Final

from runlog.words.answers import hear_answer
from runlog.words.notes import signs_in_note

LEAST: Final = 128
"""So many of the 135 must be heard as wanted."""
WANTED: Final = {
    "no-verdict": {"no", "past", "unclear", "none"},
    "verdict-or-ask": {"yes", "unclear"},
    "ask": {"unclear"},
}


def test_everyday_phrases_are_heard_as_wanted(shared: Path) -> None:
    with (shared / "cases" / "words" / "words.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    missed = [row["text"] for row in rows if not is_as_wanted(row["where"], row["text"], row["want"])]
    assert len(rows) - len(missed) >= LEAST, missed


def is_as_wanted(where: str, text: str, want: str) -> bool:
    """What `judge.py` asks of a whole check, asked of the recogniser."""
    if where == "note":
        return bool(signs_in_note(text)) == (want == "ask")
    return hear_answer(text, "weakness").verdict in WANTED[want]
