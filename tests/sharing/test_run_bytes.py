"""A private page of a run holds no place, word, device or minute in any of its bytes; and the search can find them."""

import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from runlog.app.run_page import run_page
from runlog.cli.main import main
from runlog.render.run_page import run_inputs
from tests.sharing.looking import holds
from tests.support.salted_log import ALL_SALT, FILE_SALT, TODAY, salted_log

FORMS = ("pdf", "png", "html", "md", "json")
RUNS = {"track": "20261117T16", "watch": "20261121T08", "table": "2026-11-19"}
MINUTES = ("17:00", "20261117T16", "20261121T08", "2026-11-17T")
PLACES = ("latitude", "longitude")


@pytest.fixture(autouse=True)
def _as_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNLOG_TODAY", str(TODAY))


def page(log: Path, wanted: str, form: str, *options: str) -> bytes:
    told = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with redirect_stdout(told):
        with pytest.raises(SystemExit) as stop:
            main(["run", wanted, "--log", str(log), "--format", form, "-o", "-", *options])
        told.flush()
        assert stop.value.code in (0, 3)
        written = told.buffer
        assert isinstance(written, io.BytesIO)
        return written.getvalue()


@pytest.mark.parametrize("signs", [False, True], ids=["quiet", "red-flag"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wanted", RUNS)
def test_a_private_page_holds_no_word_place_or_minute(tmp_path: Path, wanted: str, form: str, *, signs: bool) -> None:
    output = page(salted_log(tmp_path, "all", signs=signs), RUNS[wanted], form, "--private")
    assert len(output) > 400
    assert holds(output, [*ALL_SALT.values(), *MINUTES, str(tmp_path)]) == set()


@pytest.mark.parametrize("form", ["pdf", "html", "md", "json"])
def test_without_private_the_same_search_finds_words_and_minutes(tmp_path: Path, form: str) -> None:
    log = salted_log(tmp_path, "all")
    track = page(log, RUNS["track"], form)
    assert holds(track, [ALL_SALT["name"], "17:00"]) == {ALL_SALT["name"], "17:00"}
    table = page(log, RUNS["table"], form)
    assert holds(table, [ALL_SALT["title"], ALL_SALT["notes"]]) == {ALL_SALT["title"], ALL_SALT["notes"]}
    assert holds(page(log, RUNS["watch"], form), [ALL_SALT["device"]]) == {ALL_SALT["device"]}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("options", [(), ("--private",)], ids=["own", "private"])
def test_no_page_at_all_holds_a_coordinate(tmp_path: Path, form: str, options: tuple[str, ...]) -> None:
    output = page(salted_log(tmp_path, "all"), RUNS["track"], form, *options)
    assert holds(output, [FILE_SALT[name] for name in PLACES]) == set()


def test_what_a_private_picture_draws_holds_nothing_either(tmp_path: Path) -> None:
    log = salted_log(tmp_path, "all")
    drawn = {
        private: json.dumps(run_inputs(run_page(log, RUNS["table"], private=private)[1], "phone", "wide")).encode()
        for private in (True, False)
    }
    assert holds(drawn[True], [*ALL_SALT.values(), *MINUTES]) == set()
    assert holds(drawn[False], ALL_SALT.values()) >= {ALL_SALT[name] for name in ("name", "title", "notes", "shoe")}


def test_a_way_near_its_ends_is_on_no_private_page_and_nothing_that_lies_along_it(tmp_path: Path) -> None:
    log = salted_log(tmp_path, "all")
    whole, private = (run_page(log, RUNS["track"], private=hidden)[1] for hidden in (False, True))
    assert whole.track
    assert whole.track.start is not None
    assert private.track is None
    assert private.track_missing
    assert private.ground is None or not private.chart or not private.chart.ground


def test_a_red_flag_is_told_on_a_private_page_too(tmp_path: Path) -> None:
    output = page(salted_log(tmp_path, "all", signs=True), RUNS["track"], "md", "--private").decode()
    first = re.search(r"^## (.*)$", output, re.MULTILINE)
    assert first
    assert first[1].startswith("First, before anything else")
