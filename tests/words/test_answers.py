"""A yes/no cell says yes, no, past, unclear, or nothing; a denial never leaves a yes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runlog.words.answers import hear_answer
from runlog.words.hears import heard

YES = (
    "yes", "ja", "x", "TRUE", "1", "✓", "left foot", "links", "ein wenig", "slightly", "yes, since friday",
    "worse than yesterday", "left foot drop", "numb since yesterday", "kein Gefühl im Fuß", "can't lift my toes",
    "ja, zwischen den Beinen", "immer noch", "not gone", "little toe", "left foot, not worse", "3/10",
)  # fmt: skip
NO = (
    "no", "none", "0", "FALSE", "nö", "nee", "nix", "kein", "keine Taubheit", "no weakness today", "no numbness",
    "normal", "fine", "ok", "passt", "unverändert", "no change", "same as always", "not really", "☐", "nothing",
    "weder Taubheit noch Kribbeln", "none, strong as before", "not numb anymore", "no, left is fine",
)  # fmt: skip
PAST = (
    "gone",
    "all gone",
    "weg",
    "went after ten minutes",
    "numb yesterday, gone now",
    "Taubheit ist weg",
    "nicht mehr taub",
)
UNCLEAR = (
    "maybe", "vielleicht", "depends", "sometimes", "not sure", "yes and no", "qwertz", "no but tingling", "better",
    "stress incontinence since 2019, unchanged", "ja nein", "Kuchen",
)  # fmt: skip
NOTHING = ("", "  ", "-", "\u2013", "?", "...", "n/a", "k. A.", "keine Angabe")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        *((text, "yes") for text in YES),
        *((text, "no") for text in NO),
        *((text, "past") for text in PAST),
        *((text, "unclear") for text in UNCLEAR),
        *((text, "none") for text in NOTHING),
    ],
)
def test_what_a_cell_says(text: str, verdict: str) -> None:
    assert hear_answer(text).verdict == verdict


@pytest.mark.parametrize("denial", sorted(phrase for phrase in heard("denial")["before"] if "*" not in phrase))
@pytest.mark.parametrize("text", [text for text in YES if text.isascii() and " " not in text])
def test_a_denial_beside_a_yes_is_never_a_yes(denial: str, text: str) -> None:
    assert hear_answer(f"{denial} {text}").verdict != "yes"
    assert hear_answer(f"{text}, {denial}").verdict != "yes"


@given(st.text(alphabet="bcdfgqvwz", min_size=4, max_size=12))
def test_an_unknown_word_is_unclear(word: str) -> None:
    assert hear_answer(word).verdict == "unclear"


@pytest.mark.parametrize(("text", "verdict"), [("better", "no"), ("not worse", "no"), ("worse", "yes"), ("yes", "yes")])
def test_growing_is_answered_by_how_it_goes(text: str, verdict: str) -> None:
    assert hear_answer(text, "growing").verdict == verdict


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("left foot, not worse", "not_worse"),
        ("left foot, worse", "worse"),
        ("leichter Sturz auf nassem Laub", "minor"),
        ("tripped on a kerb, didn't fall", "not_fallen"),
        ("both feet", "both"),
        ("beidseits", "both"),
        ("laces too tight", "laces"),
        ("incontinence since 2019", "old"),
    ],
)
def test_what_an_answer_says_besides(text: str, says: str) -> None:
    assert says in hear_answer(text).says


def test_not_worse_is_not_worse() -> None:
    assert "worse" not in hear_answer("left foot, not worse").says
