"""Sports that runlog doesn't know are asked about, and the runner's word on them counts without rereading."""

from datetime import date
from pathlib import Path

import pytest

from runlog.errors import SettingsError
from runlog.library import Log, open_log
from runlog.messages import Speech

TODAY = date(2026, 11, 22)


def log_of(folder: Path, *rows: str, settings: str = "") -> Log:
    lines = "\n".join(("date,sport,distance_km,duration", *rows))
    (folder / "runs.csv").write_text(f"{lines}\n", encoding="utf-8")
    (folder / "runlog.toml").write_text(settings, encoding="utf-8")
    return open_log(folder, today=TODAY)


def said(log: Log, language: str = "en") -> list[str]:
    return [Speech(language).say(notice) for notice in log.notices if notice.id.startswith("notice.sport")]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("word", ["Lopf", "Lópf Übung", 'a "quoted" one', "back\\slash"])
def test_an_unknown_word_is_asked_about_and_the_printed_line_works_as_printed(
    tmp_path: Path, word: str, language: str
) -> None:
    cell = '"' + word.replace('"', '""') + '"'
    rows = [f"2026-11-{day:02},{cell},8,0:48:00" for day in (10, 12)]
    first = log_of(tmp_path, *rows)
    assert list(first.activities["kind"]) == ["other", "other"]
    (text,) = said(first, language)
    assert word in text
    assert "2" in text
    line = text.partition("[sports]: ")[2]
    told = log_of(tmp_path, *rows, settings=f"[sports]\n{line}\n")
    assert list(told.activities["sport"]) == ["running", "running"]
    assert list(told.activities["kind"]) == ["run", "run"]
    assert said(told) == []
    assert list(told.activities["id"]) == list(first.activities["id"])


def test_the_settings_word_is_found_without_case_and_accents(tmp_path: Path) -> None:
    told = log_of(tmp_path, "2026-11-10,LÓPF,8,0:48:00", settings='[sports]\n"lopf" = "trail_running"\n')
    assert list(told.activities["sport"]) == ["trail_running"]


def test_known_sports_and_trains_need_no_question(tmp_path: Path) -> None:
    log = log_of(tmp_path, "2026-11-10,Löpning,8,0:48:00", "2026-11-11,Zugfahrt,80,0:48:00", "2026-11-12,tennis,,60:00")
    assert list(log.activities["kind"]) == ["run", "other", "other"]
    assert said(log) == []


def test_a_sport_that_nobody_told_is_said(tmp_path: Path) -> None:
    (text,) = said(log_of(tmp_path, "2026-11-10,Other,8,0:48:00"))
    assert "the sport is not known" in text


def test_of_many_unknown_words_the_commonest_are_named_and_none_is_lost(tmp_path: Path) -> None:
    rows = [f"2026-11-{day:02},qx{day},8,0:48:00" for day in range(1, 9)]
    texts = said(log_of(tmp_path, *rows))
    assert len(texts) == 6
    assert texts[-1].replace("\xa0", " ").startswith("3 activities")


def test_an_unknown_target_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"sports.*'runing'.*'running'"):
        log_of(tmp_path, "2026-11-10,Lopf,8,0:48:00", settings='[sports]\n"Lopf" = "runing"\n')
