"""Words in a note raise the question; denials, other meanings and other people do not."""

import pytest

from runlog.words.notes import signs_in_note


@pytest.mark.parametrize(
    ("note", "sign"),
    [
        ("bum n inner thighs feel like after the dentist, wiping feels weird", "saddle"),
        ("cant stand on tiptoe on the left anymore", "weakness"),
        ("shooting pains down both legs when i sit", "both_sides"),
        ("heute Nacht in die Hose gemacht, nix gemerkt", "bladder_bowel"),
        ("third night soaked in sweat", "fever"),
        ("no pain, left foot numb", "numbness"),
        ("not only numb but tingling", "numbness"),
        ("my wife says my foot drags", "weakness"),
        ("kein Gefühl in der Ferse", "numbness"),
        ("Kribbeln nicht weg", "tingling"),
        ("slipped on ice", "trauma"),
        ("leg numb super annoying", "numbness"),
        ("Bein taub super nervig", "numbness"),
        ("foot numb good grief", "numbness"),
    ],
)
def test_a_sign_in_a_note_is_heard(note: str, sign: str) -> None:
    assert sign in {mention.sign for mention in signs_in_note(note)}


@pytest.mark.parametrize(
    "note",
    [
        "keine Taubheit, kein Kribbeln, Blase und Darm normal",
        "toes haven't been numb since march",
        "fell behind after km 3, temps fell too. fell in love with this loop",
        "hands numb from the cold, forgot gloves",
        "numbness gone for ten days now, leg strong again",
        "no numbness, tingling or weakness",
        "my son has a fever",
        "hydration bladder leaked",
        "Blase an der Ferse",
        "Wegen Sturm kurz",
        "easy 8k",
        "",
    ],
)
def test_what_is_denied_or_means_something_else_is_quiet(note: str) -> None:
    assert signs_in_note(note) == ()


def test_the_note_is_quoted_in_its_own_words() -> None:
    assert signs_in_note("Heute: Füße TAUB nach 5 km")[0].words == "TAUB"
