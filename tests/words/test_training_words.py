import pytest

from runlog.words.training import kind_of_operation, tells_bike, tells_race, tells_run_allowed


@pytest.mark.parametrize(
    "words",
    ["City Marathon", "race", "Berlin-Marathon", "Halbmarathon Köln", "Wettkampf, 3:40", "Volkslauf", "Parkrun #12",
     "10 km race, chip time 45:00", "Stadtmarathon", "official time 3:51"],
)  # fmt: skip
def test_a_race_is_heard(words: str) -> None:
    assert tells_race(words)


@pytest.mark.parametrize(
    "words",
    ["race pace 5 x 1 km", "Marathon training week 3", "easy, two days after the race", "no race today", "Easy run",
     "Lauf vor dem Marathon", "Marathonvorbereitung", "Wettkampftempo", "tempo for the half marathon", "heart racing",
     "last long run before the marathon", "kein Rennen heute", ""],
)  # fmt: skip
def test_what_only_speaks_of_a_race_is_none(words: str) -> None:
    assert not tells_race(words)


@pytest.mark.parametrize(
    ("words", "allowed"),
    [("physio: keep running", True), ("GP said running is fine", True), ("darf wieder laufen", True),
     ("Orthopäde: Laufen erlaubt", True), ("physio", False), ("do not run", False), ("darf nicht laufen", False),
     ("no running until Christmas", False), ("", False)],
)  # fmt: skip
def test_leave_to_run_is_heard_and_taken_back(words: str, allowed: bool) -> None:  # noqa: FBT001 (a parameter)
    assert tells_run_allowed(words) is allowed


@pytest.mark.parametrize(
    ("words", "kind"),
    [("microdiscectomy", "microdiscectomy"), ("micro-discectomy L4/5", "microdiscectomy"),
     ("mikrochirurgische Nukleotomie L5/S1", "microdiscectomy"), ("Mikrodiskektomie", "microdiscectomy"),
     ("Sequestrektomie L4/5", "microdiscectomy"), ("microdiscectomy and fusion", "other"),
     ("second microdiscectomy", "other"), ("erneute Nukleotomie", "other"), ("perkutane Nukleotomie", "other"),
     ("HWS-Mikrodiskektomie", "other"), ("Spondylodese", "other"), ("Bandscheiben-OP", "other"),
     ("no microdiscectomy", "other"), ("", "other")],
)  # fmt: skip
def test_only_a_plain_first_microdiscectomy_is_one(words: str, kind: str) -> None:
    assert kind_of_operation(words) == kind


@pytest.mark.parametrize(
    ("words", "bike"),
    [("low back on the aero bars", True), ("nach dem Radfahren", True), ("Rennrad", True), ("long ride", True),
     ("after gardening", False), ("gerade gesessen", False), ("", False)],
)  # fmt: skip
def test_a_bike_is_heard(words: str, bike: bool) -> None:  # noqa: FBT001 (a parameter)
    assert tells_bike(words) is bike
