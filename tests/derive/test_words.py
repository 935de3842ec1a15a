"""Ground and warm-up as runners write them down, in English and German."""

from datetime import UTC, datetime
from typing import Any

import pytest

from runlog.derive import ground_of, warm_up_of
from runlog.model import Activity, Ground
from runlog.words.ground import parse_ground

START = datetime(2026, 8, 4, 5, 30, tzinfo=UTC)


def run(**keys: Any) -> Activity:
    return Activity(**{"sport": "running", "start_utc": START, **keys})


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("8x400 on the track", Ground.TRACK), ("Bahntraining", Ground.TRACK), ("auf der Bahn", Ground.TRACK),
        ("Trail run", Ground.TRAIL), ("Waldweg", Ground.TRAIL), ("gravel loop", Ground.GRAVEL),
        ("über Schotter", Ground.GRAVEL), ("Treadmill, easy", Ground.TREADMILL), ("Laufband", Ground.TREADMILL),
        ("all asphalt", Ground.ASPHALT), ("concrete path", Ground.CONCRETE), ("cement", Ground.CONCRETE),
        ("Beton", Ground.CONCRETE), ("Kopfsteinpflaster!", Ground.PAVING), ("auf Rasen", Ground.GRASS),
    ],
)  # fmt: skip
def test_a_word_for_the_ground_is_understood_in_title_and_notes(text: str, ground: Ground) -> None:
    assert ground_of(run(title=text), None) == ({ground: 1.0}, "note")
    assert ground_of(run(notes=text), Ground.PAVING) == ({ground: 1.0}, "note")


@pytest.mark.parametrize(
    "text",
    ["back on track", "keeping track of pace", "new trail shoes", "mit der Bahn nach Hause", "S-Bahn verpasst",
     "no trail today", "nicht auf Asphalt", "Laufbahnberatung", "soundtrack", "concretely", "easy run", ""],
)  # fmt: skip
def test_words_that_mean_something_else_say_nothing(text: str) -> None:
    assert ground_of(run(title=text), None) == ({}, None)


def test_the_source_goes_before_words_and_words_before_the_usual_ground() -> None:
    told = run(ground={Ground.TREADMILL: 1.0}, ground_basis="device", title="trail")
    assert ground_of(told, Ground.ASPHALT) == ({Ground.TREADMILL: 1.0}, "device")
    assert ground_of(run(title="trail"), Ground.ASPHALT) == ({Ground.TRAIL: 1.0}, "note")
    assert ground_of(run(title="easy"), Ground.ASPHALT) == ({Ground.ASPHALT: 1.0}, "settings")
    assert ground_of(run(title="easy"), None) == ({}, None)


def test_the_usual_ground_is_that_of_runs_and_walks() -> None:
    assert ground_of(run(sport="cycling", title="gravel"), Ground.ASPHALT) == ({}, None)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("60% gravel, 40% asphalt", {Ground.GRAVEL: 0.6, Ground.ASPHALT: 0.4}),
        ("last 2 km on concrete", {Ground.CONCRETE: 0.2}),
        ("2 km asphalt, then trail", {Ground.ASPHALT: 0.2, Ground.TRAIL: 0.8}),
        ("half gravel, half asphalt", {Ground.GRAVEL: 0.5, Ground.ASPHALT: 0.5}),
        ("30 % Schotter", {Ground.GRAVEL: 0.3}),
    ],
)
def test_amounts_in_a_note_become_shares(text: str, shares: dict[Ground, float]) -> None:
    found, basis = ground_of(run(notes=text, distance_m=10_000.0), None)
    assert found == pytest.approx(shares)
    assert basis == "note"


@pytest.mark.parametrize(
    ("cell", "shares"),
    [
        ("gravel", {Ground.GRAVEL: 1.0}),
        ("gravel 60 asphalt 40", {Ground.GRAVEL: 0.6, Ground.ASPHALT: 0.4}),
        ("Gravel: 60%, Asphalt: 40%", {Ground.GRAVEL: 0.6, Ground.ASPHALT: 0.4}),
        ("60 gravel 40 asphalt", {Ground.GRAVEL: 0.6, Ground.ASPHALT: 0.4}),
        ("track 50", {Ground.TRACK: 0.5}),
        ("gravel 80 asphalt 80", {Ground.GRAVEL: 0.5, Ground.ASPHALT: 0.5}),
        ("Laufband", {Ground.TREADMILL: 1.0}),
        ("moon", {}),
    ],
)
def test_a_ground_cell_is_a_class_or_classes_with_percent(cell: str, shares: dict[Ground, float]) -> None:
    assert parse_ground(cell) == pytest.approx(shares)


@pytest.mark.parametrize(
    "text",
    ["Warm-up 2 km, then 5x1000", "warmup and strides", "warmed up well", "10 min eingelaufen", "Einlaufen",
     "mit Aufwärmen", "no stretching, but a warm-up", "warming up"],
)  # fmt: skip
def test_a_warm_up_written_down_is_noted(text: str) -> None:
    assert warm_up_of(run(notes=text)) == ("noted", "note")
    assert warm_up_of(run(title=text)) == ("noted", "note")


@pytest.mark.parametrize(
    "text",
    ["no warm-up", "without warm-up", "without a proper warm up", "ohne Einlaufen", "ohne Aufwärmen",
     "nicht eingelaufen", "kein Einlaufen", "skipped the warmup", "did not warm up", "didn't warm up",
     "didn\u2019t warm up", "warm-up: none"],
)  # fmt: skip
def test_a_warm_up_denied_is_none(text: str) -> None:
    assert warm_up_of(run(notes=text)) == ("none", "note")


@pytest.mark.parametrize("text", ["easy run", "warm day, up the hill", "", None])
def test_a_warm_up_mentioned_nowhere_is_unknown(text: str | None) -> None:
    assert warm_up_of(run(notes=text)) == ("unknown", None)


def test_the_minutes_of_the_source_go_before_words() -> None:
    assert warm_up_of(run(warm_up_min=10.0, notes="no warm-up")) == ("noted", "file")
    assert warm_up_of(run(warm_up_min=0.0, notes="warm-up")) == ("none", "file")
