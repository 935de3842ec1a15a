"""What the detector says of real runs, against labels that were given by eye before it was written.

The runs at even places were looked at while the thresholds were set; those at odd places only afterwards. One rule
was added after that (a hill at the door that the heart does not confirm); it changed two verdicts to unknown, and no
agreement.
"""

import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from runlog.derive import summarise
from runlog.importers import read_file

LABELS = Path(__file__).with_name("labels.toml")
RUNS = tomllib.loads(LABELS.read_text(encoding="utf-8"))["run"]
SAME = {"warmed up": "detected", "not warmed up": "none"}
Verdicts = Mapping[str, str]


@pytest.fixture(scope="module")
def verdicts(corpus: Path) -> Verdicts:
    found = {}
    for run in RUNS:
        (recording,) = read_file(corpus / run["path"]).recordings
        found[run["path"]] = summarise(recording).warm_up_seen or "unknown"
    return found


def agreement(verdicts: Verdicts, places: slice) -> tuple[int, int]:
    judged = [run for run in RUNS[places] if run["label"] in SAME]
    return sum(verdicts[run["path"]] == SAME[run["label"]] for run in judged), len(judged)


def test_forty_runs_are_labelled_each_with_a_reason() -> None:
    assert len({run["path"] for run in RUNS}) == len(RUNS) == 40
    assert Counter(run["label"] for run in RUNS) == {"not warmed up": 20, "warmed up": 12, "cannot tell": 8}
    assert all(run["reason"] for run in RUNS)


def test_the_detector_agrees_with_four_labels_of_five(verdicts: Verdicts) -> None:
    right, judged = agreement(verdicts, slice(None))
    assert judged == 32
    assert right / judged >= 0.8


def test_over_all_forty_cannot_tell_agrees_with_unknown_alone(verdicts: Verdicts) -> None:
    """Unknown on a run that the eye could judge counts as wrong, and so does a verdict where the eye saw none."""
    same = {**SAME, "cannot tell": "unknown"}
    assert sum(verdicts[run["path"]] == same[run["label"]] for run in RUNS) / len(RUNS) >= 0.8


def test_agreement_by_half(verdicts: Verdicts) -> None:
    assert agreement(verdicts, slice(0, None, 2)) == (15, 16)
    assert agreement(verdicts, slice(1, None, 2)) == (12, 16)


def test_hardly_a_run_labelled_as_warmed_up_is_called_none(verdicts: Verdicts) -> None:
    wrong = [run["path"] for run in RUNS if run["label"] == "warmed up" and verdicts[run["path"]] == "none"]
    assert len(wrong) <= 2
    assert wrong == [], "as it stands; look at the plots before changing it"


def test_no_run_labelled_as_not_warmed_up_is_called_detected(verdicts: Verdicts) -> None:
    assert not [run for run in RUNS if run["label"] == "not warmed up" and verdicts[run["path"]] == "detected"]


def test_what_the_eye_cannot_tell_is_mostly_unknown(verdicts: Verdicts) -> None:
    told = Counter(verdicts[run["path"]] for run in RUNS if run["label"] == "cannot tell")
    assert told == {"unknown": 5, "none": 2, "detected": 1}
