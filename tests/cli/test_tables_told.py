"""What a table leaves open, said on the command line and kept in the settings."""

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Run

OTHER_TABLE = "Tag;Strecke;Zeit\n17.11.2026;8,5;0:51:00\n19.11.2026;6,0;0:36:00\n"
MAPPING = ("--map", "Tag=date", "--map", "Strecke=distance_km", "--map", "Zeit=duration")


def test_any_other_table_is_read_by_a_mapping(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(OTHER_TABLE)
    assert run("inspect", tmp_path / "mine.csv").code == 2
    document = json.loads(run("inspect", tmp_path / "mine.csv", "--format", "json", *MAPPING).out)
    distances = [activity["distance_m"] for activity in document["files"][0]["activities"]]
    assert distances == pytest.approx([8500, 6000])


def test_an_import_keeps_the_mapping_so_that_a_check_reads_the_table_again(
    run: Run, small_log: Path, tmp_path: Path
) -> None:
    (small_log / "runlog.toml").write_text('# mine\nname = "Kim"\n')
    (tmp_path / "mine.csv").write_text(OTHER_TABLE)
    assert run("import", tmp_path / "mine.csv", "--into", small_log, *MAPPING).code == 0
    text = (small_log / "runlog.toml").read_text()
    assert text.startswith('# mine\nname = "Kim"\n')
    assert tomllib.loads(text)["tables"]["columns"] == {
        "Tag": "date",
        "Strecke": "distance_km",
        "Zeit": "duration",
    }
    rows = json.loads(run("runs", small_log, "--format", "json").out)["activities"]
    assert 8500 in [row["distance_m"] for row in rows]
    assert run("import", tmp_path / "mine.csv", "--into", small_log, *MAPPING).code == 0
    ended = run("import", tmp_path / "mine.csv", "--into", small_log, "--decimal", ",")
    assert ended.code == 2
    assert "[tables]" in ended.err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--map", "Strecke"), "HEADER=FIELD"),
        (("--map", "Tag=date", "--map", "Strecke=distance_kilometres"), "did you mean"),
        (("--map", "Strecke=distance_km"), "no date"),
        (("--tz", "Europe/Wien"), "Europe/Vienna"),
    ],
)
def test_a_wrong_word_on_tables_is_one_line(run: Run, small_log: Path, options: tuple[str, ...], told: str) -> None:
    ended = run("inspect", small_log / "exports", *options)
    assert ended.code == 2
    assert told in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_without_a_watch_the_import_says_what_to_name(
    run: Run, small_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runlog.app.inspecting.find_watches", lambda: ())
    ended = run("import", "--into", small_log)
    assert ended.code == 2
    assert "no watch is plugged in" in ended.err


def test_what_a_plugged_in_watch_holds_is_imported(
    run: Run, small_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "GARMIN" / "Activity"
    folder.mkdir(parents=True)
    (folder / "run.csv").write_text("date,sport,distance_km\n2026-11-21,run,4\n")
    monkeypatch.setattr("runlog.app.inspecting.find_watches", lambda: (folder,))
    ended = run("import", "--into", small_log)
    assert ended.code == 0
    assert "copied" in ended.out


@pytest.mark.parametrize(("name", "begins"), [("week.html", b"<!doctype html>"), ("week.md", b"#")])
def test_the_report_is_a_page_or_markdown_too(
    run: Run, small_log: Path, tmp_path: Path, name: str, begins: bytes
) -> None:
    assert run("report", small_log, "-o", tmp_path / name).code == 0
    assert begins in (tmp_path / name).read_bytes().lower()
