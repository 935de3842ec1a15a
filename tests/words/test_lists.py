"""What patients and runners write, as invented for this test: heard as a clinician would hear it."""

import csv
from pathlib import Path

import pytest

from runlog.words.answers import hear_answer
from runlog.words.denial import denial_of
from runlog.words.hears import heard
from runlog.words.notes import names, signs_in_note
from runlog.words.phrases import Found
from runlog.words.seen import hear_visitor
from runlog.words.text import Line

DATA = Path(__file__).parent / "data"


def rows(name: str) -> list[tuple[str, str, str]]:
    """Text, field and what is wanted, of a list."""
    with (DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["text"], row["field"], row["want"]) for row in table]


@pytest.mark.parametrize(("text", "field", "want"), rows("notes"))
def test_a_note_asks_or_is_quiet(text: str, field: str, want: str) -> None:
    # A broken night asks nothing by itself; it is a sign that rules ask a note for.
    heard = names(text, field) if field != "note" else bool(signs_in_note(text))
    assert heard == (want == "ask")


@pytest.mark.parametrize(("text", "field", "want"), rows("answers"))
def test_a_cell_answers(text: str, field: str, want: str) -> None:
    assert hear_answer(text, field).verdict == want


@pytest.mark.parametrize(("text", "field", "want"), rows("seen"))
def test_who_has_looked(text: str, field: str, want: str) -> None:
    assert (field, hear_visitor(text)) == ("seen_by", want)


def test_no_sign_is_named_by_a_phrase_that_denies_itself() -> None:
    """A phrase of [signs] that holds a denial would never be heard; those are losses."""
    plain = [phrase for told in heard("signs").values() for phrase in told if phrase.replace(" ", "").isalpha()]
    lines = [Line(phrase) for phrase in plain]
    assert [line.text for line in lines if denial_of(line, Found("sign", 1, len(line.folded)))] == []
