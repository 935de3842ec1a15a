"""Every vignette of this folder, run through all rules. README.md tells how they are written."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from runlog.rules.finding import Severity, Status
from tests.support.findings import findings
from tests.vignettes.reading import Expected, expected_of, log_of, titled

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.toml"))
VIGNETTES = [
    pytest.param(vignette, id=f"{path.stem}: {vignette['name']}")
    for path in FILES
    for vignette in tomllib.loads(path.read_text(encoding="utf-8"))["vignette"]
]


def test_there_are_enough_of_them_and_each_has_its_own_name() -> None:
    assert len(VIGNETTES) >= 80
    assert len({param.id for param in VIGNETTES}) == len(VIGNETTES)


@pytest.mark.parametrize("vignette", VIGNETTES)
def test_vignette(vignette: dict[str, Any]) -> None:
    assert set(vignette) <= {"name", "settings", "diary", "training", "says", "says_not"}
    assert vignette.get("says") or vignette.get("says_not"), "a vignette must be able to fail"
    found = findings(log_of(vignette))
    told = {code: titled(finding) for code, finding in found.items()}
    for expected in map(expected_of, vignette.get("says", ())):
        if expected.code == "advice":
            _advice(found, held_back=expected.words == "held back")
            continue
        got = told[expected.code]
        assert (expected.loudness, expected.urgency) == (got.loudness, got.urgency), (expected.code, got)
        assert expected.words in got.words
    for code in vignette.get("says_not", ()):
        _silent(code, told)


def _advice(found: dict[str, Any], *, held_back: bool) -> None:
    others = [
        finding
        for finding in found.values()
        if finding.outcome.status is Status.FLAG and finding.outcome.severity is not Severity.RED_FLAG
    ]
    assert others, "nothing else stands out whose advice could be looked at"
    for finding in others:
        assert (finding.advice is None, finding.suppressed_by is not None) == (held_back, held_back), finding.code


def _silent(what: str, told: dict[str, Expected]) -> None:
    quiet = {"ok", "unknown", "note"} if what == "anything above note" else {"ok", "unknown"}
    codes = told if what.startswith("anything") else [what]
    assert {code: told[code] for code in codes if told[code].loudness not in quiet} == {}
