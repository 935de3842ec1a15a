"""What the command line answers in a language without Latin letters: by the log's settings, and by --lang."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from runlog.messages.catalogues import catalogue
from runlog.rules.book import RULES
from tests.cli.conftest import Ended, Run
from tests.support.languages import write_pseudo_language

_NAMES = re.compile(
    r"\S*/\S*|\S+\.(?:csv|toml|html|pdf|json)\b|\d{8}T\d+Z-\w+-\w+|\brunning\b|\b[A-Z]{3,5}\d{3}\b|\b[a-z]+(?:_[a-z0-9]+)+\b"
)
"""Paths, files, ids, the name of a sport, codes, columns."""


@pytest.fixture
def log(small_log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "catalogues"
    folder.mkdir()
    write_pseudo_language(folder, {source for rule in RULES for source in rule.ENTRY.sources})
    monkeypatch.setenv("RUNLOG_CATALOGUES", str(folder))
    catalogue.cache_clear()
    (small_log / "runlog.toml").write_text('language = "xx"\n', encoding="utf-8")
    (small_log / "diary.csv").write_text("date,pain_0_10,leg_pain_0_10\n2026-11-17,1,\n2026-11-19,5,2\n")
    yield small_log
    catalogue.cache_clear()


def english(ended: Ended) -> set[str]:
    """The Latin words of an answer, save in the commands below it, which are typed as they are."""
    said = re.sub(r"(?m)^ +runlog .*$", "", ended.out + ended.err)
    return set(re.findall(r"[A-Za-z]+", _NAMES.sub("", said)))


def test_answers_speak_the_language_of_the_settings(run: Run, log: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("date,sport,distance_km\n2026-11-10,run,5.0\n")
    assert english(run("runs", log)) == set()
    assert english(run("diary", "list", "--log", log)) == set()
    assert english(run("diary", "add", "3", "--log", log)) == set()
    assert english(run("diary", "edit", "--log", log, "--set", "pain_0_10=2")) == set()
    assert english(run("report", log, "-o", tmp_path / "week.html")) == set()
    assert english(run("run", "2026-11-20", "--log", log, "-o", tmp_path / "run.html")) == set()
    assert english(run("inspect", log)) == set()
    assert english(run("import", more, "--into", log)) == set()
    assert english(run("share", log, "-o", tmp_path / "bundle")) <= {"history", "load", "share"}, "names of settings"


def test_an_option_speaks_another_language_for_once(run: Run, log: Path) -> None:
    assert "KW 47" in run("check", log, "--lang", "de").out
    assert "Week 47" in run("check", log, "--lang", "en").out
    assert english(run("check", log)) <= {"i", "ok"}
    assert "did you mean 'de'" in run("check", log, "--lang", "german").err


def test_a_new_log_is_begun_in_a_language(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "anna", "--lang", "de").out.startswith("Log begonnen in ")
    assert 'language = "de"' in (tmp_path / "anna" / "runlog.toml").read_text(encoding="utf-8")


def test_the_demo_speaks_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    ended = run("demo", "-o", tmp_path, "--lang", "de")
    assert ended.code == 0
    assert "Was auffällt" in ended.out
    assert "What stands out" not in ended.out
