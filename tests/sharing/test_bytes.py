"""Every output is searched, byte by byte, for what its reader may not have; and the search can find."""

import csv
import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from runlog.cli.main import main
from runlog.features.diary_shared import NEVER
from runlog.messages import Speech
from runlog.render.page import page_inputs
from runlog.report.shared_page import shared_report
from tests.sharing.looking import holds
from tests.support.salted import SALT, SIGNS, salted
from tests.support.salted_log import ALL_SALT, FILE_SALT, TODAY, salted_log

LEVELS = ("load", "findings", "all")
SPAN = ("--from", "2026-10-05", "--to", "2026-11-22")
FORMS = {
    "report": ("pdf", "png", "html", "md", "json", "text"),
    "report of a span": ("pdf", "html", "md", "json", "text"),
    "clinic": ("pdf", "png", "json"),
    "run": ("pdf", "png", "html", "md", "json"),
    "check": ("text", "json"),
    "runs": ("table", "csv", "json"),
}
OUTPUTS = [(command, form) for command, forms in FORMS.items() for form in forms]
WORDS_OF_ALL = {"note", "notes", "radiates_to", "cause", "place", "shoe", "shoe_in_settings", "model", "reason"}
BODY_WORDS = (
    "bladder",
    "bowel",
    "sexual",
    "saddle",
    "weakness",
    "numbness",
    "fever",
    "accident",
    "unsteady",
    "weight loss",
)


@pytest.fixture(autouse=True)
def _as_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNLOG_TODAY", str(TODAY))


def run(*arguments: str) -> bytes:
    """What a call of the command line writes to standard output."""
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(told):
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        told.flush()
        assert stop.value.code in (0, 3), arguments
        written = told.buffer
        assert isinstance(written, io.BytesIO)
        return written.getvalue()


def asked(command: str, log: Path) -> tuple[str, ...]:
    """The call of a command on a log."""
    if command == "run":
        return ("run", "20261117T16", "--log", str(log))
    name, _, span = command.partition(" ")
    return (name, str(log), *(SPAN if span else ()))


def found(output: bytes) -> set[str]:
    """The fields whose word is in an output."""
    words = holds(output, ALL_SALT.values())
    return {name for name, word in ALL_SALT.items() if word in words}


# --private


@pytest.mark.parametrize("signs", [False, True], ids=["quiet", "red-flag"])
@pytest.mark.parametrize(("command", "form"), OUTPUTS)
def test_a_private_output_holds_no_word_of_the_log(tmp_path: Path, command: str, form: str, *, signs: bool) -> None:
    log = salted_log(tmp_path, "all", signs=signs)
    output = run(*asked(command, log), "--private", "--format", form, "-o", "-")
    assert len(output) > 400
    assert found(output) == set()
    assert not holds(output, [str(tmp_path), "diary.csv line"])


WRITTEN = {
    ("report", "pdf"): {"name", "note", "radiates_to", "bladder_bowel", "shoe_in_settings", "broken", "reason"},
    ("report", "html"): {"name", "note", "radiates_to", "bladder_bowel", "shoe_in_settings", "broken", "reason"},
    ("report", "md"): {"name", "note", "radiates_to", "bladder_bowel", "shoe_in_settings", "broken", "reason"},
    ("report", "json"): {"name", "note", "radiates_to", "bladder_bowel", "shoe_in_settings", "broken", "folder"},
    ("report", "text"): {"name", "note", "radiates_to", "bladder_bowel", "shoe_in_settings", "broken", "reason"},
    ("clinic", "pdf"): {"name", "known_diagnosis", "treatment", "painkillers", "seen_by", "self_care", "cleared_by"},
    ("clinic", "json"): {"name", "known_diagnosis", "treatment", "painkillers", "seen_by", "self_care", "folder"},
    ("run", "pdf"): {"track", "creator"},
    ("run", "html"): {"track", "creator"},
    ("run", "md"): {"track", "creator"},
    ("run", "json"): {"track", "creator"},
    ("check", "text"): {"name", "model", "bladder_bowel", "broken"},
    ("check", "json"): {"folder", "model", "bladder_bowel", "broken"},
    ("runs", "table"): {"title", "sport"},
    ("runs", "csv"): {"title", "notes", "shoe", "device", "creator", "sport", "file"},
    ("runs", "json"): {"title", "notes", "shoe", "device", "creator", "sport", "file"},
}


@pytest.mark.parametrize(("command", "form"), WRITTEN)
def test_without_private_the_same_search_finds_the_words(tmp_path: Path, command: str, form: str) -> None:
    log = salted_log(tmp_path, "all", signs=True)
    assert found(run(*asked(command, log), "--format", form, "-o", "-")) >= WRITTEN[command, form]


def test_what_a_private_picture_draws_holds_no_word_either() -> None:
    from runlog.report.private import private_history, without_notes
    from runlog.report.weekly import weekly_report
    from runlog.rules.engine import run_rules

    whole = salted("all", signs=True)
    asked = private_history(whole)
    drawn, plain = (
        json.dumps(page_inputs(weekly_report(shown, run_rules(rules), (), Speech()), "phone")).encode()
        for shown, rules in ((without_notes(asked), asked), (whole, whole))
    )
    assert holds(drawn, SALT.values()) == set()
    assert holds(plain, SALT.values()) >= {SALT["name"], SALT["note"], SALT["weakness"]}


# The bundle for a coach


@pytest.mark.parametrize("signs", [False, True], ids=["quiet", "red-flag"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_bundle_holds_the_words_of_its_level_alone(tmp_path: Path, level: str, *, signs: bool) -> None:
    log = salted_log(tmp_path, level, signs=signs)
    run("share", str(log), "-o", str(tmp_path / "out"))
    files = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in files] == ["bundle.json", "report.html", "report.pdf"]
    may = {"name"} | (WORDS_OF_ALL if level == "all" and not signs else set())
    told: set[str] = set()
    for path in files:
        here = found(path.read_bytes())
        assert here <= may, path.name
        told |= here
        assert not holds(path.read_bytes(), [str(tmp_path)])
    assert "name" in told
    if level == "all" and not signs:
        assert {"note", "radiates_to", "shoe_in_settings", "cause"} <= told


@pytest.mark.parametrize("level", LEVELS)
def test_a_bundle_is_the_same_to_the_byte_without_what_never_leaves(tmp_path: Path, level: str) -> None:
    log = salted_log(tmp_path, level)
    run("share", str(log), "-o", str(tmp_path / "with"))
    diary = log / "diary.csv"
    with diary.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    blank = dict.fromkeys(NEVER - {"seen_by"}, "")
    kept = [] if level == "load" else [{**row, **blank} for row in rows]
    with diary.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)
    settings = (log / "runlog.toml").read_text(encoding="utf-8").replace(SALT["known_diagnosis"], "")
    (log / "runlog.toml").write_text(settings.replace("earlier_back_pain = true", "cancer = true", 1).replace(
        "cancer = false\n", "", 1), encoding="utf-8")  # fmt: skip
    run("share", str(log), "-o", str(tmp_path / "without"))
    for name in ("bundle.json", "report.html", "report.pdf"):
        assert (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes(), name


@pytest.mark.parametrize("level", LEVELS)
def test_a_red_flag_is_no_word_of_its_sign_at_any_level_and_no_advice(tmp_path: Path, level: str) -> None:
    run("share", str(salted_log(tmp_path, level, signs=True)), "-o", str(tmp_path / "out"))
    for path in (tmp_path / "out").iterdir():
        data = path.read_bytes()
        assert holds(data, ["Talk to this athlete today"])
        assert (
            holds(data, [*BODY_WORDS, "emergency", "urgency", "RED00", "go back to the length", "21 november"]) == set()
        ), path.name


def test_the_words_of_the_signs_are_found_in_the_athletes_own_report(tmp_path: Path) -> None:
    output = run("report", str(salted_log(tmp_path, signs=True)), "--format", "pdf", "-o", "-")
    assert holds(output, BODY_WORDS) >= {"bladder", "bowel", "sexual", "weakness", "numbness", "fever", "accident"}
    assert holds(output, ["Training advice is held back"])


@pytest.mark.parametrize("level", LEVELS)
def test_what_a_shared_picture_would_draw_holds_the_words_of_its_level_alone(level: str) -> None:
    drawn = json.dumps(page_inputs(shared_report(salted(level), Speech(), urgent=False), "phone")).encode()
    words = holds(drawn, SALT.values())
    assert SALT["name"] in words
    assert not {SALT[name] for name in (*SIGNS, "painkillers", "treatment", "known_diagnosis", "seen_by")} & words


@pytest.mark.parametrize("signs", [False, True], ids=["quiet", "red-flag"])
@pytest.mark.parametrize("level", LEVELS)
def test_a_teams_folder_holds_the_words_of_its_athletes_levels_alone(
    tmp_path: Path, level: str, *, signs: bool
) -> None:
    log = salted_log(tmp_path / "team", level, signs=signs)
    run("share", str(log), "-o", str(tmp_path / "team" / "handed-over"))
    run("team", str(tmp_path / "team"), "-o", str(tmp_path / "out"), "--jobs", "1")
    files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    names = {path.name for path in files}
    assert names >= {"index.html", "team.pdf", "team.csv", "team.json", "handed-over.html", f"{log.name}.pdf"}
    may = {"name", "folder"} | (WORDS_OF_ALL if level == "all" and not signs else set())
    told: set[str] = set()
    for path in files:
        data = path.read_bytes()
        here = found(data)
        assert here <= may, path.name
        told |= here
        if signs:
            assert holds(data, [*BODY_WORDS, "emergency", "RED00", "go back to the length"]) == set(), path.name
    assert told >= {"name"} | ({"note", "cause"} if level == "all" and not signs else set())
    if signs:
        table = (tmp_path / "out" / "team.csv").read_text(encoding="utf-8")
        assert table.count("Talk to this athlete today") == 2


def test_places_and_device_numbers_are_in_no_output_at_all(tmp_path: Path) -> None:
    log = salted_log(tmp_path, "all")
    secret = [FILE_SALT[name] for name in ("latitude", "longitude", "serial")]
    for command, form in OUTPUTS:
        assert holds(run(*asked(command, log), "--format", form, "-o", "-"), secret) == set()
    assert holds((log / "exports" / f"{FILE_SALT['file']}.gpx").read_bytes(), secret[:2]) == set(secret[:2])
