"""The clinic page, the plan's calendar and the map from the command line."""

import json
from pathlib import Path

from tests.cli.conftest import SAMPLE, Run


def test_the_clinic_page_is_a_pdf_a_picture_or_a_document(run: Run, tmp_path: Path) -> None:
    assert run("clinic", SAMPLE, "-o", tmp_path / "visit.pdf").code == 0
    assert (tmp_path / "visit.pdf").read_bytes().startswith(b"%PDF-")
    assert run("clinic", SAMPLE, "-o", tmp_path / "visit.png").code == 0
    assert (tmp_path / "visit.png").read_bytes().startswith(b"\x89PNG")
    document = json.loads(run("clinic", SAMPLE, "-o", "-", "--format", "json").out)
    assert document["format_version"] == 1
    assert "advice" not in json.dumps(document)


def test_the_clinic_page_shows_the_log_as_of_today(run: Run, small_log: Path) -> None:
    document = json.loads(run("clinic", small_log, "--format", "json").out)
    assert "2026-11-23" in json.dumps(document)


def test_without_a_plan_the_calendar_says_how_to_begin_one(run: Run, small_log: Path) -> None:
    ended = run("plan", small_log)
    assert ended.code == 2
    assert "[return]" in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_a_plan_becomes_a_calendar(run: Run, small_log: Path, tmp_path: Path) -> None:
    (small_log / "runlog.toml").write_text("[return]\nfrom = 2026-11-16\n")
    assert run("plan", small_log, "-o", tmp_path / "plan.ics").code == 0
    lines = (tmp_path / "plan.ics").read_bytes().split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2] == b"END:VCALENDAR"


def test_a_map_that_is_not_there_is_told_in_one_line(run: Run, small_log: Path) -> None:
    ended = run("ground", "add", "region.osm.pbf", small_log)
    assert ended.code == 2
    assert "region.osm.pbf" in ended.err
    assert len(ended.err.strip().splitlines()) == 1
