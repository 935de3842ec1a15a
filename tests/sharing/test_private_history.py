"""Without names and words, findings say the same: none is lost, and red flags above all."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runlog.features.history import History
from runlog.report.private import private_history
from runlog.rules.engine import run_rules
from tests.support.logs import line, lines, make_log, run, weekly_runs
from tests.support.salted import SALT, salted
from tests.vignettes.reading import log_of
from tests.vignettes.test_vignettes import VIGNETTES

Told = dict[str, tuple[str, str | None, str | None]]


def told(history: History) -> Told:
    """Each rule's status, severity and urgency."""
    return {
        finding.code: (
            str(finding.outcome.status),
            finding.outcome.severity.word if finding.outcome.severity else None,
            finding.outcome.urgency,
        )
        for finding in run_rules(history)
    }


@pytest.mark.parametrize("vignette", VIGNETTES)
def test_a_vignette_is_judged_the_same_without_its_words(vignette: dict[str, Any]) -> None:
    history = log_of(vignette)
    assert told(private_history(history)) == told(history)


_WORDS = st.sampled_from(
    ["yes", "no", "left foot drop", "both legs since Oslo", "right hand at work", "worse, Dr. Huber says", "groin",
     "linkes Bein", "beide Beine", "taub im Schritt", "les deux jambes", "minor stumble", "fell off the bike",
     "lower leg", "hamstring", "back of the thigh", "jaw", "Kreuzberg", "sciatica", "upper back", "Wade", "", "both"]
)  # fmt: skip
_FIELDS = ("weakness", "numbness", "tingling", "bladder_bowel", "saddle", "trauma", "fever", "growing", "both_sides",
           "place", "radiates_to", "side", "onset", "cause", "note", "self_care", "helped", "treatment")  # fmt: skip
_LINES = st.lists(st.dictionaries(st.sampled_from(_FIELDS), _WORDS, max_size=5), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(_LINES, st.integers(0, 10))
def test_any_words_are_judged_the_same_without_them(cells: list[dict[str, str]], leg: int) -> None:
    sore = lines("2026-10-26", [1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 2, 1, 4, 4])
    worded = [line(f"2026-11-{10 + i}", pain=4, leg=leg, **told_) for i, told_ in enumerate(cells)]
    history = make_log(
        [*weekly_runs("2026-W46", [20.0] * 9), run("2026-11-12", 7.0)], [*sore, *worded], week="2026-W46"
    )
    assert told(private_history(history)) == told(history)


def test_no_salted_word_is_left_in_a_private_history() -> None:
    left = str(private_history(salted("all", signs=True)))
    assert {name for name, word in SALT.items() if word in left} == set()
    assert {name for name, word in SALT.items() if word in str(salted("all", signs=True))} >= set(SALT) - {
        "device", "operation_kind", "cleared_by",
    }  # fmt: skip
