"""The logs of `../shared/cases/diary`: each is told what a clinician wants it to be told, and nothing else."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from runlog.cli.main import main

LEAST: Final = 55
"""So many of the 57 must be told as wanted."""
LOUD: Final = ("note", "caution", "act", "red-flag")
Findings = Sequence[dict[str, Any]]


def test_the_logs_are_told_as_a_clinician_wants(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = shared / "cases" / "diary"
    monkeypatch.setenv("RUNLOG_CACHE", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")
    with (cases / "expect.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    missed = []
    for row in rows:
        monkeypatch.setenv("RUNLOG_TODAY", row["today"])
        with pytest.raises(SystemExit):
            main(["check", str(cases / row["case"]), "--week", row["week"], "--format", "json"])
        if not is_as_wanted(row, json.loads(capsys.readouterr().out)["findings"]):
            missed.append(f"{row['case']} {row['name']}")
    assert len(rows) - len(missed) >= LEAST, missed


def is_as_wanted(row: dict[str, str], findings: Findings) -> bool:
    """Whether one of the alternatives of `must` holds whole, and nothing of `must_not`."""
    ways = [way.split("&") for way in row["must"].split("|")] if row["must"] else [[]]
    told = any(all(holds(wish.strip(), findings) for wish in way) for way in ways)
    return told and not any(holds(wish.strip(), findings) for wish in row["must_not"].split(";") if wish)


def holds(wish: str, findings: Findings) -> bool:
    """One wish, as the folder's own `judge.py` explains them."""
    flagged = [one for one in findings if one["status"] == "flag"]
    if wish.startswith("~"):
        said = " ".join(f"{one['title']} {one.get('seen', '')} {one['why']} {one['advice']}" for one in flagged)
        return wish.strip("~").lower() in said.lower().replace("\u00a0", " ")
    if wish == "loud":
        return any(one["severity"] != "note" for one in flagged)
    if wish in {"RED", "RED=flag"}:
        return any(one["severity"] == "red-flag" for one in flagged)
    code, _, least = wish.partition(">=")
    if least:
        loud = LOUD[LOUD.index(least) :]
        return any(one["code"] == code and one["severity"] in loud for one in flagged)
    code, _, status = wish.partition("=")
    return any(one["code"] == code and one["status"] == (status or "flag") for one in findings)
