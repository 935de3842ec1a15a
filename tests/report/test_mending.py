"""Every command that is printed below a finding runs as it stands, on the log that it names; and closes or mends it."""

import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest

from runlog.app.analysis import analyse_today
from runlog.cli.main import main
from runlog.features.history import History
from runlog.messages import Speech
from runlog.messages.catalogues import catalogue, languages
from runlog.report.mending import WAYS, fields_of, ways_to_mend
from runlog.report.sheet import Card
from runlog.rules.engine import run_rules
from runlog.rules.finding import Status
from tests.support.languages import templates
from tests.support.logs import line, lines, make_log

TODAY = date(2026, 11, 22)
QUIET = "".join(f"2026-11-{day:02d},1,,,,\n" for day in range(1, 19))
HEAD = "date,pain_0_10,saddle,weakness,night_pain,leg_pain_0_10\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log whose name a shell would take apart."""
    monkeypatch.setenv("RUNLOG_TODAY", TODAY.isoformat())
    monkeypatch.chdir(tmp_path)
    log = Path("Ann's log")
    log.mkdir()
    (log / "runlog.toml").write_text("")
    return log


def cards(log: Path) -> dict[str, Card]:
    sheet = analyse_today(log, today=TODAY).sheet
    return {card.code: card for card in sheet.findings.by_status}


def typed(command: str) -> int:
    program, *words = shlex.split(command)
    assert program == "runlog"
    with pytest.raises(SystemExit) as stop:
        main(words)
    return int(stop.value.code or 0)


@pytest.mark.parametrize("row", ["2026-11-20,2,yes,,,", "2026-11-20,2,,left foot drop,,", "2026-11-20,2,,,,9"])
def test_a_red_flag_is_closed_by_the_command_below_it_and_a_wrong_entry_mended(folder: Path, row: str) -> None:
    for closing in (0, 1):
        (folder / "diary.csv").write_text(HEAD + QUIET + row + "\n")
        flag = next(card for card in cards(folder).values() if card.tone == "red-flag")
        assert len(flag.mend) == 2
        command = flag.mend[closing].command
        assert command is not None
        assert typed(command) == 0
        assert not [card for card in cards(folder).values() if card.tone == "red-flag"], command
    assert flag.advice is not None
    assert "runlog" not in flag.advice


@pytest.mark.parametrize(("heading", "cell"), [("fever", "qwertz"), ("place", "all over"), ("unsteady", "hard to say"),
                                              ("trauma", "tripped, did not fall")])  # fmt: skip
def test_what_is_asked_of_an_entry_is_answered_by_the_command_below_it(folder: Path, heading: str, cell: str) -> None:
    quiet = "".join(f"2026-11-{day:02d},1,\n" for day in range(1, 20))
    (folder / "diary.csv").write_text(f'date,pain_0_10,{heading}\n{quiet}2026-11-20,1,"{cell}"\n')
    asked = cards(folder)["ASK001"]
    assert asked.tone == "unknown"
    (command,) = [
        way.command for way in asked.mend if way.command and f"--set {heading}=" in way.command.replace("'", "")
    ]
    assert typed(command) == 0
    assert cards(folder)["ASK001"].tone == "ok", command


def test_every_command_of_a_log_with_much_missing_runs_as_printed(folder: Path) -> None:
    rows = "2026-11-20,5,,,,\n2026-11-21,5,,,,\n"
    (folder / "diary.csv").write_text(HEAD + QUIET + rows)
    (folder / "runs.csv").write_text(
        "date,sport,distance_km,duration\n" + "".join(f"2026-11-{d:02d},run,8,0:45:00\n" for d in (3, 10, 17, 20))
    )
    before = shutil.copytree(folder, folder.with_name("as it was"))
    commands = {way.command for card in cards(folder).values() for way in card.mend if way.command}
    assert len(commands) >= 5
    for command in sorted(commands):
        shutil.copytree(before, folder, dirs_exist_ok=True)
        # On no terminal nobody can be asked; everything else is written.
        asks = command.split(" --log")[0] in {"runlog diary edit", "runlog diary add --all"}
        assert (typed(command) == 0) or asks, command
        assert f"--log {shlex.quote(str(folder))}" in command


def test_without_a_log_the_way_is_to_begin_one_and_on_a_private_page_there_is_none(
    folder: Path, tmp_path: Path
) -> None:
    (folder / "runlog.toml").unlink()
    (folder / "runs.csv").write_text("date,sport,distance_km,duration\n2026-11-20,run,8,0:45:00\n")
    told = {way.command for card in cards(folder).values() for way in card.mend}
    assert told == {"runlog init my-log"}
    assert typed("runlog init my-log") == 0
    assert (tmp_path / "my-log" / "runlog.toml").is_file()
    private = analyse_today(folder, today=TODAY, private=True).sheet
    assert not any(card.mend for card in private.findings.by_status)


def flagged() -> History:
    return make_log(diary=[*lines("2026-10-01", [1] * 40), line("2026-11-12", pain=2, saddle="yes")], week="2026-W46")


def test_nothing_is_said_below_advice_that_a_red_flag_holds_back() -> None:
    for finding in run_rules(flagged()):
        if finding.outcome.status is Status.FLAG:
            assert bool(ways_to_mend(finding, Speech())) == (finding.code == "RED001"), finding.code


def test_a_log_in_the_current_folder_is_not_named_and_a_stranger_is_told_no_command() -> None:
    finding = next(one for one in run_rules(flagged()) if one.code == "RED001")
    assert [way.command for way in ways_to_mend(finding, Speech())] == [
        "runlog diary add --set seen_on=today --set seen_by=doctor",
        "runlog diary edit --date 2026-11-12 --set saddle=no",
    ]
    assert ways_to_mend(finding, Speech(log=None)) == ()


@pytest.mark.parametrize("language", languages())
def test_every_way_has_words_and_every_word_is_used(language: str) -> None:
    known = {place for place in templates(language) if place.startswith("mend.") and not place.startswith("mend.word.")}
    used = {f"mend.{way.text}" for ways in WAYS.values() for way in ways}
    assert known == used | {"mend.begin", "mend.wrong", "mend.answer_so"}
    assert set(WAYS) <= set(templates(language))


def test_every_sign_that_one_field_shows_is_mended_there() -> None:
    signs = catalogue("en")["words"]["sign"]
    assert fields_of("weakness_growing") == ("weakness",)
    assert fields_of("leg_pain_both") == ("leg_pain_0_10",)
    assert fields_of("unplaced") == ("weakness", "numbness")
    assert fields_of("trauma_major") == ("trauma",)
    assert {sign for sign in signs if not fields_of(sign)} == {
        "cancer", "both_legs", "aorta", "flank", "fragile_sudden", "after_operation", "first_pain", "pain_after_runs",
        "blood_urine",
        "settled_high", "episode_lasting", "episode_worse", "young_lasting", "young_bending", "bone_stress",
        "thoracic_lasting",
    }  # fmt: skip
