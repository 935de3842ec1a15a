"""The diary from the command line: quick, safe, and asking when it must."""

import csv
import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from runlog.app.diary import cells_for
from runlog.features.questions import SIX_QUESTIONS
from tests.cli.conftest import Run

QUESTIONS = {question.id: question for question in SIX_QUESTIONS}


def lines(log: Path) -> list[dict[str, str]]:
    with (log / "diary.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_five_seconds_are_enough(run: Run, small_log: Path) -> None:
    before = lines(small_log)
    ended = run("diary", "add", "1", "--log", small_log)
    assert ended.code == 0
    assert "line 4" in ended.out
    *old, new = lines(small_log)
    assert [{key: line[key] for key in before[0]} for line in old] == before
    assert (new["date"], new["pain_0_10"]) == ("2026-11-23", "1")


def test_zero_pain_is_an_entry_and_what_is_left_out_stays_empty(run: Run, small_log: Path) -> None:
    assert run("diary", "add", "0", "--log", small_log, "--warm-up", "0", "--date", "yesterday").code == 0
    new = lines(small_log)[-1]
    assert (new["date"], new["pain_0_10"], new["warm_up_min"]) == ("2026-11-22", "0", "0")
    assert not new.get("core_min")


def test_any_field_can_be_set_and_an_unknown_one_names_the_nearest(run: Run, small_log: Path) -> None:
    assert run("diary", "add", "1", "--log", small_log, "--set", "night_pain=no", "--set", "sat_h=7.5").code == 0
    assert (lines(small_log)[-1]["night_pain"], lines(small_log)[-1]["sat_h"]) == ("no", "7.5")
    kept = (small_log / "diary.csv").read_bytes()
    ended = run("diary", "add", "1", "--log", small_log, "--set", "nigth_pain=no")
    assert ended.code == 2
    assert "night_pain" in ended.err
    assert (small_log / "diary.csv").read_bytes() == kept


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("11",), "0<=x<=10"),
        (("1", "--date", "2026-11-24"), "is in the future"),
        (("1", "--date", "the 3rd"), "is not a day"),
        (("1", "--set", "night_pain"), "write FIELD=VALUE"),
        (("1", "--set", "limits_0_4=9"), "0 to 4"),
        ((), "nothing to note"),
    ],
)
def test_a_wrong_entry_is_refused_and_nothing_is_written(
    run: Run, small_log: Path, arguments: tuple[str, ...], told: str
) -> None:
    kept = (small_log / "diary.csv").read_bytes()
    ended = run("diary", "add", "--log", small_log, *arguments)
    assert ended.code == 2
    assert told in ended.err
    assert (small_log / "diary.csv").read_bytes() == kept


def test_strong_pain_makes_the_six_questions_due_where_nobody_can_answer(run: Run, small_log: Path) -> None:
    ended = run("diary", "add", "6", "--log", small_log)
    assert ended.code == 0
    assert "6\u00a0questions are due" in ended.err
    assert lines(small_log)[-1]["pain_0_10"] == "6"


def test_no_diary_is_begun_by_accident(run: Run, tmp_path: Path) -> None:
    ended = run("diary", "add", "1", "--log", tmp_path)
    assert ended.code == 2
    assert "runlog init" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_a_line_can_be_mended_and_a_cell_emptied(run: Run, small_log: Path) -> None:
    ended = run("diary", "edit", "--log", small_log, "--date", "2026-11-17", "--set", "pain_0_10=2", "--set", "note=")
    assert ended.code == 0
    assert lines(small_log)[0] == {"date": "2026-11-17", "pain_0_10": "2", "note": ""}
    assert lines(small_log)[1]["date"] == "2026-11-19"


def test_a_line_that_is_not_there_is_not_mended(run: Run, small_log: Path) -> None:
    ended = run("diary", "edit", "--log", small_log, "--date", "2026-11-18", "--set", "pain_0_10=2")
    assert ended.code == 2
    assert "runlog diary list" in ended.err


def test_the_list_shows_line_numbers_pain_and_words(run: Run, small_log: Path) -> None:
    out = run("diary", "list", "--log", small_log).out
    assert "2026-11-17" in out
    assert "fine" in out
    assert out.splitlines()[1].split()[0] == "2"


@pytest.mark.parametrize(
    ("question", "answer", "details", "cells"),
    [
        ("legs_weak", "no", {}, {"weakness": "no"}),
        ("legs_weak", "left foot drops", {}, {"weakness": "left foot drops"}),
        ("numb", "no", {}, {"numbness": "no", "saddle": "no"}),
        ("numb", "yes", {"numbness": "yes", "saddle": "no"}, {"numbness": "yes", "saddle": "no"}),
        ("numb", "yes", {}, {"saddle": "yes"}),
        ("bladder_bowel_sexual", "yes", {"bladder_bowel": "", "sexual_function": ""}, {"bladder_bowel": "yes"}),
        ("trauma", "yes", {"trauma": "minor"}, {"trauma": "minor"}),
        ("trauma", "yes", {"trauma": ""}, {"trauma": "yes"}),
        ("growing_or_both_sides", "yes", {}, {"growing": "yes", "both_sides": "yes"}),
        ("fever", "", {}, {}),
    ],
)
def test_an_answer_fills_the_fields_that_the_question_joins(
    question: str, answer: str, details: dict[str, str], cells: dict[str, str]
) -> None:
    assert cells_for(QUESTIONS[question], answer, details) == cells


def on_a_terminal(arguments: list[str], keys: str) -> str:
    """Run `runlog` on a pseudo-terminal, type the keys, and give back what it showed."""
    main, other = pty.openpty()
    code = "import sys; from runlog.cli.main import main; main(sys.argv[1:])"
    environment = {**os.environ, "RUNLOG_TODAY": "2026-11-23", "TERM": "dumb"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=other, stdout=other, stderr=other, env=environment
    )
    os.close(other)
    os.write(main, keys.encode())
    shown = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        ready, _, _ = select.select([main], [], [], 0.2)
        if not ready:
            if process.poll() is not None:
                break
            continue
        try:
            shown += os.read(main, 4096)
        except OSError:  # (the terminal is gone with its last user)
            break
    assert process.wait(timeout=10) == 0, shown.decode()
    os.close(main)
    return shown.decode()


def test_on_a_terminal_the_questions_follow_and_the_answers_are_kept_in_the_same_line(small_log: Path) -> None:
    shown = on_a_terminal(["diary", "add", "6", "--log", str(small_log)], "n\nn\nn\nn\ny\nminor\nn\n")
    assert "matter more than the score" in shown
    new = lines(small_log)[-1]
    assert new["pain_0_10"] == "6"
    assert new["weakness"] == "no"
    assert (new["numbness"], new["saddle"]) == ("no", "no")
    assert new["trauma"] == "minor"
    assert (new["growing"], new["both_sides"]) == ("no", "no")
    assert len(lines(small_log)) == 3


def test_a_yes_that_cannot_wait_is_told_at_once_and_another_points_to_the_check(small_log: Path) -> None:
    shown = on_a_terminal(["diary", "add", "6", "--log", str(small_log)], "n\nn\ny\ny\nn\nn\nn\nn\n")
    assert "You recorded a change of bladder or bowel" in shown
    assert "emergency department" in shown
    assert "Now run `runlog check`" not in shown
    (small_log / "diary.csv").write_text("date,pain_0_10\n2026-11-17,1\n")
    shown = on_a_terminal(["diary", "add", "6", "--log", str(small_log)], "n\nn\nn\nn\ny\nminor\nn\n")
    assert "Now run `runlog check`" in shown
    assert "emergency department" not in shown


@pytest.mark.parametrize("keys", ["j\nleicht\n", "leicht\n"])
def test_on_a_german_terminal_the_questions_are_german_and_a_minor_fall_is_minor(small_log: Path, keys: str) -> None:
    (small_log / "runlog.toml").write_text('language = "de"\n')
    shown = on_a_terminal(["diary", "add", "6", "--log", str(small_log)], f"nein\nn\nn\nn\n{keys}n\n")
    assert "Hast du Fieber" in shown
    new = lines(small_log)[-1]
    assert (new["weakness"], new["saddle"], new["trauma"]) == ("no", "no", "minor")


def test_on_a_terminal_an_open_answer_stays_open(small_log: Path) -> None:
    on_a_terminal(["diary", "add", "6", "--log", str(small_log)], "\n\n\nn\n\n\n")
    new = lines(small_log)[-1]
    assert new["fever"] == "no"
    assert not new.get("weakness")
    again = on_a_terminal(["diary", "edit", "--log", str(small_log)], "n\nn\nn\nn\nn\n")
    assert "fever" not in again
    assert lines(small_log)[-1]["weakness"] == "no"


def test_an_import_on_a_terminal_asks_for_the_pain_of_recent_runs(small_log: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("date,sport,distance_km\n2026-11-21,run,4\n")
    shown = on_a_terminal(["import", str(more), "--into", str(small_log)], "2\n\n1\n\n")
    assert "How was your back" in shown
    recorded = {line["date"]: line["pain_0_10"] for line in lines(small_log)}
    assert recorded["2026-11-16"] == "2"
    assert "2026-11-18" not in recorded
    assert recorded["2026-11-20"] == "1"
    assert "2026-11-21" not in recorded


def test_a_full_entry_is_asked_for_group_by_group(small_log: Path) -> None:
    keys = ["11", "1", "b", "gradual", "gardening", "", "0", "n", "n", "n", *"s" * 6, "0", "", "no, fine"]
    shown = on_a_terminal(["diary", "add", "--all", "--log", str(small_log)], "\n".join(keys) + "\n")
    assert "Write a number from 0 to 10" in shown
    assert "not\r\nthe validated form" in shown or "not the validated form" in shown
    new = lines(small_log)[-1]
    assert (new["pain_0_10"], new["before_after"], new["onset"], new["cause"]) == (
        "1",
        "before",
        "gradual",
        "gardening",
    )
    assert (new["leg_pain_0_10"], new["numbness"], new["weakness"]) == ("0", "n", "n")
    assert (new["q_participation"], new["note"]) == ("0", "no, fine")
    assert "growing" not in new
    assert len(lines(small_log)) == 3


def test_q_ends_a_full_entry_and_keeps_what_was_said(small_log: Path) -> None:
    on_a_terminal(["diary", "add", "1", "--all", "--log", str(small_log), "--leg", "0"], "a\nq\n")
    new = lines(small_log)[-1]
    assert (new["pain_0_10"], new["leg_pain_0_10"], new["before_after"]) == ("1", "0", "after")


def test_a_full_entry_without_any_answer_writes_nothing(small_log: Path) -> None:
    kept = (small_log / "diary.csv").read_bytes()
    assert "Nothing was written" in on_a_terminal(["diary", "add", "--all", "--log", str(small_log)], "q\n")
    assert (small_log / "diary.csv").read_bytes() == kept


def test_a_full_entry_needs_a_terminal(run: Run, small_log: Path) -> None:
    ended = run("diary", "add", "--all", "--log", small_log)
    assert ended.code == 2
    assert "--set night_pain=no" in ended.err


def test_date_and_time_of_a_line_are_told_in_the_zone_of_the_log(
    run: Run, small_log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zones: list[str | None] = []

    def late(zone: str | None) -> str:
        zones.append(zone)
        return "23:59"

    monkeypatch.setattr("runlog.clock.time_of_day", late)
    (small_log / "runlog.toml").write_text('time_zone = "Pacific/Kiritimati"\n')
    assert run("diary", "add", "1", "--log", small_log).code == 0
    assert lines(small_log)[-1]["time"] == "23:59"
    assert zones == ["Pacific/Kiritimati"]


@pytest.fixture
def noted_log(small_log: Path) -> Path:
    """The small log whose run of Friday has a mark in its notes."""
    (small_log / "exports" / "runs.csv").write_text(
        "date,sport,distance_km,notes\n2026-11-18,run,6.0,\n2026-11-20,run,7,hills. back 6/10\n"
    )
    return small_log


def test_the_list_shows_a_runs_note_as_such_and_editing_never_touches_it(run: Run, noted_log: Path) -> None:
    ended = run("diary", "list", "--log", noted_log)
    *_, last = ended.out.splitlines()
    assert "Fri 2026-11-20" in ended.out
    assert "hills. back 6/10; from the notes of" in " ".join(ended.out.split())
    assert not last.strip().startswith("4")
    assert run("diary", "edit", "--log", noted_log, "--date", "2026-11-20", "--set", "pain_0_10=1").code == 2
    assert run("diary", "edit", "--log", noted_log, "--set", "pain_0_10=2").code == 0
    assert [row["pain_0_10"] for row in lines(noted_log)] == ["1", "2"]


def test_the_list_as_json_tells_where_an_entry_comes_from(run: Run, noted_log: Path) -> None:
    told = json.loads(run("diary", "list", "--log", noted_log, "--format", "json").out)
    assert told["format_version"] == 1
    first, second, third = told["entries"]
    assert (first["line"], first["pain_0_10"], first["note"], first["from_activity"]) == (2, 1, "fine", None)
    assert (second["line"], second["pain_0_10"], second["note"]) == (3, 0, None)
    assert (third["line"], third["pain_0_10"], third["before_after"]) == (None, 6, "after")
    assert third["from_activity"].startswith("20261120")


def test_a_mark_in_notes_makes_the_questions_due(run: Run, noted_log: Path) -> None:
    assert "6\u00a0questions are due" in run("diary", "edit", "--log", noted_log).err
    assert "not answered yet" in run("check", noted_log).out
