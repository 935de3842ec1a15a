"""What the commands put out for the sample runner."""

import csv
import io
import json
from datetime import date
from pathlib import Path

from runlog.app.analysis import analyse_span
from runlog.frame.activities import ACTIVITIES
from tests.cli.conftest import SAMPLE, Run


def test_check_as_json_holds_the_contract(run: Run) -> None:
    document = json.loads(run("check", SAMPLE, "--format", "json").out)
    assert document["format_version"] == 1
    assert document["week"] == "2026-W47"
    assert document["as_of"] == "2026-11-22"
    codes = [finding["code"] for finding in document["findings"]]
    rules = [rule["code"] for rule in json.loads(run("rules", "--format", "json").out)["rules"]]
    assert set(codes) == set(rules)
    keys = {"code", "title", "status", "severity", "urgency", "evidence", "guidance", "observed", "threshold", "window",
            "coverage", "why", "advice", "missing", "suppressed_by", "sources"}  # fmt: skip
    for finding in document["findings"]:
        assert keys <= set(finding)
        assert finding["status"] in ("ok", "flag", "unknown")
        assert (finding["status"] == "flag") == (finding["severity"] is not None)
    statuses = [finding["status"] for finding in document["findings"]]
    assert statuses == sorted(statuses, key=["flag", "unknown", "ok"].index)


def test_runs_hold_every_column_and_missing_values_are_null(run: Run) -> None:
    document = json.loads(run("runs", SAMPLE, "--format", "json").out)
    assert document["format_version"] == 1
    rows = document["activities"]
    assert all(set(row) == set(ACTIVITIES.names) for row in rows)
    assert any(row["effort_1_10"] is None for row in rows)
    table = list(csv.DictReader(io.StringIO(run("runs", SAMPLE, "--format", "csv").out)))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    assert len({row["id"] for row in rows}) == len(rows)


def test_a_title_that_starts_a_formula_is_escaped_in_csv(run: Run, small_log: Path) -> None:
    (small_log / "exports" / "more.csv").write_text(
        'date,sport,distance_km,title\n2026-11-21,run,5.0,"=HYPERLINK(""x"")"\n'
    )
    assert "'=HYPERLINK" in run("runs", small_log, "--format", "csv").out


def test_inspect_gives_every_file_of_the_sample_a_verdict(run: Run) -> None:
    document = json.loads(run("inspect", SAMPLE / "exports", "--format", "json").out)
    files = [path for path in (SAMPLE / "exports").rglob("*") if path.is_file()]
    assert len(document["files"]) == len(files)
    assert {file["status"] for file in document["files"]} <= {"read", "duplicate", "skipped"}
    for file in document["files"]:
        assert not Path(file["path"]).is_absolute()
        if file["status"] == "read":
            assert file["activities"]
            assert file["reader"]


def test_the_tables_for_people_are_text(run: Run) -> None:
    assert "2026-11-12" in run("runs", SAMPLE).out
    assert "LOAD001" in run("rules").out
    page = run("explain", "LOAD001").out
    for heading in ("What it looks at", "Why it matters", "What to do", "Limits", "Sources"):
        assert heading in page
    assert run("explain", "session-spike").out == page


def test_an_unknown_rule_names_the_nearest(run: Run) -> None:
    ended = run("explain", "LOAD01")
    assert ended.code == 2
    assert "did you mean LOAD001?" in ended.err


def test_the_demo_writes_a_pdf_and_a_picture_and_names_the_pdf_last(run: Run, tmp_path: Path) -> None:
    ended = run("demo", "-o", tmp_path / "out")
    assert ended.code == 0
    pdf, png = tmp_path / "out" / "runlog-2026-W47.pdf", tmp_path / "out" / "runlog-2026-W47.png"
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert png.read_bytes().startswith(b"\x89PNG")
    assert ended.out.strip().splitlines()[-1].endswith(str(pdf))


def test_the_same_report_twice_is_the_same_bytes(run: Run, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert run("report", SAMPLE, "-o", tmp_path / f"{name}.pdf").code == 0
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_span_is_written_in_every_form(run: Run, tmp_path: Path) -> None:
    days = ("--from", "2026-09-01", "--to", "2026-11-22")
    for name, begin in (("a.pdf", b"%PDF-"), ("a.png", b"\x89PNG"), ("a.html", b"<!doctype html>"), ("a.md", b"<!-- ")):
        assert run("report", SAMPLE, *days, "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(begin)
    assert "What stood out in these weeks" in run("report", SAMPLE, *days, "--format", "text", "-o", "-").out
    document = json.loads(run("report", SAMPLE, *days, "--format", "json", "-o", "-").out)
    assert (document["kind"], document["from"], document["to"]) == ("span", "2026-09-01", "2026-11-22")
    assert document["week"] is None
    assert {"training", "pain", "spoke"} == set(document["tables"])


def test_a_week_and_a_span_at_once_or_a_bad_date_is_wrong_usage_told_in_one_line(run: Run) -> None:
    for options in (("--week", "2026-W46", "--from", "2026-09-01"), ("--from", "2026-9-1"), ("--to", "2026-09-01"),
                    ("--from", "2026-09-02", "--to", "2026-09-01")):  # fmt: skip
        ended = run("report", SAMPLE, *options, "--format", "md", "-o", "-")
        assert ended.code == 2
        assert len(ended.err.strip().splitlines()) == 1


def test_a_span_tells_of_each_week_that_it_looked_at() -> None:
    told: list[tuple[int, int]] = []
    analysis = analyse_span(SAMPLE, ("2026-09-01", "2026-11-22"), today=date(2026, 11, 23))
    made = analysis.with_report(lambda done, of, _week: told.append((done, of)))
    assert told == [(done, 12) for done in range(1, 12)]
    assert made.report == analysis.report
