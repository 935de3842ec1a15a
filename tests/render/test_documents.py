"""JSON documents keep the contract that scripts read."""

import json
import subprocess
import sys
from pathlib import Path

from runlog.library.own_files import is_own_output
from runlog.messages import Speech
from runlog.render.documents import check_document, report_document
from runlog.report.cards import check_sheet
from runlog.report.weekly import weekly_report
from runlog.rules.book import RULES
from runlog.rules.engine import run_rules
from tests.render import examples
from tests.support.logs import line, lines, make_log, run, weekly_runs

KEYS = {
    "code", "title", "status", "severity", "urgency", "evidence", "guidance", "observed", "threshold", "window",
    "coverage", "why", "advice", "missing", "suppressed_by", "sources",
}  # fmt: skip
LOG = make_log(
    [*weekly_runs("2026-W45", [30] * 9), run("2026-11-12", 40)],
    [*lines("2026-10-01", [1] * 42), line("2026-11-13", pain=6, bladder_bowel="yes")],
    week="2026-W46",
)
FINDINGS = run_rules(LOG, strict=True)
DOCUMENT = check_document(check_sheet(LOG, FINDINGS, (), Speech()), log="anna")


def test_the_check_document_has_the_keys_of_the_contract() -> None:
    assert next(iter(DOCUMENT)) == "format_version"
    assert DOCUMENT["format_version"] == 1
    assert (DOCUMENT["log"], DOCUMENT["week"], DOCUMENT["as_of"]) == ("anna", "2026-W46", "2026-11-15")
    assert all(set(finding) >= KEYS for finding in DOCUMENT["findings"])


def test_every_rule_is_there_once_and_flagged_ones_come_first() -> None:
    codes = [finding["code"] for finding in DOCUMENT["findings"]]
    assert sorted(codes) == sorted(rule.ENTRY.code for rule in RULES)
    flagged = [finding["status"] == "flag" for finding in DOCUMENT["findings"]]
    assert flagged == sorted(flagged, reverse=True)


def test_a_red_flag_comes_first_and_leaves_no_advice_to_the_others() -> None:
    first, *rest = DOCUMENT["findings"]
    assert (first["severity"], first["urgency"], first["suppressed_by"]) == ("red-flag", "emergency", None)
    assert first["advice"]
    others = [finding for finding in rest if finding["severity"] != "red-flag"]
    assert others
    assert all(not finding["advice"] and finding["suppressed_by"] == first["code"] for finding in others)


def test_documents_are_strict_json() -> None:
    for document in (DOCUMENT, report_document(weekly_report(LOG, FINDINGS, (), Speech()))):
        assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_a_report_document_holds_the_series_of_its_charts() -> None:
    document = report_document(examples.report())
    assert document["timeline"]["weeks"][-2]["marks"] == ["+46 %"]
    assert document["timeline"]["weeks"][-1]["distance"] == 49.1
    assert document["days"]["days"][0]["distance"] is None
    assert document["ground"]["shares"][-1]["key"] == "unknown"
    assert document["kind"] == "weekly"
    assert document["load"]["figures"][2]["number"] is None
    assert document["load"]["ratios"][0] == {
        "method": "rolling uncoupled 7:28", "said": "0.85 (7 days over the 28 before)", "ratio": 0.85,
    }  # fmt: skip
    assert document["changes"]["since"] == "2026-W46"
    assert document["changes"]["items"][1]["kind"] == "gone"


def test_a_document_is_known_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "week.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    assert is_own_output(path)


def test_a_check_loads_neither_matplotlib_nor_typst() -> None:
    code = (
        "import sys, runlog.render.documents, runlog.render.terminal\n"
        "print(sorted({'matplotlib', 'typst', 'rich', 'PIL'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
